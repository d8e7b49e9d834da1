# 督办: issued from above, answered in time.

button-supervise = 督办
button-supervise-as = 督办等级
button-answer-supervision = 回复督办
supervise-choose = { $number } 用哪一级督办？
supervise-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number } { $grade }：请回复这条消息，写一句要求。
supervised = 📌 { $number } { $category }：{ $place }{ $grade }，请{ $owner }{ $due_at }前回复。要求：{ $text }
supervised-by-rule = 📌 { $number } { $category }：{ $trigger ->
    [petitioners] 已有{ $count }户反映
    [returns] 已退单{ $count }次
    [dissatisfied] 居民{ $count }次不满意
    [overdue] 超时没办好
    [on_account] 挂账时间长了
    [risk] 话里有伤人的苗头
    [sign_overdue] 一直没人签收
    [dispute] 纠纷还没调成
   *[other] 需要关注
}，按规定由{ $place }{ $grade }，请{ $owner }{ $due_at }前回复办到哪一步、什么时候办好。
supervision-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，写一句办到哪一步、什么时候办好（{ $grade }）。
supervision-answered = ✅ { $number } { $category }：{ $owner }回复了{ $grade }：{ $text }
supervision-late = ⏰ { $number } { $category }：{ $place }的{ $grade }还没回复（应在{ $due_at }），请{ $owner }今天回复一句。
answer-supervised = 已发{ $grade }，{ $due_at }前回复。
answer-supervision-answered = 已回复督办。
refused-not-supervised = { $number } 没有等着回复的督办。
