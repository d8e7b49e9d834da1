# What chiefs and duty people read: the card and everything about it. The card is at most eight lines.

card =
    { $danger ->
        [1] 🚨 <b>{ $number } { $category }</b> (emergency)
       *[0] { $state ->
            [closed] ✅ <b>{ $number } { $category }</b>
            [pending_survey] ✅ <b>{ $number } { $category }</b>
            [withdrawn] ⚪ <b>{ $number } { $category }</b> (withdrawn)
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
               *[0] {" "}(kind not sure)
            }
        }
    }
    { $has_text ->
        [0] (nothing written, only a place or a file)
       *[any] { $text }
    }
    Place: { $place }, reported { $created_at }
    { $state ->
        [accepted] To be assigned by { $owner } by { $sign_due_at }
        [dispatched] To be taken on by { $owner } by { $sign_due_at }
        [handling] { $round ->
            [1] {""}
           *[other] Round { $round }:{" "}
        }{ $owner } is working on it, due by { $due_at }{ $extended ->
            [1] {" (extended)"}
           *[0] {""}
        }
        [submitted] To be taken in by { $owner }
        [draft] Waiting for the resident’s answer, { $owner } stays in charge, no time runs
        [return_review] Return under review, { $owner } stays in charge meanwhile, due by { $due_at }
        [suspended] { $children ->
            [0] On hold until { $wake_at }, then { $owner } goes on
           *[other] Split into { $children } parts; after the last one { $owner } finishes it
        }
        [on_account] On account with { $owner }{ $has_wake_at ->
            [0] {""}
           *[any] , next look: { $wake_at }
        }
        [archived] Archived, nothing left to do
        [rejected] Not admissible, the resident was told why, nothing left to do
        [referred] Referred elsewhere, the resident was told where, nothing left to do
        [merged] Merged into another one, nothing left to do here
        [invalid] Not a report, nothing left to do
        [pending_review] Done by { $owner }, to be checked by a colleague
        [pending_survey] Done, waiting for the resident’s answer
        [closed] Closed
       *[withdrawn] Withdrawn by the resident, nothing left to do
    }{ $has_grade ->
        [0] {""}
       *[any] {" "}· { $grade }, answer by { $answer_at }
    }{ $excluded ->
        [1] {" "}⚖️ left out of the rates
       *[0] {""}
    }{ $pictures ->
        [0] {""}
        [one] , { $pictures } file
       *[other] , { $pictures } files
    }{ $sealed ->
        [1] {" "}🔒 Private: do not forward
       *[0] {""}
    }
    { $has_note ->
        [0] {""}
       *[any] Latest: { $note }
    }
card-alike = 👥 Perhaps the same as { $number } ({ $count ->
    [1] from the same resident
   *[other] told by { $count } residents
})
card-heard = 👥 Told by { $count } residents
card-hot = 🔥 Again and again: { $place }, { $category }, { $count } in { $days } days
card-moved = { $number } is handled elsewhere now. Nothing left to do here.
detail =
    <b>{ $number } { $category }</b>
    { $has_text ->
        [0] (nothing written, only a place or a file)
       *[any] { $text }
    }
    Place: { $place }
    With: { $owner }, due by { $due_at }

    So far:
detail-step = { $happened_at }: { $event ->
    [submit] reported
    [accept] accepted
    [dispatch] assigned
    [claim] taken on unasked
    [sign] taken on
    [arrive] on site
    [progress] progress
    [finish] done
    [pass_review] checked
    [close] closed
    [rehandle] to be done again
    [withdraw] withdrawn
    [amend] corrected or moved
    [reclassify] kind corrected
    [seal] made private
    [supplement] resident added something
    [chase] resident asked how it goes
    [remind] reminder
    [escalate] reported one level up
    [alarm] duty people alarmed
    [reject] not admissible
    [refer] referred elsewhere
    [merge] merged
    [unmerge] unmerged
    [split] split
    [link] put on a project
    [ask] resident asked
    [answer] resident answered
    [return] returned
    [uphold] return accepted
    [refuse] return refused
    [assist] help asked
    [assisted] a helper answered
    [whistle] whistle blown
    [mediate] mediation
    [suspend] put on hold
    [resume] taken up again
    [extend] extended
    [on_account] put on account
    [off_account] taken up again
    [fail_review] check failed
    [close_done] closed: duty done
    [reopen] reopened
    [archive] archived
    [invalidate] not a report
    [report_up] passed up
    [hand_down] handed down
    [assign] given to its lead by a meeting
    [supervise] supervised from above
    [request] request made
    [appeal] asked to be left out of the rates
    [exclude] left out of the rates
    [include] counted again
    [decline] request declined
    [undo] undone
    [look] original words read
   *[other] { $event }
}
more = { $number }: what else?
desk-choose = { $number }: { $step ->
    [reject] why is it not admissible? The resident will read this.
    [refer] where does it go? The resident will read what you choose.
   *[invalidate] why is it no report?
}
ask-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: please reply to this message with your question to the resident.
dispatch-choose = Who should { $number } go to?
supplement = { $number }, the resident adds:
    { $text }
supplement-point = 📍 { $number } the resident sent the place: <a href="https://www.openstreetmap.org/?mlat={ $north }&amp;mlon={ $east }#map=18/{ $north }/{ $east }">open the map</a>{ $has_place ->
    [0] {""}
   *[any] {" "}({ $place })
}
additions = { $number }: the resident has added a lot this hour; { $count } more words together{ $more ->
    [0] {""}
   *[other] {" "}(only some are shown; the rest: the button for the original words)
}:
additions-line = · { $text }
asked-answered = ▶️ { $number }: the resident has answered, it goes on (due by { $due_at }): { $has_text ->
    [0] please see the picture or the place
   *[any] { $text }
}
chase = { $number }: the resident is asking how it goes, please have a look. With { $owner }, due by { $due_at }.
human-wanted = { $number }: the resident would like a person to look at it. Please reply to this message soon.

## Clocks

remind-50 = ⏳ { $number } { $category }: { $stage ->
    [sign] half the time is gone, please take it on by { $sign_due_at }
    [contact] please get in touch with the resident soon: a sentence in reply to the card is enough
    [arrive] please go there soon and press “On site” when you are there
   *[handle] half the time is gone, due by { $due_at }
}.
remind-80 = ⏰ { $number } { $category } is nearly overdue: { $stage ->
    [sign] not taken on yet, due by { $sign_due_at }
    [contact] the resident has heard nothing yet; a sentence in reply to the card is enough
    [arrive] nobody is there yet; press “On site” when you are
   *[handle] due by { $due_at }
}.
overdue = ❗ { $number } { $category } is overdue: { $stage ->
    [sign] nobody has taken it on
    [contact] the resident has heard nothing
    [arrive] nobody has gone there
   *[handle] it was not done in time
}. The next level up has been told. Please act now.
overdue-above = ❗ { $number } { $category } ({ $place }) is overdue, please follow it up with { $owner }: { $stage ->
    [sign] nobody has taken it on
    [contact] the resident has heard nothing
    [arrive] nobody has gone there
   *[handle] it was due by { $due_at }
}.
overdue-many = ❗ { $count } overdue here{ $more ->
    [0] {""}
   *[other] { " " }(the first ones below, all of them with /list)
}, please act soon:
overdue-above-many = ❗ { $count } overdue below you{ $more ->
    [0] {""}
   *[other] { " " }(the first ones below, all of them with /overdue)
}, please follow them up:
overdue-line = { $number } { $category }, { $owner }: { $stage ->
    [sign] nobody has taken it on
    [contact] the resident has heard nothing
    [arrive] nobody has gone there
   *[handle] it was due by { $due_at }
}
which-ticket = The message you replied to names several tickets, so nothing was done yet. Please reply once more and begin with the number, for instance: { $example } done lamp replaced{ $more ->
    [0] {""}
   *[other] {" "}(some of them)
}
which-ticket-line = · { $number } { $category }
rehandle-copy = 🔁 { $number } { $category } ({ $place }): the resident says it is not solved. { $owner } is doing it again, due by { $due_at }.

## Danger

alarm =
    🚨 <b>Emergency { $number } { $category }</b>
    { $has_text ->
        [0] (nothing written, only a place or a file)
       *[any] { $text }
    }
    Place: { $place }, reported { $created_at }
    Check at once and call 110/119/120. { $state ->
        [handling] { $owner } has taken it on; please see whether help is needed.
       *[other] Press “Take on” if it is yours; after 5 minutes without anyone the next level is called.
    }

alarm-taken =
    ✅ <b>{ $number } { $category }</b>
    { $has_text ->
        [0] (nothing written, only a place or a file)
       *[any] { $text }
    }
    Place: { $place }, reported { $created_at }
    Somebody at { $owner } has taken it on.

## The group itself

group-hint = Hello, I am the grid service bot. An administrator should send /bind and the grid’s code, for example /bind YX010101; then this group receives reports. In a group with topics, the topic you write in is the one that is bound.
group-back = I can write here again; reports come here again. Open cards are shown anew.
bound = Done: { $topic ->
    [1] this topic
   *[0] this group
} now stands for { $place } ({ $code }). New reports come here. Press “Take on” to take one; reply to a card to speak to the resident.{ $others ->
    [0] {""}
    [one] {" "}Another group or topic stands for it too: cards appear and change in both, whoever takes one on first has it.
   *[other] {" "}{ $others } other groups or topics stand for it too: cards appear and change in all, whoever takes one on first has it.
}
bind-hears = { $all ->
    [1] I receive everything written in this group, but use only buttons, commands and replies to me; nothing else is kept.
   *[0] In this group I see only buttons, commands and replies to me. I do not see what you say to each other.
}
bind-confirm = This stands for { $before } now. Change it to { $place }? Open cards move with it.
bind-unknown = There is no code “{ $code }”. Send /bind without a code to choose step by step.
bind-choose = { $has_bound ->
    [0] {""}
   *[any] This stands for { $bound } now; to end that, send /unbind.{" "}
}{ $has_place ->
    [0] What should it stand for?
   *[any] { $place }: this one, or one of those below?
}
unbind-confirm = This stands for { $place }. Once unbound, new reports go in private to those responsible, or one level up. Unbind it?
unbound = Unbound: this no longer stands for { $place }; open cards go elsewhere. A mistake? Bind it again at once:
who = Who looks after { $place }:
who-line = { $place }, { $role }: { $name }
undeliverable = ⚠️ The card of { $number } cannot be delivered (chat { $chat }): the group may be gone, or the bot was removed or blocked. Please check, then run yigetong outbox retry.
update-parked = ⚠️ A message could not be handled and was put aside (no. { $id }). Please look at the log.
rules-in-use = ✅ The new rules are in use, version { $version }.
rules-refused = ⚠️ The rules were not changed, the old ones go on. The new ones are wrong in { $count ->
    [one] one place:
   *[other] { $count } places:
}
rules-fault = · { $file }, line { $line }
rules-refused-more = { $more ->
    [0] Correct and save them; they will be used at once.
   *[other] And { $more } more. Correct and save them; they will be used at once.
} What is wrong there: yigetong rules check.
rules-needed = ⚠️ The rules were not changed, the old ones go on. The new ones lack these categories, but reports under them are still open. The new rules start once those are closed, or once the categories are back:
rules-category = · { $code } { $category }: { $count }
group-broken = ⚠️ The group “{ $title }” of { $places }: { $trouble ->
    [gone] the bot is no longer in it. Nothing is lost: reports go to those responsible or one level up. Please add the bot again.
    [muted] the bot may not write there. Nothing is lost: reports go to those responsible or one level up. Please allow it to write, or make it an administrator.
    [no-topic] its topic was deleted. Nothing is lost: reports go to General in this group. Please send /bind again in a new topic.
    [closed] its topic is closed. Nothing is lost: reports go to General in this group, else to those responsible or one level up. Please open the topic again.
   *[no-media] the bot may not send photos there, so residents’ photos do not arrive. Please allow photos, or make it an administrator.
}
group-broken-line = · { $places }, group “{ $title }”: { $trouble ->
    [gone] the bot is not in it
    [muted] the bot may not write there
    [no-topic] the topic was deleted
    [closed] the topic is closed
   *[no-media] no photos allowed
}
grids-unanswered = · { $count ->
    [one] { $count } grid has
   *[other] { $count } grids have
} neither a group nor a warden who can be reached; reports go one level up: { $places }
rooms-report = ⚠️ No messages arrive in these places, please have a look. For everything: yigetong doctor.
handler-lost = ⚠️ Messages to { $name } ({ $places }) do not arrive: the bot was blocked or never started. Where there is no group, reports go one level up. Please ask them to open the bot and press “Start”.
card-elsewhere = The card of { $number } has moved; please use the new card. Nothing left to do here.

original-why = What do you need the resident’s own words of { $number } for? They show phone and name. Who looks, and why, is kept.
original = { $number }, in the resident’s own words, for you alone; please do not pass it on:
    { $text }
