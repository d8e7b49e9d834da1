# 长期项目: many tickets, one plan, a list of sites, progress with its denominators.

button-project-choose = 归入长期项目
button-project-link = 归入
button-project-open = 看进度
button-project-open-label = 📘 { $label }
button-project-sites = 现场清单
button-project-prev = 上一页
button-project-next = 下一页
button-project-site = 现场
button-project-tick = 已完成
button-project-lead = 定牵头
button-project-lead-is = 牵头
button-project-due = 定期限
button-project-due-in = 期限
button-project-rename = 改名
button-project-close = 结束项目
button-project-close-now = 确定结束
button-project-close-back = 撤回
button-project-due-in-label = { $label }天内完成

answer-no-project = 现在没有可以归入的长期项目。镇街、区县值班人员发 /project 加名称，就能建一个。
answer-linked = { $number } 已归入“{ $title }”，居民已收到通知。
refused-project-over = “{ $title }”已经结束，不用再记了。
refused-not-counted = 没看懂。请写清单里的名称和一共完成的数量，例如“城东小学 12间”；照片也请带上这一句。
refused-sites = 没看懂这份清单。请一行写一处和数量，例如“城东小学 14间”；或者发一张表（xlsx、csv），一列名称、一列数量，最多 { $most } 处。

project-progress = { $parts ->
    [0] 还没有现场清单
   *[other] { $sites } 处中已完成 { $sites_done } 处，{ $parts } { $has_unit ->
        [0] 项
       *[any] { $unit }
    }中已完成 { $parts_done } { $has_unit ->
        [0] 项
       *[any] { $unit }
    }
}
project-head = 📘 <b>{ $title }</b>（{ $place }）
    进度：{ project-progress }
    牵头：{ $has_lead ->
        [0] 还没定
       *[any] { $lead }
    }　期限：{ $has_due_at ->
        [0] 还没定
       *[any] { $due_at }{ $past_due_at ->
            [1] （已过期）
           *[0] {""}
        }
    }　关联 { $count } 件
project = 下次看进度：{ $review_at }
    { $parts ->
        [0] 请回复这条消息发清单：一行一处，例如“城东小学 14间”；也可以发表格（xlsx、csv）。
       *[other] 完成多少，回复这条消息就行，例如“城东小学 12间”（共完成12间）、“城东小学 +3”、“城东小学 全部”，可以附照片。
    }
project-led = 请你们牵头。完成多少，回复这条消息就行，例如“城东小学 12间”，可以附照片。
project-review = 📅 到看进度的日子了。有新进展，回复这条消息记一笔，例如“城东小学 12间”；下次看进度：{ $review_at }。
project-done = 🎉 全部完成了。关联的居民都已收到通知。
project-over = ✅ 已全部完成。
project-closed-here = ⏹ 已结束，没做完的不再记了。
project-rename-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，请回复这条消息，写“{ $title }”的新名称。
project-close-preview = 要结束“{ $title }”吗？{ project-progress }{ $left ->
    [0] {""}
   *[other] ，还有 { $left } 项没做完
}。
    结束以后不能再记进度；关联的 { $count } 件，居民都会收到通知。
project-closed = ⏹ “{ $title }”已结束：{ project-progress }。不用再报进度了。
project-reopened = ▶️ “{ $title }”结束是按错了，接着做：{ project-progress }。
project-handlers = 📘 “{ $title }”{ $how ->
    [done] 全部完成了。请去看一眼下面 { $count } 件，没问题就点“办结”
    [closed] 结束了，没做完的不再做。下面 { $count } 件请接着办，有结果就点“办结”
   *[reopened] 结束是按错了，接着做。下面 { $count } 件先等一等
}{ $more ->
    [0] {""}
   *[other] （先列一部分）
}：
project-handlers-line = { $number } { $category }，{ $owner }
project-closed-told = 您反映的 { $number } 所在的“{ $title }”结束了：{ project-progress }。您那里要是还有问题，直接发给我。
project-reopened-told = 刚才说“{ $title }”结束了，是按错了。您反映的 { $number } 接着做，有进展再告诉您。
project-usage = 请在 /project 后面写项目名称，例如：/project 34所学校饮水改造{ $count ->
    [0] {""}
   *[other] 。正在办的有 { $count } 个，点一下看进度：
}
project-choose-lead = “{ $title }”由谁牵头？
project-choose-due = “{ $title }”多久完成？
project-sites = 📘 { $title }：{ project-progress }
    第 { $page }／{ $pages } 页，没完成的在前面。点一处，记完成了多少：
project-site-line = { $ready ->
    [1] ✅
   *[0] ▫️
} { $site }：{ $done }／{ $total } { $unit }{ $pictures ->
    [0] {""}
   *[other] 　照片 { $pictures } 张
}
project-site = { project-site-line }
    现在一共完成了多少？点一下；要附照片，回复“{ $site } { $total }{ $unit }”带上照片。
project-counted = 记下了{ $picture ->
    [1] ，照片已留存
   *[0] {""}
}。“{ $title }”：{ project-progress }
project-entered = 清单收到 { $count } 处，新增 { $new } 处。
    “{ $title }”：{ project-progress }
project-table-large = 表格太大了。请只留名称和数量两列，再发一次。
project-table-noted = 表格收到，正在读，马上告诉您结果。
project-choose = { $number } 归入哪个长期项目？居民会知道进度，一半和全部完成时各通知一次。

project-linked = 您反映的 { $number } 已列入长期项目“{ $title }”：{ project-progress }。做到一半和全部完成时都会告诉您。
project-half-told = 您反映的 { $number } 所在的“{ $title }”做了一半：{ project-progress }。全部完成会再告诉您。
project-done-told = 您反映的 { $number } 所在的“{ $title }”全部完成了：{ project-progress }。您那里要是还有问题，直接发给我。
