"""Several bots on one database: each chat hears the bot it speaks with, each bot sends what is its own."""

from bot.domain.notices import Notice, Priority
from bot.storage.inbox import Arrival
from bot.storage.media import Attachment
from bot.storage.outbox import Letter
from bot.storage.store import Store
from tests.storage.county import MONDAY

TOWN, OTHER = 100, 200


async def hears(tx: Store, bot_id: int, chat_id: int, update_id: int = 1) -> None:
    await tx.inbox.store([Arrival(bot_id, update_id, chat_id, 1, "{}", MONDAY)])


async def put(tx: Store, *chats: int) -> None:
    await tx.outbox.put([Letter(f"k{chat}", chat, Notice("hello"), Priority.CARD) for chat in chats], MONDAY)


async def claimed(tx: Store, bot_id: int) -> list[int]:
    return [queued.letter.chat_id for queued in await tx.outbox.claim(MONDAY, 9, (), bot_id)]


async def test_a_letter_belongs_to_the_bot_that_heard_from_the_chat_last(tx: Store) -> None:
    await hears(tx, TOWN, 71)
    await hears(tx, TOWN, 72, 2)
    await hears(tx, OTHER, 72)
    await put(tx, 71, 72)
    assert await claimed(tx, OTHER) == [72]
    assert await claimed(tx, TOWN) == [71]


async def test_a_chat_nobody_heard_from_is_tried_by_any_bot_once(tx: Store) -> None:
    await put(tx, 73)
    assert await claimed(tx, OTHER) == [73]
    assert await claimed(tx, TOWN) == []
    assert (await tx.outbox.recover(TOWN), await tx.outbox.recover(OTHER)) == (0, 1)


async def test_what_was_under_way_is_recovered_by_its_own_bot(tx: Store) -> None:
    await hears(tx, TOWN, 71)
    await put(tx, 71)
    (letter,) = await tx.outbox.claim(MONDAY, 9, (), TOWN)
    assert await tx.outbox.recover(OTHER) == 0
    await tx.outbox.sent(letter.id, 5, MONDAY)
    assert await tx.outbox.recent_sends(MONDAY, 60, OTHER) == []
    assert await tx.outbox.recent_sends(MONDAY, 60, TOWN) == [(71, MONDAY)]


async def test_a_file_is_fetched_by_the_bot_that_received_it(tx: Store) -> None:
    tx.media.heard_by = TOWN
    author = await tx.people.of_telegram(71)
    await tx.media.add(Attachment("photo", "file", "unique"), author, "report", MONDAY)
    assert await tx.media.waiting(9, OTHER) == []
    assert len(await tx.media.waiting(9, TOWN)) == 1
