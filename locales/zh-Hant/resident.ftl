# What a resident reads. Short, warm, plain: what happened, what comes next, by when.

## First meeting

welcome =
    您好，這裡是您家門口的網格服務。

    有事直接說，一句話就好，比如：
    「丹桂路12號門口路燈不亮」
    也可以傳照片、語音、定位。

    { $scanned ->
        [1] {""}
       *[0] 先點 /home 選一選您住哪裡，以後只說「停水了」三個字，我也知道是哪裡。
    }

    您說的話只用來辦您的事；姓名、電話、帳號不會出現在群組裡。詳情看 /privacy
help =
    有事直接說，一句話就好，也可以傳照片、語音、定位。

    /my 看我通報過的事
    /home 登記我住哪裡
    /human 請人工來看看
    /cancel 不想說了
    /lang 換語言 简体中文 English
    /privacy 我的話會怎麼用

    著火、有人受傷、有人鬧事，請先打 119、120、110，再告訴我。
privacy =
    您的話會這樣用：
    · 用來做什麼：分清是什麼事、在哪裡，交給管這一帶的網格長去辦，再回來告訴您結果。
    · 誰看得到：辦這件事的人看得到內容，電話、證件號、姓名會先遮住；群組裡看不到您是誰。
    · 舉報、求助這類事只私下交給專人，不進群組。
    · 存多久：結案或撤銷滿{ $days }天，原話裡的電話、證件號和位置就抹掉，我存的照片、錄音和發過的訊息一起刪掉，只留遮好的內容備查；併到別的事裡的，跟著那件事一起。您要早點刪就說一聲。
    · 語音、照片只給辦事的人看。
    想更正、查看或刪除，直接寫一句告訴我，會有人幫您辦。
forgotten = 這裡的內容到期刪掉了。

## Receipts

receipt =
    收到了，編號 { $number }。
    事情：{ $category }
    地點：{ $place }
    { $direct ->
        [1] 已交給{ $owner }的網格長，最遲{ $due_at }前給您答覆。
       *[0] 地點還要核對一下，已交給{ $owner }值班人員，由他們轉給網格長，最遲{ $due_at }前給您答覆。
    }{ $sure ->
        [1] 有變化我會告訴您。
       *[0] 事情分得不對，點「改類別」。
    }
# Below a promise that a notice still to come may move.
guess = 這段時間的放假安排還沒公布，以節假日安排公布後為準。
receipt-neighbours = 已有 { $count } 位鄰居反映過同一件事，{ $owner }的{ $grid ->
    [1] 網格長
   *[0] 值班人員
}{ $handling ->
    [1] 正在處理
   *[0] 已經收到
}。
receipt-sealed =
    收到了，編號 { $number }。
    這件事只私下交給專門的負責人，不會傳到任何群組，也不會讓被反映的人知道。
    最遲{ $due_at }前有人處理，有結果我會告訴您。
receipt-several =
    收到了，一共 { $count } 件事，分開辦：
receipt-line = { $number } { $sealed ->
    [1] 只私下交給專門的負責人，最遲{ $due_at }前有人處理
   *[0] { $category }，{ $place }。{ $direct ->
        [1] 已交給{ $owner }的網格長
       *[0] 地點還要核對，已交給{ $owner }值班人員
    }，最遲{ $due_at }前給您答覆
}
danger-filed = 這件事已記下，編號 { $number }，正在通知值班人員。{ $has_place ->
    [0] 請再說一下在哪裡。
   *[any] 地點：{ $place }。不對請馬上告訴我。
}
danger-placed = 知道了，{ $number } 在{ $has_place ->
    [0] 您說的地方
   *[1] { $place }
}，那一帶的值班人員也叫到了。
danger-again = 已經加到 { $number }，值班人員都看得到。

## The one question

ask-what = { $media ->
    [1] 收到了。再用一句話說說是什麼事、在哪裡，或者點下面選一個：
    [2] 位置收到了。是什麼事？寫一句，或者點下面選一個：
   *[0] 我沒太聽明白。您說的是哪方面的事？點一下，或者換個說法再說一遍：
}
ask-where = { $known ->
    [1] 是「{ $category }」的事，我記下了。是下面哪一帶呢？
   *[0] 是「{ $category }」的事，我記下了。在哪裡呢？傳個定位、寫小區或路名門牌都行，也可以點下面：
}
ask-where-in = { $place }的哪一帶？
ask-same = { $count ->
    [1] 您說的是這件事嗎？
   *[other] 您說的是哪一件？
}
ask-same-line = { $number } { $category }{ $has_place ->
    [0] {""}
   *[any] ，{ $place }
}
ask-several = 這是 { $count } 件事嗎？分開辦的話，每件都有人管、有編號：
ask-several-line = · { $category }：{ $text }
pace-held = 您這一陣報的事真不少，前面的都在辦。這一件我先記著{ $ahead ->
    [0] {""}
   *[other] ，前面還排著 { $ahead } 件
}，{ $filed_at }登記好就告訴您編號。有危險的事不用等，直接說，馬上處理。
pace-joined = 記下了，和前面還沒登記的那件放在一起，{ $filed_at }一併登記，到時告訴您編號。有危險的事不用等，直接說，馬上處理。
pace-full = 您傳得太快太多，這一句我沒有記下。已經記著的會一件一件登記好，請過了{ $filed_at }再說這件。有危險的事不用等，直接說，馬上處理。
draft-dropped = 剛才的話太短，我沒能記下來。什麼時候想說了，直接傳給我就好。

## While it is being worked on

signed = { $number }：{ $owner }已經有人接手了，{ $past_due_at ->
    [1] 讓您久等了，會盡快給您答覆
   *[0] 最遲{ $due_at }前給您答覆
}。
arrived = { $number }：工作人員已經到現場了，看過就告訴您怎麼辦。
progress = { $number }，辦事的人說：
    { $text }
progress-pictures = { $number }，辦事的人傳來照片，在下面。
dispatched = { $number }：已轉給{ $owner }辦理，答覆您的時間不變。
late = { $number } 沒能按時辦好，對不起。已經通報{ $owner }的上一級督促，您不必再跑一趟。
survey-again = { $number } 已經辦完了，想再問您一句：問題解決了嗎？
survey-rate = { $number }：這次辦理的結果您滿意嗎？
answer-survey-old = 這是上一次的問題，不算數。{ $number } 重新辦過了，請看最新的那條，點一下告訴我們。
closed-thanks =
    謝謝您！{ $number } 就此辦結。
    還想說一句的話，直接回覆這則訊息；不說也沒關係。
rehandled =
    知道了，{ $number } 會重新辦，由{ $owner }接著處理，最遲{ $due_at }前給您答覆。
    哪裡沒辦好？回覆這則訊息說一句，他們會看到。
comment-thanks = 記下了，謝謝您。
pictures = { $number } 的照片或錄音

## Corrections and later words

category-choose = { $number } 現在分在「{ $category }」{ $has_words ->
    [0] {""}
   *[any] （話裡有：{ $words }）
}。改成哪一類？
place-choose = { $number } 現在記在{ $place }。應該是哪裡？
amended =
    改好了，{ $number }。
    事情：{ $category }
    地點：{ $place }
    現在由{ $owner }辦理，最遲{ $due_at }前給您答覆。
reclassified = { $number }：辦事的人看過了，歸到「{ $category }」更合適，{ $sealed ->
    [1] 只由專人私下辦理
   *[0] 由{ $owner }接著辦
}，{ $past_due_at ->
    [1] 讓您久等了，會盡快給您答覆
   *[0] 最遲{ $due_at }前給您答覆
}。
sealed = { $number } 已改為保密：群組裡的卡片撤下了，只有專人能看到，最遲{ $due_at }前給您答覆。
withdraw-confirm = 確定撤銷 { $number } 嗎？撤銷後就不再辦了。
withdrawn = { $number } 已按您的意思撤銷。以後有事隨時再跟我說。
supplement-prompt = 請回覆這則訊息，把要補充的寫在這裡，也可以傳照片。我會加到 { $number }。
supplement-noted =
    已加到 { $number }，辦事的人看得到。
    { $guessed ->
        [1] 要是另一件事，請把事情說全一點再傳一次。
       *[0] {""}
    }
supplement-slowed = 記下了，已寫進 { $number }。您這一小時補充得多，前面的已經轉給負責人，後面的攢到{ $passed_at }一起轉。有危險的事直接說，馬上處理。
chase-noted =
    已經替您催了 { $number }。
    現在：{ $state ->
        [handling] { $owner }正在辦
       *[other] 等{ $owner }接手
    }，{ $past_due_at ->
        [1] 已經超過時限，正在督促
       *[0] 最遲{ $due_at }前給您答覆
    }。
standing = { $number } { $category }
    { $state ->
        [submitted] 已收到
        [accepted] 等{ $owner }派人
        [dispatched] 等{ $owner }接手
        [handling] { $owner }正在辦
        [draft] 還差您的一句答覆
        [return_review] 正在核實歸誰辦
        [suspended] { $children ->
            [0] 先等一等，條件夠了就接著辦
           *[other] 分開各辦各的，還有 { $children } 件在辦
        }
        [on_account] 暫時辦不了，到日子再看
        [archived] 已辦結
        [rejected] 這裡不能辦
        [referred] 歸別處管，請直接找他們
        [merged] 和另一件一起辦
        [invalid] 沒有登記
        [pending_review] 辦事的人說辦好了，正請人去看
        [pending_survey] 已辦完，等您說一句滿不滿意
        [closed] 已辦結
       *[withdrawn] 已撤銷
    }{ $state ->
        [draft] {""}
        [return_review] {""}
        [suspended] {""}
        [on_account] {""}
        [archived] {""}
        [rejected] {""}
        [referred] {""}
        [merged] {""}
        [invalid] {""}
        [pending_review] {""}
        [pending_survey] {""}
        [closed] {""}
        [withdrawn] {""}
       *[other] ，{ $past_due_at ->
            [1] 已經超過時限，正在督促
           *[0] 最遲{ $due_at }前答覆
        }
    }
my-empty = 您還沒有通報過任何事。有事直接說，一句話就好。
resolved-noted = { $asked ->
    [1] 太好了！麻煩在上面那則 { $number } 的訊息裡點一下「已解決」，這件事就結案了。
   *[0] 太好了！我已經告訴辦 { $number } 的人，等他辦結後會再問您一聲。
}
human-called = 已經請{ $owner }的工作人員來看 { $number }，他們會回覆您。著急的事請直接打電話：火警119、急救120、報警110。
human-nothing = 您先用一句話說說是什麼事，我登記下來，就有人來辦。著急的事請直接打電話：火警119、急救120、報警110。
cancelled = 好的，剛才的不算。什麼時候想說了再傳給我。
nothing-to-cancel = 現在沒有沒說完的事。通報過的事用 /my 查看，裡面可以撤銷。

## Homes

home = { $has_places ->
    [0] 您還沒有登記住在哪裡。點下面選一選，或者直接傳個定位給我再說事。
   *[any] 您登記的是：{ $places }。點名字可以去掉，也可以再加一個。
}
home-browse = { $has_place ->
    [0] 您住在哪裡？
   *[any] { $place }的哪裡？
}
home-added = 登記好了：{ $place }。以後直接說事就好，不用再說在哪裡；別處的事，說清地點就好。
code-unknown = 這個碼對不上任何網格，可能舊了。請點 /home 選一選您住的地方，或者直接說事。
home-removed = 已去掉{ $place }。
appointed = 您好！您已擔任{ $place }的{ $role }。有新的事會傳到群組裡或這裡，點「簽收」就歸您辦。

## What we cannot take

smalltalk = 您好，我在。有什麼事直接說，一句話就好。
smalltalk-thanks = 謝謝您！有事隨時說。
not-open-yet = 您的話我存下來了。這裡的網格還沒有設好，我還派不到人，已經告訴管理員。急事請直接找社區，或打 12345。
admin-no-places = 已經有居民在通報了，可還沒有匯入網格，派不到人。請先執行：yigetong import grids 檔案.csv
unreadable = 這個我看不懂，但已經存下來了。請用一句話說說是什麼事、在哪裡，也可以傳照片或語音。
edited-unknown = 看到您改了一則訊息，可我找不到它說的是哪件事。請把改過的內容再傳一遍。
not-understood = 您的訊息收到了，可我沒能處理好，已經請人來看。著急的話請再用一句話說一遍。
unknown-command = 沒有這個指令。直接說事就好，或點 /help 看看能做什麼。
private-only = 這個請私下跟我說：點我的頭像，傳訊息給我。
group-only = 這個要在網格的群組裡用。

## Languages

language-choose = 用哪種語言？ 用哪种语言？ Which language?
language-chosen = 好的，以後都用繁體中文跟您說。要換語言，傳 /lang。
language-chosen-here = 好的，這個群組以後用繁體中文。要換語言，傳 /lang。
asked = { $number } 還差一點才好辦：{ $text }
    請回覆這則訊息告訴我，48小時內都行；沒空回也會接著辦。
asked-noted = 收到，{ $number } 接著辦了，{ $past_due_at ->
    [1] 讓您久等了，有進展馬上告訴您。
   *[0] 最遲{ $due_at }前答覆您。
}
ended-reject = { $number } 這件事我們這裡不能辦：{ $reason }。
    不知道該找誰，可以打 12345 問一問。
ended-refer = { $number } 這件事歸別處管：{ $reason }。請直接找他們，會快得多。
    找不到的話，打 12345 可以問。
ended-invalidate = { $number } 沒有當成要辦的事（{ $reason }）。如果是我們弄錯了，再寫一遍是什麼事、在哪裡，我馬上記下。
