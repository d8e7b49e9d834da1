# 挂账: what cannot be solved for now.

button-on-account = 挂账
button-on-account-label = 再挂一次
button-on-account-until = 再看的日子
button-on-account-until-label = { $label }天后再看
button-off-account = 恢复办理
account-choose = { $number } 为什么挂账？居民会看到这个理由。
account-days = { $number } 什么时候再看？
account-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，写一句接下来怎么打算。
account-here = 📌 { $number } 已挂账（{ $reason }），{ $look_at }再看，这期间不计时。
account-told = 您反映的 { $number } 暂时办不了，原因：{ $reason }。{ $look_at }前再答复您，不会不管。
account-over = 📌 { $number } 恢复办理，由{ $owner }负责，最迟{ $due_at }。
account-resumed = 您反映的 { $number } 可以接着办了，由{ $owner }负责，最迟{ $due_at }前答复您。
account-look = 📌 { $number } { $category } 挂账到期（第{ $times }次，{ $reason }）：现在能办了吗？
answer-on-account = 📌 { $number } 已挂账（{ $reason }），{ $look_at }再看，这期间不计时。居民已收到说明。
answer-off-account = 已恢复办理，最迟{ $due_at }。
