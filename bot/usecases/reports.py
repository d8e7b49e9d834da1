"""The supervisors' digest: counted from the tickets themselves, each slot once."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.domain.deadlines import ReportSlot, StageClock, nearing_at
from bot.domain.errors import NotYours
from bot.domain.hotspots import UNCOUNTED, Filed, hotspots
from bot.domain.life import OPEN, RUNNING, UNSIGNED, State
from bot.domain.notices import Arg, Notice, Priority, instant
from bot.domain.org import SUPERVISORS, Actor, Level, Node
from bot.domain.rates import Standing, TicketFact, figures, reworked
from bot.domain.rooms import Room
from bot.domain.survey import Answer, Rating
from bot.storage.outbox import Letter
from bot.storage.reports import Row
from bot.storage.store import Store
from bot.usecases import mediation_list, similar, whistle_clock
from bot.usecases.town import Town

LISTED = 3
"""So many tickets stand under each heading; the digest must fit on a phone."""


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Sends the newest slot that has come due today, once. Returns how many digests were queued.

    After an outage a slot is sent late the same day; an older one is not, its figures would be the same.
    """
    due = _latest(town, now)
    if due is None:
        return 0
    slot, period = due
    first_ever = await tx.settings.get("reports_since") == ""
    if not await tx.slots.take(f"report-{slot.name}", period, now):
        return 0
    if first_ever:
        # An installation that has just begun owes nobody the hours before it.
        await tx.settings.put("reports_since", now.isoformat())
        return 0
    return await _send_all(tx, town, slot, period, now)


def _latest(town: Town, now: datetime) -> tuple[ReportSlot, str] | None:
    today = town.today(now)
    past = [s for s in town.policy.report_slots if town.calendar.at(today, s.at) <= now]
    return (max(past, key=lambda s: s.at), today.isoformat()) if past else None


async def _send_all(tx: Store, town: Town, slot: ReportSlot, period: str, now: datetime) -> int:
    """One digest a node that is supervised, to its supervisors in private and to its groups."""
    desks = [node for node in town.tree if node.level not in {Level.GRID, Level.UNIT}]
    people = await tx.org.holders([n.id for n in desks], sorted(SUPERVISORS), town.today(now))
    readers: dict[int, set[Room]] = {}
    for person in people:
        if person.telegram_id is not None:
            readers.setdefault(person.node_id, set()).add(Room(person.telegram_id))
    for binding in await tx.bindings.of([n.id for n in desks]):
        if binding.reach is not None:
            readers.setdefault(binding.node_id, set()).add(binding.reach)
    letters = []
    for node_id, rooms in readers.items():
        notice = await digest(tx, town, town.node(node_id), now, slot.name)
        for room in sorted(rooms):
            key = f"digest:{slot.name}:{period}:{node_id}:{room}"
            letters.append(Letter(key, room.chat_id, notice, Priority.DIGEST, thread_id=room.thread_id))
    await tx.outbox.put(letters, now)
    return len(letters)


async def digest(tx: Store, town: Town, node: Node, now: datetime, name: str) -> Notice:
    """日调度 of one node: counts first, then what needs a hand. Sealed tickets are counted, never listed."""
    since = _since(town, now)
    rows, past = await tx.reports.below(node.path, since), await tx.reports.past(node.path, since)
    facts = [fact(town, row) for row in rows]
    day, rework = figures(facts, now, town.calendar, town.policy.hot, past), reworked(facts, past)
    args: dict[str, Arg] = {
        "place": node.name,
        "slot": name,
        "now_at": now.isoformat(),
        "new": day.new_today,
        "done_today": day.done_today,
        "total": day.total,
        "done": day.done,
        "open": day.open,
        "owed": day.done + day.open,
        "rate": day.completion.percent,
        "rate_done": int(day.completion.numerator),
        "rate_of": day.completion.denominator,
        "due_today": day.due_today,
        "nearing": day.nearing,
        "overdue": day.overdue,
        "unsigned": day.unsigned,
        "danger": day.danger,
        "dropped": day.dropped,
        "reworked": int(rework.numerator),
        "rework_rate": rework.percent,
        "finished": rework.denominator,
    }
    hot = tuple(Notice("digest-hot", {"category": code, "count": count}) for code, count in day.hot)
    left_out = tuple(_left_out(why, count, day.done + day.open) for why, count in day.excluded)
    whistles = await whistle_clock.digest_line(tx, town, node, now)
    mediated = await mediation_list.figure_lines(tx, town, node, now)
    again = _again_and_again(town, rows, now)
    return Notice(
        "digest", args, lines=(*left_out, *_needs_a_hand(town, rows, now), *hot, *again, *whistles, *mediated)
    )


def _since(town: Town, now: datetime) -> datetime:
    """How far back a digest looks at single tickets: today, and the windows of what comes up often. What was settled
    before is only counted.
    """
    midnight = town.calendar.at(town.today(now), time())
    return min(midnight, now - max(town.policy.hot.window, town.hotspots.longest))


def _left_out(reason: str, count: int, of: int) -> Notice:
    """剔除 is said beside the rates, with its reason and of how many: nothing vanishes silently."""
    return Notice("digest-excluded", {"reason": reason, "count": count, "of": of})


def _again_and_again(town: Town, rows: Sequence[Row], now: datetime) -> tuple[Notice, ...]:
    """高频: places with the same trouble so often that they need more than one repair (handbook §6)."""
    kept = [row for row in rows if not row.sealed and not row.danger and row.state not in UNCOUNTED]
    counted = [row for row in kept if similar.is_local(town, row.node_id)]
    filed = [Filed(row.node_id, row.category, row.created_at, row.matter) for row in counted]
    spots = hotspots(filed, now, town.hotspots)[:LISTED]
    return tuple(similar.hot_line(town, "digest-again", spot) for spot in spots)


def _needs_a_hand(town: Town, rows: Sequence[Row], now: datetime) -> tuple[Notice, ...]:
    """The most pressing tickets under three headings, each ticket once."""
    shown = [row for row in rows if not row.sealed and row.state in OPEN]
    late = [row for row in shown if _late(row, now)]
    near = [row for row in shown if row not in late and fact(town, row).nearing_at <= now]
    waiting = [row for row in shown if row.state in UNSIGNED and row not in late and row not in near]
    headings = (("digest-overdue", late), ("digest-nearing", near), ("digest-unsigned", waiting))
    return tuple(
        _item(town, kind, row)
        for kind, found in headings
        for row in sorted(found, key=lambda r: r.due_at or r.created_at)[:LISTED]
    )


async def overdue_list(tx: Store, town: Town, actor: Actor, now: datetime) -> list[Notice]:
    """/overdue: what is past its limit, per supervised node."""
    answers = []
    for node in _own(actor):
        rows = [r for r in await tx.reports.below(node.path, now) if _late(r, now) and not r.sealed]
        lines = tuple(_item(town, "digest-overdue", row) for row in rows[:20])
        answers.append(Notice("overdue-list", {"place": node.name, "count": len(rows)}, lines=lines))
    return answers


async def today(tx: Store, town: Town, actor: Actor, now: datetime) -> list[Notice]:
    """/today and /report: the figures of this moment, for each node the reader supervises."""
    return [await digest(tx, town, node, now, "now") for node in _own(actor)]


def _own(actor: Actor) -> tuple[Node, ...]:
    nodes = actor.supervises()
    if not nodes:
        raise NotYours(number="")
    return nodes


def fact(town: Town, row: Row) -> TicketFact:
    """One ticket as the formulas want it."""
    due_at = row.due_at or row.created_at + timedelta(days=365)
    return TicketFact(
        number=row.number,
        category=row.category,
        grid=town.node(row.node_id).code,
        standing=_standing(row.state),
        accepted_at=row.created_at,
        sign_due_at=row.sign_due_at or due_at,
        due_at=due_at,
        nearing_at=_nearing_at(town, row, row.clock) if row.clock and row.state in OPEN else due_at,
        signed_at=row.signed_at,
        contacted_at=row.contacted_at,
        completed_at=row.completed_at,
        danger=row.danger,
        sealed=row.sealed,
        rehandled=row.round - 1,
        reworks=row.reworks,
        excluded=row.excluded,
        answer=Answer(row.solved) if row.solved else None,
        rating=Rating(row.rating) if row.rating else None,
    )


def _nearing_at(town: Town, row: Row, clock: StageClock) -> datetime:
    return nearing_at(clock, town.policy, town.calendar_at(town.node(row.owner_id)))


def _standing(state: State) -> Standing:
    match state:
        case State.SUBMITTED | State.ACCEPTED | State.DISPATCHED | State.RETURN_REVIEW | State.HANDLING:
            return Standing.OPEN
        case State.DRAFT | State.SUSPENDED:
            return Standing.SUSPENDED
        case State.ON_ACCOUNT:
            return Standing.ON_ACCOUNT
        case State.PENDING_REVIEW | State.PENDING_SURVEY | State.CLOSED | State.ARCHIVED:
            return Standing.DONE
        case State.REJECTED | State.REFERRED | State.MERGED | State.WITHDRAWN | State.INVALID:
            return Standing.DROPPED


def _late(row: Row, now: datetime) -> bool:
    return row.state in RUNNING and row.due_at is not None and row.due_at <= now


def _item(town: Town, kind: str, row: Row) -> Notice:
    args: dict[str, Arg] = {
        "number": row.number,
        "category": row.category,
        "owner": town.node(row.owner_id).name,
        "due_at": instant(row.due_at),
        "sign_due_at": instant(row.sign_due_at),
    }
    return Notice(kind, args)
