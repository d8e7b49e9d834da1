# 并单: what is the same matter goes on as one ticket.

button-merge = 併單
button-merge-with = 併到這件
button-merge-into = 確定併單
button-merge-into-label = 併到 { $label }
button-unmerge = 撤銷併單
button-unmerge-one = 分出這件
button-not-solved = 沒解決

answer-merge-none = 沒找到和 { $number } 像是同一件的事，不用併。
answer-merged = { $number } 已併到 { $head }，居民已收到通知。
answer-unmerge-none = { $number } 裡沒有您能分出來的。
answer-unmerged = { $number } 已從 { $head } 分出來，單獨辦。
refused-unmergeable = { $number } 不能這樣併：保密的、緊急的不併，已經辦完的也不併。
refused-shared = { $number } 還有 { $count } 位鄰居也在等，會接著辦，不能撤銷。您那裡沒事了的話，回覆一句就行。
refused-merged = { $number } 已經和同一件事合併，一起在辦。要補充或催辦，回覆那則通知就行。

card-merged = ➡️ 在 { $number } 裡一起辦，由{ $owner }負責
card-joined = 👥 { $count } 位居民反映，已併入 { $merged } 件
merge-choose = { $number } 和哪件是同一件事？
merge-candidate = • { $number } { $text }
    地點：{ $place }{ $has_words ->
        [0] {""}
       *[any] 　都說到：{ $words }
    }
merge-preview = { $number } 併到 { $head }：
    「{ $text }」
    一共 { $count } 位居民，反映的人都會收到通知。
merged-here = { $own } 和 { $number } 是同一件事，已併到這裡，現在有 { $count } 位居民在等。
unmerge-choose = { $number } 裡哪件不是同一件事？分出來單獨辦，居民會收到通知。
unmerge-line = • { $number } { $text }
not-solved = { $number }：有居民說還沒解決，請再去看一眼。

merged =
    您反映的 { $own } 和 { $number } 是同一件事，已合併一起辦，以後就看 { $number }。
    { $owner }負責，{ $past_due_at ->
        [1] 已經在催
       *[0] 最遲{ $due_at }前答覆
    }，辦好會告訴您。要補充就回覆這則訊息。
receipt-merged =
    收到了。和您報過的 { $number } 是同一件事，已合併一起辦。
    { $owner }會看到您補充的話，{ $past_due_at ->
        [1] 已經在催
       *[0] 最遲{ $due_at }前答覆您
    }。
finished-joined = { $number } 辦完了：
    { $text }

    如果您那裡還沒好，點「沒解決」，我們再去看。
unmerged =
    您反映的 { $number } 原先和 { $head } 一起辦，現在核實是另一件事，單獨接著辦。
    { $owner }負責，{ $past_due_at ->
        [1] 已經在催
       *[0] 最遲{ $due_at }前答覆您
    }。
standing-merged = { $number } { $category }
    和 { $head } 合併一起辦：{ $state ->
        [accepted] 等{ $owner }派人
        [dispatched] 等{ $owner }接手
        [handling] { $owner }正在辦，{ $past_due_at ->
            [1] 已經在催
           *[0] 最遲{ $due_at }前答覆您
        }
        [pending_review] 辦事的人說辦好了，正請人去看
        [pending_survey] 已辦完
        [closed] 已辦結
        [archived] 已辦結
        [rejected] 這裡不能辦
        [referred] 歸別處管，請直接找他們
        [withdrawn] 已撤銷
        [invalid] 沒有登記
       *[other] 已收到，有變化會告訴您
    }。
