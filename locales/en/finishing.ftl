# How the work of a ticket ends: its result, the check, the judgement, once more, and taking a slip back.

## Buttons

button-finish-as-solved = Solved
button-finish-as-partial = Partly solved
button-finish-as-explained = Explained
button-finish-as-project = Long-term project
button-pass = Looks good
button-fail = Not done yet
button-judge-rehandle = Do it again
button-judge-done = All was done
button-reopen = Reopen
button-still-broken = Not fixed / broken again
button-undo = Undo

## Short answers

answer-finished = { $number } { $check ->
    [1] is reported done. The level above checks it, then the resident is asked.
   *[0] is done. The resident has been told.
}{ $danger ->
    [1] {""}
   *[0] {" "}Pressed by mistake? Within two minutes: More → Undo.
}
answer-passed = { $number } passed the check. The resident is asked now.
answer-failed = { $number } goes back to be put right. The handlers and the resident have been told.
answer-rehandled = { $number } is done again, due by { $due_at }. The resident has been told.
answer-second-done = Noted. A second colleague must write a reason too before it is closed.
answer-closed-done = { $number } is closed. The resident has your reason.
answer-reopened = { $number } is open again, due by { $due_at }. The resident has been told.
answer-answered-again = The resident has been told.
answer-undone = { $number }: undone. What the resident had heard is put right.

## Refusals

refused-words = { $number }: please write a sentence on why, so that others understand. Press the button and reply to the message that follows.
refused-photo = { $number } needs a photo of the result. Send one with the caption: done, and how it was solved. If there is none, reply: done no photo, and how it was solved.
refused-own-work = { $number } is your own work, so a colleague must look at it.
refused-undo = { $number } cannot be undone any more: only your own last step, within two minutes, and never an emergency.

## To handlers

finish-kind = { $number }: how did it end? Choose one. If it is solved you can simply reply to this message with a sentence{ $photo ->
    [1] , with a photo; without one, begin with “no photo”
   *[0] {""}
}.
finish-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: please reply to this message with { $result ->
    [partial] what is done, what remains and when it will be done
    [explained] the reason why it cannot be done for now; I will tell the resident when to expect another answer
    [project] the plan it is part of, and by when
   *[other] a sentence on how it was solved
}{ $photo ->
    [1] , and a photo; without one, begin with “no photo”
   *[0] {""}
}. The resident will read it.
check =
    🔎 <b>Please check { $number } { $category }</b> ({ $place })
    { $owner } reports { $result ->
        [partial] partly solved
        [explained] explained
        [project] long-term project
       *[other] solved
    }: { $text }
    Please look at it by { $reply_due_at }. { $must ->
        [1] This kind must be checked{ $level ->
            [1] {""}
           *[other] , and the level below has not done so
        }.
       *[0] If nobody does, it counts as passed.
    }
fail-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: please reply to this message with what is not right yet. The handlers and the resident will read it.
rework = 🔧 { $number } { $category } ({ $place }) did not pass the check, please put it right:
    { $text }
    { $past_due_at ->
        [1] It is overdue: please hurry.
       *[0] Due by { $due_at }; the clock goes on from where it stood.
    }
judge =
    ⚖️ <b>Please decide { $number } { $category }</b> ({ $place })
    It was done several times and the resident is still not satisfied: { $solved ->
        [unsolved] not solved
        [partly] partly solved
        [explained] only explained
       *[other] solved
    }{ $rating ->
        [0] {""}
       *[other] , rated { $rating } of 5
    }
    { $owner } says: { $text }{ $has_said ->
        [0] {""}
       *[any] {"\u000A"}A colleague finds that all was done: { $said }
    }
    If the resident has a point, press “Do it again”; if all that could be done was done, press “All was done”: two colleagues each write a reason. Please decide by { $reply_due_at }.
done-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: please reply to this message with why all that could be done was done. The resident will read it. { $second ->
    [1] A colleague has written before; with your words it is closed.
   *[0] A second colleague must write too before it is closed.
}
reopen-why = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: please reply to this message with why it is opened again. The resident will read it.
reopened-copy = 🔁 { $number } { $category } ({ $place }) is open again, { $owner } please go on, due by { $due_at }:
    { $text }
look-again = 📅 { $number } { $category } ({ $place }): it was only explained, and the resident was promised another answer today.
    Said then: { $text }
    If it can be done now, press “Reopen”; if not, reply to this message and I will pass it on.

## To the resident

checking = { $number }: the handlers say it is done. Somebody has a look first, and I will ask you by { $due_at }.
finished = { $number } { $result ->
    [partial] is partly done:
    [explained] cannot be done for now, because:
    [project] takes longer and is part of a long-term project:
   *[other] is done:
}
    { $text }{ $has_look_at ->
    [0] {""}
   *[any] {" "}You will hear again by { $look_at }.
}
finished-ask = { $number } { $result ->
    [partial] is partly done:
    [explained] cannot be done for now, because:
    [project] takes longer and is part of a long-term project:
   *[other] is done:
}
    { $text }{ $has_look_at ->
    [0] {""}
   *[any] {" "}You will hear again by { $look_at }.
}

    Is it solved? Tap to tell me; if it is not, they will go on.
check-failed = { $number }: the check found that it is not right yet, so it is being put right{ $past_due_at ->
    [1] . It is late already, sorry; you will hear soon
   *[0] {" "}and you will have an answer by { $due_at }
}.
    What is missing: { $text }
judging = { $number }: it was done several times and you are still not satisfied, so { $owner } will decide. You will hear by { $due_at }; there is nothing you need to do.
closed-done = { $number }: { $owner } looked into it and finds that all that could be done was done:
    { $text }
    We have noted that you are not satisfied. If something new comes up, press the button below.
reopen-prompt = { $number }: what is still wrong, or what is new? Reply to this message with a sentence and they go on.
reopened = Understood: { $number } is open again. { $owner } goes on with it and will answer you by { $due_at }.
reopened-by-desk = { $number }: we have opened this again. { $owner } goes on with it and will answer you by { $due_at }.
    The reason: { $text }
result-again = { $number } is about the same thing. The result was:
    { $text }
    If something new has come up, press the button below and tell me, and they go on.
answered-again = { $number }, as promised:
    { $text }
    If something new has come up, press the button below and tell me, and they go on.
asked-over = { $number }: we have not heard from you, so we go on with what we know. Whenever you remember, reply to this message.
undone = { $number }: the last message was sent by mistake, please disregard it, sorry. { $event ->
    [report_up] { $owner } goes on with it as before
    [finish] It is not finished yet, we go on
    [arrive] Nobody is on the spot yet; you will hear when they are
    [dispatch] It is still being arranged who does it; you will hear
   *[other] Nobody has taken it on yet; you will hear when somebody does
}.
