# Names of the categories, by the codes of routing_rules/categories/. They stand on buttons: short, in plain words.

group-01 = Emergencies
category-0101 = Fire or explosion
category-0102 = Gas leak
category-0103 = Trapped or injured
category-0104 = Suicide or self-harm
category-0105 = Violence, abuse
category-0106 = Collapse, live wires
category-0107 = Missing person
category-0108 = Crowd or brawl

group-02 = Public facilities
category-0201 = Road damage
category-0202 = Street lights
category-0203 = Manhole covers
category-0204 = Drains, flooding
category-0205 = Traffic signs, lights
category-0206 = Poles and cables
category-0207 = Sports, benches, toys

group-03 = Water, power, gas, heat, phone
category-0301 = No water
category-0302 = Water quality
category-0303 = Power cut, voltage
category-0304 = Gas supply
category-0305 = Heating
category-0306 = Phone and internet

group-04 = Cleanliness
category-0401 = Rubbish collection
category-0402 = Building rubble
category-0403 = Stalls in the way
category-0404 = Clutter, stickers
category-0405 = Trees and green
category-0406 = Public toilets, sewage
category-0407 = Pests, dead animals

group-05 = Noise and pollution
category-0501 = Building noise
category-0502 = Noisy neighbours, shops
category-0503 = Fumes and smells
category-0504 = Dust, burning
category-0505 = Polluted water

group-06 = Housing
category-0601 = Property management
category-0602 = Lifts
category-0603 = Leaks, building faults
category-0604 = Illegal building
category-0605 = Renewal, new lifts
category-0606 = Owners’ committee
category-0607 = Doors, gates, cameras

group-07 = Traffic and parking
category-0701 = Bad parking
category-0702 = Parking spaces
category-0703 = E-bikes, charging
category-0704 = Buses
category-0705 = Traffic jams

group-08 = Disputes
category-0801 = Quarrel with neighbours
category-0802 = Family quarrel
category-0803 = Land and forest
category-0804 = Unpaid wages
category-0805 = Contracts, debts
category-0806 = Land taken, demolition
category-0807 = Old petition

group-09 = Safety
category-0901 = Fire hazard
category-0902 = Power or gas hazard
category-0903 = Things falling
category-0904 = Unsafe house, landslide
category-0905 = Dogs and animals
category-0906 = Theft and fraud
category-0907 = Harassment
category-0908 = Gambling, drugs, gangs
category-0909 = Work safety, fireworks

group-10 = Everyday services
category-1001 = Social insurance
category-1002 = Help for the poor
category-1003 = The old and disabled
category-1004 = Schools, childcare
category-1005 = Doctors and health
category-1006 = Jobs
category-1007 = Papers and permits
category-1008 = Public housing
category-1009 = A small wish

group-11 = Farming and villages
category-1101 = Fields and irrigation
category-1102 = Village roads, bridges
category-1103 = Farm pollution
category-1104 = Village officials
category-1105 = Farm subsidies
category-1106 = Village houses

group-12 = Market, offices, other
category-1201 = Food and medicine
category-1202 = Shops and prices
category-1203 = Officials’ conduct
category-1204 = How do I …?
category-1205 = Suggestion
category-1206 = Praise and thanks
category-1299 = Something else
