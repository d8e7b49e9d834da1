# 交辦會: lists of each level, decisions, 銷號.

button-meeting-add = 列入會議
button-meeting-item = 看這一件
button-meeting-lead = 定牽頭
button-meeting-lead-is = 牽頭
button-meeting-days = 辦理期限
button-meeting-days-label = { $label }天內辦好
button-meeting-remove = 移出清單
button-strike = 銷號
meeting-list = 📋 <b>{ $place } { $meeting }</b>（{ $held_at }）共 { $count } 件，已銷號 { $struck } 件。點編號逐件議定：
meeting-line = · { $number } { $category }（{ $owner }）：{ $standing ->
    [struck] ✅ 已銷號
    [done] 已辦完，待銷號
    [dropped] 不用辦了（撤銷、併到別處等），可銷號
   *[open] { $why ->
        [watched] 重點盯辦
        [overdue] 超時未辦
        [on_account] 掛帳
        [units] 多家單位
       *[desk] 提請會商
    }
}{ $count ->
    [0] {""}
   *[other] ，已上會{ $count }次
}{ $has_lead ->
    [0] {""}
   *[any] { $has_due_at ->
        [0] {""}
       *[any] { $past_due_at ->
            [0] ，{ $lead }牽頭，{ $due_at }前
           *[1] { $standing ->
                [open] ，{ $lead }牽頭，定在{ $due_at }前，已過期
               *[other] ，{ $lead }牽頭，{ $due_at }前
            }
        }
    }
}
meeting-item = { meeting-line }
    { $has_text ->
        [0] （沒有寫字，只傳來位置或檔案）
       *[any] { $text }
    }
meeting-choose-lead = { $number } 由誰牽頭？{ $others ->
    [0] 它現在掛起、等補充、在審退單，或已報到別處，只能還由現在的單位牽頭。
   *[other] {""}
}
meeting-choose-days = { $number } 由{ $lead }牽頭，多久辦好？
meeting-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number } 由{ $lead }牽頭，{ $due_at }前辦好。{ $way ->
        [give] 您一回覆，單子就從{ $owner }轉給{ $lead }簽收，{ $owner }不用再辦。
        [help] 單子還由{ $owner }辦；您一回覆，就給{ $lead }發協辦單，單獨計時。
       *[keep] 單子還由{ $owner }辦。
    }大家都會收到通知，居民也會。
    請回覆這則訊息，寫下措施；有協辦單位就寫「協辦：某某單位。」；要換人，重新點【定牽頭】。
meeting-assigned = 📋 { $number } { $category }：{ $place }交辦，由{ $lead }牽頭{ $has_together ->
    [0] {""}
   *[any] ，{ $together }協辦
}，{ $due_at }前辦好。措施：{ $text }{ $way ->
    [give] {" "}單子已從{ $owner }轉給{ $lead }，請先簽收。
    [help] {" "}單子還由{ $owner }辦，{ $lead }請簽收協辦單。
   *[keep] {""}
}
meeting-left = 📋 { $number } { $category }：{ $place }開會定了，改由{ $lead }牽頭辦，你們不用再辦了。辦到哪一步，請告訴{ $lead }。
meeting-due = 📋 會上交辦給這裡的 { $count } 件，請按期辦好{ $more ->
    [0] {""}
   *[other] （先列一部分，全部的發 /list 查看）
}：
meeting-due-line = · { $number } { $category }：{ $past_due_at ->
    [0] { $due_at }前辦好
   *[1] 定在{ $due_at }前，已過期，請馬上辦
}
meeting-told = 您反映的 { $number } 已經開會商量過，由{ $owner }牽頭辦，{ $due_at }前辦好或給您答覆。
strike-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：請回覆這則訊息，寫一句怎麼辦好的，或傳張照片，就銷號。
answer-assigned = 已交辦{ $lead }，{ $due_at }前{ $way ->
    [give] 。單子已轉過去，等他簽收。
    [help] 。協辦單已發過去，等他簽收。
   *[keep] 。
}
answer-struck = { $number } 已銷號。
answer-removed = { $number } 已移出清單。
answer-listed = 已列入{ $held_at }的{ $meeting }。
refused-not-finished = { $number } 還沒辦完，辦完再銷號。
