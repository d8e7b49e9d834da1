# In the group: lists, words to and from the resident, who was first.

button-list-all = 全部
button-list-unsigned = 未簽收
button-list-nearing = 即將超時
button-list-overdue = 超時
button-list-paused = 掛起
button-list-prev = 上一頁
button-list-next = 下一頁
button-contact = 聯絡居民
button-reveal = 看聯絡方式

list = { $view ->
    [mine] 您簽收的，在辦
   *[other] { $place } { $view ->
        [unsigned] 未簽收
        [nearing] 即將超時
        [overdue] 超時
        [paused] 掛起
        [due] 今天、明天到期
       *[all] 在辦
    }
} { $count } 件{ $count ->
    [0] 。
   *[other] { $pages ->
        [1] ：
       *[other] （第 { $page }/{ $pages } 頁）：
    }
}
list-line = { $number } { $category } { $place } { $left_in ->
    [day] { $late ->
        [1] 超時{ $left }天
       *[0] 還剩{ $left }天
    }
    [hour] { $late ->
        [1] 超時{ $left }小時
       *[0] 還剩{ $left }小時
    }
    [minute] { $late ->
        [1] 超時{ $left }分鐘
       *[0] 還剩{ $left }分鐘
    }
   *[none] { $state ->
        [draft] 等居民補充
        [suspended] 掛起
        [on_account] 掛帳
       *[other] 沒有時限
    }
}{ $has_text ->
    [0] {""}
   *[any] ：{ $text }
}

contact-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：請回覆這則訊息，寫要對居民說的話，也可以傳照片。居民看不到您的名字和帳號。
message = { $has_text ->
    [0] 辦理 { $number } 的工作人員傳來照片，在下面。
   *[any] 辦理 { $number } 的工作人員說：{ $text }
}
    要回話，回覆這則訊息就行，對方看不到您的名字和帳號。
message-answer = { $number } 居民說：{ $text }
    要再回話，回覆這則訊息。
message-passed = 已轉給辦理 { $number } 的工作人員。
answer-contacted = { $number } 已轉給居民。居民回話會出現在這裡。
reveal-why = 看 { $number } 居民的聯絡方式，是為了什麼？誰看過、為什麼，都會記下。
reveal = { $number } 只給您看，請不要轉發：{ $has_account ->
    [0] {""}
   *[any] {" "}<a href="tg://user?id={ $account }">打開居民的 Telegram</a>
}
    { $has_numbers ->
        [0] 居民沒有留電話。
       *[any] 居民自己留的電話：{ $numbers }
    }
answer-reveal-noted = 已記下您看過聯絡方式

refused-taken = { $own ->
    [1] { $number } 您已經簽收了，辦好後點「辦結」。
   *[0] { $number } 已由同事簽收{ $has_name ->
        [0] {""}
       *[any] （{ $name }）
    }，您不用再接。想補一句，直接回覆卡片。
}
refused-empty = { $number }：請寫一句要對居民說的話，或傳一張照片。
refused-unreachable = { $number } 的居民現在收不到訊息，沒有發出去。可以看聯絡方式，或上門看看。
