# Supervision: issued from above, answered in time.

button-supervise = Supervise
button-supervise-as = Grade
button-answer-supervision = Answer it
supervise-choose = Which grade for { $number }?
supervise-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number } { $grade }: please reply to this message with what you want.
supervised = 📌 { $number } { $category }: { $grade } from { $place }. { $owner }, please answer by { $due_at }. Wanted: { $text }
supervised-by-rule = 📌 { $number } { $category }: { $trigger ->
    [petitioners] { $count } households report it
    [returns] returned { $count } times
    [dissatisfied] the resident was not satisfied { $count } times
    [overdue] it is overdue
    [on_account] on account for a long time
    [risk] the words hint at violence
    [sign_overdue] nobody has taken it on
    [dispute] the dispute is not settled
   *[other] it needs attention
}. By the rules { $place } asks ({ $grade }): { $owner }, please answer by { $due_at } how far it is and when it is done.
supervision-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: please reply to this message with how far it is and when it is done ({ $grade }).
supervision-answered = ✅ { $number } { $category }: { $owner } answered ({ $grade }): { $text }
supervision-late = ⏰ { $number } { $category }: { $grade } from { $place } is not answered (it was due { $due_at }). { $owner }, please send a sentence today.
answer-supervised = { $grade } is out. The answer is due { $due_at }.
answer-supervision-answered = Answered.
refused-not-supervised = Nobody waits for an answer on { $number }.
