# What supervisors read: counts first, every rate with its numbers.

digest =
    【{ $place } 日調度】{ $slot ->
        [now] 截至{ $now_at }
       *[other] { $now_at }
    }
    今日新增 { $new } 件，今日辦結 { $done_today } 件。
    累計 { $owed } 件，辦結 { $done } 件，在辦 { $open } 件，辦結率 { $rate }（{ $rate_done }/{ $rate_of }）。
    今日到期 { $due_today } 件，即將超時 { $nearing } 件，已超時 { $overdue } 件，未簽收 { $unsigned } 件。
    { $danger ->
        [0] {""}
       *[other] 🚨 特急在辦 { $danger } 件。
    }{ $dropped ->
        [0] {""}
       *[other] 另有撤銷、併單等 { $dropped } 件，不計入累計。
    }{ $reworked ->
        [0] {""}
       *[other] 返工率 { $rework_rate }（{ $reworked }/{ $finished }）。
    }
digest-excluded = ⚖️另有 { $count } 件按規定剔除（{ $reason }），不算進各項率（累計 { $of } 件裡）
digest-overdue = ❗超時 { $number } { $category }，{ $owner }，應在{ $due_at }
digest-nearing = ⏰快到期 { $number } { $category }，{ $owner }，{ $due_at }
digest-unsigned = 🆕未簽收 { $number } { $category }，{ $owner }，{ $sign_due_at }前
digest-hot = 🔥熱點：{ $category } { $count } 件
digest-again = 🔥高頻：{ $place } { $category }，{ $days }天內{ $count }件
overdue-list = { $place } { $count ->
    [0] 現在沒有超時的。
   *[other] 已超時 { $count } 件：
}
