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
meeting-choose-lead = { $number } 由谁牵头？
meeting-choose-days = { $number } 由{ $lead }牵头，多久办好？
meeting-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，写下措施；有协办单位就写“协办：某某单位。”
meeting-assigned = 📋 { $number } { $category }：{ $place }交办，由{ $lead }牵头{ $has_together ->
    [0] {""}
   *[any] ，{ $together }协办
}，{ $due_at }前办好。措施：{ $text }
meeting-told = 您反映的 { $number } 已经开会商量过，由{ $owner }牵头办，{ $due_at }前办好或给您答复。
strike-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，写一句怎么办好的，或发张照片，就销号。
answer-assigned = 已交办{ $lead }，{ $due_at }前。
answer-struck = { $number } 已销号。
answer-removed = { $number } 已移出清单。
answer-listed = 已列入{ $held_at }的{ $meeting }。
refused-not-finished = { $number } 还没办完，办完再销号。
