# What supervisors read: counts first, every rate with its numbers.

digest =
    【{ $place } 日调度】{ $slot ->
        [now] 截至{ $now_at }
       *[other] { $now_at }
    }
    今日新增 { $new } 件，今日办结 { $done_today } 件。
    累计 { $owed } 件，办结 { $done } 件，在办 { $open } 件，办结率 { $rate }（{ $rate_done }/{ $rate_of }）。
    今日到期 { $due_today } 件，即将超时 { $nearing } 件，已超时 { $overdue } 件，未签收 { $unsigned } 件。
    { $danger ->
        [0] {""}
       *[other] 🚨 特急在办 { $danger } 件。
    }{ $dropped ->
        [0] {""}
       *[other] 另有撤销、并单等 { $dropped } 件，不计入累计。
    }{ $reworked ->
        [0] {""}
       *[other] 返工率 { $rework_rate }（{ $reworked }/{ $finished }）。
    }
digest-excluded = ⚖️另有 { $count } 件按规定剔除（{ $reason }），不算进各项率（累计 { $of } 件里）
digest-overdue = ❗超时 { $number } { $category }，{ $owner }，应在{ $due_at }
digest-nearing = ⏰快到期 { $number } { $category }，{ $owner }，{ $due_at }
digest-unsigned = 🆕未签收 { $number } { $category }，{ $owner }，{ $sign_due_at }前
digest-hot = 🔥热点：{ $category } { $count } 件
digest-again = 🔥高频：{ $place } { $category }，{ $days }天内{ $count }件
overdue-list = { $place } { $count ->
    [0] 现在没有超时的。
   *[other] 已超时 { $count } 件：
}
