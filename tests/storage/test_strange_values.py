"""What strangers send goes in and comes out the same on both databases, however odd it is."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.intake import Draft
from bot.domain.notices import Notice, Priority
from bot.storage.columns import storable
from bot.storage.inbox import Arrival
from bot.storage.media import Attachment
from bot.storage.outbox import Letter
from bot.storage.store import Store
from tests.storage.county import MONDAY
from tests.storage.rows import add_node, add_ticket

LONG = "长" * 5000
BIGGEST = 2**63 - 1


async def test_text_of_any_length(tx: Store) -> None:
    ticket = await add_ticket(tx, public_text=LONG, place_text=LONG)
    assert ticket.place_text == ticket.public_text == LONG
    note = await tx.tickets.add_note(ticket.id, ticket.petitioner_id, "report", LONG, MONDAY)
    assert (await tx.tickets.notes(ticket.id))[-1].body == LONG
    kept = await tx.media.add(
        Attachment("document", LONG, LONG, LONG, BIGGEST, LONG), ticket.petitioner_id, "report", MONDAY
    )
    assert (await tx.media.get([kept]))[0].file_id == LONG
    await tx.people.add(LONG, 72)
    await tx.org.set_aliases(await add_node(tx, LONG[:200]), [LONG[:200]])
    await tx.chats.seen(-5, LONG, LONG)
    chat = await tx.chats.get(-5)
    assert chat is not None
    assert LONG.startswith(chat.title)
    assert note > 0


async def test_long_keys_and_errors_of_letters(tx: Store) -> None:
    await tx.outbox.put([Letter("k" * 2000, 71, Notice("hello"), Priority.CARD, query_id="q" * 500)], MONDAY)
    (claimed,) = await tx.outbox.claim(MONDAY, 5, ())
    await tx.outbox.give_up(claimed.id, LONG)
    assert (await tx.outbox.undelivered())[0].error == LONG[:500]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("灯\x00坏了", "灯坏了"),
        ("灯\ud83d坏了", "灯\ufffd坏了"),
        ("\x00", ""),
        ("😀🏮", "😀🏮"),
        ("a\tb\nc\x07", "a\tb\nc\x07"),
    ],
)
async def test_characters_that_a_database_may_refuse(tx: Store, sent: str, kept: str) -> None:
    assert storable(sent) == kept
    ticket = await add_ticket(tx, public_text=sent)
    assert ticket.public_text == kept
    await tx.tickets.add_note(ticket.id, None, "report", sent, MONDAY)
    assert (await tx.tickets.notes(ticket.id))[0].body == kept
    await tx.inbox.store([Arrival(1, 1, 71, 1, f"{sent}{{}}", MONDAY)])
    (waiting,) = await tx.inbox.next(1)
    assert waiting.raw == f"{kept}{{}}"
    await tx.inbox.park(waiting, sent, MONDAY)
    assert await tx.tickets.by_number(sent) is None


async def test_odd_characters_within_a_notice_or_draft_come_back(tx: Store) -> None:
    odd = "a\x00b\ud83d'\"\\u0000"
    await tx.outbox.put([Letter("k", 71, Notice("hello", {"text": odd}), Priority.CARD)], MONDAY)
    (claimed,) = await tx.outbox.claim(MONDAY, 5, ())
    assert claimed.letter.notice.args["text"] == odd
    person = await tx.people.of_telegram(71)
    assert (await tx.drafts.add(person, 71, Draft(text=odd), MONDAY, MONDAY)).draft.text == odd


async def test_the_largest_numbers(tx: Store) -> None:
    await tx.inbox.store([Arrival(BIGGEST, BIGGEST, -BIGGEST, 2, "{}", MONDAY)])
    assert (await tx.inbox.next(1))[0].chat_id == -BIGGEST
    assert await tx.people.of_telegram(BIGGEST) == await tx.people.of_telegram(BIGGEST)
    await tx.chats.seen(-BIGGEST, "group")
    assert await tx.chats.get(-BIGGEST) is not None


async def test_microseconds_and_truth(tx: Store) -> None:
    at = datetime(2026, 11, 16, 1, 2, 3, 456789, tzinfo=UTC)
    ticket = await add_ticket(tx, created_at=at, sure=False, danger=True)
    assert (ticket.created_at, ticket.sure, ticket.danger) == (at, False, True)


async def test_nobody_asked_for_is_nobody_found(tx: Store) -> None:
    await add_ticket(tx)
    assert await tx.tickets.open_at([]) == []
    assert await tx.media.get([]) == []
    assert await tx.org.holders([], [], MONDAY.date()) == []


async def test_the_order_of_the_tree_is_that_of_code_points(tx: Store) -> None:
    for code in ("b", "A", "a", "B", "码", "a1", "a-1"):
        await add_node(tx, code)
    assert [node.code for node in await tx.org.nodes()] == ["A", "B", "a-1", "a", "a1", "b", "码"]


async def test_small_letters_are_not_capitals(tx: Store) -> None:
    grid = await add_node(tx, "s1", above="S/")
    await add_node(tx, "S1", above="S/")
    await add_ticket(tx, node_id=grid, owner_id=grid)
    assert len(await tx.reports.below("S/s1/")) == 1
    assert await tx.reports.below("S/S1/") == []


async def test_what_is_due_stands_before_what_never_is(tx: Store) -> None:
    node = await add_node(tx)
    never = await add_ticket(tx, node_id=node, due_at=None)
    late = await add_ticket(tx, node_id=node, due_at=MONDAY + timedelta(days=1))
    soon = await add_ticket(tx, node_id=node, due_at=MONDAY)
    assert [ticket.id for ticket in await tx.tickets.open_at([node])] == [soon.id, late.id, never.id]
