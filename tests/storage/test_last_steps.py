"""The step that can be undone: everything comes back as it stood, on both databases."""

from datetime import timedelta

from bot.domain.clocks import Stage, StageClock
from bot.domain.life import Event, State
from bot.domain.limits import Limit
from bot.domain.notices import Notice, Priority
from bot.domain.ticket import Ticket
from bot.storage.last_steps import LastStep
from bot.storage.media import Attachment
from bot.storage.outbox import Letter
from bot.storage.store import Store
from tests.storage.county import MONDAY
from tests.storage.rows import add_ticket

HOUR = timedelta(hours=1)


def clock(stage: Stage) -> StageClock:
    return StageClock(stage, MONDAY, Limit.parse("4wh"), MONDAY + 4 * HOUR, 3)


async def _signed(tx: Store) -> tuple[Ticket, LastStep]:
    """A ticket with two clocks, signed an hour later; the sign clock stopped and a new one started."""
    ticket = await add_ticket(tx, sign_due_at=MONDAY + HOUR)
    await tx.clocks.start(
        [(ticket.id, 1, clock(Stage.SIGN), MONDAY), (ticket.id, 1, clock(Stage.HANDLE), MONDAY + HOUR)]
    )
    before = await tx.last_steps.look(ticket.id)
    signer = await tx.people.of_telegram(11)
    ticket = await tx.tickets.change(ticket, state="handling", signer_id=signer, signed_at=MONDAY + HOUR, danger=True)
    await tx.clocks.forget(ticket.id, [Stage.SIGN])
    await tx.clocks.start([(ticket.id, 1, clock(Stage.CONTACT), None)])
    step = LastStep(ticket.id, Event.SIGN, signer, ticket.version, before, MONDAY + HOUR)
    await tx.last_steps.remember(step)
    return ticket, step


async def test_ticket_and_clocks_come_back_as_they_stood(tx: Store) -> None:
    ticket, _ = await _signed(tx)
    kept = await tx.last_steps.of(ticket.id)
    assert kept is not None
    back = await tx.tickets.change(ticket, **kept.before.ticket)
    await tx.last_steps.put_clocks_back(kept.before)
    assert back.state is State.DISPATCHED
    assert (back.signer_id, back.signed_at, back.sign_due_at, back.danger) == (None, None, MONDAY + HOUR, False)
    assert back.version == ticket.version + 1
    assert {r.clock.stage for r in await tx.clocks.of(ticket.id)} == {Stage.SIGN, Stage.HANDLE}
    assert [r.clock.stage for r in await tx.clocks.due(MONDAY, 10)] == [Stage.SIGN]


async def test_only_the_newest_is_kept_until_it_is_forgotten(tx: Store) -> None:
    ticket, step = await _signed(tx)
    later = LastStep(ticket.id, Event.ARRIVE, step.actor_id, 9, step.before, MONDAY + 2 * HOUR)
    await tx.last_steps.remember(later)
    kept = await tx.last_steps.of(ticket.id)
    assert kept is not None
    assert (kept.event, kept.version, kept.at) == (Event.ARRIVE, 9, MONDAY + 2 * HOUR)
    await tx.last_steps.forget(ticket.id)
    assert await tx.last_steps.of(ticket.id) is None


async def test_what_was_decided_at_that_moment_is_unsaid_and_can_be_said_again(tx: Store) -> None:
    ticket = await add_ticket(tx)

    def letter(key: str, chat: int) -> Letter:
        return Letter(key, chat, Notice("signed"), Priority.ANSWER, ticket_id=ticket.id, card="notice")

    await tx.outbox.put([letter("earlier", 71)], MONDAY)
    await tx.outbox.put([letter("slip", 71), letter("group", -5)], MONDAY + HOUR)
    assert 71 not in await tx.outbox.unsay(ticket.id, MONDAY + HOUR, "undone1")
    await tx.outbox.put([letter("slip", 71)], MONDAY + 2 * HOUR)
    waiting = [queued.letter.key for queued in await tx.outbox.claim(MONDAY + 3 * HOUR, 10, ())]
    assert waiting == ["earlier"]
    for queued in await tx.outbox.claim(MONDAY + 3 * HOUR, 10, ()):
        assert queued.letter.key == "slip"
    assert 71 in await tx.outbox.unsay(ticket.id, MONDAY + 2 * HOUR, "undone2")


async def test_only_what_is_quiet_is_archived(tx: Store) -> None:
    old = await add_ticket(tx, state="closed", closed_at=MONDAY)
    await add_ticket(tx, state="closed", closed_at=MONDAY, wake_at=MONDAY + 99 * HOUR)
    await add_ticket(tx, state="closed", closed_at=MONDAY + 2 * HOUR)
    await add_ticket(tx, state="handling")
    assert [ticket.id for ticket in await tx.tickets.quiet(MONDAY + HOUR)] == [old.id]


async def test_pictures_are_found_by_what_they_show(tx: Store) -> None:

    ticket, author = await add_ticket(tx), await tx.people.of_telegram(11)
    ids = [
        await tx.media.add(
            Attachment("photo", f"f{n}", f"u{n}"), author, purpose, MONDAY + n * HOUR, ticket_id=ticket.id
        )
        for n, purpose in enumerate(("supplement", "before", "result", "after"))
    ]
    assert await tx.media.shown_with(ticket.id, ("result", "after"), MONDAY) == tuple(ids[2:])
    assert await tx.media.shown_with(ticket.id, ("before", "after"), MONDAY + 2 * HOUR) == (ids[3],)
