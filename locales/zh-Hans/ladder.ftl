# 上报下调: what brings a matter to a higher level, and who hears it.

button-report-up = 上报
button-hand-down = 下调
report-up-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，写一句为什么要上报{ $owner }。
hand-down-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，写下商定的办法，交回{ $owner }办。
answer-reported-up = 已上报，由{ $owner }牵头。
answer-handed-down = 已交回{ $owner }，办法也一并转过去了。
ladder-left = { $number } { $trigger ->
    [by_hand] 已上报
    [sign_overdue] 一直没人签收
    [dispute] 纠纷还没调成
   *[other] 需要上一级协调
}，从现在起由{ $owner }牵头办，要配合时会另外说。
ladder-left-many = ⬆️ { $count } 件从现在起由上一级牵头办，要配合时会另外说{ $more ->
    [0] {""}
   *[other] （先列一部分）
}：
ladder-left-line = { $number } { $category }，{ $trigger ->
    [sign_overdue] 一直没人签收
    [dispute] 纠纷还没调成
   *[other] 需要上一级协调
}，由{ $owner }牵头
report-up-undone = ↩️ { $number } 上报是误点，已经撤回，仍由{ $owner }办，不用您处理。
ladder-taken = ⬆️ { $number } { $category }：{ $trigger ->
    [by_hand] { $from }上报
    [sign_overdue] { $from }一直没人签收
    [dispute] { $from }还没调成
   *[other] { $from }需要协调
}，请{ $owner }牵头，{ $has_sign_due_at ->
    [0] 尽快签收或派单。
   *[any] { $sign_due_at }前签收或派单。
}{ $has_text ->
    [0] {""}
   *[any] 原因：{ $text }
}
ladder-taken-many = ⬆️ 有 { $count } 件要您这里牵头，请尽快签收或派单{ $more ->
    [0] {""}
   *[other] （先列一部分）
}：
ladder-taken-line = { $number } { $category }，{ $trigger ->
    [sign_overdue] { $from }一直没人签收
    [dispute] { $from }还没调成
   *[other] { $from }需要协调
}{ $has_sign_due_at ->
    [0] {""}
   *[any] ，{ $sign_due_at }前
}
reported-up = 您反映的 { $number } { $late ->
    [1] 没能按时办好，对不起。
   *[0] {""}
}已经报给{ $owner }，由他们牵头办，{ $has_due_at ->
    [0] 有进展就告诉您。
   *[any] { $past_due_at ->
        [1] 让您久等了，有进展马上告诉您。
       *[0] 仍在{ $due_at }前答复您。
    }
}
handed-down = ⬇️ { $number } { $category } 交回{ $owner }办，请{ $sign_due_at }前签收。商定的办法：{ $text }
handed-down-told = 您反映的 { $number } 已经商量好怎么办，由{ $owner }去办，{ $past_due_at ->
    [1] 让您久等了，有进展马上告诉您。
   *[0] 仍在{ $due_at }前答复您。
}
ladder-watch = 👀 { $number } { $category }（{ $owner }在办）：{ $trigger ->
    [petitioners] 已有{ $count }户反映
    [returns] 已被退单{ $count }次
    [on_account] 挂账时间长了
    [risk] 话里有伤人的苗头
    [sign_overdue] 一直没人签收
    [dispute] 纠纷还没调成
   *[other] 需要关注
}，请{ $place }一起盯着。
ladder-watched = { $number } { $trigger ->
    [petitioners] 已有{ $count }户反映
    [returns] 已退单{ $count }次
    [on_account] 挂账时间长了
    [risk] 话里有伤人的苗头，请先稳住双方
    [sign_overdue] 一直没人签收
    [dispute] 还没调成
   *[other] 需要关注
}，{ $place }也一起盯着。
watched = 您反映的 { $number }，{ $owner }也一起盯着办，有进展马上告诉您。
refused-no-higher = 上面没有再高的一级了，{ $number } 就在这里协调。
refused-not-reported-up = { $number } 不是下面上报来的，不用下调。
refused-stays-sealed = { $number } 是保密件，只在指定的人手里办，不能上报。
