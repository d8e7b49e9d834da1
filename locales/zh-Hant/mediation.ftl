# 调解案: a dispute is talked over in rounds, in private only; the group and the resident hear that it begins and ends.

button-mediate = 調解
button-mediator = 換調解員
button-mediation-words-party = 當事人
button-mediation-words-plan = 約時間
button-mediation-words-result = 記結果
button-mediation-words-agreed = 達成
button-mediation-words-failed = 未達成
button-mediation-words-court = 轉訴訟
button-mediation-risk = ⚠️ 民轉刑風險
button-party-links = 提醒當事人
button-party-agree = 好，提醒我
button-party-refuse = 不用提醒
button-mediation-track = 類型
button-mediation-papers = 材料
button-mediation-files = 看檔案
button-mediation-visit-kept = 已履行
button-mediation-visit-partly = 部分履行
button-mediation-visit-broken = 反悔了
button-mediation-visit-away = 沒找到人
button-reward = 報獎勵
button-reward-approve = 同意
button-reward-decline = 不同意
mediation-outcome = { $outcome ->
    [agreed] 達成協議
    [failed] 沒有達成
    [court] 轉訴訟
   *[open] 正在調解
}
mediation-card =
    🤝 <b>調解</b>　{ $number } { $category }　{ mediation-outcome }
    { $text }
    地點：{ $place }
    調解員：{ $name }　類型：{ $track }{ $risk ->
        [1] 　⚠️ 有民轉刑風險
       *[0] {""}
    }
    { $has_parties ->
        [0] 當事人：還沒寫，點「當事人」
       *[any] 當事人：{ $parties }
    }{ $rounds ->
        [0] {""}
       *[any] {"\u000A"}已調 { $rounds } 輪，上一輪：{ $result }
    }{ $has_meeting ->
        [0] {""}
       *[any] {"\u000A"}下一輪：{ $meeting }，談完點「記結果」
    }{ $has_plan_at ->
        [0] {""}
       *[any] {"\u000A"}{ $rounds ->
            [0] 還沒約好幾點談
           *[other] 下一輪還沒約
        }{ $past_plan_at ->
            [1] ，請盡快約
           *[0] ，請在{ $plan_at }前約
        }
    }
    材料（{ $papers }）：{ $all } 份裡已有 { $done } 份{ $has_missing ->
        [0] {""}
       *[any] ，達成前還要有：{ $missing }
    }{ $has_agreement ->
        [0] {""}
       *[any] {"\u000A"}結果：{ $agreement }
    }{ $has_next_at ->
        [0] {""}
       *[any] 　下次回訪：{ $next_at }
    }{ $reward ->
        [0] {""}
       *[other] {"\u000A"}獎勵 { $reward } 元{ $granted ->
            [1] ，已同意
           *[0] ，等上一級同意
        }
    }
mediation-begun = 🤝 { $number } 開始調解，調解員是{ $name }。談到哪一步只在私下記，辦結還照常點。
mediated = 您反映的 { $number } 已請{ $name }來調解，會和您約時間談。談的內容不會傳到群組裡。
mediation-ended = 🤝 { $number } 調解{ $outcome ->
    [agreed] 達成了協議，可以辦結了。以後還會回訪
    [failed] 沒有達成，請商量下一步，或上報上一級
   *[court] 轉到法院去了，請把怎麼走告訴居民
}。
mediation-over = 您反映的 { $number } 調解有結果了：{ $outcome ->
    [agreed] 雙方談成了。過幾天{ $name }會來回訪，有人不照辦就告訴我們
    [failed] 這次沒有談成，我們會接著想辦法，進展馬上告訴您
   *[court] 要到法院去解決。怎麼走，辦事的人會告訴您
}。
mediation-left = 🤝 { $has_number ->
    [0] 這次調解
   *[any] { $number } 的調解
}這裡不再顯示。
mediation-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：請回覆這則訊息，{ $step ->
    [party] 寫當事人的姓名，用空格隔開，最多{ $count }個。只在這裡看得到
    [plan] 寫什麼時候、在哪裡談，例如：週三下午3點 社區調解室
    [result] 寫一句這一輪談得怎麼樣
    [agreed] 寫一句談成了什麼
    [failed] 寫一句為什麼沒談成
   *[court] 寫一句為什麼轉訴訟
}。
mediation-noted = { $number } 記下了{ $step ->
    [party] 當事人
    [plan] 時間地點。{ $has_meet_at ->
        [0] 沒看出是幾點，寫成「週三下午3點」就會提醒
       *[any] { $meet_at }談，到時提醒您和居民
    }。談完請點「記結果」
    [result] 這一輪，沒談完就再約時間
    [agreed] ：達成。到了回訪的日子，我來提醒您
    [failed] ：未達成
   *[court] ：轉訴訟
}。
mediation-how = 請在回覆前面寫清是哪一項，例如：結果 雙方願意再談。也可以點卡片上的按鈕。
mediator-choose = { $number } 請誰來調解？★ 是擅長這類糾紛的。
answer-mediator = 已交給{ $name }。
mediation-track-choose = { $number } 算哪一類？材料跟著變。
answer-track = 改成了{ $track }。
answer-risk = { $number } 已標民轉刑風險，上一級馬上接到。
mediation-papers =
    📎 <b>{ $number } { $papers }</b>（{ $track }）
    點一項，再把照片或檔案傳給我：
mediation-paper = { $count ->
    [0] ▫️ { $paper }{ $must ->
        [1] （達成前要有）
       *[0] {""}
    }
   *[any] ✅ { $paper }（{ $count }份）
}
mediation-file-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：請把「{ $paper }」的照片或檔案傳給我，直接傳或回覆這則都行。只有紙本的，回覆一句放在哪裡。
mediation-filed = { $number } 「{ $paper }」{ $file ->
    [1] 收到了
   *[0] 記下了，是紙本的
}。
answer-no-files = 還沒有檔案。
round-soon = 🔔 { $number } 別忘了調解：{ $meet_at }。約的是「{ $meeting }」。
round-soon-resident = 提醒您：{ $number } 的調解在{ $meet_at }。約的是「{ $meeting }」。來不了請回覆這則訊息說一聲。
party-link = 🤝 { $number }：這個連結請單獨發給{ $name }本人，別發到群組裡。他點開同意了，開會前我會提醒他。
    { $link }
party-asked = 您好，社區約您來談一次調解。開會前要不要我提醒您？只說時間地點，您的帳號、電話不會告訴別人。
party-link-over = 這個連結不能用了：調解已經結束，或者換了新連結。要緊的話請問一下給您連結的人。
answer-party = { $agreed ->
    [1] 好的，開會前會提醒您。
   *[0] 好的，不提醒您。改主意了再點一下就行。
}
round-soon-party = 提醒您：約好的調解在{ $meet_at }。約的是「{ $meeting }」。來不了請早點告訴調解員。
round-ask = 🤝 { $number } 的調解約在{ $meet_at }，談得怎麼樣？點一下記個結果；沒談成也寫一句，再約時間。
round-late = ❗ { $number } 的調解約在{ $meet_at }，還沒記結果，已告訴上一級。請點一下記下來，或者再約時間。
round-overdue = ❗ { $number }（{ $place }）的調解約在{ $meet_at }，{ $name }還沒記結果。請問一下談得怎麼樣。
unplanned-ask = 🤝 { $number }（{ $place }）的調解還沒約時間。幾點、在哪裡談？點「約時間」說一聲；談過了就點「記結果」。
unplanned-late = ❗ { $number } 的調解一直沒約時間，已告訴上一級。請點「約時間」；談過了就點「記結果」。
unplanned-overdue = ❗ { $number }（{ $place }）的調解從{ $quiet_at }起一直沒約時間，調解員是{ $name }。請問一下卡在哪裡。
visit-due = 🔔 { $number } 該回訪了：{ $place }的協議，雙方照辦了嗎？看過請點一下，最遲{ $late_at }。
visit-late = ❗ { $number } 的回訪過了時間，已告訴上一級。請盡快去一趟，看過點一下。
visit-overdue = ❗ { $number }（{ $place }）的調解回訪應在{ $due_at }，{ $name }還沒去。請督促一下；您去看過的，也可以在這裡點。
visit-noted = { $number } 記下了：{ $kept ->
    [kept] 已履行，謝謝
    [partly] 部分履行，下次回訪再看
    [broken] 有人反悔，調解重新打開，請約下一輪
   *[away] 沒找到人，{ $due_at }再去一次
}。
mediation-list = 🤝 調解 { $count } 件{ $count ->
    [0] 。要開始調解，請在工單上點「更多 → 調解」
   *[any] ，點編號打開
}。{ $skills ->
    [1] 下面點一點您擅長的糾紛，好給您派合適的。
   *[0] {""}
}
mediation-line = · { $number } { $place }：{ mediation-outcome }（{ $name }）{ $risk ->
    [1] ⚠️
   *[0] {""}
}
reward-choose = { $number } 談成了，給{ $name }報獎勵：有多難？{ $place }今年還剩 { $left } 元。
reward-approve =
    🏅 <b>以獎代補</b>　{ $number } { $category }{ $again ->
        [1] （還沒定，再請看一下）
       *[0] {""}
    }
    { $proposer }報：{ $name }，{ $difficulty }，{ $amount } 元（{ $place }）
    同意嗎？
answer-reward-proposed = 報上去了：{ $difficulty } { $amount } 元，等上一級同意。
answer-reward-decided = { $granted ->
    [1] 同意了，{ $amount } 元記上帳。
   *[0] 沒有同意，這筆不佔預算。
}
reward-decided = 🏅 { $number } 給{ $name }的獎勵 { $amount } 元：{ $granted ->
    [1] 同意了
   *[0] 沒有同意
}。
digest-mediation = 🤝 { $place }今年調解 { $received } 件：達成 { $agreed }，未達成 { $failed }，轉訴訟 { $court }，在調 { $open }；化解率 { $rate }（{ $share }）{ $again ->
    [0] {""}
   *[any] ；其中 { $again } 件調解過不止一次，按最後一次算
}{ $excluded ->
    [0] {""}
   *[any] ；另有 { $excluded } 件剔除，不算進率
}
digest-reward = 🏅 以獎代補：已批 { $granted } 元（達成的裡面 { $share } 件有獎勵），待批 { $waiting } 元（{ $count } 件），預算 { $cap } 元，還剩 { $left } 元
refused-no-dispute = { $number } 不是糾紛，不用調解。類別不對的，請先改類別。
refused-papers-missing = { $number } 還差：{ $places }。點「材料」補上，再點「達成」。
refused-over-budget = { $place }今年的獎勵只剩 { $left } 元，報不了這麼多。
refused-no-approver = { $number }：上面沒有能批的人，請找管理員。
refused-own-reward = 自己的獎勵要請別人報。
