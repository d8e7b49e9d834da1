"""Who must agree to a whistle: asked level by level, none for ever; and the desk is asked when its units are late."""

from datetime import datetime, timedelta
from typing import Any

from bot.domain.errors import Stale
from bot.domain.life import Event
from bot.domain.notices import Action, Arg, Notice, Press
from bot.domain.org import Actor, Node
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.domain.transitions import TRANSITIONS
from bot.domain.whistle import ADMINS, Whistle, WhistleState
from bot.domain.whistle_rates import done
from bot.domain.worktime import due
from bot.storage.store import Store
from bot.usecases import apart, cards, posting, telling, whistle_cards
from bot.usecases.town import Town


def brief(whistle: Whistle) -> dict[str, Arg]:
    """What it is about, in a line."""
    return {"matter": cards.shorten(whistle.matter, 60)}


def agrees(town: Town, actor: Actor, whistle: Whistle) -> bool:
    """Whether this person may send it: one of the roles that stand in the rules, an admin when nobody else was left."""
    roles = town.life.whistle.grades[whistle.grade].approve
    if whistle.asked == ADMINS and actor.is_admin:
        return True
    return not roles or actor.reaches(town.node(whistle.node_id), roles)


def needed(ticket: Ticket) -> bool:
    """Whether a whistle may still be blown for it."""
    return not ticket.sealed and ticket.state in TRANSITIONS[Event.WHISTLE].sources


async def ask(tx: Store, town: Town, whistle: Whistle, now: datetime) -> Notice:
    """The nearest level that was not asked yet and can be reached, then the admins. The desk reads whom and until when.

    Stale when somebody was faster. Without anybody it is given up at once, in words.
    """
    before = await _asked_rooms(tx, town, whistle, whistle.asked, now)
    step, rooms = await _next(tx, town, whistle, now)
    if not rooms:
        await give_up(tx, town, whistle, Notice("whistle-unanswered", brief(whistle)), now)
        return Notice("answer-noted")
    decide_at = due(now, town.life.whistle.agree, town.calendar_at(town.node(whistle.node_id)))
    values: dict[str, Any] = {"state": WhistleState.WAITING.value, "asked": step, "next_at": decide_at}
    waits = await tx.whistles.change(whistle, **values)
    if waits is None:
        raise Stale(number="", state="")
    await whistle_cards.refresh(tx, town, waits, now)
    places = whistle_cards.names(town, await tx.whistles.calls(waits.id))
    args: dict[str, Arg] = {**await whistle_cards.facts(tx, town, waits), "places": places}
    args |= {"decide_at": decide_at.isoformat(), "asked": _name(town, waits), "again": int(whistle.asked > 0)}
    buttons = (Press(Action.WHISTLE_APPROVE, waits.id), Press(Action.WHISTLE_DECLINE, waits.id))
    mark = f"{waits.id}:{step}"
    await posting.put(tx, rooms, Notice("whistle-approve", args, (buttons,)), f"whistle-approve:{mark}", None, now)
    if whistle.asked:
        told = [room for room in (*before, whistle_cards.desk_room(waits)) if room not in rooms]
        climbed = Notice("whistle-climbed", {**args, **brief(waits)})
        await posting.put(tx, told, climbed, f"whistle-climbed:{mark}", None, now)
    return Notice("answer-whistle-waits", args)


async def _next(tx: Store, town: Town, whistle: Whistle, now: datetime) -> tuple[int, list[Room]]:
    if whistle.asked == ADMINS:
        return ADMINS, []
    for step in range(whistle.asked + 1, len(_chain(town, whistle)) + 1):
        if rooms := await _asked_rooms(tx, town, whistle, step, now):
            return step, rooms
    return ADMINS, await _asked_rooms(tx, town, whistle, ADMINS, now)


async def _asked_rooms(tx: Store, town: Town, whistle: Whistle, step: int, now: datetime) -> list[Room]:
    """Where those of one step read, the admins' at last; of a step that was taken before too."""
    if step == ADMINS:
        return [Room(account) for account in sorted(town.admins)]
    node = _at(town, whistle, step)
    roles = town.life.whistle.grades[whistle.grade].approve
    return await telling.private(tx, town, node, roles, now) if node else []


def _chain(town: Town, whistle: Whistle) -> list[Node]:
    return list(town.tree.chain(town.node(whistle.node_id)))


def _at(town: Town, whistle: Whistle, step: int) -> Node | None:
    chain = _chain(town, whistle)
    return chain[step - 1] if 0 < step <= len(chain) else None


def _name(town: Town, whistle: Whistle) -> str:
    """Of the level that was asked, "" of the admins."""
    node = _at(town, whistle, whistle.asked)
    return node.name if node else ""


async def give_up(tx: Store, town: Town, whistle: Whistle, why: Notice, now: datetime, **values: Any) -> None:
    """It is not sent; the desk reads why. Stale when somebody was faster."""
    values |= {"state": WhistleState.DROPPED.value, "ended_at": now, "next_at": None}
    dropped = await tx.whistles.change(whistle, **values)
    if dropped is None:
        raise Stale(number="", state="")
    await whistle_cards.refresh(tx, town, dropped, now)
    await posting.put(tx, [whistle_cards.desk_room(whistle)], why, f"{why.kind}:{whistle.id}", None, now)


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Whose consent is late: the next level is asked. Whose reports are late: the desk, once a working day."""

    async def look(whistle: Whistle) -> None:
        ticket = await tx.tickets.get(whistle.ticket_id) if whistle.ticket_id else None
        match whistle.state:
            case WhistleState.WAITING if ticket is not None and not needed(ticket):
                await give_up(tx, town, whistle, Notice("whistle-void", brief(whistle)), now)
            case WhistleState.WAITING:
                await ask(tx, town, whistle, now)
            case WhistleState.OPEN if ticket is None or not ticket.sealed:
                await _late(tx, town, whistle, now)
            case _:
                await tx.whistles.change(whistle, next_at=None)

    return await apart.each(tx, await tx.whistles.waiting(now), look)


async def _late(tx: Store, town: Town, whistle: Whistle, now: datetime) -> None:
    """Units that have not reported in time: wait for them, or end it?"""
    left = [call for call in await tx.whistles.calls(whistle.id) if not done(call)]
    day = town.calendar.first_workday(town.today(now) + timedelta(days=1))
    await tx.whistles.change(whistle, next_at=town.calendar.at(day, town.calendar.hours[0].opens))
    args: dict[str, Arg] = {**brief(whistle), "places": whistle_cards.names(town, left), "count": len(left)}
    ask_ = Notice("whistle-late", args, ((Press(Action.WHISTLE_END, whistle.id),),))
    key = f"whistle-late:{whistle.id}:{town.today(now)}"
    await posting.put(tx, [whistle_cards.desk_room(whistle)], ask_, key, None, now)
