# What the bot says when something cannot be done: why, and what to do instead.

refused = 现在不能这样做，请看最新的那条消息。
refused-not-yours = 这个不归您管，什么都没有改动。有疑问请找管理员。
refused-stale = 这条消息已经过时了，请看最新的那一条。
refused-wrong-state = 现在还不能这样做：{ $state ->
    [accepted] 先派单或签收
    [dispatched] 先点“签收”
    [handling] 正在办理中
    [pending_survey] 已经办结了
    [closed] 已经结案了
    [withdrawn] 居民已经撤销了
   *[other] 它已经到了别的一步，请看最新的卡片
}。
refused-not-found = 找不到这件事，可能已经办完或不在这里。报过的事看 /my，群里在办的看 /list。
refused-forged = 这个按钮不能用了，没有改动。请点最新那条消息上的按钮。
refused-anonymous = 看不出您是谁：请先关闭“匿名管理员”，再操作一次。
refused-missing = { $number }：办结要写一句怎么解决的。请回复卡片：办结 已疏通，水退了。
refused-too-late = 过了10分钟或者有人接手了，就不能自己改了。要改什么，回复上面的消息说一句，办事的人会看到。
refused-ended = { $number } 已经办完了。还有什么不对，直接发给我，我另记一件。
refused-unbound = 这个群还没有绑定网格。请管理员在群里发送 /bind 网格编码，例如 /bind YX010101。
refused-invitation = 这个邀请链接已用过或过期了，请找管理员再要一个。
refused-hazard = { $number } 关系到安全，不能就这样放下；已经没事了的话，回复一句“没事了”，值班人员会看到。
refused-stays-danger = { $number } 关系到安全，类别不能自己改；已经没事了的话，回复一句“没事了”，值班人员会看到。
refused-enough-asked = { $number } 已经问过居民{ $count }次，按规定不再问了，请按现有情况办。
refused-extended-already = { $number } 已经延过一次期，不能再延。办不完的，请上报上一级。
refused-overrun = { $number } 已经到期，不能再延期。请现在处理，或上报上一级。
refused-private-first = 这个只能私下看。请先点我的头像发一句话，再按一次。
