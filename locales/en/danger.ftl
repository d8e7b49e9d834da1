# What a person in danger reads first: the number to call, then two or three lines that save lives (handbook §9).
# Never says that help is on its way: only a human may say so.

danger-0101 =
    Call 119 (fire service) now!
    · Do not fight a big fire. Stay low, walk out, close the door behind you, never take the lift.
    · Cannot get out? Shut the door, block the gap with wet towels, cover mouth and nose, call for help at the window.
    · When you are safe, write to me: where is it, and is anyone still inside?
danger-0102 =
    Get out first! Then, outdoors, call 119 and the gas company’s emergency line!
    · Inside: no light switches on or off, no phone calls, no flames.
    · If it is on your way: open windows, close the gas valve. Take family and neighbours out with you.
    · Someone dizzy or not waking up: call 120 too, outdoors.
danger-0103 =
    Call 120 (ambulance) now; someone trapped, in the water or crushed: call 119 as well!
    · Stuck in a lift: press the alarm button, stand by the wall, do not force the doors or jump.
    · Electric shock: cut the power first. In the water: shout for others, throw something that floats, do not go in.
    · Do not move someone badly hurt. Watch the breathing and do what the doctor on the phone says.
danger-0104 =
    Thank you for telling me. Please call 12356 now (someone listens, 24 hours, in Chinese); if anyone is hurt, has taken pills, or is up high or by the water, call 120 and 110 at once.
    · You do not have to carry this alone. Go where people are, or ask someone you trust to come and stay with you.
    · Worried about someone else: stay with them, talk slowly, do not blame, put medicines and knives out of reach.
    · You can also go on writing to me. I will pass it to the person on duty.
danger-0105 =
    Call 110 (police). If you cannot speak, text 12110.
    · Protect yourself and the children first: go where there are people and a way out, away from the kitchen.
    · When you are safe, tell me the place; that is enough.
    · You can delete these messages after reading. What you say is not shown in any group.
danger-0106 =
    Call 110 and move well away now! Someone hurt: 120. Someone buried or caught by water: 119.
    · Do not touch broken wires or water near them. Keep ten metres away and hop on one foot.
    · Stay away from whatever has collapsed, leans or slides. Do not go back for your things.
    · If you can, warn the people and cars behind you.
danger-0107 =
    Call 110 (police) now. You do not have to wait 24 hours.
    · Have ready: name and age, clothes, where last seen, a recent photo.
    · One person stays at home; the others look in usual places, by the water and at stations.
    · If you have found a lost person: stay together and wait for the police.
danger-0108 =
    If anyone is hurt or there is fighting, call 110 and 120 first.
    · What you say goes only to the people on duty for this, not to any group.
    · Stand back, do not push, look after the old and the children.
danger-ask =
    One important question first: is anyone in danger now? If so, call first: { $numbers }.
    Tap to tell me. If you do not, I report it as a danger.
danger-ask-0108 =
    One important question first: is anyone hurt or fighting there now? If so, call 110 first.
