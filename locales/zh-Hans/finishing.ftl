# How the work of a ticket ends: its result, the check, the judgement, once more, and taking a slip back.

## Buttons

button-finish-as-solved = 已解决
button-finish-as-partial = 部分解决
button-finish-as-explained = 解释说明
button-finish-as-project = 转长期项目
button-pass = 通过
button-fail = 不通过
button-judge-rehandle = 重办
button-judge-done = 已尽责结案
button-reopen = 重开
button-still-broken = 没好／又坏了
button-undo = 撤回

## Short answers

answer-finished = { $number } { $check ->
    [1] 已报办结，先由上一级核查，通过后再请居民评价。
   *[0] 已办结，已经告诉居民。
}{ $danger ->
    [1] {""}
   *[0] 点错了，两分钟内点“更多→撤回”。
}
answer-passed = { $number } 核查通过，已请居民评价。
answer-failed = { $number } 已退回返工，办事的人和居民都已收到消息。
answer-rehandled = { $number } 重新办理，最迟{ $due_at }。居民已收到消息。
answer-second-done = 记下了。还要另一位同事也写一句理由，才算已尽责结案。
answer-closed-done = { $number } 已尽责结案。居民已收到说明。
answer-reopened = { $number } 已重开，最迟{ $due_at }。居民已收到消息。
answer-answered-again = 已经告诉居民。
answer-undone = { $number } 已撤回，回到上一步。居民听到过的，已经更正。

## Refusals

refused-words = { $number }：请写一句为什么，看的人才明白。点按钮后回复那条消息就行。
refused-photo = { $number } 办结要一张现场照片。请发照片，配文写：办结 怎么解决的。实在没有照片，就回复：办结 无照片 怎么解决的。
refused-own-work = { $number } 是您自己办的，要请别的同事来看。
refused-undo = { $number } 不能撤回了：只有自己刚做的最后一步，两分钟内可以撤回；特急件不能撤回。

## To handlers

finish-kind = { $number } 办得怎么样？请选一项。已解决的，直接回复这条消息写一句也行{ $photo ->
    [1] ，要附现场照片；没有照片，开头写“无照片”
   *[0] {""}
}。
finish-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，{ $result ->
    [partial] 写明办好了什么，还剩什么、什么时候办
    [explained] 写明为什么暂时办不了，我会告诉居民什么时候再答复
    [project] 写明列入什么计划、什么时候办
   *[other] 写一句怎么解决的
}{ $photo ->
    [1] ，附一张现场照片；没有照片，开头写“无照片”
   *[0] {""}
}。这句话会发给居民。
check =
    🔎 <b>请核查 { $number } { $category }</b>（{ $place }）
    { $owner }报{ $result ->
        [partial] 部分解决
        [explained] 解释说明
        [project] 转长期项目
       *[other] 已解决
    }：{ $text }
    请在{ $reply_due_at }前看一下。{ $must ->
        [1] 这类事必须核查{ $level ->
            [1] {""}
           *[other] ，下一级还没有看
        }。
       *[0] 到时没人看，就算通过。
    }
fail-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，写一句哪里还没弄好。办事的人和居民都会看到。
rework = 🔧 { $number } { $category }（{ $place }）核查没通过，请返工：
    { $text }
    { $past_due_at ->
        [1] 已经过了时限，请尽快。
       *[0] 最迟{ $due_at }，时限接着原来的算。
    }
judge =
    ⚖️ <b>请定 { $number } { $category }</b>（{ $place }）
    已重办多次，居民仍不满意：{ $solved ->
        [unsolved] 没解决
        [partly] 部分解决
        [explained] 只是解释
       *[other] 已解决
    }{ $rating ->
        [0] {""}
       *[other] ，评分 { $rating }／5
    }
    { $owner }说：{ $text }{ $has_said ->
        [0] {""}
       *[any] {"\u000A"}一位同事认为已尽责：{ $said }
    }
    居民说得有理，点“重办”；能做的都做了，点“已尽责结案”，要两位同事各写一句理由。请在{ $reply_due_at }前定。
done-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，写一句为什么算已尽责。居民会看到。{ $second ->
    [1] 另一位同事已经写过，您是第二位，写完就结案。
   *[0] 还要另一位同事也写一句，才会结案。
}
reopen-why = <a href="tg://user?id={ $presser_id }">{ $presser }</a>，{ $number }：请回复这条消息，写一句为什么重开。居民会看到。
reopened-copy = 🔁 { $number } { $category }（{ $place }）重开了，请{ $owner }接着办，最迟{ $due_at }：
    { $text }
look-again = 📅 { $number } { $category }（{ $place }）：上次是解释说明，答应居民今天再答复。
    当时说：{ $text }
    能办了，请点“重开”；还办不了，回复这条消息写一句，我转告居民。

## To the resident

checking = { $number }：办事的人说办好了。我们先请人去看一眼，{ $due_at }前再来问您。
finished = { $number } { $result ->
    [partial] 办好了一部分：
    [explained] 暂时办不了，原因：
    [project] 一时办不完，列入长期项目：
   *[other] 办完了：
}
    { $text }{ $has_look_at ->
    [0] {""}
   *[any] {" "}{ $look_at }前再答复您。
}
finished-ask = { $number } { $result ->
    [partial] 办好了一部分：
    [explained] 暂时办不了，原因：
    [project] 一时办不完，列入长期项目：
   *[other] 办完了：
}
    { $text }{ $has_look_at ->
    [0] {""}
   *[any] {" "}{ $look_at }前再答复您。
}

    问题解决了吗？点一下告诉我，没解决就接着办。
check-failed = { $number }：核查发现还没弄好，已要求返工，{ $past_due_at ->
    [1] 已经晚了，对不起，会尽快给您答复
   *[0] 最迟{ $due_at }前给您答复
}。
    还差的是：{ $text }
judging = { $number }：已经办了几次您还不满意，我们请{ $owner }来定，{ $due_at }前给您一个说法，您不用再跑。
closed-done = { $number }：{ $owner }核实后认为，能做的都做了：
    { $text }
    您的不满意我们如实记下了。有新的情况，点下面的按钮告诉我们。
reopen-prompt = { $number }：哪里没好，或者有什么新情况？回复这条消息说一句，就接着办。
reopened = 知道了，{ $number } 重新打开，由{ $owner }接着办，最迟{ $due_at }前给您答复。
reopened-by-desk = { $number }：我们把这件事重新打开了，由{ $owner }接着办，最迟{ $due_at }前给您答复。
    原因：{ $text }
result-again = { $number } 说的是同一件事，办理结果是：
    { $text }
    要是有新的情况，点下面的按钮说一句，就接着办。
answered-again = { $number }，再答复您：
    { $text }
    有新的情况，点下面的按钮说一句，就接着办。
asked-over = { $number }：没等到您的补充，我们先按现有情况接着办。想起来了，随时回复这条消息。
undone = { $number }：刚才那条消息是点错了发的，请别当真，对不起。{ $event ->
    [report_up] 还是由{ $owner }接着办
    [finish] 事情还没办完，我们接着办
    [arrive] 工作人员还没到现场，到了会告诉您
    [dispatch] 还在安排由谁来办，定了会告诉您
   *[other] 还没有人接手，有人接手会告诉您
}。
