# What chiefs and duty people read: the card and everything about it. The card is at most eight lines.

card =
    { $danger ->
        [1] 🚨 <b>{ $number } { $category }</b>（特急）
       *[0] { $state ->
            [closed] ✅ <b>{ $number } { $category }</b>
            [pending_survey] ✅ <b>{ $number } { $category }</b>
            [withdrawn] ⚪ <b>{ $number } { $category }</b>（已撤銷）
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
               *[0] （類別待核）
            }
        }
    }
    { $has_text ->
        [0] （沒有寫字，只傳來位置或檔案）
       *[any] { $text }
    }
    地點：{ $place }　{ $created_at }通報
    { $state ->
        [accepted] 等{ $owner }派單，{ $sign_due_at }前
        [dispatched] 等{ $owner }簽收，{ $sign_due_at }前
        [handling] { $round ->
            [1] {""}
           *[other] 第{ $round }次辦理，
        }{ $owner }辦理中，最遲{ $due_at }{ $extended ->
            [1] （已延期）
           *[0] {""}
        }
        [submitted] 等{ $owner }受理
        [draft] 等居民補充，{ $owner }負責，答覆之前不計時
        [return_review] 退單審核中，期間仍由{ $owner }負責，最遲{ $due_at }
        [suspended] { $children ->
            [0] 掛起到{ $wake_at }，到時由{ $owner }接著辦
           *[other] 已分成 { $children } 件子單分頭辦，都結了由{ $owner }收尾
        }
        [on_account] { $owner }掛帳{ $has_wake_at ->
            [0] {""}
           *[any] ，{ $wake_at }再看
        }
        [archived] 已歸檔，不用再辦
        [rejected] 不予受理，居民已收到說明，不用再辦
        [referred] 已轉其他渠道，居民已收到說明，不用再辦
        [merged] 已併到另一件，這裡不用管了
        [invalid] 無效件，不用再辦
        [pending_review] { $owner }已辦結，等另一位同事核查
        [pending_survey] 已辦結，等居民評價
        [closed] 已結案
       *[withdrawn] 居民已撤銷，不用再辦
    }{ $has_grade ->
        [0] {""}
       *[any] 　{ $grade }，{ $answer_at }前回覆
    }{ $excluded ->
        [1] 　⚖️已剔除，不算進考核
       *[0] {""}
    }{ $pictures ->
        [0] {""}
       *[other] 　附{ $pictures }個檔案
    }{ $sealed ->
        [1] 　🔒保密件，不要轉發
       *[0] {""}
    }
    { $has_note ->
        [0] {""}
       *[any] 最新：{ $note }
    }
card-alike = 👥 可能與 { $number } 是同一件事（{ $count ->
    [1] 同一位居民反映
   *[other] { $count } 位居民反映
}）
card-heard = 👥 { $count } 位居民反映
card-hot = 🔥 高頻：{ $place } { $category }，{ $days }天內{ $count }件
card-moved = { $number } 已轉走，由別處辦理，這裡不用管了。
detail =
    <b>{ $number } { $category }</b>
    { $has_text ->
        [0] （沒有寫字，只傳來位置或檔案）
       *[any] { $text }
    }
    地點：{ $place }
    負責：{ $owner }　最遲{ $due_at }

    經過：
detail-step = { $happened_at } { $event ->
    [submit] 居民通報
    [accept] 受理
    [dispatch] 派單
    [claim] 自行接手
    [sign] 簽收
    [arrive] 到場
    [progress] 有進展
    [finish] 辦結
    [pass_review] 核查通過
    [close] 結案
    [rehandle] 重辦
    [withdraw] 撤銷
    [amend] 更正、改派
    [reclassify] 改類別
    [seal] 改為保密
    [supplement] 居民補充
    [chase] 居民催辦
    [remind] 提醒
    [escalate] 通報上一級
    [alarm] 通知值班
    [reject] 不予受理
    [refer] 轉其他渠道
    [merge] 併單
    [unmerge] 撤銷併單
    [split] 拆成幾件
    [link] 歸入長期項目
    [ask] 請居民補充
    [answer] 居民已補充
    [return] 退單
    [uphold] 退單成立
    [refuse] 退單不成立
    [assist] 請協辦
    [assisted] 協辦單有回話
    [whistle] 吹哨
    [mediate] 調解
    [suspend] 掛起
    [resume] 恢復辦理
    [extend] 延期
    [on_account] 掛帳
    [off_account] 恢復辦理
    [fail_review] 核查不通過
    [close_done] 不滿意，已盡責結案
    [reopen] 重開
    [archive] 歸檔
    [invalidate] 無效件
    [report_up] 上報
    [hand_down] 下調
    [assign] 會議交辦
    [supervise] 督辦
    [request] 提出申請
    [decline] 申請未通過
    [appeal] 剔除申請
    [exclude] 剔除
    [include] 撤回剔除
    [undo] 撤回
    [look] 看過原話
   *[other] { $event }
}
more = { $number } 還可以：
desk-choose = { $number } { $step ->
    [reject] 為什麼不予受理？居民會看到這個理由。
    [refer] 轉到哪裡？居民會看到您選的去處。
   *[invalidate] 為什麼算無效？
}
ask-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：請回覆這則訊息，寫下要問居民的話。
dispatch-choose = { $number } 派給哪裡？
supplement = { $number } 居民補充：
    { $text }
supplement-point = 📍 { $number } 居民傳來了位置：<a href="https://www.openstreetmap.org/?mlat={ $north }&amp;mlon={ $east }#map=18/{ $north }/{ $east }">點開看地圖</a>{ $has_place ->
    [0] {""}
   *[any] （{ $place }）
}
additions = { $number } 居民這一小時補充得多，後面的 { $count } 次一起轉來{ $more ->
    [0] {""}
   *[other] （只列一部分，全文點「看原話」）
}：
additions-line = · { $text }
asked-answered = ▶️ { $number } 居民答覆了，接著辦（最遲{ $due_at }）：{ $has_text ->
    [0] 請看他傳來的照片或位置
   *[any] { $text }
}
chase = { $number } 居民在催，請看一下。負責：{ $owner }，最遲{ $due_at }。
human-wanted = { $number } 居民想請人來看看，請盡快回覆這則訊息跟他說一句。

## Clocks

remind-50 = ⏳ { $number } { $category }：{ $stage ->
    [sign] 簽收時間過半，請在{ $sign_due_at }前簽收
    [contact] 請盡快聯絡居民，回覆卡片寫一句就好
    [arrive] 請盡快到現場，到了點「到場」
   *[handle] 時間過半，最遲{ $due_at }辦結
}。
remind-80 = ⏰ { $number } { $category } 即將超時：{ $stage ->
    [sign] 還沒簽收，{ $sign_due_at }到期
    [contact] 還沒聯絡居民，回覆卡片寫一句就好
    [arrive] 還沒到場，到了點「到場」
   *[handle] { $due_at }到期
}。
overdue = ❗ { $number } { $category } 已超時：{ $stage ->
    [sign] 還沒簽收
    [contact] 還沒聯絡居民
    [arrive] 還沒到場
   *[handle] 沒能按時辦結
}，已通報上一級。請現在處理。
overdue-above = ❗ { $number } { $category }（{ $place }）已超時，請督促{ $owner }：{ $stage ->
    [sign] 還沒簽收
    [contact] 還沒聯絡居民
    [arrive] 還沒到場
   *[handle] 應在{ $due_at }辦結
}。
overdue-many = ❗ 這裡有 { $count } 件已超時{ $more ->
    [0] {""}
   *[other] （先列一部分，全部的傳 /list 查看）
}，請盡快處理：
overdue-above-many = ❗ 您管的地方有 { $count } 件已超時{ $more ->
    [0] {""}
   *[other] （先列一部分，全部的傳 /overdue 查看）
}，請督促：
overdue-line = { $number } { $category }，{ $owner }：{ $stage ->
    [sign] 還沒簽收
    [contact] 還沒聯絡居民
    [arrive] 還沒到場
   *[handle] 應在{ $due_at }辦結
}
which-ticket = 您回覆的訊息裡有好幾件，還沒有辦。請再回覆一次，開頭寫編號，比如：{ $example } 辦結 已換好{ $more ->
    [0] {""}
   *[other] （先列一部分）
}
which-ticket-line = · { $number } { $category }
rehandle-copy = 🔁 { $number } { $category }（{ $place }）居民說沒解決，{ $owner }正在重辦，最遲{ $due_at }。

## Danger

alarm =
    🚨 <b>特急 { $number } { $category }</b>
    { $has_text ->
        [0] （沒有寫字，只傳來位置或檔案）
       *[any] { $text }
    }
    地點：{ $place }　{ $created_at }通報
    請馬上核實並聯絡 110/119/120。{ $state ->
        [handling] { $owner }已經有人接手，請看看要不要支援。
       *[other] 接手請點「簽收」，5分鐘沒人接會繼續往上叫。
    }

alarm-taken =
    ✅ <b>{ $number } { $category }</b>
    { $has_text ->
        [0] （沒有寫字，只傳來位置或檔案）
       *[any] { $text }
    }
    地點：{ $place }　{ $created_at }通報
    { $owner }已經有人接手。

## The group itself

group-hint = 大家好，我是網格服務機器人。請管理員傳送 /bind 網格編碼，例如 /bind YX010101，這個群組就能接單了。有話題的群組，在哪個話題裡傳就綁定哪個話題。
group-back = 我又能在這裡傳訊息了，繼續接單。在辦的卡片重新傳一遍。
bound = 好了，{ $topic ->
    [1] 這個話題
   *[0] 這個群組
}現在代表{ $place }（{ $code }）。新的事會傳到這裡；點「簽收」接手，回覆卡片就是跟居民說話。{ $others ->
    [0] {""}
   *[other] 另外還有 { $others } 個地方也代表它，卡片一起傳、一起變，誰先簽收歸誰。
}
bind-hears = { $all ->
    [1] 群組裡說的話我都收得到，但只處理按鈕、指令和回覆我的話，其他的不保存。
   *[0] 我在群組裡只看得到按鈕、指令和回覆我的話，大家平時聊天我看不到。
}
bind-confirm = 這裡現在代表{ $before }，要改成{ $place }嗎？在辦的卡片會跟著換地方。
bind-unknown = 沒有「{ $code }」這個編碼。只傳 /bind 不帶編碼，可以一步步選。
bind-choose = { $has_bound ->
    [0] {""}
   *[any] 這裡現在代表{ $bound }，不再代表請傳 /unbind。要改的話：
}{ $has_place ->
    [0] 這個群組代表哪裡？
   *[any] { $place }：就選這裡，還是下面哪一個？
}
unbind-confirm = 這裡代表{ $place }。解除綁定後，新的事會私下送給負責的人或上一級。確定解除綁定嗎？
unbound = 已解除綁定，這裡不再代表{ $place }，在辦的卡片改傳到別處。點錯了可以馬上綁回來：
who = { $place } 由誰負責：
who-line = { $place } { $role } { $name }
undeliverable = ⚠️ { $number } 的卡片送不到（聊天 { $chat }）：群組可能解散了，或機器人被移出、被封鎖。請檢查後執行 yigetong outbox retry。
update-parked = ⚠️ 有一則訊息處理不了，已單獨存放（第 { $id } 號）。請查看記錄檔。
rules-in-use = ✅ 新規則用上了，版本 { $version }。
rules-refused = ⚠️ 規則沒有換，舊的還在用。新規則有 { $count } 處不對：
rules-fault = · { $file } 第 { $line } 行
rules-refused-more = { $more ->
    [0] 改好存檔，會自動換上。
   *[other] 還有 { $more } 處。改好存檔，會自動換上。
}錯在哪裡，可以用 yigetong rules check 看。
rules-needed = ⚠️ 規則沒有換，舊的還在用。新規則裡沒有下面的類別了，可是還有事沒辦完。辦完會自動換上；不想等，就把類別寫回去：
rules-category = · { $code } { $category }：{ $count } 件
group-broken = ⚠️ { $places }的群組「{ $title }」{ $trouble ->
    [gone] 裡已經沒有機器人了。事情沒有遺漏，先送給負責的人或上一級。請重新加進群組。
    [muted] 不讓機器人發言。事情沒有遺漏，先送給負責的人或上一級。請在群組權限裡允許它傳訊息，或設為管理員。
    [no-topic] 裡的話題被刪了。事情沒有遺漏，先傳到這個群組的 General。請在新的話題裡重新傳 /bind。
    [closed] 裡的話題關閉了。事情沒有遺漏，先傳到這個群組的 General，進不去就送給負責的人或上一級。請重新打開話題。
   *[no-media] 不讓機器人傳照片，居民的照片送不進去。請在群組權限裡允許傳照片，或把機器人設為管理員。
}
group-broken-line = · { $places }，群組「{ $title }」：{ $trouble ->
    [gone] 裡面沒有機器人
    [muted] 不讓機器人發言
    [no-topic] 話題被刪了
    [closed] 話題關閉了
   *[no-media] 不讓傳照片
}
grids-unanswered = · { $count } 個網格沒有群組，也沒有能收訊息的網格長，事情都送到上一級：{ $places }
rooms-report = ⚠️ 這些地方收不到訊息，請看一看。全部情況用 yigetong doctor 查。
handler-lost = ⚠️ 給{ $name }（{ $places }）的訊息送不到：他封鎖了機器人，或沒有跟它說過話。沒有群組的地方，事情先送到上一級。請他打開機器人，點「開始」。
card-elsewhere = { $number } 的卡片換了地方，請在新的卡片上辦，這裡不用管了。

original-why = 要看 { $number } 居民的原話（沒有遮住電話、姓名），是為了什麼？看過會記下是誰、為什麼。
original = { $number } 居民的原話，只給您看，請不要轉發：
    { $text }
