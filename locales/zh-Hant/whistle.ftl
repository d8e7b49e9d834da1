# 吹哨報到: a desk calls units to one place; both sides read how it stands and give marks.

button-whistle = 吹哨
button-whistle-grade-work = 工作推進哨
button-whistle-grade-hard = 攻堅克難哨
button-whistle-grade-emergency = 應急哨
button-whistle-meet = 時間地點
button-whistle-send = 📣 發出
button-whistle-drop = 不吹了
button-whistle-approve = 同意
button-whistle-decline = 不同意
button-whistle-end = 結束
button-call-sign = 簽收
button-call-contact = 已聯絡
button-call-arrive = 報到
button-call-report = 報告
button-call-refuse = 來不了
button-call-excuse = 理由成立
button-call-insist = 必須報到
button-score-prompt = 及時
button-score-prompt-label = 及時{ $label }
button-score-attitude = 態度
button-score-attitude-label = 態度{ $label }
button-score-result = 效果
button-score-result-label = 效果{ $label }
button-score-needed = 必要
button-score-needed-label = 必要{ $label }
button-score-prepared = 準備
button-score-prepared-label = 準備{ $label }
whistle-grade = { $grade ->
    [work] 工作推進哨
    [hard] 攻堅克難哨
   *[emergency] 應急哨
}
answer-call = { $step ->
    [sign] 簽收了，請盡快聯絡吹哨的一方。
    [contact] 記下了，到了現場請點「報到」。
    [arrive] 報到記下了，辦完請點「報告」寫一句。
   *[report] 報告收到，辛苦了。
}
answer-whistle-waits = { $has_asked ->
    [0] 上面沒有能批的人，已請管理員定，最遲{ $decide_at }給您回話。
   *[any] 已請{ $asked }審批，同意後馬上發出。最遲{ $decide_at }，到時沒定就轉上一級。
}
answer-whistle-blown = 發出了，{ $count }家單位會收到。
whistle-usage = 請在 /whistle 後面寫一句要辦的事，例如：/whistle 老菜場佔道經營要聯合整治
whistle-draft =
    📣 <b>{ whistle-grade }</b>　{ $place }{ $state ->
        [waiting] （等審批，最遲{ $decide_at }）
        [dropped] （沒有發出）
       *[draft] （還沒發出）
    }{ $has_number ->
        [0] {""}
       *[any] {"\u000A"}{ $number }
    }
    事由：{ $matter }
    { $has_places ->
        [0] 單位：還沒選，點下面的名字
       *[any] 單位：{ $places }
    }
    { $has_meeting ->
        [0] 時間地點：還沒寫
       *[any] 時間地點：{ $meeting }
    }
whistle-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，請回覆這則訊息，{ $step ->
    [meet] 寫上時間和地點，例如：明天下午3點 老菜場門口
    [refuse] 寫一句為什麼來不了。縣裡會看，在那之前照常計時
   *[report] 寫一句做了什麼、結果怎樣
}。
whistle-noted = 記下了，看看上面的卡片，沒問題就點「發出」。
whistle-approve =
    📣 <b>{ $place }要吹{ whistle-grade }</b>{ $again ->
        [0] {""}
       *[any] {"\u000A"}前面一級到時沒定，轉到您這裡。
    }
    事由：{ $matter }
    單位：{ $places }
    時間地點：{ $meeting }
    同意嗎？請最遲{ $decide_at }定。
whistle-climbed = 📣 到時沒人定，已轉{ $has_asked ->
    [0] 管理員
   *[any] { $asked }
}，最遲{ $decide_at }：{ $matter }
whistle-unanswered = 📣 上面沒有人定，這次吹哨沒有發出：{ $matter }。等不了的請打電話，也可以換一種哨再吹。
whistle-void = 📣 這一件情況變了，不用吹哨了，沒有發出：{ $matter }
whistle-late = ⏰ 吹哨到期了，還有{ $count }家沒報告：{ $places }。事情辦完請點「結束」，還要等就先放著，下個工作日再提醒您。（{ $matter }）
whistle-declined = 這次吹哨沒有同意：{ $matter }
whistle-card =
    📣 <b>{ whistle-grade }</b>　{ $place }{ $state ->
        [ended] （已結束）
       *[open] {""}
    }{ $has_number ->
        [0] {""}
       *[any] {"\u000A"}{ $number }
    }
    事由：{ $matter }
    時間地點：{ $meeting }
    已報告 { $count }/{ $all } 家，最遲{ $due_at }
whistle-line = · { $unit }：{ $excused ->
    [1] 縣裡同意不來
   *[0] { $step ->
        [none] 還沒簽收
        [sign] 已簽收
        [contact] 已聯絡
        [arrive] 已報到
       *[report] ✅ 已報告
    }{ $refused ->
        [1] ，說來不了，等縣裡定
       *[0] {""}
    }{ $late ->
        [1] ❗超時
       *[0] {""}
    }
}{ $has_note ->
    [0] {""}
   *[any] （{ $note }）
}
call =
    📣 <b>{ whistle-grade }</b>　{ $place }請{ $unit }報到{ $has_number ->
        [0] {""}
       *[any] {"\u000A"}{ $number }
    }
    事由：{ $matter }
    時間地點：{ $meeting }
    { $state ->
        [ended] ⚪ 已結束，謝謝
       *[open] { $excused ->
            [1] ⚪ 縣裡同意不來
           *[0] { $next ->
                [sign] 請先簽收
                [contact] 已簽收，請聯絡吹哨的一方
                [arrive] 已聯絡，到場請點「報到」
                [report] 已報到，辦完請點「報告」
               *[none] ✅ 已報告
            }{ $has_due_at ->
                [0] {""}
               *[any] ，{ $due_at }前
            }
        }
    }
    { $refused ->
        [1] 說了來不了：{ $note }。等縣裡定，期間照常計時
       *[0] {""}
    }
call-remind = ⏰ { $place }的哨，{ $unit }：{ $step ->
    [sign] 還沒簽收
    [contact] 還沒聯絡
    [arrive] 還沒報到
   *[report] 還沒報告
}，{ $due_at }到期。
call-late = ❗ { $place }的哨已超時，{ $unit }：{ $step ->
    [sign] 還沒簽收
    [contact] 還沒聯絡
    [arrive] 還沒報到
   *[report] 還沒報告
}，已告訴上一級和吹哨的一方。請現在處理。
call-overdue = ❗ { $place }的哨，{ $unit }超時：{ $step ->
    [sign] 還沒簽收
    [contact] 還沒聯絡
    [arrive] 還沒報到
   *[report] 還沒報告
}，應在{ $due_at }。請督促一下。
whistle-refused =
    ⚠️ { $unit }說來不了：{ $note }
    { $place }的{ whistle-grade }：{ $matter }
    時間地點：{ $meeting }
    請縣裡定：
whistle-judged = { $excused ->
    [1] 縣裡同意{ $unit }這次不來：{ $matter }
   *[0] 縣裡定了，{ $unit }要照常報到：{ $matter }
}
whistle-word = { $unit }說：{ $text }
whistle-score = 請給{ $unit }評分（5最好）：{ $matter }
whistle-judge = { $place }這次吹哨有沒有必要、準備得好不好？請評分（5最好）：{ $matter }
whistle-score-how = 評分請點那則訊息下面的按鈕。要辦這一件，請回覆「辦結 …」。
whistled = { $number }：{ $place }已請{ $count }家單位到現場一起辦。您不用做什麼，有結果馬上告訴您。
digest-whistle = 📣 本月吹哨 { $blown } 次，報到 { $arrived } 家次，按時 { $on_time }，互評平均 { $score } 分（滿分5分），吹哨率 { $rate }（本月受理 { $accepted } 件，其中 { $whistled } 件吹過哨）{ $excluded ->
    [0] {""}
   *[any] ；另有 { $excluded } 件剔除，不算進率
}
