# Splitting: one ticket becomes several, each handled by itself; the parent waits for them.

button-split = Split
button-split-into = Yes, split it
button-unsplit = Undo split

answer-split = { $number } is now { $count } tickets, each on its own; the resident is told. Split by mistake? Until one is taken on: More → Undo split.
answer-unsplit = { $number } is one matter again; the resident is told.
refused-not-split = { $number } cannot be split: emergencies and private ones stay whole, and so does a part.
refused-lines = { $number }: one matter a line please, two at least and { $most } at most. For instance:
    split
    street lamp at block 3 is out
    manhole cover at the gate is loose
refused-children-open = { $count } parts of { $number } are not closed yet; it is finished after them.
refused-child-taken = A part of { $number } was taken on, or is an emergency, so the split stays.
refused-no-such-ticket = There is no ticket { $number }. Please write the whole number: merge GD20261116-0007.

split-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, into which parts does { $number } go? Reply to this message with one matter a line, { $most } at most. You will see it before it happens.
split-preview = { $number } would become { $count } tickets:
split-line = { $place }. { $text }
    { $category }{ $sure ->
        [1] {""}
       *[0] {" "}(category to be checked)
    }, { $owner }
card-child = 🔀 Part of { $number }
card-children = 🔀 { $count } parts, { $done } closed
children-ended = 🔀 All { $count } parts of { $number } { $category } ({ $place }) are closed. { $owner }, please press Done and write how it ended as a whole, by { $due_at }.

split-told = Your { $number } holds { $count } matters. Each is handled on its own, and you will hear when it is done:
split-child = · { $number } { $category }, { $owner }{ $past_due_at ->
    [1] {""}
   *[0] , by { $due_at }
}
children-ended-told = All { $count } parts of { $number } are closed. { $owner } will look over the whole once more and answer you.
unsplit-told = { $number } stays one matter after all, with { $owner }. You will hear when it is done.
