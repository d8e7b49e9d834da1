# What stands beside each command in Telegram's menu; a few words.

menu-my = 看我报过的事
menu-home = 登记我住哪里
menu-human = 请人工来看看
menu-cancel = 不想说了
menu-lang = 换语言
menu-help = 怎么用
menu-privacy = 我的话会怎么用
menu-list = 这个群还没办完的事
menu-due = 快到期和超时的事
menu-mine = 我签收了还没办完的事
menu-who = 这片归谁管
