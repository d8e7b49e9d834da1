"""The clock of 吹哨: a unit is reminded, then its level above and the whistler hear it, once a step."""

from dataclasses import replace
from datetime import datetime, time

from bot.domain import chasing
from bot.domain.chasing import Word
from bot.domain.notices import Arg, Notice
from bot.domain.org import RANK, Level, Node
from bot.domain.rooms import Room
from bot.domain.whistle import Call, Step, Whistle, WhistleState, running
from bot.domain.whistle_rates import CallFact, figures, scores_of
from bot.domain.whistle_rates import whistle as whistle_rate
from bot.storage.store import Store
from bot.usecases import apart, posting, telling, whistle_cards
from bot.usecases.town import Town


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Says what is due of every open call. Returns how many were looked at."""

    async def look(call: Call) -> None:
        whistle = await tx.whistles.get(call.whistle_id)
        if whistle is None or whistle.state is not WhistleState.OPEN or await _sealed(tx, whistle):
            await tx.whistles.change_call(call, next_at=None)
        else:
            await _advance(tx, town, whistle, call, now)

    return await apart.each(tx, await tx.whistles.due(now), look)


async def _sealed(tx: Store, whistle: Whistle) -> bool:
    """Whether the ticket it was blown for has become sealed since: then no unit hears more of it."""
    ticket = await tx.tickets.get(whistle.ticket_id) if whistle.ticket_id else None
    return ticket is not None and ticket.sealed


async def _advance(tx: Store, town: Town, whistle: Whistle, call: Call, now: datetime) -> None:
    under_way = running(call, whistle_cards.limits(town, whistle))
    word = chasing.word(call.told, under_way[1], now) if under_way else None
    told = call.told if word is None else chasing.said(word)
    next_at = chasing.next_at(told, under_way[1]) if under_way else None
    call = await tx.whistles.change_call(call, told=told, next_at=next_at) or call
    if word is None or under_way is None:
        return
    step, span = under_way
    args = {
        **(await whistle_cards.of_unit(tx, town, whistle, call)).args,
        "step": step.value,
        "due_at": span.due_at.isoformat(),
    }
    rows = whistle_cards.unit_buttons(whistle, call)
    own = await whistle_cards.unit_rooms(tx, town, call, now)
    key = f"{call.id}:{step}"
    if word is Word.REMIND:
        await posting.put(tx, own, Notice("call-remind", args, rows), f"call-remind:{key}", None, now)
        return
    others = [*await _level_above(tx, town, call, now), whistle_cards.desk_room(whistle)]
    await posting.put(tx, own, Notice("call-late", args, rows), f"call-late:{key}", None, now)
    rooms = [room for room in others if room not in own]
    await posting.put(tx, rooms, Notice("call-overdue", args), f"call-overdue:{key}", None, now)
    await whistle_cards.refresh(tx, town, whistle, now)


async def _level_above(tx: Store, town: Town, call: Call, now: datetime) -> list[Room]:
    for node in town.tree.chain(town.node(call.node_id))[1:]:
        if found := await telling.reach(tx, town, node, now):
            return found
    return []


async def digest_line(tx: Store, town: Town, node: Node, now: datetime) -> tuple[Notice, ...]:
    """One line for the digest of a town or county: its whistles of this month, if there were any."""
    if RANK[node.level] > RANK[Level.TOWN]:
        return ()
    since = town.calendar.at(town.today(now).replace(day=1), time())
    blown = await tx.whistles.blown_below(node.path, since)
    if not blown:
        return ()
    left_out = await tx.whistles.excluded_below(node.path, since)
    facts = [fact(town, whistle, call, now) for whistle, call in blown]
    found = figures(
        [replace(one, excluded=whistle.ticket_id in left_out) for one, (whistle, _) in zip(facts, blown, strict=True)]
    )
    called_for = {whistle.ticket_id for whistle, _ in blown if whistle.ticket_id}
    accepted, of_these = await tx.whistles.accepted_below(node.path, since, called_for)
    rate = whistle_rate(of_these, accepted)
    args: dict[str, Arg] = {
        "blown": found.blown,
        "arrived": found.arrived,
        "on_time": found.on_time.fraction,
        "score": found.score,
        "rate": rate.percent,
        "whistled": of_these,
        "accepted": accepted,
        "excluded": len(left_out),
    }
    return (Notice("digest-whistle", args),)


def fact(town: Town, whistle: Whistle, call: Call, now: datetime) -> CallFact:
    """One call as the formulas want it: in time when no step with a limit was or is late."""
    limits = whistle_cards.limits(town, whistle)
    ended = whistle.ended_at or now
    late = any((call.at(step) or ended) > span.due_at for step, span in limits.items())
    over = call.at(Step.REPORT) is not None or whistle.ended_at is not None
    came = call.arrived_at is not None
    in_time = False if late else came if over else None
    return CallFact(whistle.id, came, in_time, bool(call.excused), scores_of(call))
