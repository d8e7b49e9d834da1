# What a handler asks of the desk above: to return a ticket, more time, a pause; and what the desk says to it.

button-return = Return
button-return-to = Not clear
button-extend = More time
button-suspend = Put on hold
button-resume = Go on
button-grant = Agree
button-grant-label = Agree, give to { $label }
button-name-unit = Somebody else
button-deny = Disagree
button-exclude = Leave out of figures
button-exclude-back = Take back
button-object = I object

# A length of time, on a button and in a sentence.
limit = { $count } { $unit ->
    [min] min
    [wmin] working min
    [h] h
    [wh] working h
    [wd] { $count ->
        [1] working day
       *[other] working days
    }
   *[d] { $count ->
        [1] day
       *[other] days
    }
}

return-why = { $number }: why is it returned?{ $left ->
    [1] {" "}This is the last time; after that the desk decides for good.
   *[other] {""}
}
return-to = { $number }: whose is it?
extend-by = { $number } is due { $due_at }. How much longer?
extend-why = { $number }: { $limit } more, because of what? The resident will read the reason.
suspend-why = { $number }: what has to be waited for? The resident will read the reason.
suspend-until = { $number }: how long at most?
designate-choose = { $number }: not { $owner }, but who? Whoever you name cannot return it.
exclude-why = { $number }: why should the rates not count it? It has to be done all the same.
exclude-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }, { $reason }: please reply to this message and say what happened; a photo may come along. The level above decides.
exclude-asked = { $number }: { $desk } decides by { $decide_at } whether the rates leave it out. Until then it counts, and the work goes on. A slip? Press “Take back”.
deny-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: please reply to this message with one sentence: why no { $request ->
    [return] return
    [extension] extension
    [exclusion] leaving it out
   *[suspension] pause
}? Whoever asked will read it.

# The card of a request at its desk.
request =
    { $request ->
        [return] ↩️ <b>{ $number } { $category }</b> to be returned
        [extension] ⏳ <b>{ $number } { $category }</b> { $limit } more asked for
        [exclusion] ⚖️ <b>{ $number } { $category }</b> to be left out of the rates
       *[suspension] ⏸ <b>{ $number } { $category }</b> to be put on hold
    }
    { $has_text ->
        [0] (nothing written, only a place or a file)
       *[any] { $text }
    }
    Place: { $place }
    { $owner } ({ $asker }): { $reason }{ $has_said ->
        [0] {""}
       *[any] . { $said }
    }
    { $request ->
        [return] { $has_unit ->
            [0] For whom: not clear
           *[any] Proposed: { $unit }
        }{ $count ->
            [1] {""}
           *[other] {" "}(return number { $count })
        }
        [extension] Due { $due_at } now, { $until_at } if you agree
        [exclusion] Due { $due_at }, { $has_completed_at ->
            [0] not done yet
           *[any] done { $completed_at }
        }
       *[suspension] Waits until { $until_at }, no clock runs meanwhile
    }
    Please decide by { $decide_at }.
request-late = ⏰ { $number } { $category }: { $owner } asks for { $request ->
    [return] a return
    [extension] { $limit } more
    [exclusion] it to be left out of the rates
   *[suspension] a pause
} ({ $reason }). { $desk } has not decided yet, please have a look; if nobody decides, it counts as refused.
request-closed = { $number } { $category }: { $request ->
    [return] { $granted ->
        [1] ↩️ returned, now with { $unit }
       *[0] not returned, stays with { $owner }
    }
    [extension] { $granted ->
        [1] ⏳ extended, due { $until_at }
       *[0] not extended
    }
    [exclusion] { $granted ->
        [1] ⚖️ left out of the rates, the work goes on; if that was a slip, take it back right away
       *[0] not left out, it counts as before
    }
   *[suspension] { $granted ->
        [1] ⏸ on hold until { $until_at }
       *[0] not put on hold
    }
}{ $by ->
    [system] {" "}(nobody decided in time)
   *[other] {""}
}{ $has_why ->
    [0] {""}
   *[any] : { $why }
}
request-denied = { $number } { $category } { $request ->
    [return] stays with { $owner }; please take it on by { $sign_due_at }
    [extension] gets no more time and is still due { $due_at }
    [exclusion] is not left out of the rates, it counts as before
   *[suspension] is not put on hold; please go on, due { $due_at }
}{ $by ->
    [system] . The desk did not decide in time, { $request ->
        [exclusion] you may ask once more
       *[other] so it stays as it was
    }
   *[other] {""}
}{ $has_why ->
    [0] {""}
   *[any] . The desk says: { $why }
}
request-granted = { $number } { $category } { $request ->
    [extension] has more time, due { $until_at }; the resident knows
    [exclusion] is left out of the rates; it still has to be done, due { $due_at }
   *[suspension] is on hold until { $until_at }; no clock runs, and you will be reminded then
}.
request-withdrawn = { $number } { $category } ⚖️ { $owner } took the request back, nothing to decide any more.
exclusion-undone = { $number } { $category }: leaving it out was a slip. It counts for now; the desk decides again.
resumed-here = ▶️ { $number } { $category } goes on, due { $due_at }.
objection = ✋ { $number } { $category } ({ $owner }): the resident objects to the extension. Please explain it to them, or get it done soon.{ $has_text ->
    [0] {""}
   *[any] {" "}They say: { $text }
}

answer-returned = { $number } went to { $desk }, answer by { $decide_at }. Until then it is still yours.
answer-rerouted = { $number } went to { $owner }; everybody concerned knows.
answer-asked-desk = { $number } went to { $desk }, answer by { $decide_at }. Until then nothing changes.
answer-denied = { $number }: { $owner } has been told and goes on with it.
answer-excluded = { $number }: done. { $owner } knows.
answer-exclusion-withdrawn = { $number }: taken back, it counts as before.
answer-exclusion-undone = { $number }: taken back, please decide again.
answer-granted = { $number }: done. { $owner } and the resident know.
answer-resumed = { $number } goes on, due { $due_at }. The resident knows.

# What the resident reads.
extended = { $number } takes a little longer: you will have an answer by { $due_at }. Why: { $reason }. If you do not agree, press “I object”, or reply “objection” and a sentence.
suspended = { $number } has to wait: { $reason }. We go on by { $until_at }; you need not report it again.
resumed = { $number } goes on with { $owner }; you will have an answer by { $due_at }.
objection-noted = { $number }: your objection went to { $desk }; they will explain.

# /desk
queue = { $places }: { $count } to decide{ $count ->
    [0] . All done.
   *[other] { $more ->
        [0] :
       *[other] {" "}(the most urgent first; send /desk again afterwards):
    }
}
queue-request = · { $number } { $category }, { $owner } asks for { $request ->
    [return] a return{ $has_unit ->
        [0] {""}
       *[any] {" "}to { $unit }
    }
    [extension] { $limit } more
    [exclusion] it to be left out of the rates
   *[suspension] a pause
}: { $reason }, by { $decide_at }
queue-place = · { $number } { $category }, { $place }: place unclear, waits to be assigned

refused-no-return = { $number } cannot be returned: { $why ->
    [danger] it concerns safety, please act first
    [sealed] private matters are not returned; please speak to the level above
    [designated] the desk named you
    [often] it was returned before
   *[late] the time for it is over, please take it on
}. If it is too hard, please report it up.
refused-no-delay = { $number }: not now, { $why ->
    [often] this was asked for before
    [overdue] it is due already; please act, or report it up
    [long] that is too long, at most { $limit }
    [asked] another request waits for the desk
    [never] what is this urgent is worked on until it is safe and gets no more time; say how far it is, or report it up for help
   *[sealed] nobody above may read this private matter
}.
refused-no-exclusion = { $number } cannot be left out now: { $why ->
    [already] it is left out already
    [asked] another request waits for the desk
    [often] the desk has refused it before
    [own] somebody else has to decide on your own request
   *[sealed] nobody above may read this confidential matter
}.
refused-decided = { $number }: somebody decided already, or it needs no decision any more.
