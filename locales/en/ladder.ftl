# The ladder: what brings a matter to a higher level, and who hears it.

button-report-up = Report up
button-hand-down = Hand down
report-up-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: please reply to this message and say in one sentence why { $owner } is needed.
hand-down-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: please reply to this message with the plan that was agreed; it goes back to { $owner }.
answer-reported-up = Reported up. { $owner } leads from here on.
answer-handed-down = Back with { $owner }, together with the plan.
ladder-left = { $number } { $trigger ->
    [by_hand] has gone up one level
    [sign_overdue] was taken on by nobody
    [dispute] is not settled yet
   *[other] needs the level above
}; { $owner } leads from now on and will say if it needs you.
ladder-left-many = ⬆️ { $count ->
    [one] One ticket is
   *[other] { $count } tickets are
} led by the level above from now on; it will say if it needs you{ $more ->
    [0] {""}
   *[other] { " " }(the first ones below)
}:
ladder-left-line = { $number } { $category }, { $trigger ->
    [sign_overdue] taken on by nobody
    [dispute] not settled yet
   *[other] needs the level above
}: { $owner } leads
report-up-undone = ↩️ { $number } was reported up by mistake; { $owner } keeps it, nothing to do for you.
ladder-taken = ⬆️ { $number } { $category }: { $trigger ->
    [by_hand] reported up by { $from }
    [sign_overdue] nobody at { $from } took it on
    [dispute] { $from } could not settle it yet
   *[other] { $from } needs help
}. { $owner } leads; { $has_sign_due_at ->
    [0] please take it on or assign it soon.
   *[any] please take it on or assign it by { $sign_due_at }.
}{ $has_text ->
    [0] {""}
   *[any] {" "}Why: { $text }
}
ladder-taken-many = ⬆️ { $count ->
    [one] One ticket is
   *[other] { $count } tickets are
} yours to lead now; please take on or assign soon{ $more ->
    [0] {""}
   *[other] {" "}(the first ones below)
}:
ladder-taken-line = { $number } { $category }, { $trigger ->
    [sign_overdue] nobody at { $from } took it on
    [dispute] { $from } could not settle it yet
   *[other] { $from } needs help
}{ $has_sign_due_at ->
    [0] {""}
   *[any] , by { $sign_due_at }
}
reported-up = Your report { $number } { $late ->
    [1] was not done in time, sorry. It has gone up one level
   *[0] has gone up one level
}: { $owner } leads it now; { $has_due_at ->
    [0] you will hear as soon as there is news.
   *[any] { $past_due_at ->
        [1] sorry for the wait, you will hear as soon as there is news.
       *[0] you still get an answer by { $due_at }.
    }
}
handed-down = ⬇️ { $number } { $category } goes back to { $owner }; please take it on by { $sign_due_at }. The plan: { $text }
handed-down-told = There is a plan for your report { $number }. { $owner } will carry it out; { $past_due_at ->
    [1] sorry for the wait, you will hear as soon as there is news.
   *[0] you still get an answer by { $due_at }.
}
ladder-watch = 👀 { $number } { $category } (with { $owner }): { $trigger ->
    [petitioners] { $count } households report it
    [returns] it was returned { $count } times
    [on_account] it has been on account for a long time
    [risk] the words hint at violence
    [sign_overdue] nobody has taken it on
    [dispute] the dispute is not settled
   *[other] it needs attention
}. { $place }, please keep an eye on it.
ladder-watched = { $number }: { $trigger ->
    [petitioners] { $count } households report it
    [returns] it was returned { $count } times
    [on_account] it has been on account for a long time
    [risk] the words hint at violence, please calm both sides first
    [sign_overdue] nobody has taken it on
    [dispute] it is not settled yet
   *[other] it needs attention
}. { $place } keeps an eye on it too.
watched = { $owner } now keeps an eye on your report { $number } too. You will hear as soon as there is news.
refused-no-higher = There is no level above. { $number } has to be sorted out here.
refused-not-reported-up = { $number } did not come from below, so it cannot be handed down.
refused-stays-sealed = { $number } is private. It stays with the person it was given to and cannot be reported up.
