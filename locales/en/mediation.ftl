# 调解案: a dispute is talked over in rounds, in private only; the group and the resident hear that it begins and ends.

button-mediate = Mediate
button-mediator = Mediator
button-mediation-words-party = Parties
button-mediation-words-plan = Time and place
button-mediation-words-result = How it went
button-mediation-words-agreed = Agreed
button-mediation-words-failed = Not agreed
button-mediation-words-court = To court
button-mediation-risk = ⚠️ May turn violent
button-party-links = Remind the parties
button-party-agree = Yes, remind me
button-party-refuse = No reminder
button-mediation-track = Kind
button-mediation-papers = Papers
button-mediation-files = See the files
button-mediation-visit-kept = Kept
button-mediation-visit-partly = Partly kept
button-mediation-visit-broken = Broken
button-mediation-visit-away = Nobody there
button-reward = Propose a reward
button-reward-approve = Agree
button-reward-decline = Decline
mediation-outcome = { $outcome ->
    [agreed] agreed
    [failed] not agreed
    [court] gone to court
   *[open] under way
}
mediation-card =
    🤝 <b>Mediation</b> · { $number } { $category }: { mediation-outcome }
    { $text }
    Place: { $place }
    Mediator: { $name } · Kind: { $track }{ $risk ->
        [1]  · ⚠️ may turn violent
       *[0] {""}
    }
    { $has_parties ->
        [0] Parties: not written yet, press “Parties”
       *[any] Parties: { $parties }
    }{ $rounds ->
        [0] {""}
       *[any] {"\u000A"}Rounds: { $rounds }, the last one: { $result }
    }{ $has_meeting ->
        [0] {""}
       *[any] {"\u000A"}Next round: { $meeting }; then press “How it went”
    }{ $has_plan_at ->
        [0] {""}
       *[any] {"\u000A"}{ $rounds ->
            [0] No time to meet yet
           *[other] No next time yet
        }{ $past_plan_at ->
            [1] , please agree on one soon
           *[0] , please agree on one by { $plan_at }
        }
    }
    Papers ({ $papers }): { $done } of { $all }{ $has_missing ->
        [0] {""}
       *[any] , still needed for an agreement: { $missing }
    }{ $has_agreement ->
        [0] {""}
       *[any] {"\u000A"}Result: { $agreement }
    }{ $has_next_at ->
        [0] {""}
       *[any] {" "}· Next visit: { $next_at }
    }{ $reward ->
        [0] {""}
       *[other] {"\u000A"}Reward: { $reward } yuan{ $granted ->
            [1] , approved
           *[0] , waits for approval
        }
    }
mediation-begun = 🤝 { $number }: mediation has begun, led by { $name }. What is said there is kept in private; finish the ticket as usual.
mediated = Your { $number }: { $name } will mediate and agree on a time with you. What is said there goes to no group.
mediation-ended = 🤝 { $number }: { $outcome ->
    [agreed] the mediation ended with an agreement. You may finish the ticket; visits will follow
    [failed] the mediation ended without an agreement. Please settle the next step, or report it up
   *[court] the dispute goes to court. Please tell the resident how
}.
mediation-over = Your { $number }: { $outcome ->
    [agreed] both sides have agreed. { $name } will visit you in some days; tell us if somebody does not keep the agreement
    [failed] there is no agreement this time. We keep trying and will tell you as soon as there is news
   *[court] this has to go to court. Whoever handles it will tell you how
}.
mediation-left = 🤝 { $has_number ->
    [0] This mediation
   *[any] The mediation of { $number }
} is shown here no more.
mediation-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: please reply to this message { $step ->
    [party] with the names of the parties, a space between them, { $count } at most. They are seen here only
    [plan] with the time and place, for example: Wednesday 3 pm, community room
    [result] with a sentence on how this round went
    [agreed] with a sentence on what was agreed
    [failed] with a sentence on why it failed
   *[court] with a sentence on why it goes to court
}.
mediation-noted = { $number }: noted{ $step ->
    [party] , the parties
    [plan] , time and place. { $has_meet_at ->
        [0] The hour is not clear; write “Wednesday 3 pm” and I shall remind you
       *[any] It is { $meet_at }; you and the resident will be reminded
    }. Press “How it went” afterwards
    [result] , this round. If it is not over, agree on another time
    [agreed] : agreed. I will remind you on the day of each visit
    [failed] : not agreed
   *[court] : gone to court
}.
mediation-how = Please begin the reply with what it is, for example: result both want to talk again. Or use the buttons of the card.
mediator-choose = { $number }: who should mediate? ★ knows this kind of dispute.
answer-mediator = Given to { $name }.
mediation-track-choose = { $number }: what kind is it? The papers follow.
answer-track = Changed to { $track }.
answer-risk = { $number } is marked as one that may turn violent; the level above gets it now.
mediation-papers =
    📎 <b>{ $number } { $papers }</b> ({ $track })
    Press a line, then send me the photo or file:
mediation-paper = { $count ->
    [0] ▫️ { $paper }{ $must ->
        [1] {" "}(needed for an agreement)
       *[0] {""}
    }
   *[any] ✅ { $paper } ({ $count })
}
mediation-file-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: please send me a photo or file of “{ $paper }”, in reply or just so. If it is on paper only, reply with where it lies.
mediation-filed = { $number } “{ $paper }”: { $file ->
    [1] received
   *[0] noted, on paper
}.
answer-no-files = No files yet.
round-soon = 🔔 { $number }: do not forget the mediation, { $meet_at } (“{ $meeting }”).
round-soon-resident = A reminder: the mediation of { $number } is { $meet_at } (“{ $meeting }”). If you cannot come, please reply to this message.
party-link = 🤝 { $number }: please send this link to { $name } alone, not to a group. Once they open it and agree, I remind them before the meeting.
    { $link }
party-asked = Hello, you are invited to talk something over in a mediation. Shall I remind you before the meeting? Only when and where; nobody learns your account or phone.
party-link-over = This link works no more: the mediation is over, or there is a newer link. If it matters, please ask whoever gave it to you.
answer-party = { $agreed ->
    [1] Fine, you will be reminded before the meeting.
   *[0] Fine, no reminder. Press again if you change your mind.
}
round-soon-party = A reminder: the mediation is { $meet_at } (“{ $meeting }”). If you cannot come, please tell the mediator early.
round-ask = 🤝 { $number }: the mediation was for { $meet_at }. How did it go? Press and write a sentence, also if it was not settled.
round-late = ❗ { $number }: the mediation was for { $meet_at } and nobody has said how it went; the level above was told. Please write it down or agree on another time.
round-overdue = ❗ { $number } ({ $place }): the mediation was for { $meet_at }, { $name } has not said how it went. Please ask.
unplanned-ask = 🤝 { $number } ({ $place }): no time for the mediation is agreed yet. When and where? Press “Time and place”; if you have talked, press “How it went”.
unplanned-late = ❗ { $number }: still no time for the mediation, the level above was told. Please press “Time and place”; if you have talked, press “How it went”.
unplanned-overdue = ❗ { $number } ({ $place }): since { $quiet_at } no time for the mediation was agreed. The mediator is { $name }. Please ask what is in the way.
visit-due = 🔔 { $number }: time for a visit. Do both sides keep the agreement ({ $place })? Please press afterwards, at the latest { $late_at }.
visit-late = ❗ { $number }: the visit is late, the level above was told. Please go there soon, then press.
visit-overdue = ❗ { $number } ({ $place }): the visit was due { $due_at }, { $name } has not gone yet. Please see to it; if you went yourself, press here.
visit-noted = { $number }, noted: { $kept ->
    [kept] kept, thank you
    [partly] partly kept; the next visit looks again
    [broken] broken. The case is open again, please agree on another round
   *[away] nobody there; again { $due_at }
}.
mediation-list = 🤝 Mediations: { $count }{ $count ->
    [0] . To begin one, press “More → Mediate” on a ticket.
   *[any] . Press a number to open it.
}{ $skills ->
    [1] {" "}Below, press what you are good at, so that you get what suits you.
   *[0] {""}
}
mediation-line = · { $number } { $place }: { mediation-outcome } ({ $name }){ $risk ->
    [1] {" "}⚠️
   *[0] {""}
}
reward-choose = { $number } is settled; a reward for { $name }: how hard was it? { $place } has { $left } yuan left this year.
reward-approve =
    🏅 <b>Reward</b> · { $number } { $category }{ $again ->
        [1] {" "}(not decided yet, please look again)
       *[0] {""}
    }
    { $proposer } proposes: { $name }, { $difficulty }, { $amount } yuan ({ $place })
    Do you agree?
answer-reward-proposed = Proposed: { $difficulty }, { $amount } yuan. Waiting for the level above.
answer-reward-decided = { $granted ->
    [1] Agreed, { $amount } yuan are in the books.
   *[0] Declined, the budget stays as it was.
}
reward-decided = 🏅 { $number }, reward of { $amount } yuan for { $name }: { $granted ->
    [1] agreed
   *[0] declined
}.
digest-mediation = 🤝 { $place }, mediations this year: { $received }; agreed { $agreed }, not agreed { $failed }, to court { $court }, under way { $open }; settled { $rate } ({ $share }){ $again ->
    [0] {""}
   *[any] ; mediated more than once: { $again }, each counts once by its last case
}{ $excluded ->
    [0] {""}
   *[any] ; left out of the rate by rule: { $excluded }
}
digest-reward = 🏅 Rewards: { $granted } yuan granted (rewarded: { $share } of the agreed cases), { $waiting } yuan waiting (cases: { $count }), budget { $cap } yuan, left { $left } yuan
refused-no-dispute = { $number } is no dispute. If its category is wrong, change that first.
refused-papers-missing = { $number } still needs: { $places }. Add it under “Papers”, then press “Agreed”.
refused-over-budget = { $place } has only { $left } yuan left for rewards this year.
refused-no-approver = { $number }: nobody above may approve it, please ask the administrator.
refused-own-reward = Somebody else has to propose your reward.
