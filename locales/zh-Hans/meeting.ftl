# 交办会: lists of each level, decisions, 销号.

button-meeting-add = 列入会议
button-meeting-item = 看这一件
button-meeting-lead = 定牵头
button-meeting-lead-is = 牵头
button-meeting-days = 办理期限
button-meeting-days-label = { $label }天内办好
button-meeting-remove = 移出清单
button-strike = 销号
meeting-list = 📋 <b>{ $place } { $meeting }</b>（{ $held_at }）共 { $count } 件，已销号 { $struck } 件。点编号逐件议定：
meeting-line = · { $number } { $category }（{ $owner }）：{ $standing ->
    [struck] ✅ 已销号
    [done] 已办完，待销号
    [dropped] 不用办了（撤销、并到别处等），可销号
   *[open] { $why ->
        [watched] 重点盯办
        [overdue] 超时未办
        [on_account] 挂账
        [units] 多家单位
       *[desk] 提请会商
    }
}{ $count ->
    [0] {""}
   *[other] ，已上会{ $count }次
}{ $has_lead ->
    [0] {""}
   *[any] { $has_due_at ->
        [0] {""}
       *[any] { $past_due_at ->
            [0] ，{ $lead }牵头，{ $due_at }前
           *[1] { $standing ->
                [open] ，{ $lead }牵头，定在{ $due_at }前，已过期
               *[other] ，{ $lead }牵头，{ $due_at }前
            }
        }
    }
}
meeting-item = { meeting-line }
    { $has_text ->
        [0] （没有写字，只发来了位置或文件）
       *[any] { $text }
    }
meeting-choose-lead = { $number } 由谁牵头？{ $others ->
    [0] 它现在挂起、等补充、在审退单，或已报到别处，只能还由现在的单位牵头。
   *[other] {""}
}
meeting-choose-days = { $number } 由{ $lead }牵头，多久办好？
meeting-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number } 由{ $lead }牵头，{ $due_at }前办好。{ $way ->
        [give] 您一回复，单子就从{ $owner }转给{ $lead }签收，{ $owner }不用再办。
        [help] 单子还由{ $owner }办；您一回复，就给{ $lead }发协办单，单独计时。
       *[keep] 单子还由{ $owner }办。
    }大家都会收到通知，居民也会。
    请回复这条消息，写下措施；有协办单位就写“协办：某某单位。”；要换人，重新点【定牵头】。
meeting-assigned = 📋 { $number } { $category }：{ $place }交办，由{ $lead }牵头{ $has_together ->
    [0] {""}
   *[any] ，{ $together }协办
}，{ $due_at }前办好。措施：{ $text }{ $way ->
    [give] {" "}单子已从{ $owner }转给{ $lead }，请先签收。
    [help] {" "}单子还由{ $owner }办，{ $lead }请签收协办单。
   *[keep] {""}
}
meeting-left = 📋 { $number } { $category }：{ $place }开会定了，改由{ $lead }牵头办，你们不用再办了。办到哪一步，请告诉{ $lead }。
meeting-due = 📋 会上交办给这里的 { $count } 件，请按期办好{ $more ->
    [0] {""}
   *[other] （先列一部分，全部的发 /list 查看）
}：
meeting-due-line = · { $number } { $category }：{ $past_due_at ->
    [0] { $due_at }前办好
   *[1] 定在{ $due_at }前，已过期，请马上办
}
meeting-told = 您反映的 { $number } 已经开会商量过，由{ $owner }牵头办，{ $due_at }前办好或给您答复。
strike-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，写一句怎么办好的，或发张照片，就销号。
answer-assigned = 已交办{ $lead }，{ $due_at }前{ $way ->
    [give] 。单子已转过去，等他签收。
    [help] 。协办单已发过去，等他签收。
   *[keep] 。
}
answer-struck = { $number } 已销号。
answer-removed = { $number } 已移出清单。
answer-listed = 已列入{ $held_at }的{ $meeting }。
refused-not-finished = { $number } 还没办完，办完再销号。
