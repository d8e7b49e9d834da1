# 掛帳: what cannot be solved for now.

button-on-account = 掛帳
button-on-account-label = 再掛一次
button-on-account-until = 再看的日子
button-on-account-until-label = { $label }天後再看
button-off-account = 恢復辦理
account-choose = { $number } 為什麼掛帳？居民會看到這個理由。
account-days = { $number } 什麼時候再看？
account-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：請回覆這則訊息，寫一句接下來怎麼打算。
account-here = 📌 { $number } 已掛帳（{ $reason }），{ $look_at }再看，這期間不計時。
account-told = 您反映的 { $number } 暫時辦不了，原因：{ $reason }。{ $look_at }前再答覆您，不會不管。
account-over = 📌 { $number } 恢復辦理，由{ $owner }負責，最遲{ $due_at }。
account-resumed = 您反映的 { $number } 可以接著辦了，由{ $owner }負責，最遲{ $due_at }前答覆您。
account-look = 📌 { $number } { $category } 掛帳到期（第{ $times }次，{ $reason }）：現在能辦了嗎？
answer-on-account = 📌 { $number } 已掛帳（{ $reason }），{ $look_at }再看，這期間不計時。居民已收到說明。
answer-off-account = 已恢復辦理，最遲{ $due_at }。
