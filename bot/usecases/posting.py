"""Messages about a whistle or a case of 调解: posted in rooms, and edited wherever they stand."""

from collections.abc import Collection
from datetime import datetime

from bot.domain.notices import Notice, Priority
from bot.domain.rooms import Room
from bot.storage.outbox import Letter
from bot.storage.store import Store


async def put(tx: Store, rooms: Collection[Room], notice: Notice, key: str, card: str | None, now: datetime) -> None:
    """``card``: what the message is, so that it can be edited and replied to."""
    letters = [
        Letter(f"{key}:{room}", room.chat_id, notice, Priority.CARD, card=card, thread_id=room.thread_id)
        for room in dict.fromkeys(rooms)
    ]
    await tx.outbox.put(letters, now)


async def edit(tx: Store, card: str, notice: Notice, rooms: Collection[Room], now: datetime) -> None:
    """What still waits to be sent to a room says it from the beginning."""
    waiting = await tx.whistles.rewrite(card, rooms, notice)
    letters = [
        Letter(
            f"edit:{card}:{now.timestamp()}:{room}", room.chat_id, notice, Priority.EDIT, method="edit", card=card,
            message_id=message_id, thread_id=room.thread_id,
        )
        for room, message_id in await tx.whistles.standing(card, rooms)
        if room not in waiting
    ]  # fmt: skip
    await tx.outbox.put(letters, now)


async def edit_every(tx: Store, card: str, notice: Notice, rooms: Collection[Room], now: datetime) -> None:
    """The same in older copies too: what they said may stand there no more."""
    await tx.whistles.rewrite(card, rooms, notice)
    letters = [
        Letter(
            f"edit:{card}:{now.timestamp()}:{room}:{message_id}", room.chat_id, notice, Priority.EDIT, method="edit",
            card=card, message_id=message_id, thread_id=room.thread_id,
        )
        for room, message_id in await tx.whistles.every_standing(card, rooms)
    ]  # fmt: skip
    await tx.outbox.put(letters, now)
