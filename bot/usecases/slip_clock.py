"""The clock of 协办: the co-handler is reminded, then his level above and the lead hear it, once each."""

from datetime import datetime

from bot.domain import chasing
from bot.domain.assist import Slip
from bot.domain.chasing import Span, Word
from bot.domain.life import OPEN
from bot.domain.notices import Notice
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import apart, slips, telling
from bot.usecases.town import Town


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Says what is due of every open slip. Returns how many were looked at."""

    async def look(slip: Slip) -> None:
        ticket = await tx.tickets.get(slip.ticket_id)
        if ticket is None or ticket.sealed or ticket.state not in OPEN:
            await tx.assists.change(slip, closed_at=now, next_at=None)
            return
        await _advance(tx, town, ticket, slip, now)

    return await apart.each(tx, await tx.assists.due(now), look)


async def _advance(tx: Store, town: Town, ticket: Ticket, slip: Slip, now: datetime) -> None:
    running = Span(slip.remind_at, slip.due_at)
    word = chasing.word(slip.told, running, now)
    told = slip.told if word is None else chasing.said(word)
    await tx.assists.change(slip, told=told, next_at=chasing.next_at(told, running))
    if word is None:
        return
    args = (await slips.compose(tx, town, ticket, slip)).args
    rows = slips.buttons(slip)
    own = await slips.rooms_of(tx, town, town.node(slip.node_id), now)
    if word is Word.REMIND:
        await slips.say(tx, ticket, slip, Notice("slip-remind", args, rows), own, now)
        return
    others = await _level_above(tx, town, slip, now) + await telling.handlers(tx, town, ticket, now)
    await slips.say(tx, ticket, slip, Notice("slip-late", args, rows), own, now)
    await _tell(tx, ticket, slip, Notice("slip-overdue", args), [r for r in others if r not in own], now)


async def _level_above(tx: Store, town: Town, slip: Slip, now: datetime) -> list[Room]:
    for node in town.tree.chain(town.node(slip.node_id))[1:]:
        if found := await telling.reach(tx, town, node, now):
            return found
    return []


async def _tell(tx: Store, ticket: Ticket, slip: Slip, notice: Notice, rooms: list[Room], now: datetime) -> None:
    """To those who only read it: a reply to it is not the co-handler's answer."""
    for room in dict.fromkeys(rooms):
        key = f"{notice.kind}:{slip.id}:{slip.due_at.timestamp()}:{room}"
        await telling.reply(tx, room.chat_id, notice, key, now, thread_id=room.thread_id)
