# 拆分: one ticket becomes several, each handled by itself; the parent waits for them.

button-split = 拆分
button-split-into = 確定拆分
button-unsplit = 撤銷拆分

answer-split = { $number } 已拆成 { $count } 件，各辦各的，居民已收到通知。拆錯了，沒人簽收前點「更多→撤銷拆分」。
answer-unsplit = { $number } 的拆分已撤銷，還是一件辦，居民已收到通知。
refused-not-split = { $number } 不能拆分：特急的、保密的不拆，拆出來的也不再拆。
refused-lines = { $number }：請一行寫一件，至少兩行，最多 { $most } 行。例如：
    拆分
    3號樓路燈不亮
    門口井蓋鬆動
refused-children-open = { $number } 還有 { $count } 件子單沒結，都結了才能辦結。
refused-child-taken = { $number } 的子單已有人接手，或者有特急件，不能撤銷拆分了。
refused-no-such-ticket = 沒有找到編號 { $number }。請寫完整編號，例如：併單 GD20261116-0007。

split-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number } 要拆成哪幾件？請回覆這則訊息，一行寫一件，最多 { $most } 行。先給您看看怎麼拆，點了「確定拆分」才算。
split-preview = { $number } 要拆成 { $count } 件：
split-line = { $place }. { $text }
    { $category }{ $sure ->
        [1] {""}
       *[0] （類別待核）
    }，由{ $owner }辦
card-child = 🔀 從 { $number } 拆出來的
card-children = 🔀 { $count } 件子單，已辦結 { $done }
children-ended = 🔀 { $number } { $category }（{ $place }）的 { $count } 件子單都結了，請{ $owner }收尾：點「辦結」，寫一句總的結果。最遲{ $due_at }。

split-told = 您反映的 { $number } 裡有 { $count } 件事，分開各辦各的，每件辦好都會告訴您：
split-child = · { $number } { $category }，{ $owner }負責{ $past_due_at ->
    [1] {""}
   *[0] ，最遲{ $due_at }
}
children-ended-told = { $number } 分開辦的 { $count } 件都結了，{ $owner }再總的看一遍，就給您答覆。
unsplit-told = { $number } 不用分開辦了，還是一件事一起辦，由{ $owner }負責，辦好會告訴您。
