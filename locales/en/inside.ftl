# In the group: lists, words to and from the resident, who was first.

button-list-all = All
button-list-unsigned = Not taken
button-list-nearing = Due soon
button-list-overdue = Overdue
button-list-paused = On hold
button-list-prev = Back
button-list-next = Next
button-contact = Message resident
button-reveal = How to reach them

list = { $view ->
    [mine] Taken on by you and open: { $count }
   *[other] { $place }, { $view ->
        [unsigned] not taken on
        [nearing] due soon
        [overdue] overdue
        [paused] on hold
        [due] due today and tomorrow
       *[all] open
    }: { $count }
}{ $pages ->
    [1] {""}
   *[other] {" "}(page { $page } of { $pages })
}
list-line = { $number } { $category }, { $place }, { $left_in ->
    [day] { $late ->
        [1] { $left } days over
       *[0] { $left } days left
    }
    [hour] { $late ->
        [1] { $left } h over
       *[0] { $left } h left
    }
    [minute] { $late ->
        [1] { $left } min over
       *[0] { $left } min left
    }
   *[none] { $state ->
        [draft] waiting for the resident
        [suspended] on hold
        [on_account] on account
       *[other] no limit
    }
}{ $has_text ->
    [0] {""}
   *[any] : { $text }
}

contact-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: please reply to this message with what you want to tell the resident, or with a photo. Your name and account stay hidden.
message = { $has_text ->
    [0] Those working on { $number } have sent a photo, see below.
   *[any] Those working on { $number } say: { $text }
}
    To answer, just reply to this message. Your name and account stay hidden.
message-answer = { $number } The resident says: { $text }
    To answer, reply to this message.
message-passed = Passed on to those working on { $number }.
answer-contacted = { $number } Passed on to the resident. The answer will appear here.
reveal-why = How to reach the resident of { $number }: what do you need it for? Who looked, and why, is kept.
reveal = { $number } For you alone, please do not forward:{ $has_account ->
    [0] {""}
   *[any] {" "}<a href="tg://user?id={ $account }">open the resident’s Telegram</a>
}
    { $has_numbers ->
        [0] The resident left no phone number.
       *[any] Phone, as the resident wrote it: { $numbers }
    }
answer-reveal-noted = Noted that you looked

refused-taken = { $own ->
    [1] { $number } is yours already. When it is done, press “Done”.
   *[0] { $number } was taken on by a colleague already{ $has_name ->
        [0] {""}
       *[any] {" "}({ $name })
    }, nothing for you to do. To add a word, reply to the card.
}
refused-empty = { $number }: please write what you want to tell the resident, or send a photo.
refused-unreachable = { $number }: the resident cannot be reached here at the moment, nothing was sent. You can look how else to reach them, or go there.
