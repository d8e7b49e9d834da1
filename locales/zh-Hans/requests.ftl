# What a handler asks of the desk above: to return a ticket, more time, a pause; and what the desk says to it.

button-return = 退单
button-return-to = 说不清
button-extend = 延期
button-suspend = 挂起
button-resume = 恢复办理
button-grant = 同意
button-grant-label = 同意，改派{ $label }
button-name-unit = 指定别人
button-deny = 不同意
button-object = 我有异议
button-exclude = 申请剔除
button-exclude-back = 撤回

# A length of time, on a button and in a sentence.
limit = { $count }{ $unit ->
    [min] 分钟
    [wmin] 个工作分钟
    [h] 小时
    [wh] 个工作小时
    [wd] 个工作日
   *[d] 天
}

return-why = { $number } 为什么退单？{ $left ->
    [1] 这是最后一次，之后由上级指定。
   *[other] {""}
}
return-to = { $number } 应该给谁？
extend-by = { $number } 现在最迟{ $due_at }，要延多久？
extend-why = { $number } 要延{ $limit }，因为什么？居民会看到这个原因。
suspend-why = { $number } 在等什么？居民会看到这个原因。
suspend-until = { $number } 最多等多久？
designate-choose = { $number } 不给{ $owner }，指定给谁？指定后不能再退。
exclude-why = { $number } 为什么不该算进考核？事还是照样要办好。
exclude-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number } { $reason }：请回复这条消息，写清楚是怎么回事，有照片也可以发来。上一级的人来定。
exclude-asked = { $number } 已请{ $desk }定要不要剔除，{ $decide_at }前答复。没定之前照常算，事照样办。说错了可以点“撤回”。
deny-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，写一句为什么不同意{ $request ->
    [return] 退单
    [extension] 延期
    [exclusion] 剔除
   *[suspension] 挂起
}。申请的人会看到。

# The card of a request at its desk.
request =
    { $request ->
        [return] ↩️ <b>{ $number } { $category }</b> 申请退单
        [extension] ⏳ <b>{ $number } { $category }</b> 申请延期{ $limit }
        [exclusion] ⚖️ <b>{ $number } { $category }</b> 申请剔除，不算进考核
       *[suspension] ⏸ <b>{ $number } { $category }</b> 申请挂起
    }
    { $has_text ->
        [0] （没有写字，只发来了位置或文件）
       *[any] { $text }
    }
    地点：{ $place }
    { $owner }（{ $asker }）：{ $reason }{ $has_said ->
        [0] {""}
       *[any] 。{ $said }
    }
    { $request ->
        [return] { $has_unit ->
            [0] 给谁：说不清
           *[any] 建议给：{ $unit }
        }{ $count ->
            [1] {""}
           *[other] （第{ $count }次退单）
        }
        [extension] 现在最迟{ $due_at }，同意后到{ $until_at }
        [exclusion] 时限{ $due_at }，{ $has_completed_at ->
            [0] 还没办结
           *[any] { $completed_at }办结
        }
       *[suspension] 等到{ $until_at }，期间不计时
    }
    请在{ $decide_at }前定。
request-late = ⏰ { $number } { $category }：{ $owner }申请{ $request ->
    [return] 退单
    [extension] 延期{ $limit }
    [exclusion] 剔除
   *[suspension] 挂起
}（{ $reason }），{ $desk }还没定，请看一下；一直没人定，就算没同意。
request-closed = { $number } { $category } { $request ->
    [return] { $granted ->
        [1] ↩️ 退单成立，已改派{ $unit }
       *[0] 退单不成立，仍由{ $owner }办理
    }
    [extension] { $granted ->
        [1] ⏳ 已同意延期，最迟{ $until_at }
       *[0] 没有同意延期
    }
    [exclusion] { $granted ->
        [1] ⚖️ 已同意剔除，不算进考核，事照样办。按错了请马上点“撤回”
       *[0] 没有同意剔除，照常算
    }
   *[suspension] { $granted ->
        [1] ⏸ 已同意挂起，到{ $until_at }
       *[0] 没有同意挂起
    }
}{ $by ->
    [system] （到时没有人定）
   *[other] {""}
}{ $has_why ->
    [0] {""}
   *[any] ：{ $why }
}
request-denied = { $number } { $category } { $request ->
    [return] 没有退成，还是由{ $owner }办，请在{ $sign_due_at }前签收
    [extension] 没有同意延期，最迟还是{ $due_at }
    [exclusion] 没有同意剔除，照常算进考核
   *[suspension] 没有同意挂起，请接着办，最迟{ $due_at }
}{ $by ->
    [system] 。上级没来得及定，{ $request ->
        [exclusion] 可以再申请一次
       *[other] 照原来的办
    }
   *[other] {""}
}{ $has_why ->
    [0] {""}
   *[any] 。上级说：{ $why }
}
request-granted = { $number } { $category } { $request ->
    [extension] 已同意延期，最迟{ $until_at }办结，居民已收到消息
    [exclusion] 已同意剔除，不算进考核；事还是要办好，最迟{ $due_at }
   *[suspension] 已同意挂起到{ $until_at }，期间不计时，到时提醒您接着办
}。
request-withdrawn = { $number } { $category } ⚖️ { $owner }撤回了剔除申请，不用再定了。
exclusion-undone = { $number } { $category } 刚才同意剔除是按错了，先照常算，等上级再定。
resumed-here = ▶️ { $number } { $category } 恢复办理，最迟{ $due_at }办结。
objection = ✋ { $number } { $category }（{ $owner }）居民对延期有异议，请跟他说明或尽快办。{ $has_text ->
    [0] {""}
   *[any] 他说：{ $text }
}

answer-returned = { $number } 已交{ $desk }审核，{ $decide_at }前答复。定之前还是由你们负责。
answer-rerouted = { $number } 已改派{ $owner }，大家都收到消息了。
answer-asked-desk = { $number } 已报{ $desk }，{ $decide_at }前答复。没定之前时限不变。
answer-denied = { $number } 已告诉{ $owner }，由他们接着办。
answer-excluded = { $number } 好了，{ $owner }已收到消息。
answer-exclusion-withdrawn = { $number } 申请撤回了，照常算。
answer-exclusion-undone = { $number } 撤回了，请再定一次。
answer-granted = { $number } 好了，{ $owner }和居民都收到消息了。
answer-resumed = { $number } 恢复办理，最迟{ $due_at }。居民已收到消息。

# What the resident reads.
extended = { $number } 还要多办一阵，最迟{ $due_at }前答复您。原因：{ $reason }。有不同意见请点“我有异议”，或回复“异议”再写一句。
suspended = { $number } 先等一等：{ $reason }。最迟{ $until_at }接着办，不用您再报。
resumed = { $number } 接着办了，由{ $owner }负责，最迟{ $due_at }前答复您。
objection-noted = { $number } 您的异议已经转给{ $desk }，他们会跟您说明。

# /desk
queue = { $places } 等着定的 { $count } 件{ $count ->
    [0] ，都定完了。
   *[other] { $more ->
        [0] ：
       *[other] （先列最急的，定完再发 /desk）：
    }
}
queue-request = · { $number } { $category }，{ $owner }申请{ $request ->
    [return] 退单{ $has_unit ->
        [0] {""}
       *[any] 给{ $unit }
    }
    [extension] 延期{ $limit }
    [exclusion] 剔除
   *[suspension] 挂起
}：{ $reason }，{ $decide_at }前定
queue-place = · { $number } { $category }，{ $place }：地点说不清，等派单

refused-no-return = { $number } 不能退单：{ $why ->
    [danger] 关系到安全，请先处置
    [sealed] 保密件不退单，请私下找上一级
    [designated] 是上级指定的
    [often] 已经退过，不能再退
   *[late] 过了退单的时间，请签收办理
}。有难处请上报上一级。
refused-no-delay = { $number } 现在不行：{ $why ->
    [often] 这一轮已经申请过
    [overdue] 已经到期了，请马上办，或上报上一级
    [long] 时间太长，最多{ $limit }
    [asked] 已经有一个申请在等上级定
    [never] 特急的事要办到安全为止，不能延期；一时办不完请先报进展，人手不够马上上报
   *[sealed] 保密件上面没有能看的人，批不了
}。
refused-no-exclusion = { $number } 现在不能剔除：{ $why ->
    [already] 已经剔除了
    [asked] 已经有一个申请在等上级定
    [often] 上级已经不同意过，不能再申请
    [own] 自己的申请要请另一位同事定
   *[sealed] 保密件上面没有能看的人，批不了
}。
refused-decided = { $number } 已经有人定了，或者不用再定了。
