# What a resident reads. Short, warm, plain: what happened, what comes next, by when.

## First meeting

welcome =
    Hello! This is your neighbourhood’s help line. Every neighbourhood here is divided into small areas called grids; each has a grid warden who looks after it.

    Something broken, dirty or noisy? Just tell me, one sentence is enough. I read Chinese only, for example:
    「丹桂路12号门口路灯不亮」 (the street light at 12 Dangui Road is out)
    No Chinese? Write in English, then tap what it is about. Photos, voice messages and locations are welcome too.

    { $scanned ->
        [1] {""}
       *[0] Please start with /home and choose the grid you live in, so that I know where to send it.
    }

    If you write Chinese I answer in Chinese; /lang keeps it English.
    In danger call first: fire 119, ambulance 120, police 110.

    What you say is used for your report only. Your name, phone and account are never shown in a group. More: /privacy
help =
    Just tell me what is wrong: one sentence in Chinese, a photo, a voice message or a location. In English: write it, then tap what it is about.

    /my my reports
    /home the grid I live in
    /human ask for a person
    /cancel never mind
    /lang language 简体中文 繁體中文
    /privacy what happens to my words

    Fire, injury, violence: first call 119 (fire), 120 (ambulance) or 110 (police), then tell me.
privacy =
    What happens to your words:
    · Used for: finding out what it is and where, giving it to the grid warden there, and telling you the result.
    · Seen by: the people who handle it. Phone numbers, ID numbers and names are covered first; groups do not see who you are.
    · Complaints about officials, calls for help and the like go to one responsible person only, never to a group.
    · Kept for: { $days } days after a report is closed or taken back, phone numbers, ID numbers and locations in your words are erased, the photos, recordings and messages I keep are deleted, and only the covered text stays on record; one that was joined to another goes together with it. If you want yours deleted earlier, say so.
    · Voice messages and photos: only for those who handle it.
    To correct, see or delete anything, just write that to me and someone will help you.
forgotten = What stood here was deleted when its time was over.

## Receipts

receipt =
    Got it, number { $number }.
    About: { $category }
    Place: { $place }
    { $direct ->
        [1] It is with the grid warden of { $owner }, who will answer you by { $due_at }.
       *[0] The place has to be checked. It is with the duty desk of { $owner }, who pass it on to the grid warden; you will have an answer by { $due_at }.
    }{ $sure ->
        [1] {" "}I will keep you posted.
       *[0] {" "}If I put it under the wrong heading, tap “Wrong kind”.
    }
# Below a promise that a notice still to come may move.
guess = The public holidays of that time are not announced yet; once they are, this date may move.
receipt-neighbours = { $count ->
    [one] { $count } neighbour has
   *[other] { $count } neighbours have
} told us the same. The { $grid ->
    [1] grid warden
   *[0] duty desk
} of { $owner } { $handling ->
    [1] is working on it
   *[0] has got it
}.
receipt-sealed =
    Got it, number { $number }.
    Only the person responsible for such matters will read this, in private. It is not shown in any group, and whoever it is about will not learn of it.
    Someone will deal with it by { $due_at }; I will tell you the result.
receipt-several =
    Got it: { $count } matters, each handled on its own:
receipt-line = { $number } { $sealed ->
    [1] goes to the appointed person alone, who will see to it by { $due_at }
   *[0] { $category }, { $place }. { $direct ->
        [1] With the grid warden of { $owner }
       *[0] The place has to be checked; it is with the desk of { $owner }
    }, answer by { $due_at }
}
danger-filed = This is noted, number { $number }, and the people on duty are being called. { $has_place ->
    [0] Please tell me where it is.
   *[any] Place: { $place }. If that is wrong, tell me at once.
}
danger-placed = Understood: { $number } is at { $has_place ->
    [0] the place you named
   *[1] { $place }
}. The people on duty there have been called too.
danger-again = Added to { $number }. Everyone on duty can read it.

## The one question

ask-what = { $media ->
    [1] I have it. Tap what it is about, or write one sentence in Chinese: what it is and where.
    [2] I have the location. What is wrong there? Tap what it is about, or write one sentence in Chinese.
   *[0] I am sorry, I did not understand; I read Chinese only. Please tap what it is about, or write it in Chinese. A person will read your own words.
}
    In danger call first: fire 119, ambulance 120, police 110.
ask-where = { $known ->
    [1] Noted: “{ $category }”. Which of these places is it?
   *[0] Noted: “{ $category }”. Where is it? Send a location, write the estate or street and number in Chinese, or tap:
}
ask-where-in = Which part of { $place }?
ask-same = { $count ->
    [1] Do you mean this matter?
   *[other] Which one do you mean?
}
ask-same-line = { $number } { $category }{ $has_place ->
    [0] {""}
   *[any] , { $place }
}
ask-several = Are these { $count } matters? If so, each gets a number and somebody who sees to it:
ask-several-line = · { $category }: { $text }
pace-held = You have told me a lot in a short while, and all of it is being worked on. I am keeping this one and will file it by { $filed_at }; then you get its number.{ $ahead ->
    [0] {""}
    [one] {" "}One of yours comes before it.
   *[other] {" "}{ $ahead } of yours come before it.
} Danger never waits: tell me at once and it is acted on at once.
pace-joined = Noted, together with your matter that is still waiting. It will be filed by { $filed_at }; then you get its number. Danger never waits: tell me at once and it is acted on at once.
pace-full = That was too much at once: I did not note this message. What I have kept is being filed one by one; please tell me this again after { $filed_at }. Danger never waits: tell me at once and it is acted on at once.
draft-dropped = That was too short for me to note. Write to me whenever you like.

## While it is being worked on

signed = { $number }: someone at { $owner } has taken it on { $past_due_at ->
    [1] . Sorry for the wait; you will hear soon
   *[0] and will answer you by { $due_at }
}.
arrived = { $number }: someone is on the spot now and will tell you what can be done.
progress = { $number }: the people handling it write:
    { $text }
progress-pictures = { $number }: the people handling it sent photos, see below.
dispatched = { $number } has been passed on to { $owner }. The time of your answer stays the same.
late = { $number } was not done in time, sorry. The level above { $owner } has been told and will see to it. You need not do anything.
survey-again = { $number } is reported done. May I ask once more: is it solved?
survey-rate = { $number }: how satisfied are you with the way it was handled?
answer-survey-old = That was the question of last time and counts nothing. { $number } was handled again: please answer the newest message.
closed-thanks =
    Thank you! { $number } is closed.
    If you would like to add a word, reply to this message.
rehandled =
    Understood: { $number } will be done again. { $owner } goes on with it and will answer you by { $due_at }.
    What is still wrong? Reply to this message; they will read it.
comment-thanks = Noted, thank you.
pictures = Photos or recordings of { $number }

## Corrections and later words

category-choose = { $number } stands under “{ $category }” now{ $has_words ->
    [0] {""}
   *[any] {" "}(because of: { $words })
}. What is it about?
place-choose = { $number } is noted for { $place }. Where is it really?
amended =
    Changed: { $number }.
    About: { $category }
    Place: { $place }
    It is with { $owner } now, who will answer you by { $due_at }.
reclassified = { $number }: the people handling it have looked and put it under “{ $category }”; { $sealed ->
    [1] only the person responsible sees it
   *[0] { $owner } goes on with it
}{ $past_due_at ->
    [1] . Sorry for the wait, you will have an answer as soon as possible
   *[0] {" "}and will answer you by { $due_at }
}.
sealed = { $number } is private now: its card was taken out of the group, only the person responsible can see it. You will have an answer by { $due_at }.
withdraw-confirm = Withdraw { $number }? Nobody will work on it any more.
withdrawn = { $number } is withdrawn, as you wished. Write to me any time.
supplement-prompt = Please reply to this message with what you want to add; photos are fine too. I will add it to { $number }.
supplement-noted =
    Added to { $number }; the people handling it can read it.
    { $guessed ->
        [1] If this is another matter, please send it again in a full sentence.
       *[0] {""}
    }
supplement-slowed = Noted in { $number }. You have added a lot this hour: what came first has been passed on, the rest goes to the people handling it together by { $passed_at }. If there is danger, tell me at once and it is acted on at once.
chase-noted =
    I have reminded them of { $number }.
    Now: { $state ->
        [handling] { $owner } is working on it
       *[other] waiting for { $owner } to take it on
    }, { $past_due_at ->
        [1] it is overdue and being looked into
       *[0] you will have an answer by { $due_at }
    }.
standing = { $number } { $category }
    { $state ->
        [submitted] Received
        [accepted] Waiting for { $owner } to assign it
        [dispatched] Waiting for { $owner } to take it on
        [handling] { $owner } is working on it
        [draft] waiting for a word from you
        [return_review] we are finding out whose it is
        [suspended] { $children ->
            [0] on hold; it goes on as soon as it can
           *[other] handled in parts, { $children } still under way
        }
        [on_account] cannot be solved yet, will be looked at again
        [archived] done
        [rejected] cannot be handled here
        [referred] handled elsewhere, please turn to them directly
        [merged] handled together with another report
        [invalid] not taken up
        [pending_review] Reported done, somebody is checking
        [pending_survey] Done; please say whether you are satisfied
        [closed] Closed
       *[withdrawn] Withdrawn
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
       *[other] , { $past_due_at ->
            [1] overdue and being looked into
           *[0] answer by { $due_at }
        }
    }
my-empty = You have not reported anything yet. Just tell me what is wrong.
resolved-noted = { $asked ->
    [1] Great! Please tap “Solved” in the message about { $number } above, and it is closed.
   *[0] Great! I have told the people who handle { $number }. When they have finished I will ask you once more.
}
human-called = I have asked the people at { $owner } to look at { $number }; they will answer you. If it is urgent, please call: fire 119, ambulance 120, police 110.
human-nothing = Please tell me in a sentence what it is about. I file it and somebody will take care of it. If it is urgent, please call: fire 119, ambulance 120, police 110.
cancelled = All right, never mind. Write to me whenever you like.
nothing-to-cancel = There is nothing half said. Your reports are under /my, where you can withdraw them.

## Homes

home = { $has_places ->
    [0] You have not told me where you live. Tap below to choose, or send me a location together with what is wrong.
   *[any] You live in: { $places }. Tap a name to remove it, or add another.
}
home-browse = { $has_place ->
    [0] Where do you live?
   *[any] Where in { $place }?
}
home-added = Noted: { $place }. From now on just tell me what is wrong; if it is somewhere else, say where.
code-unknown = This code fits no grid; it may be old. Tap /home to choose where you live, or just tell me what is wrong.
home-removed = { $place } removed.
appointed = Hello! You are now { $role } for { $place }. New tickets come to the group or here; press “Take on” and it is yours.

## What we cannot take

smalltalk = Hello, I am here. Tell me what is wrong: in Chinese, or in English and then tap what it is about.
smalltalk-thanks = Thank you! Write to me any time.
not-open-yet = I have kept your message. This neighbourhood is not set up yet, so there is nobody I can send it to; the administrator has been told. If it is urgent, go to your community office or call 12345.
admin-no-places = Residents are writing already, but no places have been imported, so nothing can be sent to anybody. Please run: yigetong import grids FILE.csv
unreadable = I cannot read this, but it is kept. Please tell me in a sentence what it is and where; a photo or a voice message is fine too.
edited-unknown = You changed a message, but I cannot tell which report it belongs to. Please send the new words again.
not-understood = I have your message but could not deal with it; a person will look at it. If it is urgent, please say it again in one sentence.
unknown-command = There is no such command. Just tell me what is wrong, or tap /help.
private-only = Please tell me this in private: tap my picture and send me a message.
group-only = This works in a grid’s group.

## Languages

language-choose = Which language? 用哪种语言？ 用哪種語言？
language-chosen = All right, English from now on, also when you write Chinese. To change it, send /lang.
language-chosen-here = All right, this group reads English from now on. To change it, send /lang.
asked = One thing is missing for { $number }: { $text }
    Please reply to this message within 48 hours. If you cannot, we go on with what we know.
asked-noted = Thank you. { $number } goes on now; { $past_due_at ->
    [1] sorry for the wait, you will hear as soon as there is news.
   *[0] you hear from us by { $due_at } at the latest.
}
ended-reject = We cannot handle { $number } here: { $reason }.
    If you do not know whom to ask, 12345 (the city’s service line, in Chinese) can tell you.
ended-refer = { $number } is handled elsewhere: { $reason }. Please turn to them directly, it is much faster.
    If you cannot find them, 12345 (the city’s service line, in Chinese) can help.
ended-invalidate = { $number } was not taken up as a report ({ $reason }). If that is our mistake, write once more what happened and where, and I will note it at once.
