# 并单: what is the same matter goes on as one ticket.

button-merge = Merge
button-merge-with = Merge into this
button-merge-into = Yes, merge
button-merge-into-label = Merge into { $label }
button-unmerge = Undo merge
button-unmerge-one = Split off this
button-not-solved = Not solved

answer-merge-none = Nothing found that looks like the same matter as { $number }.
answer-merged = { $number } is merged into { $head }; the residents have been told.
answer-unmerge-none = Nothing in { $number } is yours to split off.
answer-unmerged = { $number } is out of { $head } and handled on its own.
refused-unmergeable = { $number } cannot be merged like this: private and urgent matters stay alone, and so does what is done.
refused-shared = { $number }: { $count ->
    [one] { $count } neighbour is
   *[other] { $count } neighbours are
} waiting for the same, so it goes on and cannot be withdrawn. If it is fine at your place, just reply and say so.
refused-merged = { $number } goes on together with another report of the same matter. To add something or ask after it, reply to that notice.

card-merged = ➡️ Handled together in { $number }, by { $owner }
card-joined = 👥 Told by { $count ->
    [one] { $count } resident
   *[other] { $count } residents
}, { $merged } merged into it
merge-choose = Which one is the same matter as { $number }?
merge-candidate = • { $number } { $text }
    Place: { $place }{ $has_words ->
        [0] {""}
       *[any] ; both say: { $words }
    }
merge-preview = { $number } goes into { $head }:
    “{ $text }”
    { $count ->
        [one] { $count } resident
       *[other] { $count } residents
    } in all; those who reported it will be told.
merged-here = { $own } is the same matter as { $number } and was merged into it; { $count ->
    [one] { $count } resident is
   *[other] { $count } residents are
} waiting now.
unmerge-choose = Which one in { $number } is another matter? It will be handled on its own and the resident is told.
unmerge-line = • { $number } { $text }
not-solved = { $number }: a resident says it is not solved yet. Please have another look.

merged =
    Your report { $own } is the same matter as { $number }. We handle them together now, under { $number }.
    { $owner } is in charge, { $past_due_at ->
        [1] and is being reminded
       *[0] with an answer by { $due_at }
    }; I will tell you when it is done. To add something, reply to this message.
receipt-merged =
    Got it. It is the same matter as your { $number }, so both go on together.
    { $owner } will read what you added, { $past_due_at ->
        [1] and is being reminded
       *[0] with an answer by { $due_at }
    }.
finished-joined = { $number } is done:
    { $text }

    If it is not fine at your place, tap “Not solved” and we will have another look.
unmerged =
    Your report { $number } was handled together with { $head }. It has turned out to be another matter and goes on by itself.
    { $owner } is in charge, { $past_due_at ->
        [1] and is being reminded
       *[0] with an answer by { $due_at }
    }.
standing-merged = { $number } { $category }
    Handled together with { $head }: { $state ->
        [accepted] { $owner } is to send somebody
        [dispatched] { $owner } is to take it on
        [handling] { $owner } is working on it, { $past_due_at ->
            [1] and is being reminded
           *[0] with an answer by { $due_at }
        }
        [pending_review] reported done, somebody is checking
        [pending_survey] done
        [closed] done
        [archived] done
        [rejected] cannot be handled here
        [referred] handled elsewhere, please turn to them directly
        [withdrawn] withdrawn
        [invalid] not registered
       *[other] received, I will tell you what happens
    }.
