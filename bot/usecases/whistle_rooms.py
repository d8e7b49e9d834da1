"""Whistles in rooms that take no messages any more: cards and waiting words go where their readers can be reached."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.notices import Notice
from bot.domain.rooms import Room
from bot.domain.whistle import Whistle, WhistleState
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import posting, whistle_cards
from bot.usecases.slips import rooms_of
from bot.usecases.town import Town

TO_UNIT = frozenset({"call-remind", "call-late", "judge", "judged"})
TO_DESK = frozenset({"call-overdue", "call-word", "judged", "score"})
OF_WHISTLE = frozenset({"whistle-declined", "whistle-climbed", "whistle-late", "whistle-unanswered", "whistle-void"})
"""Beginnings of keys of words about a call, by who reads them, and of those to a desk about its whistle; its number
follows.
"""

ALIVE = frozenset({WhistleState.DRAFT, WhistleState.WAITING, WhistleState.OPEN})


async def reroute(tx: Store, town: Town, room: Room, now: datetime, *, whole_chat: bool) -> None:
    """``room`` is remembered as lost already, so that everybody's rooms are those that are left."""
    for call_id in await tx.whistles.called_in(room, whole_chat=whole_chat):
        await _unit(tx, town, call_id, room, now)
    for whistle in await tx.whistles.blown_in(room, whole_chat=whole_chat):
        if whistle.state in ALIVE:
            await _desk(tx, town, whistle, room, now)
    for id_, letter in await tx.forwarding.unfiled_for(room, whole_chat=whole_chat):
        await _word(tx, town, id_, letter, now)


async def _unit(tx: Store, town: Town, call_id: int, lost: Room, now: datetime) -> None:
    call = await tx.whistles.call(call_id)
    whistle = await tx.whistles.get(call.whistle_id) if call else None
    if call is None or whistle is None or whistle.state is not WhistleState.OPEN or not call.left:
        return
    card, rooms = f"{whistle_cards.CALL}:{call.id}", await whistle_cards.unit_rooms(tx, town, call, now)
    await _show(tx, card, await whistle_cards.of_unit(tx, town, whistle, call), rooms, lost, now)


async def _desk(tx: Store, town: Town, whistle: Whistle, lost: Room, now: datetime) -> None:
    """Another room of whoever blew it: his group or himself, else the next one up."""
    rooms = await rooms_of(tx, town, town.node(whistle.node_id), now)
    if rooms:
        moved = {"chat_id": rooms[0].chat_id, "thread_id": rooms[0].thread_id}
        whistle = await tx.whistles.change(whistle, **moved) or whistle
    card = f"{whistle_cards.WHISTLE}:{whistle.id}"
    notice = await whistle_cards.of_desk(tx, town, whistle)
    await _show(tx, card, notice, [whistle_cards.desk_room(whistle)], lost, now)


async def _show(tx: Store, card: str, notice: Notice, rooms: Sequence[Room], lost: Room, now: datetime) -> None:
    """Into the rooms where it neither stands nor is on its way."""
    elsewhere = [room for room in rooms if room != lost]
    if not elsewhere:
        return
    there = {room for room, _ in await tx.whistles.standing(card, elsewhere)}
    there |= await tx.whistles.rewrite(card, elsewhere, notice)
    await tx.whistles.leave(card, lost)
    missing = [room for room in elsewhere if room not in there]
    await posting.put(tx, missing, notice, f"again:{card}:{now.timestamp()}", card, now)


async def _word(tx: Store, town: Town, id_: int, letter: Letter, now: datetime) -> None:
    head, number = f"{letter.key}:".split(":")[:2]
    if head not in TO_UNIT | TO_DESK | OF_WHISTLE or not number.isdigit():
        return
    rooms = await _readers(tx, town, head, int(number), now)
    if elsewhere := [room for room in rooms if room != letter.room]:
        await tx.forwarding.mark([id_], "rerouted")
        key = letter.key.removesuffix(f":{letter.room}")
        await posting.put(tx, elsewhere, letter.notice, key, letter.card, now)


async def _readers(tx: Store, town: Town, head: str, number: int, now: datetime) -> list[Room]:
    call = None if head in OF_WHISTLE else await tx.whistles.call(number)
    whistle = await tx.whistles.get(call.whistle_id if call else number)
    unit = await whistle_cards.unit_rooms(tx, town, call, now) if call and head in TO_UNIT else []
    return [*unit, whistle_cards.desk_room(whistle)] if whistle and head in TO_DESK | OF_WHISTLE else unit
