# Names of the reasons of routing_rules/life.yaml; the reference language reads the rules' own.

reason-returns-area = Not in our grid
reason-returns-duty = Not our duty
reason-returns-place = Place unclear
reason-returns-double = Same as another one
reason-returns-law = Needs a legal procedure
reason-returns-other = Something else
reason-extension-parts = Waiting for parts
reason-extension-weather = Weather
reason-extension-consent = Residents must be asked
reason-extension-approval = Approval is needed
reason-extension-other = Something else
reason-suspension-petitioner = Waiting for the resident
reason-suspension-appraisal = Test or appraisal
reason-suspension-hearing = Hearing or mediation
reason-suspension-weather = Weather, force majeure
reason-suspension-season = Waiting for the season
reason-suspension-court = Waiting for the court
