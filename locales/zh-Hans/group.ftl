# What chiefs and duty people read: the card and everything about it. The card is at most eight lines.

card =
    { $danger ->
        [1] 🚨 <b>{ $number } { $category }</b>（特急）
       *[0] { $state ->
            [closed] ✅ <b>{ $number } { $category }</b>
            [pending_survey] ✅ <b>{ $number } { $category }</b>
            [withdrawn] ⚪ <b>{ $number } { $category }</b>（已撤销）
            [draft] ⏸ <b>{ $number } { $category }</b>
            [return_review] ↩️ <b>{ $number } { $category }</b>
            [suspended] ⏸ <b>{ $number } { $category }</b>
            [on_account] 📌 <b>{ $number } { $category }</b>
            [archived] ✅ <b>{ $number } { $category }</b>
            [rejected] ⚪ <b>{ $number } { $category }</b>
            [referred] ⚪ <b>{ $number } { $category }</b>
            [merged] ⚪ <b>{ $number } { $category }</b>
            [invalid] ⚪ <b>{ $number } { $category }</b>
            [pending_review] 🔎 <b>{ $number } { $category }</b>
            [handling] 🔧 <b>{ $number } { $category }</b>
           *[other] 🆕 <b>{ $number } { $category }</b>{ $sure ->
                [1] {""}
               *[0] （类别待核）
            }
        }
    }
    { $has_text ->
        [0] （没有写字，只发来了位置或文件）
       *[any] { $text }
    }
    地点：{ $place }　{ $created_at }报
    { $state ->
        [accepted] 等{ $owner }派单，{ $sign_due_at }前
        [dispatched] 等{ $owner }签收，{ $sign_due_at }前
        [handling] { $round ->
            [1] {""}
           *[other] 第{ $round }次办理，
        }{ $owner }办理中，最迟{ $due_at }{ $extended ->
            [1] （已延期）
           *[0] {""}
        }
        [submitted] 等{ $owner }受理
        [draft] 等居民补充，{ $owner }负责，答复之前不计时
        [return_review] 退单审核中，期间仍由{ $owner }负责，最迟{ $due_at }
        [suspended] { $children ->
            [0] 挂起到{ $wake_at }，到时由{ $owner }接着办
           *[other] 已分成 { $children } 件子单分头办，都结了由{ $owner }收尾
        }
        [on_account] { $owner }挂账{ $has_wake_at ->
            [0] {""}
           *[any] ，{ $wake_at }再看
        }
        [archived] 已归档，不用再办
        [rejected] 不予受理，居民已收到说明，不用再办
        [referred] 已转其他渠道，居民已收到说明，不用再办
        [merged] 已并到另一件，这里不用管了
        [invalid] 无效件，不用再办
        [pending_review] { $owner }已办结，等另一位同事核查
        [pending_survey] 已办结，等居民评价
        [closed] 已结案
       *[withdrawn] 居民已撤销，不用再办
    }{ $has_grade ->
        [0] {""}
       *[any] 　{ $grade }，{ $answer_at }前回复
    }{ $excluded ->
        [1] 　⚖️已剔除，不算进考核
       *[0] {""}
    }{ $pictures ->
        [0] {""}
       *[other] 　附{ $pictures }个文件
    }{ $sealed ->
        [1] 　🔒保密件，不要转发
       *[0] {""}
    }
    { $has_note ->
        [0] {""}
       *[any] 最新：{ $note }
    }
card-alike = 👥 可能与 { $number } 是同一件事（{ $count ->
    [1] 同一位居民反映
   *[other] { $count } 位居民反映
}）
card-heard = 👥 { $count } 位居民反映
card-hot = 🔥 高频：{ $place } { $category }，{ $days }天内{ $count }件
card-moved = { $number } 已转走，由别处办理，这里不用管了。
detail =
    <b>{ $number } { $category }</b>
    { $has_text ->
        [0] （没有写字，只发来了位置或文件）
       *[any] { $text }
    }
    地点：{ $place }
    负责：{ $owner }　最迟{ $due_at }

    经过：
detail-step = { $happened_at } { $event ->
    [submit] 居民报事
    [accept] 受理
    [dispatch] 派单
    [claim] 自接
    [sign] 签收
    [arrive] 到场
    [progress] 有进展
    [finish] 办结
    [pass_review] 核查通过
    [close] 结案
    [rehandle] 重办
    [withdraw] 撤销
    [amend] 更正、改派
    [reclassify] 改类别
    [seal] 改为保密
    [supplement] 居民补充
    [chase] 居民催办
    [remind] 提醒
    [escalate] 上报上一级
    [alarm] 通知值班
    [reject] 不予受理
    [refer] 转其他渠道
    [merge] 并单
    [unmerge] 撤销并单
    [split] 拆成几件
    [link] 归入长期项目
    [ask] 请居民补充
    [answer] 居民已补充
    [return] 退单
    [uphold] 退单成立
    [refuse] 退单不成立
    [assist] 请协办
    [assisted] 协办单有回话
    [whistle] 吹哨
    [mediate] 调解
    [suspend] 挂起
    [resume] 恢复办理
    [extend] 延期
    [on_account] 挂账
    [off_account] 恢复办理
    [fail_review] 核查不通过
    [close_done] 不满意，已尽责结案
    [reopen] 重开
    [archive] 归档
    [invalidate] 无效件
    [report_up] 上报
    [hand_down] 下调
    [assign] 会议交办
    [supervise] 督办
    [request] 提出申请
    [decline] 申请未通过
    [appeal] 剔除申请
    [exclude] 剔除
    [include] 撤回剔除
    [undo] 撤回
    [look] 看过原话
   *[other] { $event }
}
more = { $number } 还可以：
desk-choose = { $number } { $step ->
    [reject] 为什么不予受理？居民会看到这个理由。
    [refer] 转到哪里？居民会看到您选的去处。
   *[invalidate] 为什么算无效？
}
ask-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，写下要问居民的话。
dispatch-choose = { $number } 派给哪里？
supplement = { $number } 居民补充：
    { $text }
supplement-point = 📍 { $number } 居民发来了位置：<a href="https://www.openstreetmap.org/?mlat={ $north }&amp;mlon={ $east }#map=18/{ $north }/{ $east }">点开看地图</a>{ $has_place ->
    [0] {""}
   *[any] （{ $place }）
}
additions = { $number } 居民这一小时补充得多，后面的 { $count } 次一起转来{ $more ->
    [0] {""}
   *[other] （只列一部分，全文点“看原话”）
}：
additions-line = · { $text }
asked-answered = ▶️ { $number } 居民答复了，接着办（最迟{ $due_at }）：{ $has_text ->
    [0] 请看他发来的照片或位置
   *[any] { $text }
}
chase = { $number } 居民在催，请看一下。负责：{ $owner }，最迟{ $due_at }。
human-wanted = { $number } 居民想请人来看看，请尽快回复这条消息跟他说一句。

## Clocks

remind-50 = ⏳ { $number } { $category }：{ $stage ->
    [sign] 签收时间过半，请在{ $sign_due_at }前签收
    [contact] 请尽快联系居民，回复卡片写一句就行
    [arrive] 请尽快到现场，到了点“到场”
   *[handle] 时间过半，最迟{ $due_at }办结
}。
remind-80 = ⏰ { $number } { $category } 即将超时：{ $stage ->
    [sign] 还没签收，{ $sign_due_at }到期
    [contact] 还没联系居民，回复卡片写一句就行
    [arrive] 还没到场，到了点“到场”
   *[handle] { $due_at }到期
}。
overdue = ❗ { $number } { $category } 已超时：{ $stage ->
    [sign] 还没签收
    [contact] 还没联系居民
    [arrive] 还没到场
   *[handle] 没能按时办结
}，已报给上一级。请现在处理。
overdue-above = ❗ { $number } { $category }（{ $place }）已超时，请督促{ $owner }：{ $stage ->
    [sign] 还没签收
    [contact] 还没联系居民
    [arrive] 还没到场
   *[handle] 应在{ $due_at }办结
}。
overdue-many = ❗ 这里有 { $count } 件已超时{ $more ->
    [0] {""}
   *[other] （先列一部分，全部的发 /list 查看）
}，请尽快处理：
overdue-above-many = ❗ 您管的地方有 { $count } 件已超时{ $more ->
    [0] {""}
   *[other] （先列一部分，全部的发 /overdue 查看）
}，请督促：
overdue-line = { $number } { $category }，{ $owner }：{ $stage ->
    [sign] 还没签收
    [contact] 还没联系居民
    [arrive] 还没到场
   *[handle] 应在{ $due_at }办结
}
which-ticket = 您回复的消息里有好几件，还没有办。请再回复一次，开头写编号，比如：{ $example } 办结 已换好{ $more ->
    [0] {""}
   *[other] （先列一部分）
}
which-ticket-line = · { $number } { $category }
rehandle-copy = 🔁 { $number } { $category }（{ $place }）居民说没解决，{ $owner }正在重办，最迟{ $due_at }。

## Danger

alarm =
    🚨 <b>特急 { $number } { $category }</b>
    { $has_text ->
        [0] （没有写字，只发来了位置或文件）
       *[any] { $text }
    }
    地点：{ $place }　{ $created_at }报
    请马上核实并联系 110/119/120。{ $state ->
        [handling] { $owner }已经有人接手，请看看要不要支援。
       *[other] 接手请点“签收”，5分钟没人接会继续往上叫。
    }

alarm-taken =
    ✅ <b>{ $number } { $category }</b>
    { $has_text ->
        [0] （没有写字，只发来了位置或文件）
       *[any] { $text }
    }
    地点：{ $place }　{ $created_at }报
    { $owner }已经有人接手。

## The group itself

group-hint = 大家好，我是网格服务机器人。请管理员发送 /bind 网格编码，例如 /bind YX010101，这个群就能接单了。有话题的群，在哪个话题里发就绑定哪个话题。
group-back = 我又能在这里发消息了，继续接单。在办的卡片重新发一遍。
bound = 好了，{ $topic ->
    [1] 这个话题
   *[0] 这个群
}现在代表{ $place }（{ $code }）。新的事会发到这里；点“签收”接手，回复卡片就是跟居民说话。{ $others ->
    [0] {""}
   *[other] 另外还有 { $others } 个地方也代表它，卡片一起发、一起变，谁先签收归谁。
}
bind-hears = { $all ->
    [1] 群里说的话我都收得到，但只处理按钮、命令和回复我的话，别的不保存。
   *[0] 我在群里只看得到按钮、命令和回复我的话，大家平时聊天我看不到。
}
bind-confirm = 这里现在代表{ $before }，要改成{ $place }吗？在办的卡片会跟着换地方。
bind-unknown = 没有「{ $code }」这个编码。发 /bind 不带编码，可以一步步选。
bind-choose = { $has_bound ->
    [0] {""}
   *[any] 这里现在代表{ $bound }，不再代表请发 /unbind。要改的话：
}{ $has_place ->
    [0] 这个群代表哪里？
   *[any] { $place }：就选这里，还是下面哪一个？
}
unbind-confirm = 这里代表{ $place }。解绑后，新的事会私下送给负责的人或上一级。确定解绑吗？
unbound = 已解绑，这里不再代表{ $place }，在办的卡片换地方发了。点错了可以马上绑回来：
who = { $place } 由谁负责：
who-line = { $place } { $role } { $name }
undeliverable = ⚠️ { $number } 的卡片送不到（会话 { $chat }）：群可能解散了，或机器人被移出、被屏蔽。请检查后运行 yigetong outbox retry。
update-parked = ⚠️ 有一条消息处理不了，已单独存放（第 { $id } 号）。请看日志。
rules-in-use = ✅ 新规则用上了，版本 { $version }。
rules-refused = ⚠️ 规则没有换，旧的还在用。新规则有 { $count } 处不对：
rules-fault = · { $file } 第 { $line } 行
rules-refused-more = { $more ->
    [0] 改好存盘，会自动换上。
   *[other] 还有 { $more } 处。改好存盘，会自动换上。
}错在哪里，可以用 yigetong rules check 看。
rules-needed = ⚠️ 规则没有换，旧的还在用。新规则里没有下面的类别了，可是还有事没办完。办完会自动换上；不想等，就把类别写回去：
rules-category = · { $code } { $category }：{ $count } 件
group-broken = ⚠️ { $places }的群“{ $title }”{ $trouble ->
    [gone] 里已经没有机器人了。事情没有丢，先送给负责的人或上一级。请重新拉进群。
    [muted] 不让机器人发言。事情没有丢，先送给负责的人或上一级。请在群权限里允许它发消息，或设为管理员。
    [no-topic] 里的话题被删了。事情没有丢，先发到这个群的 General。请在新的话题里重新发 /bind。
    [closed] 里的话题关闭了。事情没有丢，先发到这个群的 General，进不去就送给负责的人或上一级。请重新打开话题。
   *[no-media] 不让机器人发照片，居民的照片送不进去。请在群权限里允许发照片，或把机器人设为管理员。
}
group-broken-line = · { $places }，群“{ $title }”：{ $trouble ->
    [gone] 里面没有机器人
    [muted] 不让机器人发言
    [no-topic] 话题被删了
    [closed] 话题关闭了
   *[no-media] 不让发照片
}
grids-unanswered = · { $count } 个网格没有群，也没有能收消息的网格长，事情都送到上一级：{ $places }
rooms-report = ⚠️ 这些地方收不到消息，请看一看。全部情况用 yigetong doctor 查。
handler-lost = ⚠️ 给{ $name }（{ $places }）的消息送不到：他屏蔽了机器人，或没有跟它说过话。没有群的地方，事情先送到上一级。请他打开机器人，点“开始”。
card-elsewhere = { $number } 的卡片换了地方，请在新的卡片上办，这里不用管了。

original-why = 要看 { $number } 居民的原话（没有遮住电话、姓名），是为了什么？看过会记下是谁、为什么。
original = { $number } 居民的原话，只给您看，请不要转发：
    { $text }
