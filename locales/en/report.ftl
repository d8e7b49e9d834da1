# What supervisors read: counts first, every rate with its numbers.

digest =
    { $place }: daily report, { $slot ->
        [now] as of { $now_at }
       *[other] { $now_at }
    }
    Today: { $new } new, { $done_today } done.
    In all: { $owed }, done { $done }, open { $open }, completion { $rate } ({ $rate_done }/{ $rate_of }).
    Due today { $due_today }, nearly due { $nearing }, overdue { $overdue }, not taken on { $unsigned }.{ $danger ->
        [0] {""}
       *[other] {"\u000A"}🚨 Open emergencies: { $danger }.
    }{ $dropped ->
        [0] {""}
       *[other] {"\u000A"}Withdrawn, merged or sent elsewhere, not counted above: { $dropped }.
    }{ $reworked ->
        [0] {""}
       *[other] {" "}Put right after a check: { $rework_rate } ({ $reworked }/{ $finished }).
    }
digest-overdue = ❗Late { $number } { $category }, { $owner }, due { $due_at }
digest-nearing = ⏰Nearly due { $number } { $category }, { $owner }, by { $due_at }
digest-excluded = ⚖️Left out of the rates by rule: { $count } of { $of } ({ $reason })
digest-unsigned = 🆕Not taken on { $number } { $category }, { $owner }, by { $sign_due_at }
digest-hot = 🔥Often reported: { $category }, { $count } times
digest-again = 🔥Again and again: { $place }, { $category }, { $count } in { $days } days
overdue-list = { $place }: { $count ->
    [0] nothing is overdue.
    [one] { $count } ticket overdue:
   *[other] { $count } tickets overdue:
}
