# 督办: issued from above, answered in time.

button-supervise = 督办
button-supervise-as = 督办等级
button-answer-supervision = 回复督办
supervise-choose = { $number } 用哪一级督办？
supervise-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number } { $grade }：请回复这条消息，写一句要求。
supervised = 📌 { $number } { $category }：{ $place }{ $grade }，请{ $owner }{ $due_at }前回复。要求：{ $text }
supervision-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，写一句办到哪一步、什么时候办好（{ $grade }）。
supervision-answered = ✅ { $number } { $category }：{ $owner }回复了{ $grade }：{ $text }
supervision-late = ⏰ { $number } { $category }：{ $place }的{ $grade }还没回复（应在{ $due_at }），请{ $owner }今天回复一句。
answer-supervised = 已发{ $grade }，{ $due_at }前回复。
answer-supervision-answered = 已回复督办。
refused-not-supervised = { $number } 没有等着回复的督办。
