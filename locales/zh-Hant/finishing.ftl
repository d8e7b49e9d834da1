# How the work of a ticket ends: its result, the check, the judgement, once more, and taking a slip back.

## Buttons

button-finish-as-solved = 已解決
button-finish-as-partial = 部分解決
button-finish-as-explained = 解釋說明
button-finish-as-project = 轉長期項目
button-pass = 通過
button-fail = 不通過
button-judge-rehandle = 重辦
button-judge-done = 已盡責結案
button-reopen = 重開
button-still-broken = 沒好／又壞了
button-undo = 撤回

## Short answers

answer-finished = { $number } { $check ->
    [1] 已報辦結，先由上一級核查，通過後再請居民評價。
   *[0] 已辦結，已經告訴居民。
}{ $danger ->
    [1] {""}
   *[0] 點錯了，兩分鐘內點「更多→撤回」。
}
answer-passed = { $number } 核查通過，已請居民評價。
answer-failed = { $number } 已退回返工，辦事的人和居民都已收到訊息。
answer-rehandled = { $number } 重新辦理，最遲{ $due_at }。居民已收到訊息。
answer-second-done = 記下了。還要另一位同事也寫一句理由，才算已盡責結案。
answer-closed-done = { $number } 已盡責結案。居民已收到說明。
answer-reopened = { $number } 已重開，最遲{ $due_at }。居民已收到訊息。
answer-answered-again = 已經告訴居民。
answer-undone = { $number } 已撤回，回到上一步。居民聽到過的，已經更正。

## Refusals

refused-words = { $number }：請寫一句為什麼，看的人才明白。點按鈕後回覆那則訊息就行。
refused-photo = { $number } 辦結要一張現場照片。請傳照片，配文寫：辦結 怎麼解決的。實在沒有照片，就回覆：辦結 無照片 怎麼解決的。
refused-own-work = { $number } 是您自己辦的，要請別的同事來看。
refused-undo = { $number } 不能撤回了：只有自己剛做的最後一步，兩分鐘內可以撤回；特急件不能撤回。

## To handlers

finish-kind = { $number } 辦得怎麼樣？請選一項。已解決的，直接回覆這則訊息寫一句也行{ $photo ->
    [1] ，要附現場照片；沒有照片，開頭寫「無照片」
   *[0] {""}
}。
finish-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：請回覆這則訊息，{ $result ->
    [partial] 寫明辦好了什麼，還剩什麼、什麼時候辦
    [explained] 寫明為什麼暫時辦不了，我會告訴居民什麼時候再答覆
    [project] 寫明列入什麼計畫、什麼時候辦
   *[other] 寫一句怎麼解決的
}{ $photo ->
    [1] ，附一張現場照片；沒有照片，開頭寫「無照片」
   *[0] {""}
}。這句話會傳給居民。
check =
    🔎 <b>請核查 { $number } { $category }</b>（{ $place }）
    { $owner }報{ $result ->
        [partial] 部分解決
        [explained] 解釋說明
        [project] 轉長期項目
       *[other] 已解決
    }：{ $text }
    請在{ $reply_due_at }前看一下。{ $must ->
        [1] 這類事必須核查{ $level ->
            [1] {""}
           *[other] ，下一級還沒有看
        }。
       *[0] 到時沒人看，就算通過。
    }
fail-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：請回覆這則訊息，寫一句哪裡還沒弄好。辦事的人和居民都會看到。
rework = 🔧 { $number } { $category }（{ $place }）核查沒通過，請返工：
    { $text }
    { $past_due_at ->
        [1] 已經過了時限，請盡快。
       *[0] 最遲{ $due_at }，時限接著原來的算。
    }
judge =
    ⚖️ <b>請定 { $number } { $category }</b>（{ $place }）
    已重辦多次，居民仍不滿意：{ $solved ->
        [unsolved] 沒解決
        [partly] 部分解決
        [explained] 只是解釋
       *[other] 已解決
    }{ $rating ->
        [0] {""}
       *[other] ，評分 { $rating }／5
    }
    { $owner }說：{ $text }{ $has_said ->
        [0] {""}
       *[any] {"\u000A"}一位同事認為已盡責：{ $said }
    }
    居民說得有理，點「重辦」；能做的都做了，點「已盡責結案」，要兩位同事各寫一句理由。請在{ $reply_due_at }前定。
done-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：請回覆這則訊息，寫一句為什麼算已盡責。居民會看到。{ $second ->
    [1] 另一位同事已經寫過，您是第二位，寫完就結案。
   *[0] 還要另一位同事也寫一句，才會結案。
}
reopen-why = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：請回覆這則訊息，寫一句為什麼重開。居民會看到。
reopened-copy = 🔁 { $number } { $category }（{ $place }）重開了，請{ $owner }接著辦，最遲{ $due_at }：
    { $text }
look-again = 📅 { $number } { $category }（{ $place }）：上次是解釋說明，答應居民今天再答覆。
    當時說：{ $text }
    能辦了，請點「重開」；還辦不了，回覆這則訊息寫一句，我轉告居民。

## To the resident

checking = { $number }：辦事的人說辦好了。我們先請人去看一眼，{ $due_at }前再來問您。
finished = { $number } { $result ->
    [partial] 辦好了一部分：
    [explained] 暫時辦不了，原因：
    [project] 一時辦不完，列入長期項目：
   *[other] 辦完了：
}
    { $text }{ $has_look_at ->
    [0] {""}
   *[any] {" "}{ $look_at }前再答覆您。
}
finished-ask = { $number } { $result ->
    [partial] 辦好了一部分：
    [explained] 暫時辦不了，原因：
    [project] 一時辦不完，列入長期項目：
   *[other] 辦完了：
}
    { $text }{ $has_look_at ->
    [0] {""}
   *[any] {" "}{ $look_at }前再答覆您。
}

    問題解決了嗎？點一下告訴我，沒解決就接著辦。
check-failed = { $number }：核查發現還沒弄好，已要求返工，{ $past_due_at ->
    [1] 已經晚了，對不起，會盡快給您答覆
   *[0] 最遲{ $due_at }前給您答覆
}。
    還差的是：{ $text }
judging = { $number }：已經辦了幾次您還不滿意，我們請{ $owner }來定，{ $due_at }前給您一個說法，您不用再跑。
closed-done = { $number }：{ $owner }核實後認為，能做的都做了：
    { $text }
    您的不滿意我們如實記下了。有新的情況，點下面的按鈕告訴我們。
reopen-prompt = { $number }：哪裡沒好，或者有什麼新情況？回覆這則訊息說一句，就接著辦。
reopened = 知道了，{ $number } 重新打開，由{ $owner }接著辦，最遲{ $due_at }前給您答覆。
reopened-by-desk = { $number }：我們把這件事重新打開了，由{ $owner }接著辦，最遲{ $due_at }前給您答覆。
    原因：{ $text }
result-again = { $number } 說的是同一件事，辦理結果是：
    { $text }
    要是有新的情況，點下面的按鈕說一句，就接著辦。
answered-again = { $number }，再答覆您：
    { $text }
    有新的情況，點下面的按鈕說一句，就接著辦。
asked-over = { $number }：沒等到您的補充，我們先按現有情況接著辦。想起來了，隨時回覆這則訊息。
undone = { $number }：剛才那則訊息是點錯了傳的，請別當真，對不起。{ $event ->
    [report_up] 還是由{ $owner }接著辦
    [finish] 事情還沒辦完，我們接著辦
    [arrive] 工作人員還沒到現場，到了會告訴您
    [dispatch] 還在安排由誰來辦，定了會告訴您
   *[other] 還沒有人接手，有人接手會告訴您
}。
