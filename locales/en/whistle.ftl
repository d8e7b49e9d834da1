# 吹哨报到: a desk calls units to one place; both sides read how it stands and give marks.

button-whistle = Whistle
button-whistle-grade-work = Ordinary whistle
button-whistle-grade-hard = Hard-case whistle
button-whistle-grade-emergency = Emergency
button-whistle-meet = Time and place
button-whistle-send = 📣 Send
button-whistle-drop = Drop it
button-whistle-approve = Agree
button-whistle-decline = Do not agree
button-whistle-end = End it
button-call-sign = Take it on
button-call-contact = Contacted
button-call-arrive = Arrived
button-call-report = Report
button-call-refuse = Cannot come
button-call-excuse = Reason accepted
button-call-insist = Must come
button-score-prompt = Prompt
button-score-prompt-label = Prompt { $label }
button-score-attitude = Attitude
button-score-attitude-label = Attitude { $label }
button-score-result = Result
button-score-result-label = Result { $label }
button-score-needed = Needed
button-score-needed-label = Needed { $label }
button-score-prepared = Prepared
button-score-prepared-label = Prepared { $label }
whistle-grade = { $grade ->
    [work] Ordinary whistle
    [hard] Hard-case whistle
   *[emergency] Emergency whistle
}
answer-call = { $step ->
    [sign] Taken on. Please contact the desk that called soon.
    [contact] Noted. Press “Arrived” when you are there.
    [arrive] Arrival noted. Press “Report” when it is done.
   *[report] Report received, thank you.
}
answer-whistle-waits = { $has_asked ->
    [0] Nobody above can agree, so the administrators are asked. You hear by { $decide_at }.
   *[any] { $asked } is asked and it goes out once they agree. By { $decide_at }; after that the next level is asked.
}
answer-whistle-blown = Sent to { $count } units.
whistle-usage = Please write the matter behind /whistle, for example: /whistle stalls block the old market
whistle-draft =
    📣 <b>{ whistle-grade }</b> · { $place }{ $state ->
        [waiting] { " " }(waiting for approval, by { $decide_at })
        [dropped] { " " }(not sent)
       *[draft] { " " }(not sent yet)
    }{ $has_number ->
        [0] {""}
       *[any] {"\u000A"}{ $number }
    }
    Matter: { $matter }
    { $has_places ->
        [0] Units: none yet, press the names below
       *[any] Units: { $places }
    }
    { $has_meeting ->
        [0] Time and place: not written yet
       *[any] Time and place: { $meeting }
    }
whistle-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, please reply to this message with { $step ->
    [meet] time and place, for example: tomorrow at 3 pm, gate of the old market
    [refuse] why you cannot come. The county looks at it; until then the clock runs
   *[report] what was done and how it went
}.
whistle-noted = Noted. Check the card above and press “Send” if it is right.
whistle-approve =
    📣 <b>{ $place } wants to blow: { whistle-grade }</b>{ $again ->
        [0] {""}
       *[any] {"\u000A"}The level before did not decide in time, so it comes to you.
    }
    Matter: { $matter }
    Units: { $places }
    Time and place: { $meeting }
    Do you agree? Please decide by { $decide_at }.
whistle-climbed = 📣 Nobody decided in time, so { $has_asked ->
    [0] the administrators are asked
   *[any] { $asked } is asked
}, by { $decide_at }: { $matter }
whistle-unanswered = 📣 Nobody above decided, the whistle was not blown: { $matter }. If it cannot wait, please telephone, or blow one of another grade.
whistle-void = 📣 This matter has moved on and needs no whistle, it was not blown: { $matter }
whistle-late = ⏰ The time of the whistle is over, not yet reported: { $count } ({ $places }). Press “End” when it is done; if you want to wait, leave it, you are reminded next working day. ({ $matter })
whistle-declined = This whistle was not agreed to: { $matter }
whistle-card =
    📣 <b>{ whistle-grade }</b> · { $place }{ $state ->
        [ended] { " " }(ended)
       *[open] {""}
    }{ $has_number ->
        [0] {""}
       *[any] {"\u000A"}{ $number }
    }
    Matter: { $matter }
    Time and place: { $meeting }
    Reported: { $count } of { $all } units, by { $due_at } at the latest
whistle-line = · { $unit }: { $excused ->
    [1] excused by the county
   *[0] { $step ->
        [none] not taken on yet
        [sign] taken on
        [contact] in contact
        [arrive] arrived
       *[report] ✅ reported
    }{ $refused ->
        [1] , says it cannot come; the county decides
       *[0] {""}
    }{ $late ->
        [1] { " " }❗overdue
       *[0] {""}
    }
}{ $has_note ->
    [0] {""}
   *[any] { " " }({ $note })
}
call =
    📣 <b>{ whistle-grade }</b> · { $place } calls { $unit }{ $has_number ->
        [0] {""}
       *[any] {"\u000A"}{ $number }
    }
    Matter: { $matter }
    Time and place: { $meeting }
    { $state ->
        [ended] ⚪ Ended, thank you
       *[open] { $excused ->
            [1] ⚪ Excused by the county
           *[0] { $next ->
                [sign] Please take it on
                [contact] Taken on; please contact the desk that called
                [arrive] In contact; press “Arrived” when you are there
                [report] Arrived; press “Report” when it is done
               *[none] ✅ Reported
            }{ $has_due_at ->
                [0] {""}
               *[any] , by { $due_at }
            }
        }
    }
    { $refused ->
        [1] Said it cannot come: { $note }. The county decides; until then the clock runs
       *[0] {""}
    }
call-remind = ⏰ Whistle of { $place }, { $unit }: { $step ->
    [sign] not taken on yet
    [contact] no contact yet
    [arrive] not arrived yet
   *[report] no report yet
}, due { $due_at }.
call-late = ❗ Whistle of { $place } is overdue, { $unit }: { $step ->
    [sign] not taken on yet
    [contact] no contact yet
    [arrive] not arrived yet
   *[report] no report yet
}. The level above and the desk that called have been told. Please see to it now.
call-overdue = ❗ Whistle of { $place }, { $unit } is overdue: { $step ->
    [sign] not taken on
    [contact] no contact
    [arrive] not arrived
   *[report] no report
}, due { $due_at }. Please follow it up.
whistle-refused =
    ⚠️ { $unit } says it cannot come: { $note }
    { $place }, { whistle-grade }: { $matter }
    Time and place: { $meeting }
    The county decides:
whistle-judged = { $excused ->
    [1] The county excuses { $unit } this time: { $matter }
   *[0] The county has decided that { $unit } must come: { $matter }
}
whistle-word = { $unit } says: { $text }
whistle-score = Please give { $unit } marks (5 is best): { $matter }
whistle-score-how = For marks please press the buttons below that message. To finish the ticket, reply “done …”.
whistle-judge = Was this whistle of { $place } needed, and well prepared? Marks please (5 is best): { $matter }
whistled = { $number }: { $place } has called { $count } units to the place to work on it together. Nothing for you to do; you will hear the result at once.
digest-whistle = 📣 This month: { $blown } whistles, { $arrived } arrivals, in time { $on_time }, average mark { $score } of 5, whistle rate { $rate } ({ $whistled } of { $accepted } reports accepted this month){ $excluded ->
    [0] {""}
   *[any] ; left out of the rates by rule: { $excluded }
}
