# Captions of buttons and the short answers to presses.

button-sign = Take on
button-arrive = On site
button-finish = Done
button-detail = Details
button-dispatch = Assign
button-change-category = Wrong kind
button-reclassify = Wrong kind
button-why = Why this?
button-more = More
button-reject = Not admissible
button-refer = Refer elsewhere
button-ask = Ask
button-invalid = Not a report
button-original = Own words
button-original-for-contact = To call the resident
button-original-for-place = To find the place
button-original-for-facts = To check the facts
button-change-place = Wrong place
button-seal = Keep private
button-withdraw = Withdraw
button-confirm-withdraw = Yes, withdraw
button-supplement = Add something
button-chase = Remind them
button-draft-place = None of these / I cannot say
button-draft-danger-yes = Yes, danger
button-draft-danger-no = No, something else
button-draft-same = Yes, the same
button-draft-same-label = { $label }
button-draft-new = Something new
button-draft-several-yes = Yes, one by one
button-draft-several-no = It is one matter
button-correct-label = Change { $label }
button-solved-solved = Solved
button-solved-partly = Partly solved
button-solved-unsolved = Not solved
button-solved-explained = Only explained
button-rate-5 = Very satisfied
button-rate-4 = Satisfied
button-rate-3 = Fairly satisfied
button-rate-2 = Dissatisfied
button-rate-1 = Very dissatisfied
button-home-browse = ＋ Add one
button-home-remove-label = ✕ { $label }

button-rebind-label = Change to { $label }
button-unbind = Unbind
button-keep-bound = Leave as it is

# Each language in its own script, in every language.
button-speak-zh-Hans = 简体中文
button-speak-zh-Hant = 繁體中文
button-speak-en = English

answer-opened = OK
answer-in-private = Sent to you in private; see our chat.
answer-look-noted = Noted that you read it
answer-noted = Noted
answer-kept = OK, nothing was changed.
answer-signed = { $number } is yours, { $past_due_at ->
    [1] and it is overdue: please act now
   *[0] due by { $due_at }
}. When it is settled, press “Done”.{ $danger ->
    [1] {""}
   *[0] {" "}Pressed by mistake? Within two minutes: More → Undo.
}
answer-arrived = Noted that you are there. The resident has been told.{ $danger ->
    [1] {""}
   *[0] {" "}Pressed by mistake? Within two minutes: More → Undo.
}
answer-dispatched = Assigned to { $owner }.{ $danger ->
    [1] {""}
   *[0] {" "}Pressed by mistake? Within two minutes: More → Undo.
}
answer-ended = { $number } noted: { $reason }. The resident has been told, nothing left to do.
answer-asked = The resident has your question. The clock stands still until the answer.
answer-second = Noted. Several reports of this resident were set aside before, so a second colleague must press it too.
answer-why = { $by ->
    [resident] The resident made it “{ $category }”.
    [chief] Whoever handles it made it “{ $category }”.
    [desk] The desk made it “{ $category }”.
    [unknown] “{ $category }” was chosen before reasons were kept.
   *[nobody] “{ $category }”{ $has_words ->
        [0] { $sure ->
            [1] {" "}was the resident’s own choice.
           *[0] : nothing said which kind it is.
        }
       *[any] {" "}because of: { $words }.
    }
}{ $has_other_category ->
    [0] {""}
   *[any] {" "}Next: “{ $other_category }”{ $has_other_words ->
        [0] .
       *[any] {" "}({ $other_words }).
    }
}{ $sure ->
    [1] {""}
   *[0] {" "}Unsure: press “Wrong kind” if it is wrong.
}
answer-reclassified = { $number } is “{ $category }” now; the resident has been told.
