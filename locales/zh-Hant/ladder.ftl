# 上報下調: what brings a matter to a higher level, and who hears it.

button-report-up = 上報
button-hand-down = 下調
report-up-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：請回覆這則訊息，寫一句為什麼要上報{ $owner }。
hand-down-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：請回覆這則訊息，寫下商定的辦法，交回{ $owner }辦。
answer-reported-up = 已上報，由{ $owner }牽頭。
answer-handed-down = 已交回{ $owner }，辦法也一併轉過去了。
ladder-left = { $number } { $trigger ->
    [by_hand] 已上報
    [sign_overdue] 一直沒人簽收
    [dispute] 糾紛還沒調成
   *[other] 需要上一級協調
}，從現在起由{ $owner }牽頭辦，要配合時會另外說。
ladder-left-many = ⬆️ { $count } 件從現在起由上一級牽頭辦，要配合時會另外說{ $more ->
    [0] {""}
   *[other] （先列一部分）
}：
ladder-left-line = { $number } { $category }，{ $trigger ->
    [sign_overdue] 一直沒人簽收
    [dispute] 糾紛還沒調成
   *[other] 需要上一級協調
}，由{ $owner }牽頭
report-up-undone = ↩️ { $number } 上報是誤點，已經撤回，仍由{ $owner }辦，不用您處理。
ladder-taken = ⬆️ { $number } { $category }：{ $trigger ->
    [by_hand] { $from }上報
    [sign_overdue] { $from }一直沒人簽收
    [dispute] { $from }還沒調成
   *[other] { $from }需要協調
}，請{ $owner }牽頭，{ $has_sign_due_at ->
    [0] 盡快簽收或派單。
   *[any] { $sign_due_at }前簽收或派單。
}{ $has_text ->
    [0] {""}
   *[any] 原因：{ $text }
}
ladder-taken-many = ⬆️ 有 { $count } 件要您這裡牽頭，請盡快簽收或派單{ $more ->
    [0] {""}
   *[other] （先列一部分）
}：
ladder-taken-line = { $number } { $category }，{ $trigger ->
    [sign_overdue] { $from }一直沒人簽收
    [dispute] { $from }還沒調成
   *[other] { $from }需要協調
}{ $has_sign_due_at ->
    [0] {""}
   *[any] ，{ $sign_due_at }前
}
reported-up = 您反映的 { $number } { $late ->
    [1] 沒能按時辦好，對不起。
   *[0] {""}
}已經報給{ $owner }，由他們牽頭辦，{ $has_due_at ->
    [0] 有進展就告訴您。
   *[any] { $past_due_at ->
        [1] 讓您久等了，有進展馬上告訴您。
       *[0] 仍在{ $due_at }前答覆您。
    }
}
handed-down = ⬇️ { $number } { $category } 交回{ $owner }辦，請{ $sign_due_at }前簽收。商定的辦法：{ $text }
handed-down-told = 您反映的 { $number } 已經商量好怎麼辦，由{ $owner }去辦，{ $past_due_at ->
    [1] 讓您久等了，有進展馬上告訴您。
   *[0] 仍在{ $due_at }前答覆您。
}
ladder-watch = 👀 { $number } { $category }（{ $owner }在辦）：{ $trigger ->
    [petitioners] 已有{ $count }戶反映
    [returns] 已被退單{ $count }次
    [on_account] 掛帳時間長了
    [risk] 話裡有傷人的苗頭
    [sign_overdue] 一直沒人簽收
    [dispute] 糾紛還沒調成
   *[other] 需要關注
}，請{ $place }一起盯著。
ladder-watched = { $number } { $trigger ->
    [petitioners] 已有{ $count }戶反映
    [returns] 已退單{ $count }次
    [on_account] 掛帳時間長了
    [risk] 話裡有傷人的苗頭，請先穩住雙方
    [sign_overdue] 一直沒人簽收
    [dispute] 還沒調成
   *[other] 需要關注
}，{ $place }也一起盯著。
watched = 您反映的 { $number }，{ $owner }也一起盯著辦，有進展馬上告訴您。
refused-no-higher = 上面沒有再高的一級了，{ $number } 就在這裡協調。
refused-not-reported-up = { $number } 不是下面上報來的，不用下調。
refused-stays-sealed = { $number } 是保密件，只在指定的人手裡辦，不能上報。
