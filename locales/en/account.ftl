# On account: what cannot be solved for now.

button-on-account = Put on account
button-on-account-label = Leave it on account
button-on-account-until = Day to look again
button-on-account-until-label = Look again in { $label } days
button-off-account = Go on with it
account-choose = Why does { $number } go on account? The resident reads this.
account-days = When should { $number } be looked at again?
account-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: please reply to this message with a sentence on the plan.
account-here = 📌 { $number } is on account ({ $reason }). Next look: { $look_at }; no clock runs until then.
account-told = Your report { $number } cannot be solved for now: { $reason }. It is not forgotten: you will hear again by { $look_at }.
account-over = 📌 { $number } goes on with { $owner }, due { $due_at }.
account-resumed = Work on your report { $number } goes on. { $owner } answers you by { $due_at }.
account-look = 📌 { $number } { $category } has been on account (time { $times }: { $reason }). Can it be done now?
answer-on-account = 📌 { $number } is on account ({ $reason }). Next look: { $look_at }; no clock runs until then. The resident knows.
answer-off-account = It goes on, due { $due_at }.
