# 协办: the lead asks others to help; each helper has a slip of his own.

button-assist = 协办
button-slip-sign = 签收
button-slip-reply = 回复
button-slip-done = 完成
button-slip-detail = 详情
answer-slip-signed = { $number } 协办已签收，请在{ $due_at }前回话。
answer-slip-replied = 记下了，{ $owner }会看到。
answer-slip-done = 辛苦了，已经告诉{ $owner }。
assist-choose = { $has_unknown ->
    [0] { $number } 请谁协办？
   *[any] { $number } 不清楚“{ $unknown }”是哪家，请选：
}
assist-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，写一句要{ $unit }做什么。
assist-asked = { $number } 已请{ $places }协办。工单还由这里主办，他们的回话会写在卡片上。
slip =
    🤝 <b>协办 { $number } { $category }</b>
    { $owner }请{ $unit }：{ $words }
    原事：{ $text }
    地点：{ $place }
    { $state ->
        [unsigned] 请在{ $due_at }前签收
        [working] 协办中，请在{ $due_at }前回话或报进展
        [done] ✅ 已完成
       *[closed] ⚪ 主办已经办完，不用再办
    }
    { $has_note ->
        [0] {""}
       *[any] 回话：{ $note }
    }
slip-detail =
    <b>协办 { $number } { $category }</b>
    { $has_text ->
        [0] （没有写字，只发来了位置或文件）
       *[any] { $text }
    }
    地点：{ $place }
    主办：{ $owner }
    要协办的：{ $words }
slip-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，写一句{ $step ->
    [done] 办得怎么样了。主办会看到
   *[reply] 现在的情况。主办会看到
}。
slip-remind = ⏰ 协办 { $number }：{ $state ->
    [unsigned] { $unit }还没签收，{ $due_at }到期
   *[working] 请在{ $due_at }前给{ $owner }回一句，没办完就说说进展
}。
slip-late = ❗ 协办 { $number } 已超时：{ $state ->
    [unsigned] 还没签收
   *[working] 还没回话
}，已告诉上一级和{ $owner }。请现在回一句。
slip-overdue = ❗ 协办 { $number } { $category } 已超时：{ $unit }{ $state ->
    [unsigned] 还没签收
   *[working] 还没回话
}，应在{ $due_at }。主办是{ $owner }，请督促一下。
slip-closed = { $number } { $owner }已经办完，协办单不用再办了，谢谢。
refused-no-words = 还差一句话，请再回复一次，把话写上。
refused-stands-alone = { $number } 是保密件，不能请别人协办。
refused-enough-helpers = { $number } 已经有{ $count }家在协办了，等有人办完再请。
