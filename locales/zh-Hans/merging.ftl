# 并单: what is the same matter goes on as one ticket.

button-merge = 并单
button-merge-with = 并到这件
button-merge-into = 确定并单
button-merge-into-label = 并到 { $label }
button-unmerge = 撤销并单
button-unmerge-one = 分出这件
button-not-solved = 没解决

answer-merge-none = 没找到和 { $number } 像是同一件的事，不用并。
answer-merged = { $number } 已并到 { $head }，居民已收到通知。
answer-unmerge-none = { $number } 里没有您能分出来的。
answer-unmerged = { $number } 已从 { $head } 分出来，单独办。
refused-unmergeable = { $number } 不能这样并：保密的、紧急的不并，已经办完的也不并。
refused-shared = { $number } 还有 { $count } 位邻居也在等，会接着办，不能撤销。您那里没事了的话，回复一句就行。
refused-merged = { $number } 已经和同一件事合并，一起在办。要补充或催办，回复那条通知就行。

card-merged = ➡️ 在 { $number } 里一起办，由{ $owner }负责
card-joined = 👥 { $count } 位居民反映，已并入 { $merged } 件
merge-choose = { $number } 和哪件是同一件事？
merge-candidate = • { $number } { $text }
    地点：{ $place }{ $has_words ->
        [0] {""}
       *[any] 　都说到：{ $words }
    }
merge-preview = { $number } 并到 { $head }：
    “{ $text }”
    一共 { $count } 位居民，反映的人都会收到通知。
merged-here = { $own } 和 { $number } 是同一件事，已并到这里，现在有 { $count } 位居民在等。
unmerge-choose = { $number } 里哪件不是同一件事？分出来单独办，居民会收到通知。
unmerge-line = • { $number } { $text }
not-solved = { $number }：有居民说还没解决，请再去看一眼。

merged =
    您反映的 { $own } 和 { $number } 是同一件事，已合并一起办，以后就看 { $number }。
    { $owner }负责，{ $past_due_at ->
        [1] 已经在催
       *[0] 最迟{ $due_at }前答复
    }，办好会告诉您。要补充就回复这条消息。
receipt-merged =
    收到了。和您报过的 { $number } 是同一件事，已合并一起办。
    { $owner }会看到您补充的话，{ $past_due_at ->
        [1] 已经在催
       *[0] 最迟{ $due_at }前答复您
    }。
finished-joined = { $number } 办完了：
    { $text }

    如果您那里还没好，点“没解决”，我们再去看。
unmerged =
    您反映的 { $number } 原先和 { $head } 一起办，现在核实是另一件事，单独接着办。
    { $owner }负责，{ $past_due_at ->
        [1] 已经在催
       *[0] 最迟{ $due_at }前答复您
    }。
standing-merged = { $number } { $category }
    和 { $head } 合并一起办：{ $state ->
        [accepted] 等{ $owner }派人
        [dispatched] 等{ $owner }接手
        [handling] { $owner }正在办，{ $past_due_at ->
            [1] 已经在催
           *[0] 最迟{ $due_at }前答复您
        }
        [pending_review] 办事的人说办好了，正请人去看
        [pending_survey] 已办完
        [closed] 已办结
        [archived] 已办结
        [rejected] 这里不能办
        [referred] 归别处管，请直接找他们
        [withdrawn] 已撤销
        [invalid] 没有登记
       *[other] 已收到，有变化会告诉您
    }。
