"""Rooms that break and come back, on a small county: where cards go, and who hears of it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.languages import Locale
from bot.domain.life import State
from bot.domain.notices import Notice
from bot.domain.org import Role
from bot.domain.rooms import Room, Trouble
from bot.domain.ticket import Ticket
from bot.storage.cards import Card
from bot.storage.store import Store
from bot.storage.tables import outbox
from bot.usecases import binding, cards, rooms, telling
from bot.usecases.rooms import Change
from bot.usecases.town import Town
from tests.storage.county import ADMIN, CHIEF, GROUPS, MONDAY, SECRETARY, town_hall
from tests.storage.rows import add_ticket

GROUP, COMMUNITY = Room(GROUPS["S1101"]), Room(GROUPS["S11"])
NEW = Room(-100_1101)
SOON = MONDAY + timedelta(minutes=1)
TUESDAY = MONDAY + timedelta(days=1)
DAWN = MONDAY - timedelta(hours=2)

WORDS = Notice("supplement", {"number": "GD1", "text": "又黑了"})

Deed = Callable[[Store, Town], Awaitable[None]]


async def town_of(tx: Store) -> Town:
    return await town_hall().town(tx, MONDAY)


async def filed(tx: Store, **values: Any) -> Ticket:
    """An open ticket of the first grid, its card decided."""
    node = await tx.org.by_code("S1101")
    assert node is not None
    ticket = await add_ticket(tx, node_id=node.id, owner_id=node.id, **values)
    await cards.post(tx, await town_of(tx), ticket, MONDAY)
    return ticket


async def letters(tx: Store, kind: str, state: str = "queued") -> list[Room]:
    """Where such words go."""
    query = select(outbox).where(outbox.c.state == state).order_by(outbox.c.id)
    rows = (await tx.connection.execute(query)).all()
    return [Room(row.chat_id, row.thread_id) for row in rows if row.notice["kind"] == kind]


async def delivered(tx: Store) -> None:
    """Everything that waits has arrived, under numbers that grow."""
    for queued in await tx.outbox.claim(SOON, 99, ()) + await tx.outbox.claim(SOON, 99, ()):
        letter = queued.letter
        await tx.outbox.sent(queued.id, queued.id, SOON)
        if letter.ticket_id is not None and letter.card:
            await tx.cards.add(Card(letter.chat_id, queued.id, letter.ticket_id, letter.card, letter.thread_id), SOON)


async def test_a_lost_group_gives_its_cards_away_once(county: Store) -> None:
    tx, town = county, await town_of(county)
    await filed(tx)
    await delivered(tx)
    await filed(tx)  # its card still waits
    for _ in range(2):
        await rooms.lost(tx, town, GROUP, Trouble.GONE, SOON)
    assert await letters(tx, "card") == [Room(CHIEF), Room(CHIEF)]
    assert await letters(tx, "card", "rerouted") == [GROUP]
    assert await letters(tx, "group-broken") == [Room(ADMIN)]


async def test_words_to_handlers_follow_and_are_read_once(county: Store) -> None:
    tx, town = county, await town_of(county)
    ticket = await filed(tx)
    await delivered(tx)
    for room in (GROUP, Room(CHIEF)):
        key = f"supplement:{ticket.id}:7:{room}"
        await telling.reply(tx, room.chat_id, WORDS, key, SOON, ticket_id=ticket.id, card="supplement")
    await rooms.lost(tx, town, GROUP, Trouble.MUTED, SOON)
    assert await letters(tx, "supplement") == [Room(CHIEF)]


async def test_sealed_matters_stay_where_they_are(county: Store) -> None:
    tx, town = county, await town_of(county)
    root = await tx.org.by_code("S")
    assert root is not None
    sealed = await add_ticket(tx, node_id=root.id, owner_id=root.id, sealed_role=Role.DISCIPLINE.value)
    await cards.post(tx, town, sealed, MONDAY)
    (reader,) = await letters(tx, "card")
    await rooms.lost(tx, town, reader, Trouble.GONE, SOON)
    assert await letters(tx, "card") == [reader]


async def test_the_card_of_an_ended_ticket_needs_nobody(county: Store) -> None:
    tx, town = county, await town_of(county)
    await filed(tx, state=State.CLOSED.value)
    await rooms.lost(tx, town, GROUP, Trouble.GONE, SOON)
    assert await letters(tx, "card") == []
    assert await letters(tx, "card", "recalled") == [GROUP]


async def test_up_the_tree_until_somebody_can_be_reached(county: Store) -> None:
    """Group, chief, community's group, secretary, town … at last nobody: then it waits to be sent by hand."""
    tx, town = county, await town_of(county)
    ticket = await filed(tx)
    chain = [GROUP, Room(CHIEF), COMMUNITY, Room(SECRETARY), Room(31), Room(41), Room(ADMIN)]
    for lost, then in pairwise(chain):
        assert await telling.handlers(tx, town, ticket, SOON) == [lost]
        await rooms.lost(tx, town, lost, Trouble.GONE, SOON)
        assert (await letters(tx, "card"))[-1] == then
    await rooms.lost(tx, town, chain[-1], Trouble.GONE, SOON)
    assert await telling.handlers(tx, town, ticket, SOON) == []
    assert await letters(tx, "card") == [Room(ADMIN)]
    await rooms.stands(tx, town, Change(GROUP.chat_id, "group", "一格", None, False), TUESDAY)
    assert (await letters(tx, "card"))[-1] == GROUP


async def test_no_pictures_is_a_word_and_no_more(county: Store) -> None:
    tx, town = county, await town_of(county)
    ticket = await filed(tx)
    await rooms.lost(tx, town, GROUP, Trouble.NO_MEDIA, SOON)
    assert await telling.handlers(tx, town, ticket, SOON) == [GROUP]
    assert await letters(tx, "group-broken") == [Room(ADMIN)]


async def test_a_resident_who_blocks_us_moves_nothing(county: Store) -> None:
    tx, town = county, await town_of(county)
    ticket = await filed(tx)
    await telling.petitioner(tx, ticket, "signed", SOON, {"owner": "一格", "due_at": ""})
    await rooms.lost(tx, town, Room(71), Trouble.GONE, SOON)
    assert await letters(tx, "card") == [GROUP]
    assert await letters(tx, "signed") == [Room(71)]
    assert await letters(tx, "handler-lost") == []


# One word a day


async def test_a_broken_group_is_told_every_day_until_it_is_mended(county: Store) -> None:
    tx, town = county, await town_of(county)
    await rooms.tick(tx, town, DAWN)
    await rooms.tick(tx, town, MONDAY)
    await tx.chats.unreachable(GROUP.chat_id, "gone")
    assert await rooms.tick(tx, town, TUESDAY) > 0
    assert await rooms.tick(tx, town, TUESDAY + timedelta(hours=3)) == 0
    node = await tx.org.by_code("S1101")
    assert node is not None
    await tx.chats.seen(-9, "group")
    await tx.bindings.bind(Room(-9), node.id, TUESDAY)  # another group took its place
    assert await rooms.tick(tx, town, TUESDAY + timedelta(days=1)) == 0


async def test_grids_that_nobody_answers_for_are_told_on_mondays(county: Store) -> None:
    tx, town = county, await town_of(county)
    assert await rooms.tick(tx, town, DAWN) == 0
    assert await rooms.tick(tx, town, MONDAY) == 1
    (row,) = (await tx.connection.execute(select(outbox.c.chat_id, outbox.c.notice))).all()
    assert row.chat_id == ADMIN
    (line,) = row.notice["lines"]
    assert line["args"] == {"count": 2, "places": "码头社区第三网格、竹园村第二网格"}
    assert await rooms.tick(tx, town, TUESDAY) == 0


# A group becomes a supergroup


async def _to(tx: Store, town: Town) -> None:
    """Any of the service messages, or the refusal of a letter."""
    await rooms.migrated(tx, town, GROUP.chat_id, NEW.chat_id, SOON)


async def _filed(tx: Store, town: Town) -> None:
    await filed(tx)


async def _arrived(tx: Store, town: Town) -> None:
    """A letter that was under way when the group moved arrived in the old one."""
    (ticket_id,) = (
        await tx.connection.scalars(select(outbox.c.ticket_id).where(outbox.c.card == "card").limit(1))
    ).all()
    await tx.cards.add(Card(GROUP.chat_id, 77, ticket_id, "card"), SOON)


async def _spoken(tx: Store, town: Town) -> None:
    """A word from before reaches us late."""
    await tx.chats.seen(GROUP.chat_id, "group", "一格")


async def _left(tx: Store, town: Town) -> None:
    """The old group is shut behind us."""
    await rooms.stands(tx, town, Change(GROUP.chat_id, "group", "一格", Trouble.GONE, False), SOON)


_Deed = Callable[[Store, Town], Awaitable[None]]


class _Undone(Exception):
    """Ends one order; the next begins where it began."""


async def test_whatever_happens_around_a_move_in_whatever_order(county: Store) -> None:
    """In the end the new group stands for the grid, and each open ticket has one card coming there."""
    tx, town = county, await town_of(county)
    await tx.languages.choose_for_group(GROUP.chat_id, Locale.EN)
    await filed(tx)
    assert await _orders(tx, town, (_to, _to, _filed, _arrived, _spoken), ()) == 60


async def _orders(tx: Store, town: Town, left: tuple[_Deed, ...], done: tuple[str, ...]) -> int:
    """Every order of what is left, each from where things stand; how many there were."""
    if not left:
        await _stands(tx, done)
        return 1
    count = 0
    for deed in dict.fromkeys(left):
        rest = list(left)
        rest.remove(deed)
        with pytest.raises(_Undone):
            async with tx.savepoint():
                await deed(tx, town)
                count += await _orders(tx, town, tuple(rest), (*done, deed.__name__))
                raise _Undone
    return count


async def _stands(tx: Store, done: tuple[str, ...]) -> None:
    assert [b.room for b in await tx.bindings.all() if b.title == "S1101" or b.room == NEW] == [NEW], done
    for ticket_id in (await tx.connection.scalars(select(outbox.c.ticket_id).distinct())).all():
        if ticket_id is not None:
            assert await tx.forwarding.coming(ticket_id) == {NEW}, done


async def test_the_old_group_shut_behind_us_alarms_nobody(county: Store) -> None:
    tx, town = county, await town_of(county)
    await filed(tx)
    for deed in (_to, _left, _to, _left):
        await deed(tx, town)
    assert await letters(tx, "card") == [NEW]
    assert await letters(tx, "group-broken") == []
    assert await binding.current(tx, GROUP) == NEW
