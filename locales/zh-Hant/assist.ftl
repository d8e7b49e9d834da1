# 協辦: the lead asks others to help; each helper has a slip of his own.

button-assist = 協辦
button-slip-sign = 簽收
button-slip-reply = 回覆
button-slip-done = 完成
button-slip-detail = 詳情
answer-slip-signed = { $number } 協辦已簽收，請在{ $due_at }前回話。
answer-slip-replied = 記下了，{ $owner }會看到。
answer-slip-done = 辛苦了，已經告訴{ $owner }。
assist-choose = { $has_unknown ->
    [0] { $number } 請誰協辦？
   *[any] { $number } 不清楚「{ $unknown }」是哪家，請選：
}
assist-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：請回覆這則訊息，寫一句要{ $unit }做什麼。
assist-asked = { $number } 已請{ $places }協辦。工單還由這裡主辦，他們的回話會寫在卡片上。
slip =
    🤝 <b>協辦 { $number } { $category }</b>
    { $owner }請{ $unit }：{ $words }
    原事：{ $text }
    地點：{ $place }
    { $state ->
        [unsigned] 請在{ $due_at }前簽收
        [working] 協辦中，請在{ $due_at }前回話或報進展
        [done] ✅ 已完成
       *[closed] ⚪ 主辦已經辦完，不用再辦
    }
    { $has_note ->
        [0] {""}
       *[any] 回話：{ $note }
    }
slip-detail =
    <b>協辦 { $number } { $category }</b>
    { $has_text ->
        [0] （沒有寫字，只傳來位置或檔案）
       *[any] { $text }
    }
    地點：{ $place }
    主辦：{ $owner }
    要協辦的：{ $words }
slip-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：請回覆這則訊息，寫一句{ $step ->
    [done] 辦得怎麼樣了。主辦會看到
   *[reply] 現在的情況。主辦會看到
}。
slip-remind = ⏰ 協辦 { $number }：{ $state ->
    [unsigned] { $unit }還沒簽收，{ $due_at }到期
   *[working] 請在{ $due_at }前給{ $owner }回一句，沒辦完就說說進展
}。
slip-late = ❗ 協辦 { $number } 已超時：{ $state ->
    [unsigned] 還沒簽收
   *[working] 還沒回話
}，已告訴上一級和{ $owner }。請現在回一句。
slip-overdue = ❗ 協辦 { $number } { $category } 已超時：{ $unit }{ $state ->
    [unsigned] 還沒簽收
   *[working] 還沒回話
}，應在{ $due_at }。主辦是{ $owner }，請督促一下。
slip-closed = { $number } { $owner }已經辦完，協辦單不用再辦了，謝謝。
refused-no-words = 還差一句話，請再回覆一次，把話寫上。
refused-stands-alone = { $number } 是保密件，不能請別人協辦。
refused-enough-helpers = { $number } 已經有{ $count }家在協辦了，等有人辦完再請。
