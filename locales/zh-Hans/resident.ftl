# What a resident reads. Short, warm, plain: what happened, what comes next, by when.

## First meeting

welcome =
    您好，这里是您家门口的网格服务。

    有事直接说，一句话就行，比如：
    「丹桂路12号门口路灯不亮」
    也可以发照片、语音、定位。

    { $scanned ->
        [1] {""}
       *[0] 先点 /home 选一选您住哪里，以后只说“停水了”三个字，我也知道是哪里。
    }

    您说的话只用来办您的事；姓名、电话、账号不会出现在群里。详情看 /privacy
help =
    有事直接说，一句话就行，也可以发照片、语音、定位。

    /my 看我报过的事
    /home 登记我住哪里
    /human 请人工来看看
    /cancel 不想说了
    /lang 换语言 繁體中文 English
    /privacy 我的话会怎么用

    着火、有人受伤、有人闹事，请先打 119、120、110，再告诉我。
privacy =
    您的话会这样用：
    · 用来做什么：分清是什么事、在哪里，交给管这片的网格长去办，再回来告诉您结果。
    · 谁看得到：办这件事的人看得到内容，电话、证件号、姓名会先遮住；群里看不到您是谁。
    · 举报、求助这类事只私下交给专人，不进群。
    · 存多久：结案或撤销满{ $days }天，原话里的电话、证件号和位置就抹掉，我存的照片、录音和发过的消息一起删掉，只留遮好的内容备查；并到别的事里的，跟着那件事一起。您要早点删就说一声。
    · 语音、照片只给办事的人看。
    想更正、查看或删除，直接写一句告诉我，会有人帮您办。
forgotten = 这里的内容到期删掉了。

## Receipts

receipt =
    收到了，编号 { $number }。
    事情：{ $category }
    地点：{ $place }
    { $direct ->
        [1] 已交给{ $owner }的网格长，最迟{ $due_at }前给您答复。
       *[0] 地点还要核对一下，已交给{ $owner }值班人员，由他们转给网格长，最迟{ $due_at }前给您答复。
    }{ $sure ->
        [1] 有变化我会告诉您。
       *[0] 事情分得不对，点“改类别”。
    }
# Below a promise that a notice still to come may move.
guess = 这段时间的放假安排还没公布，以节假日安排公布后为准。
receipt-neighbours = 已有 { $count } 位邻居反映过同一件事，{ $owner }的{ $grid ->
    [1] 网格长
   *[0] 值班人员
}{ $handling ->
    [1] 正在处理
   *[0] 已经收到
}。
receipt-sealed =
    收到了，编号 { $number }。
    这件事只私下交给专门的负责人，不会发到任何群里，也不会让被反映的人知道。
    最迟{ $due_at }前有人处理，有结果我会告诉您。
receipt-several =
    收到了，一共 { $count } 件事，分开办：
receipt-line = { $number } { $sealed ->
    [1] 只私下交给专门的负责人，最迟{ $due_at }前有人处理
   *[0] { $category }，{ $place }。{ $direct ->
        [1] 已交给{ $owner }的网格长
       *[0] 地点还要核对，已交给{ $owner }值班人员
    }，最迟{ $due_at }前给您答复
}
danger-filed = 这件事已记下，编号 { $number }，正在通知值班人员。{ $has_place ->
    [0] 请再说一下在哪里。
   *[any] 地点：{ $place }。不对请马上告诉我。
}
danger-placed = 知道了，{ $number } 在{ $has_place ->
    [0] 您说的地方
   *[1] { $place }
}，那一片的值班人员也叫到了。
danger-again = 已经加到 { $number }，值班人员都看得到。

## The one question

ask-what = { $media ->
    [1] 收到了。再用一句话说说是什么事、在哪里，或者点下面选一个：
    [2] 位置收到了。是什么事？写一句，或者点下面选一个：
   *[0] 我没太听明白。您说的是哪方面的事？点一下，或者换个说法再说一遍：
}
ask-where = { $known ->
    [1] 是「{ $category }」的事，我记下了。具体是下面哪一片？
   *[0] 是「{ $category }」的事，我记下了。在哪里呢？发个定位、写小区或路名门牌都行，也可以点下面：
}
ask-where-in = { $place }的哪一片？
ask-same = { $count ->
    [1] 您说的是这件事吗？
   *[other] 您说的是哪一件？
}
ask-same-line = { $number } { $category }{ $has_place ->
    [0] {""}
   *[any] ，{ $place }
}
ask-several = 这是 { $count } 件事吗？分开办的话，每件都有人管、有编号：
ask-several-line = · { $category }：{ $text }
pace-held = 您这一阵报的事真不少，前面的都在办。这一件我先记着{ $ahead ->
    [0] {""}
   *[other] ，前面还排着 { $ahead } 件
}，{ $filed_at }登记好就告诉您编号。有危险的事不用等，直接说，马上处理。
pace-joined = 记下了，和前面还没登记的那件放在一起，{ $filed_at }一并登记，到时告诉您编号。有危险的事不用等，直接说，马上处理。
pace-full = 您发得太快太多，这一句我没有记下。已经记着的会一件一件登记好，请过了{ $filed_at }再说这件。有危险的事不用等，直接说，马上处理。
draft-dropped = 刚才的话太短，我没能记下来。什么时候想说了，直接发给我就行。

## While it is being worked on

signed = { $number }：{ $owner }已经有人接手了，{ $past_due_at ->
    [1] 让您久等了，会尽快给您答复
   *[0] 最迟{ $due_at }前给您答复
}。
arrived = { $number }：工作人员已经到现场了，看过就告诉您怎么办。
progress = { $number }，办事的人说：
    { $text }
progress-pictures = { $number }，办事的人发来照片，在下面。
dispatched = { $number }：已转给{ $owner }办理，答复您的时间不变。
late = { $number } 没能按时办好，对不起。已经报给{ $owner }的上一级督促，您不用再跑。
survey-again = { $number } 已经办完了，想再问您一句：问题解决了吗？
survey-rate = { $number }：这次办得您满意吗？
answer-survey-old = 这是上一次的问题，不算数。{ $number } 重新办过了，请看最新的那条，点一下告诉我们。
closed-thanks =
    谢谢您！{ $number } 就此办结。
    还想说一句的话，直接回复这条消息；不说也没关系。
rehandled =
    知道了，{ $number } 会重新办，由{ $owner }接着处理，最迟{ $due_at }前给您答复。
    哪里没办好？回复这条消息说一句，他们会看到。
comment-thanks = 记下了，谢谢您。
pictures = { $number } 的照片或录音

## Corrections and later words

category-choose = { $number } 现在分在「{ $category }」{ $has_words ->
    [0] {""}
   *[any] （话里有：{ $words }）
}。改成哪一类？
place-choose = { $number } 现在记在{ $place }。应该是哪里？
amended =
    改好了，{ $number }。
    事情：{ $category }
    地点：{ $place }
    现在由{ $owner }办理，最迟{ $due_at }前给您答复。
reclassified = { $number }：办事的人看过了，归到「{ $category }」更合适，{ $sealed ->
    [1] 只由专人私下办理
   *[0] 由{ $owner }接着办
}，{ $past_due_at ->
    [1] 让您久等了，会尽快给您答复
   *[0] 最迟{ $due_at }前给您答复
}。
sealed = { $number } 已改为保密：群里的卡片撤下了，只有专人能看到，最迟{ $due_at }前给您答复。
withdraw-confirm = 确定撤销 { $number } 吗？撤销后就不再办了。
withdrawn = { $number } 已按您的意思撤销。以后有事随时再说。
supplement-prompt = 请回复这条消息，把要补充的写在这里，也可以发照片。我会加到 { $number }。
supplement-noted =
    已加到 { $number }，办事的人看得到。
    { $guessed ->
        [1] 要是另一件事，请把事情说全一点再发一次。
       *[0] {""}
    }
supplement-slowed = 记下了，已写进 { $number }。您这一小时补充得多，前面的已经转给负责人，后面的攒到{ $passed_at }一起转。有危险的事直接说，马上处理。
chase-noted =
    已经替您催了 { $number }。
    现在：{ $state ->
        [handling] { $owner }正在办
       *[other] 等{ $owner }接手
    }，{ $past_due_at ->
        [1] 已经超过时限，正在督促
       *[0] 最迟{ $due_at }前给您答复
    }。
standing = { $number } { $category }
    { $state ->
        [submitted] 已收到
        [accepted] 等{ $owner }派人
        [dispatched] 等{ $owner }接手
        [handling] { $owner }正在办
        [draft] 还差您的一句答复
        [return_review] 正在核实归谁办
        [suspended] { $children ->
            [0] 先等一等，条件够了就接着办
           *[other] 分开各办各的，还有 { $children } 件在办
        }
        [on_account] 暂时办不了，到日子再看
        [archived] 已办结
        [rejected] 这里不能办
        [referred] 归别处管，请直接找他们
        [merged] 和另一件一起办
        [invalid] 没有登记
        [pending_review] 办事的人说办好了，正请人去看
        [pending_survey] 已办完，等您说一句满不满意
        [closed] 已办结
       *[withdrawn] 已撤销
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
            [1] 已经超过时限，正在督促
           *[0] 最迟{ $due_at }前答复
        }
    }
my-empty = 您还没有报过事。有事直接说，一句话就行。
resolved-noted = { $asked ->
    [1] 太好了！麻烦在上面那条 { $number } 的消息里点一下“已解决”，这件事就结了。
   *[0] 太好了！我已经告诉办 { $number } 的人，等他办结后会再问您一声。
}
human-called = 已经请{ $owner }的工作人员来看 { $number }，他们会回复您。着急的事请直接打电话：火警119、急救120、报警110。
human-nothing = 您先用一句话说说是什么事，我登记下来，就有人来办。着急的事请直接打电话：火警119、急救120、报警110。
cancelled = 好的，刚才的不算。什么时候想说了再发给我。
nothing-to-cancel = 现在没有没说完的事。报过的事用 /my 查看，里面可以撤销。

## Homes

home = { $has_places ->
    [0] 您还没有登记住在哪里。点下面选一选，或者直接发个定位给我再说事。
   *[any] 您登记的是：{ $places }。点名字可以去掉，也可以再加一个。
}
home-browse = { $has_place ->
    [0] 您住在哪里？
   *[any] { $place }的哪里？
}
home-added = 登记好了：{ $place }。以后直接说事就行，不用再说在哪里；别处的事，说清地点就好。
code-unknown = 这个码对不上任何网格，可能旧了。请点 /home 选一选您住的地方，或者直接说事。
home-removed = 已去掉{ $place }。
appointed = 您好！您已担任{ $place }的{ $role }。有新的事会发到群里或这里，点“签收”就归您办。

## What we cannot take

smalltalk = 您好，我在。有什么事直接说，一句话就行。
smalltalk-thanks = 谢谢您！有事随时说。
not-open-yet = 您的话我存下来了。这里的网格还没有设好，我还派不到人，已经告诉管理员。急事请直接找社区，或打 12345。
admin-no-places = 已经有居民在报事了，可还没有导入网格，派不到人。请先运行：yigetong import grids 文件.csv
unreadable = 这个我看不懂，但已经存下来了。请用一句话说说是什么事、在哪里，也可以发照片或语音。
edited-unknown = 看到您改了一条消息，可我找不到它说的是哪件事。请把改过的内容再发一遍。
not-understood = 您的消息收到了，可我没能处理好，已经请人来看。着急的话请再用一句话说一遍。
unknown-command = 没有这个命令。直接说事就行，或点 /help 看看能做什么。
private-only = 这个请私下跟我说：点我的头像，发消息给我。
group-only = 这个要在网格群里用。

## Languages

language-choose = 用哪种语言？ 用哪種語言？ Which language?
language-chosen = 好的，以后都用简体中文跟您说。要换语言，发 /lang。
language-chosen-here = 好的，这个群以后用简体中文。要换语言，发 /lang。
asked = { $number } 还差一点才好办：{ $text }
    请回复这条消息告诉我，48小时内都行；没空回也会接着办。
asked-noted = 收到，{ $number } 接着办了，{ $past_due_at ->
    [1] 让您久等了，有进展马上告诉您。
   *[0] 最迟{ $due_at }前答复您。
}
ended-reject = { $number } 这件事我们这里不能办：{ $reason }。
    不知道该找谁，可以打 12345 问一问。
ended-refer = { $number } 这件事归别处管：{ $reason }。请直接找他们，会快得多。
    找不到的话，打 12345 可以问。
ended-invalidate = { $number } 没有当成要办的事（{ $reason }）。如果是我们弄错了，再写一遍是什么事、在哪里，我马上记下。
