# 督辦: issued from above, answered in time.

button-supervise = 督辦
button-supervise-as = 督辦等級
button-answer-supervision = 回覆督辦
supervise-choose = { $number } 用哪一級督辦？
supervise-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number } { $grade }：請回覆這則訊息，寫一句要求。
supervised = 📌 { $number } { $category }：{ $place }{ $grade }，請{ $owner }{ $due_at }前回覆。要求：{ $text }
supervised-by-rule = 📌 { $number } { $category }：{ $trigger ->
    [petitioners] 已有{ $count }戶反映
    [returns] 已退單{ $count }次
    [dissatisfied] 居民{ $count }次不滿意
    [overdue] 超時沒辦好
    [on_account] 掛帳時間長了
    [risk] 話裡有傷人的苗頭
    [sign_overdue] 一直沒人簽收
    [dispute] 糾紛還沒調成
   *[other] 需要關注
}，按規定由{ $place }{ $grade }，請{ $owner }{ $due_at }前回覆辦到哪一步、什麼時候辦好。
supervision-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：請回覆這則訊息，寫一句辦到哪一步、什麼時候辦好（{ $grade }）。
supervision-answered = ✅ { $number } { $category }：{ $owner }回覆了{ $grade }：{ $text }
supervision-late = ⏰ { $number } { $category }：{ $place }的{ $grade }還沒回覆（應在{ $due_at }），請{ $owner }今天回覆一句。
answer-supervised = 已發{ $grade }，{ $due_at }前回覆。
answer-supervision-answered = 已回覆督辦。
refused-not-supervised = { $number } 沒有等著回覆的督辦。
