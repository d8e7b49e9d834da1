# Captions of buttons and the short answers to presses.

button-sign = 簽收
button-arrive = 到場
button-finish = 辦結
button-detail = 詳情
button-dispatch = 派單
button-rebind-label = 綁到{ $label }
button-unbind = 解除綁定
button-keep-bound = 不改
button-change-category = 改類別
button-reclassify = 改類別
button-why = 為什麼這樣分
button-more = 更多
button-reject = 不予受理
button-refer = 轉其他渠道
button-ask = 請補充
button-invalid = 無效件
button-original = 看原話
button-original-for-contact = 聯絡居民
button-original-for-place = 找地方
button-original-for-facts = 核實情況
button-change-place = 改地點
button-seal = 保密
button-withdraw = 撤銷
button-confirm-withdraw = 確定撤銷
button-supplement = 補充
button-chase = 催辦
button-draft-place = 都不是／說不清
button-draft-danger-yes = 有危險
button-draft-danger-no = 沒有，是別的事
button-draft-same = 是同一件事
button-draft-same-label = 是 { $label }
button-draft-new = 是新的事
button-draft-several-yes = 是，分開辦
button-draft-several-no = 就是一件事
button-correct-label = 改 { $label }
button-solved-solved = 已解決
button-solved-partly = 部分解決
button-solved-unsolved = 沒解決
button-solved-explained = 只是解釋
button-rate-5 = 非常滿意
button-rate-4 = 滿意
button-rate-3 = 基本滿意
button-rate-2 = 不滿意
button-rate-1 = 非常不滿意
button-home-browse = ＋ 加一個
button-home-remove-label = ✕ { $label }

# Each language in its own script, in every language.
button-speak-zh-Hans = 简体中文
button-speak-zh-Hant = 繁體中文
button-speak-en = English

answer-opened = 好的
answer-in-private = 已私下傳給您，請看與我的私訊。
answer-look-noted = 已記下您看過原話
answer-noted = 記下了
answer-kept = 好的，沒有改動。
answer-signed = { $number } 歸您了，{ $past_due_at ->
    [1] 已經超時，請馬上辦
   *[0] 最遲{ $due_at }
}。辦好後點「辦結」。{ $danger ->
    [1] {""}
   *[0] 點錯了，兩分鐘內點「更多→撤回」。
}
answer-arrived = 到場已記下，居民已收到訊息。{ $danger ->
    [1] {""}
   *[0] 點錯了，兩分鐘內點「更多→撤回」。
}
answer-dispatched = 已派給{ $owner }。{ $danger ->
    [1] {""}
   *[0] 點錯了，兩分鐘內點「更多→撤回」。
}
answer-ended = { $number } 記下了：{ $reason }。居民已收到說明，不用再辦。
answer-asked = 問題已傳給居民，答覆之前不計時。
answer-second = 記下了。這位居民已有幾件被作廢，要另一位同事也點一次「無效件」才算。
answer-why = { $by ->
    [resident] 居民改成了「{ $category }」。
    [chief] 辦事的人改成了「{ $category }」。
    [desk] 值班人員改成了「{ $category }」。
    [unknown] 「{ $category }」是以前分的，當時沒有記下原因。
   *[nobody] 分到「{ $category }」{ $has_words ->
        [0] { $sure ->
            [1] ，是居民自己選的。
           *[0] ，因為沒認出說的是哪類事。
        }
       *[any] ，因為話裡有：{ $words }。
    }
}{ $has_other_category ->
    [0] {""}
   *[any] 其次像「{ $other_category }」{ $has_other_words ->
        [0] 。
       *[any] （{ $other_words }）。
    }
}{ $sure ->
    [1] {""}
   *[0] 沒把握，不對請點「改類別」。
}
answer-reclassified = { $number } 改成「{ $category }」了，居民已收到訊息。
