# 协办: the lead asks others to help; each helper has a slip of his own.

button-assist = Ask for help
button-slip-sign = Take it on
button-slip-reply = Answer
button-slip-done = Done
button-slip-detail = Details
answer-slip-signed = { $number }: taken on. Please answer by { $due_at }.
answer-slip-replied = Noted. { $owner } can read it.
answer-slip-done = Thank you. { $owner } has been told.
assist-choose = { $has_unknown ->
    [0] { $number }: who should help?
   *[any] { $number }: not sure who “{ $unknown }” is, please choose:
}
assist-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: please reply to this message with what { $unit } should do.
assist-asked = { $number }: { $places } asked to help. The ticket stays yours; their answers appear on the card.
slip =
    🤝 <b>Help with { $number } { $category }</b>
    { $owner } asks { $unit }: { $words }
    The matter: { $text }
    Place: { $place }
    { $state ->
        [unsigned] Please take it on by { $due_at }
        [working] Helping; please answer or report by { $due_at }
        [done] ✅ Done
       *[closed] ⚪ The lead has finished, nothing more to do
    }
    { $has_note ->
        [0] {""}
       *[any] Answer: { $note }
    }
slip-detail =
    <b>Help with { $number } { $category }</b>
    { $has_text ->
        [0] (nothing written, only a place or a file)
       *[any] { $text }
    }
    Place: { $place }
    Lead: { $owner }
    Asked for: { $words }
slip-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, { $number }: please reply to this message with { $step ->
    [done] how it went. The lead reads it
   *[reply] how it stands. The lead reads it
}.
slip-remind = ⏰ Help with { $number }: { $state ->
    [unsigned] { $unit } has not taken it on yet, due { $due_at }
   *[working] please send { $owner } a word by { $due_at }, progress will do
}.
slip-late = ❗ Help with { $number } is overdue: { $state ->
    [unsigned] not taken on yet
   *[working] no answer yet
}. The level above and { $owner } have been told. Please send a word now.
slip-overdue = ❗ Help with { $number } { $category } is overdue: { $unit } { $state ->
    [unsigned] has not taken it on
   *[working] has not answered
}, due { $due_at }. { $owner } leads; please follow it up.
slip-closed = { $number }: { $owner } has finished. Your slip is closed, thank you.
refused-no-words = A sentence is missing. Please reply again with your words.
refused-stands-alone = { $number } is private, nobody else can be asked to help.
refused-enough-helpers = { $number }: { $count } are helping already. Wait until one has finished.
