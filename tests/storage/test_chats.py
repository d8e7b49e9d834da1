"""Chats: whether we may speak there, what a group stands for, which message shows which ticket."""

from datetime import timedelta

from bot.storage.cards import Card
from bot.storage.store import Store
from tests.storage.county import MONDAY
from tests.storage.rows import add_node, add_ticket


async def test_a_chat_seen_again_can_be_reached_again(tx: Store) -> None:
    await tx.chats.seen(-1, "group", "一网格" * 100)
    await tx.chats.set_state(-1, "gone")
    await tx.chats.seen(-1, "supergroup", "一网格")
    chat = await tx.chats.get(-1)
    assert chat is not None
    assert (chat.type, chat.title, chat.state) == ("supergroup", "一网格", "ok")
    assert await tx.chats.get(-2) is None


async def test_bound_groups_that_can_be_reached(tx: Store) -> None:
    grid = await add_node(tx)
    for number, chat in enumerate((-3, -1, -2)):
        await tx.chats.seen(chat, "group")
        await tx.chats.bind(chat, grid, MONDAY + timedelta(hours=number))
    await tx.chats.set_state(-1, "gone")
    assert [chat.chat_id for chat in await tx.chats.bound_to([grid])] == [-3, -2]
    assert [chat.chat_id for chat in await tx.chats.all_bound()] == [-3, -2, -1]
    assert await tx.chats.bound_to([]) == []


async def test_a_supergroup_takes_over_once(tx: Store) -> None:
    grid = await add_node(tx)
    await tx.chats.seen(-1, "group", "一网格")
    await tx.chats.bind(-1, grid, MONDAY)
    for _ in range(2):  # both service messages tell it
        await tx.chats.migrate(-1, -100)
    (bound,) = await tx.chats.bound_to([grid])
    assert (bound.chat_id, bound.title, bound.type) == (-100, "一网格", "supergroup")
    old = await tx.chats.get(-1)
    assert old is not None
    assert (old.state, old.node_id) == ("migrated", None)


async def test_a_late_second_word_of_the_move_undoes_no_new_binding(tx: Store) -> None:
    one, other = await add_node(tx, "G"), await add_node(tx, "H")
    await tx.chats.seen(-1, "group")
    await tx.chats.bind(-1, one, MONDAY)
    await tx.chats.migrate(-1, -100)
    await tx.chats.bind(-100, other, MONDAY)
    await tx.chats.migrate(-1, -100)
    assert [chat.chat_id for chat in await tx.chats.bound_to([other])] == [-100]


async def test_a_group_nobody_knew_moves_too(tx: Store) -> None:
    await tx.chats.migrate(-7, -700)
    chat = await tx.chats.get(-700)
    assert chat is not None
    assert chat.state == "ok"


async def test_a_message_knows_its_ticket(tx: Store) -> None:
    ticket = await add_ticket(tx)
    card = Card(-1, 5, ticket.id, "card")
    await tx.cards.add(card, MONDAY)
    await tx.cards.add(Card(-1, 5, ticket.id, "other"), MONDAY)  # an edit keeps what the message was
    assert await tx.cards.at(-1, 5) == card
    assert await tx.cards.at(-2, 5) is None


async def test_the_newest_card_of_each_chat_counts(tx: Store) -> None:
    ticket, other = await add_ticket(tx), await add_ticket(tx)
    for card in (
        Card(-1, 5, ticket.id, "card"),
        Card(-1, 9, ticket.id, "card"),
        Card(-2, 5, ticket.id, "card"),
        Card(-1, 11, ticket.id, "reminder"),
        Card(-1, 12, other.id, "card"),
    ):
        await tx.cards.add(card, MONDAY)
    assert [(c.chat_id, c.message_id) for c in await tx.cards.of(ticket.id, "card")] == [(-1, 9), (-2, 5)]


async def test_cards_that_are_gone(tx: Store) -> None:
    ticket = await add_ticket(tx)
    for card in (Card(-1, 5, ticket.id, "card"), Card(-1, 6, ticket.id, "card"), Card(-2, 5, ticket.id, "card")):
        await tx.cards.add(card, MONDAY)
    await tx.cards.gone(-1, 6)
    assert await tx.cards.at(-1, 6) is None
    await tx.cards.moved(-1, -100)  # message numbers do not survive
    assert [c.chat_id for c in await tx.cards.of(ticket.id, "card")] == [-2]
