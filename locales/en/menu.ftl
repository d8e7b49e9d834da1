# What stands beside each command in Telegram's menu; a few words.

menu-my = What I have reported
menu-home = Where I live
menu-human = Ask for a person
menu-cancel = Drop the question
menu-lang = Change the language
menu-help = How it works
menu-privacy = What happens to my words
menu-list = Open matters of this group
menu-due = Due soon or overdue
menu-mine = Open matters I have signed for
menu-who = Whose area this is
