# Captions of buttons and the short answers to presses.

button-sign = 签收
button-arrive = 到场
button-finish = 办结
button-detail = 详情
button-dispatch = 派单
button-rebind-label = 绑到{ $label }
button-unbind = 解绑
button-keep-bound = 不改
button-change-category = 改类别
button-reclassify = 改类别
button-why = 为什么这样分
button-more = 更多
button-reject = 不予受理
button-refer = 转其他渠道
button-ask = 请补充
button-invalid = 无效件
button-original = 看原话
button-original-for-contact = 联系居民
button-original-for-place = 找地方
button-original-for-facts = 核实情况
button-change-place = 改地点
button-seal = 保密
button-withdraw = 撤销
button-confirm-withdraw = 确定撤销
button-supplement = 补充
button-chase = 催办
button-draft-place = 都不是／说不清
button-draft-danger-yes = 有危险
button-draft-danger-no = 没有，是别的事
button-draft-same = 是同一件事
button-draft-same-label = 是 { $label }
button-draft-new = 是新的事
button-draft-several-yes = 是，分开办
button-draft-several-no = 就是一件事
button-correct-label = 改 { $label }
button-solved-solved = 已解决
button-solved-partly = 部分解决
button-solved-unsolved = 没解决
button-solved-explained = 只是解释
button-rate-5 = 非常满意
button-rate-4 = 满意
button-rate-3 = 基本满意
button-rate-2 = 不满意
button-rate-1 = 非常不满意
button-home-browse = ＋ 加一个
button-home-remove-label = ✕ { $label }

# Each language in its own script, in every language.
button-speak-zh-Hans = 简体中文
button-speak-zh-Hant = 繁體中文
button-speak-en = English

answer-opened = 好的
answer-in-private = 已私下发给您，请看与我的私聊。
answer-look-noted = 已记下您看过原话
answer-noted = 记下了
answer-kept = 好的，没有改动。
answer-signed = { $number } 归您了，{ $past_due_at ->
    [1] 已经超时，请马上办
   *[0] 最迟{ $due_at }
}。办好后点“办结”。{ $danger ->
    [1] {""}
   *[0] 点错了，两分钟内点“更多→撤回”。
}
answer-arrived = 到场已记下，居民已收到消息。{ $danger ->
    [1] {""}
   *[0] 点错了，两分钟内点“更多→撤回”。
}
answer-dispatched = 已派给{ $owner }。{ $danger ->
    [1] {""}
   *[0] 点错了，两分钟内点“更多→撤回”。
}
answer-ended = { $number } 记下了：{ $reason }。居民已收到说明，不用再办。
answer-asked = 问题已发给居民，答复之前不计时。
answer-second = 记下了。这位居民已有几件被作废，要另一位同事也点一次“无效件”才算。
answer-why = { $by ->
    [resident] 居民改成了「{ $category }」。
    [chief] 办事的人改成了「{ $category }」。
    [desk] 值班人员改成了「{ $category }」。
    [unknown] 「{ $category }」是以前分的，当时没有记下原因。
   *[nobody] 分到「{ $category }」{ $has_words ->
        [0] { $sure ->
            [1] ，是居民自己选的。
           *[0] ，因为没认出说的是哪类事。
        }
       *[any] ，因为话里有：{ $words }。
    }
}{ $has_other_category ->
    [0] {""}
   *[any] 其次像「{ $other_category }」{ $has_other_words ->
        [0] 。
       *[any] （{ $other_words }）。
    }
}{ $sure ->
    [1] {""}
   *[0] 没把握，不对请点“改类别”。
}
answer-reclassified = { $number } 改成「{ $category }」了，居民已收到消息。
