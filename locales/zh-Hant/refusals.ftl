# What the bot says when something cannot be done: why, and what to do instead.

refused = 現在不能這樣做，請看最新的那則訊息。
refused-not-yours = 這個不歸您管，什麼都沒有改動。有疑問請找管理員。
refused-stale = 這則訊息已經過時了，請看最新的那一則。
refused-wrong-state = 現在還不能這樣做：{ $state ->
    [accepted] 先派單或簽收
    [dispatched] 先點「簽收」
    [handling] 正在辦理中
    [pending_survey] 已經辦結了
    [closed] 已經結案了
    [withdrawn] 居民已經撤銷了
   *[other] 它已經到了別的一步，請看最新的卡片
}。
refused-not-found = 找不到這件事，可能已經辦完或不在這裡。通報過的事看 /my，群組裡在辦的看 /list。
refused-forged = 這個按鈕不能用了，沒有改動。請點最新那則訊息上的按鈕。
refused-anonymous = 看不出您是誰：請先關閉「匿名管理員」，再操作一次。
refused-missing = { $number }：辦結要寫一句怎麼解決的。請回覆卡片：辦結 已疏通，水退了。
refused-too-late = 過了10分鐘或者有人接手了，就不能自己改了。要改什麼，回覆上面的訊息說一句，辦事的人會看到。
refused-ended = { $number } 已經辦完了。還有什麼不對，直接傳給我，我另記一件。
refused-unbound = 這個群組還沒有綁定網格。請管理員在群組裡傳送 /bind 網格編碼，例如 /bind YX010101。
refused-invitation = 這個邀請連結已用過或過期了，請找管理員再要一個。
refused-hazard = { $number } 關係到安全，不能就這樣放下；已經沒事了的話，回覆一句「沒事了」，值班人員會看到。
refused-stays-danger = { $number } 關係到安全，類別不能自己改；已經沒事了的話，回覆一句「沒事了」，值班人員會看到。
refused-enough-asked = { $number } 已經問過居民{ $count }次，按規定不再問了，請按現有情況辦。
refused-extended-already = { $number } 已經延過一次期，不能再延。辦不完的，請上報上一級。
refused-overrun = { $number } 已經到期，不能再延期。請現在處理，或上報上一級。
refused-private-first = 這個只能私下看。請先點我的頭像傳一句話，再按一次。
