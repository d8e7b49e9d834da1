"""Chats: whether we may speak there, and which message shows which ticket."""

from sqlalchemy import select

from bot.domain.languages import Locale
from bot.storage.cards import Card
from bot.storage.store import Store
from bot.storage.tables import chats
from tests.storage.county import MONDAY
from tests.storage.rows import add_ticket


async def test_a_chat_seen_again_can_be_reached_again(tx: Store) -> None:
    await tx.chats.seen(-1, "group", "一网格" * 100)
    await tx.chats.unreachable(-1, "gone")
    await tx.chats.seen(-1, "supergroup", "一网格")
    chat = await tx.chats.get(-1)
    assert chat is not None
    assert (chat.type, chat.title, chat.state) == ("supergroup", "一网格", "ok")
    assert await tx.chats.get(-2) is None


async def test_a_chat_we_never_saw_can_be_closed_to_us(tx: Store) -> None:
    await tx.chats.unreachable(7, "blocked")
    await tx.chats.seen(8, "private")
    assert await tx.chats.closed_to_us([7, 8, 9]) == {7}
    await tx.chats.seen(7, "private")
    assert await tx.chats.closed_to_us([7, 8, 9]) == set()


async def test_title_and_language_of_a_group_follow_it(tx: Store) -> None:
    await tx.chats.seen(-1, "group", "一网格")
    await tx.languages.choose_for_group(-1, Locale.EN)
    for _ in range(2):  # both service messages tell it
        await tx.chats.migrate(-1, -100)
    old, new = await tx.chats.get(-1), await tx.chats.get(-100)
    assert old is not None
    assert new is not None
    assert (old.state, old.migrated_to) == ("migrated", -100)
    assert (new.title, new.type, new.state) == ("一网格", "supergroup", "ok")
    assert await tx.connection.scalar(select(chats.c.locale).where(chats.c.chat_id == -100)) == "en"
    await tx.chats.seen(-1, "group", "一网格")  # a late word from the old one
    old = await tx.chats.get(-1)
    assert old is not None
    assert old.state == "migrated"


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
    await tx.cards.forget(-1)
    assert [c.chat_id for c in await tx.cards.of(ticket.id, "card")] == [-2]
