# 调解案: a dispute is talked over in rounds, in private only; the group and the resident hear that it begins and ends.

button-mediate = 调解
button-mediator = 换调解员
button-mediation-words-party = 当事人
button-mediation-words-plan = 约时间
button-mediation-words-result = 记结果
button-mediation-words-agreed = 达成
button-mediation-words-failed = 未达成
button-mediation-words-court = 转诉讼
button-mediation-risk = ⚠️ 民转刑风险
button-party-links = 提醒当事人
button-party-agree = 好，提醒我
button-party-refuse = 不用提醒
button-mediation-track = 类型
button-mediation-papers = 材料
button-mediation-files = 看文件
button-mediation-visit-kept = 已履行
button-mediation-visit-partly = 部分履行
button-mediation-visit-broken = 反悔了
button-mediation-visit-away = 没找到人
button-reward = 报奖励
button-reward-approve = 同意
button-reward-decline = 不同意
mediation-outcome = { $outcome ->
    [agreed] 达成协议
    [failed] 没有达成
    [court] 转诉讼
   *[open] 正在调解
}
mediation-card =
    🤝 <b>调解</b>　{ $number } { $category }　{ mediation-outcome }
    { $text }
    地点：{ $place }
    调解员：{ $name }　类型：{ $track }{ $risk ->
        [1] 　⚠️ 有民转刑风险
       *[0] {""}
    }
    { $has_parties ->
        [0] 当事人：还没写，点“当事人”
       *[any] 当事人：{ $parties }
    }{ $rounds ->
        [0] {""}
       *[any] {"\u000A"}已调 { $rounds } 轮，上一轮：{ $result }
    }{ $has_meeting ->
        [0] {""}
       *[any] {"\u000A"}下一轮：{ $meeting }，谈完点“记结果”
    }{ $has_plan_at ->
        [0] {""}
       *[any] {"\u000A"}{ $rounds ->
            [0] 还没约好几点谈
           *[other] 下一轮还没约
        }{ $past_plan_at ->
            [1] ，请尽快约
           *[0] ，请在{ $plan_at }前约
        }
    }
    材料（{ $papers }）：{ $all } 份里已有 { $done } 份{ $has_missing ->
        [0] {""}
       *[any] ，达成前还要有：{ $missing }
    }{ $has_agreement ->
        [0] {""}
       *[any] {"\u000A"}结果：{ $agreement }
    }{ $has_next_at ->
        [0] {""}
       *[any] 　下次回访：{ $next_at }
    }{ $reward ->
        [0] {""}
       *[other] {"\u000A"}奖励 { $reward } 元{ $granted ->
            [1] ，已同意
           *[0] ，等上一级同意
        }
    }
mediation-begun = 🤝 { $number } 开始调解，调解员是{ $name }。谈到哪一步只在私下记，办结还照常点。
mediated = 您反映的 { $number } 已请{ $name }来调解，会和您约时间谈。谈的内容不会发到群里。
mediation-ended = 🤝 { $number } 调解{ $outcome ->
    [agreed] 达成了协议，可以办结了。以后还会回访
    [failed] 没有达成，请商量下一步，或上报上一级
   *[court] 转到法院去了，请把怎么走告诉居民
}。
mediation-over = 您反映的 { $number } 调解有结果了：{ $outcome ->
    [agreed] 双方谈成了。过几天{ $name }会来回访，有人不照办就告诉我们
    [failed] 这次没有谈成，我们会接着想办法，进展马上告诉您
   *[court] 要到法院去解决。怎么走，办事的人会告诉您
}。
mediation-left = 🤝 { $has_number ->
    [0] 这次调解
   *[any] { $number } 的调解
}这里不再显示。
mediation-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，{ $step ->
    [party] 写当事人的姓名，用空格隔开，最多{ $count }个。只在这里看得到
    [plan] 写什么时候、在哪里谈，例如：周三下午3点 社区调解室
    [result] 写一句这一轮谈得怎么样
    [agreed] 写一句谈成了什么
    [failed] 写一句为什么没谈成
   *[court] 写一句为什么转诉讼
}。
mediation-noted = { $number } 记下了{ $step ->
    [party] 当事人
    [plan] 时间地点。{ $has_meet_at ->
        [0] 没看出是几点，写成“周三下午3点”就会提醒
       *[any] { $meet_at }谈，到时提醒您和居民
    }。谈完请点“记结果”
    [result] 这一轮，没谈完就再约时间
    [agreed] ：达成。到了回访的日子，我来提醒您
    [failed] ：未达成
   *[court] ：转诉讼
}。
mediation-how = 请在回复前面写清是哪一项，例如：结果 双方愿意再谈。也可以点卡片上的按钮。
mediator-choose = { $number } 请谁来调解？★ 是擅长这类纠纷的。
answer-mediator = 已交给{ $name }。
mediation-track-choose = { $number } 算哪一类？材料跟着变。
answer-track = 改成了{ $track }。
answer-risk = { $number } 已标民转刑风险，上一级马上接到。
mediation-papers =
    📎 <b>{ $number } { $papers }</b>（{ $track }）
    点一项，再把照片或文件发给我：
mediation-paper = { $count ->
    [0] ▫️ { $paper }{ $must ->
        [1] （达成前要有）
       *[0] {""}
    }
   *[any] ✅ { $paper }（{ $count }份）
}
mediation-file-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请把“{ $paper }”的照片或文件发给我，直接发或回复这条都行。只有纸质的，回复一句放在哪里。
mediation-filed = { $number } “{ $paper }”{ $file ->
    [1] 收到了
   *[0] 记下了，是纸质的
}。
answer-no-files = 还没有文件。
round-soon = 🔔 { $number } 别忘了调解：{ $meet_at }。约的是“{ $meeting }”。
round-soon-resident = 提醒您：{ $number } 的调解在{ $meet_at }。约的是“{ $meeting }”。来不了请回复这条消息说一声。
party-link = 🤝 { $number }：这个链接请单独发给{ $name }本人，别发到群里。他点开同意了，开会前我会提醒他。
    { $link }
party-asked = 您好，社区约您来谈一次调解。开会前要不要我提醒您？只说时间地点，您的账号、电话不会告诉别人。
party-link-over = 这个链接不能用了：调解已经结束，或者换了新链接。要紧的话请问一下给您链接的人。
answer-party = { $agreed ->
    [1] 好的，开会前会提醒您。
   *[0] 好的，不提醒您。改主意了再点一下就行。
}
round-soon-party = 提醒您：约好的调解在{ $meet_at }。约的是“{ $meeting }”。来不了请早点告诉调解员。
round-ask = 🤝 { $number } 的调解约在{ $meet_at }，谈得怎么样？点一下记个结果；没谈成也写一句，再约时间。
round-late = ❗ { $number } 的调解约在{ $meet_at }，还没记结果，已告诉上一级。请点一下记下来，或者再约时间。
round-overdue = ❗ { $number }（{ $place }）的调解约在{ $meet_at }，{ $name }还没记结果。请问一下谈得怎么样。
unplanned-ask = 🤝 { $number }（{ $place }）的调解还没约时间。几点、在哪里谈？点“约时间”说一声；谈过了就点“记结果”。
unplanned-late = ❗ { $number } 的调解一直没约时间，已告诉上一级。请点“约时间”；谈过了就点“记结果”。
unplanned-overdue = ❗ { $number }（{ $place }）的调解从{ $quiet_at }起一直没约时间，调解员是{ $name }。请问一下卡在哪里。
visit-due = 🔔 { $number } 该回访了：{ $place }的协议，双方照办了吗？看过请点一下，最迟{ $late_at }。
visit-late = ❗ { $number } 的回访过了时间，已告诉上一级。请尽快去一趟，看过点一下。
visit-overdue = ❗ { $number }（{ $place }）的调解回访应在{ $due_at }，{ $name }还没去。请督促一下；您去看过的，也可以在这里点。
visit-noted = { $number } 记下了：{ $kept ->
    [kept] 已履行，谢谢
    [partly] 部分履行，下次回访再看
    [broken] 有人反悔，调解重新打开，请约下一轮
   *[away] 没找到人，{ $due_at }再去一次
}。
mediation-list = 🤝 调解 { $count } 件{ $count ->
    [0] 。要开始调解，请在工单上点“更多 → 调解”
   *[any] ，点编号打开
}。{ $skills ->
    [1] 下面点一点您擅长的纠纷，好给您派合适的。
   *[0] {""}
}
mediation-line = · { $number } { $place }：{ mediation-outcome }（{ $name }）{ $risk ->
    [1] ⚠️
   *[0] {""}
}
reward-choose = { $number } 谈成了，给{ $name }报奖励：有多难？{ $place }今年还剩 { $left } 元。
reward-approve =
    🏅 <b>以奖代补</b>　{ $number } { $category }{ $again ->
        [1] （还没定，再请看一下）
       *[0] {""}
    }
    { $proposer }报：{ $name }，{ $difficulty }，{ $amount } 元（{ $place }）
    同意吗？
answer-reward-proposed = 报上去了：{ $difficulty } { $amount } 元，等上一级同意。
answer-reward-decided = { $granted ->
    [1] 同意了，{ $amount } 元记上账。
   *[0] 没有同意，这笔不占预算。
}
reward-decided = 🏅 { $number } 给{ $name }的奖励 { $amount } 元：{ $granted ->
    [1] 同意了
   *[0] 没有同意
}。
digest-mediation = 🤝 { $place }今年调解 { $received } 件：达成 { $agreed }，未达成 { $failed }，转诉讼 { $court }，在调 { $open }；化解率 { $rate }（{ $share }）{ $again ->
    [0] {""}
   *[any] ；其中 { $again } 件调解过不止一次，按最后一次算
}{ $excluded ->
    [0] {""}
   *[any] ；另有 { $excluded } 件剔除，不算进率
}
digest-reward = 🏅 以奖代补：已批 { $granted } 元（达成的里面 { $share } 件有奖励），待批 { $waiting } 元（{ $count } 件），预算 { $cap } 元，还剩 { $left } 元
refused-no-dispute = { $number } 不是纠纷，不用调解。类别不对的，请先改类别。
refused-papers-missing = { $number } 还差：{ $places }。点“材料”补上，再点“达成”。
refused-over-budget = { $place }今年的奖励只剩 { $left } 元，报不了这么多。
refused-no-approver = { $number }：上面没有能批的人，请找管理员。
refused-own-reward = 自己的奖励要请别人报。
