# What stands beside each command in Telegram's menu; a few words.

menu-my = 看我報過的事
menu-home = 登記我住哪裡
menu-human = 請人工來看看
menu-cancel = 不想說了
menu-lang = 換語言
menu-help = 怎麼用
menu-privacy = 我的話會怎麼用
menu-list = 這個群還沒辦完的事
menu-due = 快到期和超時的事
menu-mine = 我簽收了還沒辦完的事
menu-who = 這片歸誰管
