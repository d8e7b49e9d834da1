"""What groups and topics stand for: several of a node, several in a group, and where their messages go."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.notices import Notice, Priority
from bot.domain.rooms import Room, Trouble
from bot.storage.bindings import ASKED_AGAIN_AFTER, CHECKED_EVERY
from bot.storage.cards import Card
from bot.storage.outbox import Letter
from bot.storage.spots import Spot
from bot.storage.store import Store
from tests.storage.county import MONDAY
from tests.storage.rows import add_node, add_ticket

GROUP = Room(-1)
TOPIC, OTHER_TOPIC, GENERAL = Room(-5, 12), Room(-5, 34), Room(-5)
SOON = MONDAY + timedelta(seconds=10)


async def seen(tx: Store) -> None:
    await tx.chats.seen(-1, "group", "一网格")
    await tx.chats.seen(-5, "supergroup", "社区")


async def test_a_node_may_have_several_rooms_and_a_group_several_nodes(tx: Store) -> None:
    await seen(tx)
    one, other = await add_node(tx, "G"), await add_node(tx, "H")
    for hours, (room, node) in enumerate([(TOPIC, one), (OTHER_TOPIC, other), (GROUP, one)]):
        await tx.bindings.bind(room, node, MONDAY + timedelta(hours=hours))
    assert [b.room for b in await tx.bindings.of([one])] == [TOPIC, GROUP]
    assert [b.node_id for b in await tx.bindings.in_chat(-5)] == [one, other]
    assert [b.title for b in await tx.bindings.all()] == ["社区", "社区", "一网格"]
    assert await tx.bindings.at(GENERAL) is None
    assert await tx.bindings.of([]) == []


async def test_a_room_stands_for_one_node(tx: Store) -> None:
    await seen(tx)
    one, other = await add_node(tx, "G"), await add_node(tx, "H")
    await tx.bindings.bind(TOPIC, one, MONDAY)
    await tx.bindings.set_state(TOPIC, "no-topic")
    await tx.bindings.bind(TOPIC, other, MONDAY)
    (bound,) = await tx.bindings.all()
    assert (bound.node_id, bound.trouble) == (other, None)
    await tx.bindings.unbind(TOPIC)
    assert await tx.bindings.all() == []


@pytest.mark.parametrize(
    ("chat", "topic", "general_closed", "trouble", "reach"),
    [
        ("ok", "ok", False, None, TOPIC),
        ("ok", "ok", True, None, TOPIC),
        ("ok", "no-topic", False, Trouble.NO_TOPIC, GENERAL),
        ("ok", "closed", False, Trouble.CLOSED, GENERAL),
        ("ok", "closed", True, Trouble.CLOSED, None),
        ("muted", "ok", False, Trouble.MUTED, None),
        ("gone", "closed", False, Trouble.GONE, None),
    ],
)
async def test_where_the_messages_of_a_topic_go(
    tx: Store, chat: str, topic: str, general_closed: bool, trouble: Trouble | None, reach: Room | None
) -> None:
    await seen(tx)
    await tx.bindings.bind(TOPIC, await add_node(tx), MONDAY)
    await tx.bindings.set_state(TOPIC, topic)
    await tx.chats.set_general_closed(-5, general_closed)
    if chat != "ok":
        await tx.chats.unreachable(-5, chat)
    (bound,) = await tx.bindings.all()
    assert (bound.trouble, bound.reach) == (trouble, reach)


async def test_a_closed_general_keeps_its_own_messages_out(tx: Store) -> None:
    await seen(tx)
    await tx.bindings.bind(GENERAL, await add_node(tx), MONDAY)
    await tx.chats.set_general_closed(-5, True)
    (bound,) = await tx.bindings.all()
    assert (bound.trouble, bound.reach) == (Trouble.CLOSED, None)


async def test_a_group_that_moves_takes_all_along_once(tx: Store) -> None:
    await seen(tx)
    await tx.chats.seen(-100, "supergroup")
    one, other = await add_node(tx, "G"), await add_node(tx, "H")
    await tx.bindings.bind(GROUP, one, MONDAY)
    await tx.bindings.moved(-1, -100)
    assert [(b.room, b.node_id) for b in await tx.bindings.all()] == [(Room(-100), one)]
    await tx.bindings.bind(Room(-100), other, MONDAY)
    await tx.bindings.moved(-1, -100)  # said again
    assert [b.node_id for b in await tx.bindings.all()] == [other]


async def test_what_was_bound_anew_stays(tx: Store) -> None:
    await seen(tx)
    await tx.chats.seen(-100, "supergroup")
    one, other = await add_node(tx, "G"), await add_node(tx, "H")
    await tx.bindings.bind(GROUP, one, MONDAY)
    await tx.bindings.bind(Room(-100), other, MONDAY)
    await tx.bindings.moved(-1, -100)
    assert [(b.room.chat_id, b.node_id) for b in await tx.bindings.all()] == [(-100, other)]


async def test_chats_are_looked_after_one_at_a_time(tx: Store) -> None:
    await seen(tx)
    one, other = await add_node(tx, "G"), await add_node(tx, "H")
    await tx.bindings.bind(TOPIC, one, MONDAY, check_at=MONDAY)
    await tx.bindings.bind(OTHER_TOPIC, other, MONDAY, check_at=MONDAY)
    await tx.bindings.bind(GROUP, one, MONDAY)
    assert await tx.bindings.claim_checks(MONDAY, 5) == [-5]
    assert await tx.bindings.claim_checks(MONDAY, 5) == []
    assert await tx.bindings.claim_checks(MONDAY + ASKED_AGAIN_AFTER, 5) == [-5]
    await tx.bindings.checked(-5, MONDAY)
    assert await tx.bindings.claim_checks(MONDAY + ASKED_AGAIN_AFTER, 5) == []
    assert await tx.bindings.claim_checks(MONDAY + CHECKED_EVERY, 1) != []


async def letters(tx: Store) -> list[tuple[str, Room, str, int | None]]:
    found = await tx.outbox.claim(SOON, 9, ())
    return [(q.letter.key, q.letter.room, q.letter.method, q.letter.message_id or q.letter.reply_to) for q in found]


def letter(key: str, room: Room, ticket_id: int, **values: Any) -> Letter:
    help_ = Notice("help")
    return Letter(key, room.chat_id, help_, Priority.CARD, ticket_id=ticket_id, thread_id=room.thread_id, **values)


async def test_numbers_of_messages_do_not_move(tx: Store) -> None:
    ticket = await add_ticket(tx)
    waiting = [
        letter("answer", GROUP, ticket.id, card="notice", reply_to=5),
        letter("edit", GROUP, ticket.id, card="card", method="edit", message_id=5),
        letter("left", GROUP, ticket.id, card="left", method="edit", message_id=5),
        letter("mark", GROUP, ticket.id, method="react", message_id=5),
        letter("taken back", GROUP, ticket.id, method="delete", message_id=5),
    ]
    await tx.outbox.put(waiting, MONDAY)
    await tx.forwarding.to_new_chat(-1, -100)
    assert await letters(tx) == [("answer", Room(-100), "send", None)]
    assert await tx.outbox.counts() == {"recalled": 3, "queued": 1, "sending": 1}


async def test_only_the_topic_gives_way(tx: Store) -> None:
    ticket = await add_ticket(tx)
    await tx.outbox.put([letter("here", TOPIC, ticket.id, card="card")], MONDAY)
    await tx.outbox.put([letter("there", OTHER_TOPIC, ticket.id, card="card")], MONDAY)
    assert await tx.forwarding.coming(ticket.id) == {TOPIC, OTHER_TOPIC}
    await tx.forwarding.to_general(TOPIC)
    assert await tx.forwarding.coming(ticket.id) == {GENERAL, OTHER_TOPIC}
    waiting = await tx.forwarding.waiting_for(OTHER_TOPIC, whole_chat=False)
    assert [found.key for _, found in waiting] == ["there"]
    assert len(await tx.forwarding.waiting_for(TOPIC, whole_chat=True)) == 2


async def test_cards_of_topics_are_told_apart(tx: Store) -> None:
    ticket = await add_ticket(tx)
    for number, room in enumerate((TOPIC, TOPIC, OTHER_TOPIC, GROUP), 1):
        await tx.cards.add(Card(room.chat_id, number, ticket.id, "card", room.thread_id), MONDAY)
    newest = {card.room: card.message_id for card in await tx.cards.of(ticket.id, "card")}
    assert newest == {TOPIC: 2, OTHER_TOPIC: 3, GROUP: 4}
    assert await tx.cards.open_in(TOPIC, whole_chat=False) == [ticket.id]
    assert await tx.cards.open_in(GENERAL, whole_chat=False) == []
    assert await tx.cards.open_in(GENERAL, whole_chat=True) == [ticket.id]
    await tx.cards.left([Spot(ticket.id, TOPIC)])
    assert {card.room for card in await tx.cards.of(ticket.id, "card")} == {OTHER_TOPIC, GROUP}
    assert [card.kind for card in await tx.cards.shown([Spot(ticket.id, TOPIC)])] == ["left", "left"]
