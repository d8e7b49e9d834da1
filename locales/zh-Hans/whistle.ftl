# 吹哨报到: a desk calls units to one place; both sides read how it stands and give marks.

button-whistle = 吹哨
button-whistle-grade-work = 工作推进哨
button-whistle-grade-hard = 攻坚克难哨
button-whistle-grade-emergency = 应急哨
button-whistle-meet = 时间地点
button-whistle-send = 📣 发出
button-whistle-drop = 不吹了
button-whistle-approve = 同意
button-whistle-decline = 不同意
button-whistle-end = 结束
button-call-sign = 签收
button-call-contact = 已联系
button-call-arrive = 报到
button-call-report = 报告
button-call-refuse = 来不了
button-call-excuse = 理由成立
button-call-insist = 必须报到
button-score-prompt = 及时
button-score-prompt-label = 及时{ $label }
button-score-attitude = 态度
button-score-attitude-label = 态度{ $label }
button-score-result = 效果
button-score-result-label = 效果{ $label }
button-score-needed = 必要
button-score-needed-label = 必要{ $label }
button-score-prepared = 准备
button-score-prepared-label = 准备{ $label }
whistle-grade = { $grade ->
    [work] 工作推进哨
    [hard] 攻坚克难哨
   *[emergency] 应急哨
}
answer-call = { $step ->
    [sign] 签收了，请尽快联系吹哨的一方。
    [contact] 记下了，到了现场请点“报到”。
    [arrive] 报到记下了，办完请点“报告”写一句。
   *[report] 报告收到，辛苦了。
}
answer-whistle-waits = { $has_asked ->
    [0] 上面没有能批的人，已请管理员定，最迟{ $decide_at }给您回话。
   *[any] 已请{ $asked }审批，同意后马上发出。最迟{ $decide_at }，到时没定就转上一级。
}
answer-whistle-blown = 发出了，{ $count }家单位会收到。
whistle-usage = 请在 /whistle 后面写一句要办的事，例如：/whistle 老菜场占道经营要联合整治
whistle-draft =
    📣 <b>{ whistle-grade }</b>　{ $place }{ $state ->
        [waiting] （等审批，最迟{ $decide_at }）
        [dropped] （没有发出）
       *[draft] （还没发出）
    }{ $has_number ->
        [0] {""}
       *[any] {"\u000A"}{ $number }
    }
    事由：{ $matter }
    { $has_places ->
        [0] 单位：还没选，点下面的名字
       *[any] 单位：{ $places }
    }
    { $has_meeting ->
        [0] 时间地点：还没写
       *[any] 时间地点：{ $meeting }
    }
whistle-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，请回复这条消息，{ $step ->
    [meet] 写上时间和地点，例如：明天下午3点 老菜场门口
    [refuse] 写一句为什么来不了。县里会看，在那之前照常计时
   *[report] 写一句做了什么、结果怎样
}。
whistle-noted = 记下了，看看上面的卡片，没问题就点“发出”。
whistle-approve =
    📣 <b>{ $place }要吹{ whistle-grade }</b>{ $again ->
        [0] {""}
       *[any] {"\u000A"}前面一级到时没定，转到您这里。
    }
    事由：{ $matter }
    单位：{ $places }
    时间地点：{ $meeting }
    同意吗？请最迟{ $decide_at }定。
whistle-climbed = 📣 到时没人定，已转{ $has_asked ->
    [0] 管理员
   *[any] { $asked }
}，最迟{ $decide_at }：{ $matter }
whistle-unanswered = 📣 上面没有人定，这次吹哨没有发出：{ $matter }。等不了的请打电话，也可以换一种哨再吹。
whistle-void = 📣 这一件情况变了，不用吹哨了，没有发出：{ $matter }
whistle-late = ⏰ 吹哨到期了，还有{ $count }家没报告：{ $places }。事情办完请点“结束”，还要等就先放着，下个工作日再提醒您。（{ $matter }）
whistle-declined = 这次吹哨没有同意：{ $matter }
whistle-card =
    📣 <b>{ whistle-grade }</b>　{ $place }{ $state ->
        [ended] （已结束）
       *[open] {""}
    }{ $has_number ->
        [0] {""}
       *[any] {"\u000A"}{ $number }
    }
    事由：{ $matter }
    时间地点：{ $meeting }
    已报告 { $count }/{ $all } 家，最迟{ $due_at }
whistle-line = · { $unit }：{ $excused ->
    [1] 县里同意不来
   *[0] { $step ->
        [none] 还没签收
        [sign] 已签收
        [contact] 已联系
        [arrive] 已报到
       *[report] ✅ 已报告
    }{ $refused ->
        [1] ，说来不了，等县里定
       *[0] {""}
    }{ $late ->
        [1] ❗超时
       *[0] {""}
    }
}{ $has_note ->
    [0] {""}
   *[any] （{ $note }）
}
call =
    📣 <b>{ whistle-grade }</b>　{ $place }请{ $unit }报到{ $has_number ->
        [0] {""}
       *[any] {"\u000A"}{ $number }
    }
    事由：{ $matter }
    时间地点：{ $meeting }
    { $state ->
        [ended] ⚪ 已结束，谢谢
       *[open] { $excused ->
            [1] ⚪ 县里同意不来
           *[0] { $next ->
                [sign] 请先签收
                [contact] 已签收，请联系吹哨的一方
                [arrive] 已联系，到场请点“报到”
                [report] 已报到，办完请点“报告”
               *[none] ✅ 已报告
            }{ $has_due_at ->
                [0] {""}
               *[any] ，{ $due_at }前
            }
        }
    }
    { $refused ->
        [1] 说了来不了：{ $note }。等县里定，期间照常计时
       *[0] {""}
    }
call-remind = ⏰ { $place }的哨，{ $unit }：{ $step ->
    [sign] 还没签收
    [contact] 还没联系
    [arrive] 还没报到
   *[report] 还没报告
}，{ $due_at }到期。
call-late = ❗ { $place }的哨已超时，{ $unit }：{ $step ->
    [sign] 还没签收
    [contact] 还没联系
    [arrive] 还没报到
   *[report] 还没报告
}，已告诉上一级和吹哨的一方。请现在处理。
call-overdue = ❗ { $place }的哨，{ $unit }超时：{ $step ->
    [sign] 还没签收
    [contact] 还没联系
    [arrive] 还没报到
   *[report] 还没报告
}，应在{ $due_at }。请督促一下。
whistle-refused =
    ⚠️ { $unit }说来不了：{ $note }
    { $place }的{ whistle-grade }：{ $matter }
    时间地点：{ $meeting }
    请县里定：
whistle-judged = { $excused ->
    [1] 县里同意{ $unit }这次不来：{ $matter }
   *[0] 县里定了，{ $unit }要照常报到：{ $matter }
}
whistle-word = { $unit }说：{ $text }
whistle-score = 请给{ $unit }打分（5最好）：{ $matter }
whistle-score-how = 打分请点那条消息下面的按钮。要办这一件，请回复“办结 …”。
whistle-judge = { $place }这次吹哨有没有必要、准备得好不好？请打分（5最好）：{ $matter }
whistled = { $number }：{ $place }已请{ $count }家单位到现场一起办。您不用做什么，有结果马上告诉您。
digest-whistle = 📣 本月吹哨 { $blown } 次，报到 { $arrived } 家次，按时 { $on_time }，互评平均 { $score } 分（满分5分），吹哨率 { $rate }（本月受理 { $accepted } 件，其中 { $whistled } 件吹过哨）{ $excluded ->
    [0] {""}
   *[any] ；另有 { $excluded } 件剔除，不算进率
}
