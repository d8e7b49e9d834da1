# 长期项目: many tickets, one plan, a list of sites, progress with its denominators.

button-project-choose = 歸入長期項目
button-project-link = 歸入
button-project-open = 看進度
button-project-open-label = 📘 { $label }
button-project-sites = 現場清單
button-project-prev = 上一頁
button-project-next = 下一頁
button-project-site = 現場
button-project-tick = 已完成
button-project-lead = 定牽頭
button-project-lead-is = 牽頭
button-project-due = 定期限
button-project-due-in = 期限
button-project-rename = 改名
button-project-close = 結束項目
button-project-close-now = 確定結束
button-project-close-back = 撤回
button-project-due-in-label = { $label }天內完成

answer-no-project = 現在沒有可以歸入的長期項目。鎮街、區縣值班人員傳 /project 加名稱，就能建一個。
answer-linked = { $number } 已歸入「{ $title }」，居民已收到通知。
refused-not-counted = 沒看懂。請寫清單裡的名稱和一共完成的數量，例如「城東小學 12間」；照片也請帶上這一句。
refused-sites = 沒看懂這份清單。請一行寫一處和數量，例如「城東小學 14間」；或者傳一張表（xlsx、csv），一欄名稱、一欄數量，最多 { $most } 處。
refused-project-over = 「{ $title }」已經結束，不用再記了。

project-progress = { $parts ->
    [0] 還沒有現場清單
   *[other] { $sites } 處中已完成 { $sites_done } 處，{ $parts } { $has_unit ->
        [0] 項
       *[any] { $unit }
    }中已完成 { $parts_done } { $has_unit ->
        [0] 項
       *[any] { $unit }
    }
}
project-head = 📘 <b>{ $title }</b>（{ $place }）
    進度：{ project-progress }
    牽頭：{ $has_lead ->
        [0] 還沒定
       *[any] { $lead }
    }　期限：{ $has_due_at ->
        [0] 還沒定
       *[any] { $due_at }{ $past_due_at ->
            [1] （已過期）
           *[0] {""}
        }
    }　關聯 { $count } 件
project = 下次看進度：{ $review_at }
    { $parts ->
        [0] 請回覆這則訊息傳清單：一行一處，例如「城東小學 14間」；也可以傳表格（xlsx、csv）。
       *[other] 完成多少，回覆這則訊息就行，例如「城東小學 12間」（共完成12間）、「城東小學 +3」、「城東小學 全部」，可以附照片。
    }
project-led = 請你們牽頭。完成多少，回覆這則訊息就行，例如「城東小學 12間」，可以附照片。
project-review = 📅 到看進度的日子了。有新進展，回覆這則訊息記一筆，例如「城東小學 12間」；下次看進度：{ $review_at }。
project-done = 🎉 全部完成了。關聯的居民都已收到通知。
project-over = ✅ 已全部完成。
project-closed-here = ⏹ 已結束，沒做完的不再記了。
project-rename-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，請回覆這則訊息，寫「{ $title }」的新名稱。
project-close-preview = 要結束「{ $title }」嗎？{ project-progress }{ $left ->
    [0] {""}
   *[other] ，還有 { $left } 項沒做完
}。
    結束以後不能再記進度；關聯的 { $count } 件，居民都會收到通知。
project-closed = ⏹ 「{ $title }」已結束：{ project-progress }。不用再報進度了。
project-reopened = ▶️ 「{ $title }」結束是按錯了，接著做：{ project-progress }。
project-handlers = 📘 「{ $title }」{ $how ->
    [done] 全部完成了。請去看一眼下面 { $count } 件，沒問題就點「辦結」
    [closed] 結束了，沒做完的不再做。下面 { $count } 件請接著辦，有結果就點「辦結」
   *[reopened] 結束是按錯了，接著做。下面 { $count } 件先等一等
}{ $more ->
    [0] {""}
   *[other] （先列一部分）
}：
project-handlers-line = { $number } { $category }，{ $owner }
project-closed-told = 您反映的 { $number } 所在的「{ $title }」結束了：{ project-progress }。您那裡要是還有問題，直接傳給我。
project-reopened-told = 剛才說「{ $title }」結束了，是按錯了。您反映的 { $number } 接著做，有進展再告訴您。
project-usage = 請在 /project 後面寫項目名稱，例如：/project 34所學校飲水改造{ $count ->
    [0] {""}
   *[other] 。正在辦的有 { $count } 個，點一下看進度：
}
project-choose-lead = 「{ $title }」由誰牽頭？
project-choose-due = 「{ $title }」多久完成？
project-sites = 📘 { $title }：{ project-progress }
    第 { $page }／{ $pages } 頁，沒完成的在前面。點一處，記完成了多少：
project-site-line = { $ready ->
    [1] ✅
   *[0] ▫️
} { $site }：{ $done }／{ $total } { $unit }{ $pictures ->
    [0] {""}
   *[other] 　照片 { $pictures } 張
}
project-site = { project-site-line }
    現在一共完成了多少？點一下；要附照片，回覆「{ $site } { $total }{ $unit }」帶上照片。
project-counted = 記下了{ $picture ->
    [1] ，照片已留存
   *[0] {""}
}。「{ $title }」：{ project-progress }
project-entered = 清單收到 { $count } 處，新增 { $new } 處。
    「{ $title }」：{ project-progress }
project-table-large = 表格太大了。請只留名稱和數量兩欄，再傳一次。
project-table-noted = 表格收到，正在讀，馬上告訴您結果。
project-choose = { $number } 歸入哪個長期項目？居民會知道進度，一半和全部完成時各通知一次。

project-linked = 您反映的 { $number } 已列入長期項目「{ $title }」：{ project-progress }。做到一半和全部完成時都會告訴您。
project-half-told = 您反映的 { $number } 所在的「{ $title }」做了一半：{ project-progress }。全部完成會再告訴您。
project-done-told = 您反映的 { $number } 所在的「{ $title }」全部完成了：{ project-progress }。您那裡要是還有問題，直接傳給我。
