# In the group: lists, words to and from the resident, who was first.

button-list-all = 全部
button-list-unsigned = 未签收
button-list-nearing = 即将超时
button-list-overdue = 超时
button-list-paused = 挂起
button-list-prev = 上一页
button-list-next = 下一页
button-contact = 联系居民
button-reveal = 看联系方式

list = { $view ->
    [mine] 您签收的，在办
   *[other] { $place } { $view ->
        [unsigned] 未签收
        [nearing] 即将超时
        [overdue] 超时
        [paused] 挂起
        [due] 今天、明天到期
       *[all] 在办
    }
} { $count } 件{ $count ->
    [0] 。
   *[other] { $pages ->
        [1] ：
       *[other] （第 { $page }/{ $pages } 页）：
    }
}
list-line = { $number } { $category } { $place } { $left_in ->
    [day] { $late ->
        [1] 超时{ $left }天
       *[0] 还剩{ $left }天
    }
    [hour] { $late ->
        [1] 超时{ $left }小时
       *[0] 还剩{ $left }小时
    }
    [minute] { $late ->
        [1] 超时{ $left }分钟
       *[0] 还剩{ $left }分钟
    }
   *[none] { $state ->
        [draft] 等居民补充
        [suspended] 挂起
        [on_account] 挂账
       *[other] 没有时限
    }
}{ $has_text ->
    [0] {""}
   *[any] ：{ $text }
}

contact-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，写要对居民说的话，也可以发照片。居民看不到您的名字和账号。
message = { $has_text ->
    [0] 办理 { $number } 的工作人员发来照片，在下面。
   *[any] 办理 { $number } 的工作人员说：{ $text }
}
    要回话，回复这条消息就行，对方看不到您的名字和账号。
message-answer = { $number } 居民说：{ $text }
    要再回话，回复这条消息。
message-passed = 已转给办理 { $number } 的工作人员。
answer-contacted = { $number } 已转给居民。居民回话会出现在这里。
reveal-why = 看 { $number } 居民的联系方式，是为了什么？谁看过、为什么，都会记下。
reveal = { $number } 只给您看，请不要转发：{ $has_account ->
    [0] {""}
   *[any] {" "}<a href="tg://user?id={ $account }">打开居民的 Telegram</a>
}
    { $has_numbers ->
        [0] 居民没有留电话。
       *[any] 居民自己留的电话：{ $numbers }
    }
answer-reveal-noted = 已记下您看过联系方式

refused-taken = { $own ->
    [1] { $number } 您已经签收了，办好后点“办结”。
   *[0] { $number } 已由同事签收{ $has_name ->
        [0] {""}
       *[any] （{ $name }）
    }，您不用再接。想补一句，直接回复卡片。
}
refused-empty = { $number }：请写一句要对居民说的话，或发一张照片。
refused-unreachable = { $number } 的居民现在收不到消息，没有发出去。可以看联系方式，或上门看看。
