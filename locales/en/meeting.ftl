# Meetings: lists of each level, decisions, striking off.

button-meeting-add = Put on the list
button-meeting-item = Look at it
button-meeting-lead = Who leads
button-meeting-lead-is = Leads
button-meeting-days = Time limit
button-meeting-days-label = Within { $label } days
button-meeting-remove = Take off the list
button-strike = Strike off
meeting-list = 📋 <b>{ $place }: { $meeting }</b> ({ $held_at }), on the list: { $count }, struck off: { $struck }. Tap a number to decide:
meeting-line = · { $number } { $category } ({ $owner }): { $standing ->
    [struck] ✅ struck off
    [done] done, to be struck off
    [dropped] needs no work any more (taken back, joined …), may be struck off
   *[open] { $why ->
        [watched] watched closely
        [overdue] overdue
        [on_account] on account
        [units] several units
       *[desk] brought up by the desk
    }
}{ $count ->
    [0] {""}
    [one] , on { $count } list before
   *[other] , on { $count } lists before
}{ $has_lead ->
    [0] {""}
   *[any] { $has_due_at ->
        [0] {""}
       *[any] { $past_due_at ->
            [0] , { $lead } leads, by { $due_at }
           *[1] { $standing ->
                [open] , { $lead } leads, was to be done by { $due_at }
               *[other] , { $lead } leads, by { $due_at }
            }
        }
    }
}
meeting-item = { meeting-line }
    { $has_text ->
        [0] (nothing written, only a place or a file)
       *[any] { $text }
    }
meeting-choose-lead = Who leads on { $number }?{ $others ->
    [0] {" "}It waits, is asked back, or is handled elsewhere by now, so only its present owner can lead.
   *[other] {""}
}
meeting-choose-days = { $lead } leads on { $number }. How long may it take?
meeting-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: { $lead } leads, by { $due_at }. { $way ->
        [give] Your reply moves the ticket from { $owner } to { $lead }, who has to sign it; { $owner } need not go on.
        [help] { $owner } keeps the ticket; your reply sends { $lead } a request for help with its own clock.
       *[keep] { $owner } keeps the ticket.
    } All of them are told, the resident too.
    Please reply to this message with the measure; if others help, write “together with: …”. To name somebody else press “Who leads” again.
meeting-assigned = 📋 { $number } { $category }: decided at { $place }. { $lead } leads{ $has_together ->
    [0] {""}
   *[any] , together with { $together }
}, by { $due_at }. Measure: { $text }{ $way ->
    [give] {" "}The ticket moved from { $owner } to { $lead }; please sign it.
    [help] {" "}{ $owner } keeps the ticket; { $lead }, please sign the request for help.
   *[keep] {""}
}
meeting-left = 📋 { $number } { $category }: a meeting of { $place } decided that { $lead } leads from here on. You need not go on; please tell { $lead } how far it is.
meeting-due = 📋 Given to you by a meeting, with a day: { $count }{ $more ->
    [0] {""}
   *[other] {" "}(some of them; /list shows all)
}
meeting-due-line = · { $number } { $category }: { $past_due_at ->
    [0] to be done by { $due_at }
   *[1] was due by { $due_at }; please act now
}
meeting-told = Your report { $number } was discussed in a meeting. { $owner } leads; you get a result or an answer by { $due_at }.
strike-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: please reply to this message with a sentence on how it was done, or a photo, to strike it off.
answer-assigned = { $lead } leads, by { $due_at }.{ $way ->
    [give] {" "}The ticket is there now and waits to be signed.
    [help] {" "}The request for help is there and waits to be signed.
   *[keep] {""}
}
answer-struck = { $number } is struck off.
answer-removed = { $number } is off the list.
answer-listed = On the list for { $held_at }: { $meeting }.
refused-not-finished = { $number } is not done yet. It can be struck off once it is.
