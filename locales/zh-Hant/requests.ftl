# What a handler asks of the desk above: to return a ticket, more time, a pause; and what the desk says to it.

button-return = 退單
button-return-to = 說不清
button-extend = 延期
button-suspend = 掛起
button-resume = 恢復辦理
button-grant = 同意
button-grant-label = 同意，改派{ $label }
button-name-unit = 指定別人
button-deny = 不同意
button-object = 我有異議
button-exclude = 申請剔除
button-exclude-back = 撤回

# A length of time, on a button and in a sentence.
limit = { $count }{ $unit ->
    [min] 分鐘
    [wmin] 個工作分鐘
    [h] 小時
    [wh] 個工作小時
    [wd] 個工作日
   *[d] 天
}

return-why = { $number } 為什麼退單？{ $left ->
    [1] 這是最後一次，之後由上級指定。
   *[other] {""}
}
return-to = { $number } 應該給誰？
extend-by = { $number } 現在最遲{ $due_at }，要延多久？
extend-why = { $number } 要延{ $limit }，因為什麼？居民會看到這個原因。
suspend-why = { $number } 在等什麼？居民會看到這個原因。
suspend-until = { $number } 最多等多久？
designate-choose = { $number } 不給{ $owner }，指定給誰？指定後不能再退。
exclude-why = { $number } 為什麼不該算進考核？事還是照樣要辦好。
exclude-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number } { $reason }：請回覆這則訊息，寫清楚是怎麼回事，有照片也可以傳來。上一級的人來定。
exclude-asked = { $number } 已請{ $desk }定要不要剔除，{ $decide_at }前答覆。沒定之前照常算，事照樣辦。說錯了可以點「撤回」。
deny-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：請回覆這則訊息，寫一句為什麼不同意{ $request ->
    [return] 退單
    [extension] 延期
    [exclusion] 剔除
   *[suspension] 掛起
}。申請的人會看到。

# The card of a request at its desk.
request =
    { $request ->
        [return] ↩️ <b>{ $number } { $category }</b> 申請退單
        [extension] ⏳ <b>{ $number } { $category }</b> 申請延期{ $limit }
        [exclusion] ⚖️ <b>{ $number } { $category }</b> 申請剔除，不算進考核
       *[suspension] ⏸ <b>{ $number } { $category }</b> 申請掛起
    }
    { $has_text ->
        [0] （沒有寫字，只傳來位置或檔案）
       *[any] { $text }
    }
    地點：{ $place }
    { $owner }（{ $asker }）：{ $reason }{ $has_said ->
        [0] {""}
       *[any] 。{ $said }
    }
    { $request ->
        [return] { $has_unit ->
            [0] 給誰：說不清
           *[any] 建議給：{ $unit }
        }{ $count ->
            [1] {""}
           *[other] （第{ $count }次退單）
        }
        [extension] 現在最遲{ $due_at }，同意後到{ $until_at }
        [exclusion] 時限{ $due_at }，{ $has_completed_at ->
            [0] 還沒辦結
           *[any] { $completed_at }辦結
        }
       *[suspension] 等到{ $until_at }，期間不計時
    }
    請在{ $decide_at }前定。
request-late = ⏰ { $number } { $category }：{ $owner }申請{ $request ->
    [return] 退單
    [extension] 延期{ $limit }
    [exclusion] 剔除
   *[suspension] 掛起
}（{ $reason }），{ $desk }還沒定，請看一下；一直沒人定，就算沒同意。
request-closed = { $number } { $category } { $request ->
    [return] { $granted ->
        [1] ↩️ 退單成立，已改派{ $unit }
       *[0] 退單不成立，仍由{ $owner }辦理
    }
    [extension] { $granted ->
        [1] ⏳ 已同意延期，最遲{ $until_at }
       *[0] 沒有同意延期
    }
    [exclusion] { $granted ->
        [1] ⚖️ 已同意剔除，不算進考核，事照樣辦。按錯了請馬上點「撤回」
       *[0] 沒有同意剔除，照常算
    }
   *[suspension] { $granted ->
        [1] ⏸ 已同意掛起，到{ $until_at }
       *[0] 沒有同意掛起
    }
}{ $by ->
    [system] （到時沒有人定）
   *[other] {""}
}{ $has_why ->
    [0] {""}
   *[any] ：{ $why }
}
request-denied = { $number } { $category } { $request ->
    [return] 沒有退成，還是由{ $owner }辦，請在{ $sign_due_at }前簽收
    [extension] 沒有同意延期，最遲還是{ $due_at }
    [exclusion] 沒有同意剔除，照常算進考核
   *[suspension] 沒有同意掛起，請接著辦，最遲{ $due_at }
}{ $by ->
    [system] 。上級沒來得及定，{ $request ->
        [exclusion] 可以再申請一次
       *[other] 照原來的辦
    }
   *[other] {""}
}{ $has_why ->
    [0] {""}
   *[any] 。上級說：{ $why }
}
request-granted = { $number } { $category } { $request ->
    [extension] 已同意延期，最遲{ $until_at }辦結，居民已收到訊息
    [exclusion] 已同意剔除，不算進考核；事還是要辦好，最遲{ $due_at }
   *[suspension] 已同意掛起到{ $until_at }，期間不計時，到時提醒您接著辦
}。
request-withdrawn = { $number } { $category } ⚖️ { $owner }撤回了剔除申請，不用再定了。
exclusion-undone = { $number } { $category } 剛才同意剔除是按錯了，先照常算，等上級再定。
resumed-here = ▶️ { $number } { $category } 恢復辦理，最遲{ $due_at }辦結。
objection = ✋ { $number } { $category }（{ $owner }）居民對延期有異議，請跟他說明或盡快辦。{ $has_text ->
    [0] {""}
   *[any] 他說：{ $text }
}

answer-returned = { $number } 已交{ $desk }審核，{ $decide_at }前答覆。定之前還是由你們負責。
answer-rerouted = { $number } 已改派{ $owner }，大家都收到訊息了。
answer-asked-desk = { $number } 已報{ $desk }，{ $decide_at }前答覆。沒定之前時限不變。
answer-denied = { $number } 已告訴{ $owner }，由他們接著辦。
answer-excluded = { $number } 好了，{ $owner }已收到訊息。
answer-exclusion-withdrawn = { $number } 申請撤回了，照常算。
answer-exclusion-undone = { $number } 撤回了，請再定一次。
answer-granted = { $number } 好了，{ $owner }和居民都收到訊息了。
answer-resumed = { $number } 恢復辦理，最遲{ $due_at }。居民已收到訊息。

# What the resident reads.
extended = { $number } 還要多辦一陣，最遲{ $due_at }前答覆您。原因：{ $reason }。有不同意見請點「我有異議」，或回覆「異議」再寫一句。
suspended = { $number } 先等一等：{ $reason }。最遲{ $until_at }接著辦，不用您再報。
resumed = { $number } 接著辦了，由{ $owner }負責，最遲{ $due_at }前答覆您。
objection-noted = { $number } 您的異議已經轉給{ $desk }，他們會跟您說明。

# /desk
queue = { $places } 等著定的 { $count } 件{ $count ->
    [0] ，都定完了。
   *[other] { $more ->
        [0] ：
       *[other] （先列最急的，定完再傳 /desk）：
    }
}
queue-request = · { $number } { $category }，{ $owner }申請{ $request ->
    [return] 退單{ $has_unit ->
        [0] {""}
       *[any] 給{ $unit }
    }
    [extension] 延期{ $limit }
    [exclusion] 剔除
   *[suspension] 掛起
}：{ $reason }，{ $decide_at }前定
queue-place = · { $number } { $category }，{ $place }：地點說不清，等派單

refused-no-return = { $number } 不能退單：{ $why ->
    [danger] 關係到安全，請先處置
    [sealed] 保密件不退單，請私下找上一級
    [designated] 是上級指定的
    [often] 已經退過，不能再退
   *[late] 過了退單的時間，請簽收辦理
}。有難處請上報上一級。
refused-no-delay = { $number } 現在不行：{ $why ->
    [often] 這一輪已經申請過
    [overdue] 已經到期了，請馬上辦，或上報上一級
    [long] 時間太長，最多{ $limit }
    [asked] 已經有一個申請在等上級定
    [never] 特急的事要辦到安全為止，不能延期；一時辦不完請先報進展，人手不夠馬上上報
   *[sealed] 保密件上面沒有能看的人，批不了
}。
refused-no-exclusion = { $number } 現在不能剔除：{ $why ->
    [already] 已經剔除了
    [asked] 已經有一個申請在等上級定
    [often] 上級已經不同意過，不能再申請
    [own] 自己的申請要請另一位同事定
   *[sealed] 保密件上面沒有能看的人，批不了
}。
refused-decided = { $number } 已經有人定了，或者不用再定了。
