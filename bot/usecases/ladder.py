"""The rules of the ladder at work: what happens to a ticket tells which level takes it or watches (handbook §6)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.domain.clocks import Stage
from bot.domain.escalation import How, Rule, Trigger, reached, target
from bot.domain.life import OPEN, Event, State, Who
from bot.domain.notices import Arg, Notice
from bot.domain.org import Level, Node
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.domain.transitions import TRANSITIONS
from bot.domain.worktime import due
from bot.storage.escalations import Told
from bot.storage.store import Store
from bot.usecases import apart, supervising, taking, telling
from bot.usecases.moving import move
from bot.usecases.town import Town

BATCH = 100


class Late(NamedTuple):
    """Limits of a ticket that have passed, each with the how-manieth time."""

    ticket: Ticket
    levels: tuple[tuple[Stage, int], ...]


class Climb(NamedTuple):
    """``trigger`` has come so many ``times``. ``aloud``: nothing else tells those concerned."""

    ticket: Ticket
    trigger: Trigger
    times: int
    aloud: bool = True


class _Step(NamedTuple):
    """What is to be done: the level of ``node`` watches, or ``takes`` the ticket."""

    climb: Climb
    rule: Rule | None
    node: Node
    takes: bool


async def passed(tx: Store, town: Town, late: Iterable[Late], now: datetime) -> None:
    """Limits have passed. Who hears of it is said with the clock's own words, so only the record is made here; but who
    never signs loses the ticket to the desk above.
    """
    waiting = [list(_climbs(one)) for one in late]
    while waiting := [climbs for climbs in waiting if climbs]:
        firsts = [climbs.pop(0) for climbs in waiting]
        for climbs, changed in zip(waiting, await climb_all(tx, town, firsts, now), strict=True):
            climbs[:] = [climb._replace(ticket=changed or climb.ticket) for climb in climbs]


def _climbs(late: Late) -> Iterator[Climb]:
    for stage, level in late.levels:
        if stage is Stage.HANDLE:
            yield Climb(late.ticket, Trigger.OVERDUE, level, aloud=False)
    if sign := max((level for stage, level in late.levels if stage is Stage.SIGN), default=0):
        yield Climb(late.ticket, Trigger.SIGN_OVERDUE, sign)


async def dissatisfied(tx: Store, town: Town, ticket: Ticket, now: datetime) -> list[Room]:
    """After another 不满意 (the round counts them): the rooms of the level that reads along from here on."""
    climb = Climb(ticket, Trigger.DISSATISFIED, ticket.round - 1, aloud=False)
    step = _asked(town, climb, await tx.escalations.told([ticket.id]))
    if step is None:
        return []
    [ticket] = await _watch(tx, town, [step], now)
    return await _rooms(tx, town, ticket, step.node, now)


async def petitioners_changed(tx: Store, town: Town, ticket: Ticket, count: int, now: datetime) -> None:
    """So many households stand behind the matter now, this ticket's own petitioner among them."""
    if ticket.state in OPEN:
        await climb(tx, town, Climb(ticket, Trigger.PETITIONERS, count), now)


async def filed(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    """A new ticket: words that tell of violence to come (民转刑) bring in the next desk at once."""
    if not ticket.danger and town.ladder.at_risk(ticket.category, ticket.public_text):
        await climb(tx, town, Climb(ticket, Trigger.RISK, 1), now)


async def threatened(tx: Store, town: Town, ticket: Ticket, now: datetime, actor_id: int) -> Ticket:
    """民转刑 seen by whoever mediates: the desk above takes the ticket; what cannot change hands is watched from there.
    At the outermost desk nothing is higher.
    """
    parent = town.tree.get(town.node(ticket.owner_id).parent_id)
    if parent is None or ticket.state not in OPEN:
        return ticket
    above = town.tree.desk_above(parent)
    if ticket.danger or ticket.sealed or ticket.state not in TRANSITIONS[Event.REPORT_UP].sources:
        step = _Step(Climb(ticket, Trigger.RISK, 1), reached(town.ladder, Trigger.RISK, 1), above, takes=False)
        [watched] = await _watch(tx, town, [step], now)
        return watched
    take = taking.Take(ticket, above, Trigger.RISK)
    [taken] = await taking.take(tx, town, [take], Who.SYSTEM, now, actor_id=actor_id)
    return taken


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Disputes that were not settled in time, and what came back too often. Returns how many climbed."""
    waiting = [(Trigger.RETURNS, i) for i in await _returned(tx, town)]
    waiting += [(Trigger.DISPUTE, i) for i in await _unsettled(tx, town, now)]
    climbed = list[int]()

    async def look(one: tuple[Trigger, int]) -> None:
        trigger, ticket = one[0], await tx.tickets.get(one[1])
        times = ticket.returns if ticket is not None and trigger is Trigger.RETURNS else 1
        if ticket is not None and await climb(tx, town, Climb(ticket, trigger, times), now) is not None:
            climbed.append(ticket.id)

    await apart.each(tx, waiting, look)
    return len(climbed)


async def climb(tx: Store, town: Town, one: Climb, now: datetime) -> Ticket | None:
    """Does what the rules say, each step once a round. None: nothing was to be done."""
    [changed] = await climb_all(tx, town, [one], now)
    return changed


async def climb_all(tx: Store, town: Town, climbs: Sequence[Climb], now: datetime) -> list[Ticket | None]:
    """The same for many, each of another ticket, in their order."""
    told = await tx.escalations.told([climb.ticket.id for climb in climbs])
    steps = [step for climb in climbs if (step := _asked(town, climb, told)) is not None]
    changed = await _watch(tx, town, [step for step in steps if not step.takes], now)
    takes = [taking.Take(climb.ticket, node, climb.trigger) for climb, _, node, takes in steps if takes]
    changed += await taking.take(tx, town, takes, Who.SYSTEM, now)
    by_id = {ticket.id: ticket for ticket in changed}
    return [by_id.get(climb.ticket.id) for climb in climbs]


def _asked(town: Town, climb: Climb, told: Collection[Told]) -> _Step | None:
    """What is to be done: nothing when the owner stands as high as the rule's level, or that was told before."""
    ticket, trigger, count, _ = climb
    rule = reached(town.ladder, trigger, count)
    if rule is None:
        return None
    chain = town.tree.chain(town.node(ticket.owner_id))
    # Every further time that a limit passes is for one level more.
    node = target(chain, rule.level, count - rule.times if trigger is Trigger.OVERDUE else 0)
    if node is None or Told(ticket.id, ticket.round, trigger, node.id) in told:
        return None
    # A danger stays with those on the spot, a sealed matter with the one it was given to.
    takes = rule.how is How.TAKE and not ticket.danger and not ticket.sealed
    # While a desk decides whose it is the first receiver keeps it (首接负责); afterwards it is looked at again.
    if takes and ticket.state is State.RETURN_REVIEW:
        return None
    # What rests is only watched.
    return _Step(climb, rule, node, takes and ticket.state in TRANSITIONS[Event.REPORT_UP].sources)


async def _watch(tx: Store, town: Town, steps: Sequence[_Step], now: datetime) -> list[Ticket]:
    rows = [(step.climb.ticket, step.node.id, step.climb.trigger) for step in steps]
    await tx.escalations.add(rows, How.WATCH, now)
    return [await _told_of(tx, town, step, now) for step in steps]


async def _told_of(tx: Store, town: Town, step: _Step, now: datetime) -> Ticket:
    (ticket, trigger, count, aloud), rule, node, _ = step
    if aloud:
        ticket = await _say(tx, town, ticket, node, trigger, count, now)
    if rule is None or not rule.supervise:
        return ticket
    return await supervising.by_rule(tx, town, ticket, rule, node, count, now, told=aloud)


async def _say(
    tx: Store, town: Town, ticket: Ticket, node: Node, trigger: Trigger, count: int, now: datetime
) -> Ticket:  # fmt: skip
    """Those who watch from now on, those who are watched and the resident hear it in one sentence each."""
    watched = await move(tx, ticket, Event.ESCALATE, Who.SYSTEM, now, reason=f"{trigger} {node.level}")
    below = await telling.handlers(tx, town, ticket, now)
    above = [room for room in await _rooms(tx, town, ticket, node, now) if room not in below]
    args: dict[str, Arg] = {
        "number": ticket.number,
        "category": ticket.category,
        "owner": town.node(ticket.owner_id).name,
        "place": node.name,
        "trigger": trigger.value,
        "count": count,
    }
    mark = f"{trigger}:{node.id}"
    for kind, rooms in (("ladder-watch", above), ("ladder-watched", below)):
        for room in rooms:
            key = f"{kind}:{ticket.id}:{ticket.round}:{mark}:{room}"
            notice = Notice(kind, args)
            await telling.reply(
                tx, room.chat_id, notice, key, now, ticket_id=ticket.id, card="copy", thread_id=room.thread_id
            )
    await telling.everyone(tx, ticket, "watched", now, {"owner": node.name}, mark=mark)
    return watched


async def _rooms(tx: Store, town: Town, ticket: Ticket, node: Node, now: datetime) -> list[Room]:
    chain = town.tree.chain(town.node(ticket.owner_id))
    return await telling.level_up(tx, town, ticket, chain.index(node), now)


def below(town: Town, level: Level) -> list[int]:
    """Owners that have such a level above them."""
    return [node.id for node in town.tree if target(town.tree.chain(node), level)]


async def _returned(tx: Store, town: Town) -> list[int]:
    rule = town.ladder.of(Trigger.RETURNS)
    return await tx.escalations.returned(below(town, rule.level), rule.times, BATCH) if rule else []


async def _unsettled(tx: Store, town: Town, now: datetime) -> list[int]:
    """Candidates by their age in days; the calendar decides."""
    rule = town.ladder.of(Trigger.DISPUTE)
    if rule is None or rule.after is None:
        return []
    codes = [code for code in town.categories if town.ladder.is_dispute(code)]
    found = []
    owners = below(town, rule.level)
    for ticket_id in await tx.escalations.unsettled(owners, codes, now - rule.after.span, BATCH):
        ticket = await tx.tickets.get(ticket_id)
        if ticket is not None and due(ticket.created_at, rule.after, town.calendar) <= now:
            found.append(ticket_id)
    return found
