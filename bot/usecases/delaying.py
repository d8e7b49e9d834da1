"""延期 and 挂起: the handler asks the desk above him for more time or a pause."""

from datetime import datetime

from bot.domain import delays
from bot.domain.clocks import PauseReason
from bot.domain.delays import NoDelay
from bot.domain.errors import Forged, NoMoreTime
from bot.domain.life import Event, Who
from bot.domain.life_policy import DelayRule
from bot.domain.limits import Limit
from bot.domain.notices import Action, Notice, Press, in_rows, instant
from bot.domain.org import Actor, Node
from bot.domain.requests import Kind
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, requested
from bot.usecases.moving import move
from bot.usecases.town import Town

LISTS = {Kind.EXTENSION: "extension", Kind.SUSPENSION: "suspension"}
"""The list of reasons of each, by its name in life.yaml."""


async def choose_length(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> Notice:
    """延期: how much longer?"""
    ticket, _ = await _mine(tx, town, actor, ticket_id, version, Kind.EXTENSION, now)
    presses = [Press(Action.EXTEND_BY, ticket.id, ticket.version, choice=str(by)) for by in town.life.extension.choices]
    return Notice("extend-by", {"number": ticket.number, "due_at": instant(ticket.due_at)}, in_rows(presses, 2))


async def choose_why(
    tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, written: str, now: datetime
) -> Notice:
    """延期: why? The length that was chosen travels along."""
    ticket, _ = await _mine(tx, town, actor, ticket_id, version, Kind.EXTENSION, now)
    by = _limit(written)
    presses = [
        Press(Action.EXTEND_FOR, ticket.id, ticket.version, choice=f"{code}-{by}")
        for code in town.life.extension.reasons
    ]
    return Notice("extend-why", {"number": ticket.number, "limit": str(by)}, in_rows(presses, 2))


async def extend_for(
    tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, choice: str, now: datetime
) -> Notice:
    """The press that says why; ``choice`` is reason and length."""
    ticket, who = await _mine(tx, town, actor, ticket_id, version, Kind.EXTENSION, now)
    code, _, written = choice.partition("-")
    return await _ask_extension(tx, town, actor, ticket, who, code, _limit(written), "", now)


async def by_word(tx: Store, town: Town, actor: Actor, ticket: Ticket, masked: str, now: datetime) -> Notice:
    """ "延期 2天 等配件". Without a length or a reason the buttons ask for it."""
    by, words = delays.spoken_limit(masked, town.life.units, town.life.numbers)
    if by is None:
        return await choose_length(tx, town, actor, ticket.id, 0, now)
    ticket, who = await _mine(tx, town, actor, ticket.id, 0, Kind.EXTENSION, now)
    code = delays.reason_meant(words, town.life.extension.reasons)
    if not code:
        return await choose_why(tx, town, actor, ticket.id, 0, str(by), now)
    return await _ask_extension(tx, town, actor, ticket, who, code, by, words, now)


async def _ask_extension(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, who: Who, code: str, by: Limit, masked: str, now: datetime
) -> Notice:
    _fits(town, ticket, by, town.life.extension, code, now)
    return await _ask(tx, town, actor, ticket, who, Kind.EXTENSION, code, str(by), masked, now)


async def choose_reason(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> Notice:
    """挂起: what has to be waited for?"""
    ticket, _ = await _mine(tx, town, actor, ticket_id, version, Kind.SUSPENSION, now)
    presses = [
        Press(Action.SUSPEND_FOR, ticket.id, ticket.version, choice=code) for code in town.life.suspension.reasons
    ]
    return Notice("suspend-why", {"number": ticket.number}, in_rows(presses, 2))


async def choose_until(
    tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, code: str, now: datetime
) -> Notice:
    """挂起: how long?"""
    ticket, _ = await _mine(tx, town, actor, ticket_id, version, Kind.SUSPENSION, now)
    presses = [
        Press(Action.SUSPEND_UNTIL, ticket.id, ticket.version, choice=f"{code}-{by}")
        for by in town.life.suspension.choices
    ]
    return Notice("suspend-until", {"number": ticket.number}, in_rows(presses, 2))


async def suspend_until(
    tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, choice: str, now: datetime
) -> Notice:
    ticket, who = await _mine(tx, town, actor, ticket_id, version, Kind.SUSPENSION, now)
    code, _, written = choice.partition("-")
    by = _limit(written)
    if code not in set(PauseReason):
        raise Forged
    _fits(town, ticket, by, town.life.suspension, code, now)
    last = delays.last_day(by, now, town.calendar)
    return await _ask(tx, town, actor, ticket, who, Kind.SUSPENSION, code, last.isoformat(), "", now)


async def _ask(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, who: Who, kind: Kind, code: str, extra: str, masked: str,
    now: datetime,
) -> Notice:  # fmt: skip
    reason = f"{LISTS[kind]}-{code}"
    desk = await _desk(tx, town, ticket, now)
    ticket = await move(tx, ticket, Event.REQUEST, who, now, actor_id=actor.person_id, reason=reason)
    request = await requested.put(tx, town, ticket, actor, kind, reason, masked, desk, now, extra=extra)
    return Notice(
        "answer-asked-desk", {"number": ticket.number, "desk": desk.name, "decide_at": instant(request.due_at)}
    )


async def _desk(tx: Store, town: Town, ticket: Ticket, now: datetime) -> Node:
    """Of a sealed ticket only somebody who may read it decides; without one above there is nobody to ask."""
    desk = await requested.desk_for(tx, town, ticket, [town.node(ticket.owner_id)], now)
    if ticket.sealed and not await requested.rooms_of(tx, town, ticket, desk, now):
        raise NoMoreTime(number=ticket.number, why=NoDelay.SEALED.value)
    return desk


async def _mine(
    tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, kind: Kind, now: datetime
) -> tuple[Ticket, Who]:
    """The ticket, if this very person may ask for more time or a pause now; NoMoreTime says why not."""
    ticket, who = await acting.may(tx, town, actor, ticket_id, Event.REQUEST, version)
    requested.at_owner(actor, ticket)
    if ticket.profile in _rule(town, kind).never:
        raise NoMoreTime(number=ticket.number, why=NoDelay.NEVER.value)
    for asked in await tx.requests.of(ticket.id):
        if requested.alive(asked, ticket) and asked.kind in LISTS:
            raise NoMoreTime(number=ticket.number, why=NoDelay.ASKED.value)
    if kind is Kind.EXTENSION and ticket.due_at is not None and ticket.due_at <= now:
        raise NoMoreTime(number=ticket.number, why=NoDelay.OVERDUE.value)
    times = _rule(town, kind).times
    if times and await tx.requests.count(ticket.id, kind, ticket.round) >= times:
        raise NoMoreTime(number=ticket.number, why=NoDelay.OFTEN.value)
    return ticket, who


def _rule(town: Town, kind: Kind) -> DelayRule:
    return town.life.extension if kind is Kind.EXTENSION else town.life.suspension


def _fits(town: Town, ticket: Ticket, by: Limit, rule: DelayRule, code: str, now: datetime) -> None:
    if code not in rule.reasons:
        raise Forged
    if delays.too_long(by, rule, now, town.calendar):
        raise NoMoreTime(number=ticket.number, why=NoDelay.LONG.value, limit=str(rule.longest))


def _limit(written: str) -> Limit:
    try:
        return Limit.parse(written)
    except ValueError:
        raise Forged from None
