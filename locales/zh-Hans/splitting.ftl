# 拆分: one ticket becomes several, each handled by itself; the parent waits for them.

button-split = 拆分
button-split-into = 确定拆分
button-unsplit = 撤销拆分

answer-split = { $number } 已拆成 { $count } 件，各办各的，居民已收到通知。拆错了，没人签收前点“更多→撤销拆分”。
answer-unsplit = { $number } 的拆分已撤销，还是一件办，居民已收到通知。
refused-not-split = { $number } 不能拆分：特急的、保密的不拆，拆出来的也不再拆。
refused-lines = { $number }：请一行写一件，至少两行，最多 { $most } 行。例如：
    拆分
    3号楼路灯不亮
    门口井盖松动
refused-children-open = { $number } 还有 { $count } 件子单没结，都结了才能办结。
refused-child-taken = { $number } 的子单已有人接手，或者有特急件，不能撤销拆分了。
refused-no-such-ticket = 没有找到编号 { $number }。请写完整编号，例如：并单 GD20261116-0007。

split-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number } 要拆成哪几件？请回复这条消息，一行写一件，最多 { $most } 行。先给您看看怎么拆，点了“确定拆分”才算。
split-preview = { $number } 要拆成 { $count } 件：
split-line = { $place }. { $text }
    { $category }{ $sure ->
        [1] {""}
       *[0] （类别待核）
    }，由{ $owner }办
card-child = 🔀 从 { $number } 拆出来的
card-children = 🔀 { $count } 件子单，已办结 { $done }
children-ended = 🔀 { $number } { $category }（{ $place }）的 { $count } 件子单都结了，请{ $owner }收尾：点“办结”，写一句总的结果。最迟{ $due_at }。

split-told = 您反映的 { $number } 里有 { $count } 件事，分开各办各的，每件办好都会告诉您：
split-child = · { $number } { $category }，{ $owner }负责{ $past_due_at ->
    [1] {""}
   *[0] ，最迟{ $due_at }
}
children-ended-told = { $number } 分开办的 { $count } 件都结了，{ $owner }再总的看一遍，就给您答复。
unsplit-told = { $number } 不用分开办了，还是一件事一起办，由{ $owner }负责，办好会告诉您。
