"""交办会: the list of a level is opened before its meeting and sent to its chat, with a button per item."""

from datetime import datetime, timedelta
from functools import partial

from bot.domain.life import DROPPED, OPEN
from bot.domain.meetings import Item, MeetingRule, Why, held_on, why
from bot.domain.names import MEETING
from bot.domain.notices import Action, Arg, Notice, Press, Priority, in_rows, instant
from bot.domain.org import Node
from bot.domain.ticket import Ticket
from bot.storage.meetings import Meeting
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import apart, cards, telling
from bot.usecases.town import Town

LATE = timedelta(hours=12)
"""After an outage a list is still opened so long after the meeting began; an older one helps nobody."""

NAME = 24
"""So many characters of a name: twenty items must fit into one message."""


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Opens the lists whose meeting is near, each once. Returns how many."""
    opened = 0
    for kind, rule in town.meetings.meetings.items():
        held_at = _near(town, rule, now)
        if held_at is None or not await tx.slots.take(f"meeting-{kind}", held_at.isoformat(), now):
            continue
        # One after the other: what is wrong with one list is no reason to have no meeting anywhere.
        for node in town.tree:
            if node.level is rule.level:
                opened += await apart.each(tx, [node], partial(_open, tx, town, kind=kind, held_at=held_at, now=now))
    return opened


def _near(town: Town, rule: MeetingRule, now: datetime) -> datetime | None:
    """The meeting whose list is due now, if there is one."""
    first = town.today(now)
    for day in (first, first + timedelta(days=1)):
        held_at = town.calendar.at(day, rule.at)
        if held_at - town.meetings.opens <= now < held_at + LATE and held_on(rule, day, town.calendar):
            return held_at
    return None


async def _open(tx: Store, town: Town, node: Node, *, kind: str, held_at: datetime, now: datetime) -> None:
    """Gathers what is to be spoken of; nothing is sent where there is nothing."""
    meeting = await tx.meetings.at(node.id, kind, held_at)
    before = await tx.meetings.latest(node.id, kind, held_at)
    for item in await tx.meetings.items(before.id) if before else []:
        if item.struck_at is None:
            await tx.meetings.add(meeting.id, item.ticket_id, item.why, carried=item)
    await _gather(tx, town, node, meeting, now)
    await tx.meetings.open(meeting.id, now)
    items = await tx.meetings.items(meeting.id)
    if not items:
        return
    notice = await listed(tx, town, meeting)
    letters = [
        Letter(f"meeting:{meeting.id}:{room}", room.chat_id, notice, Priority.DIGEST, thread_id=room.thread_id)
        for room in await telling.reach(tx, town, node, now)
    ]
    await tx.outbox.put(letters, now)


async def _gather(tx: Store, town: Town, node: Node, meeting: Meeting, now: datetime) -> None:
    """What the rules find, the weightiest first, up to what a meeting can speak of."""
    room = town.meetings.most - len(await tx.meetings.items(meeting.id))
    owners = [other.id for other in town.tree if other.within(node)]
    found = [(why(one, node.level, now), one) for one in await tx.meetings.candidates(node.id, owners, now)]
    order = list(Why)
    chosen = sorted(((order.index(reason), one) for reason, one in found if reason), key=lambda pair: pair[0])
    for place, one in chosen:
        if room <= 0:
            return
        room -= await tx.meetings.add(meeting.id, one.ticket_id, order[place])


async def listed(tx: Store, town: Town, meeting: Meeting) -> Notice:
    """The list as text, with a button per item. Sealed matters are left out, residents have no name here."""
    lines, presses = [], []
    for item in await tx.meetings.items(meeting.id):
        ticket = await tx.tickets.get(item.ticket_id)
        if ticket is None or ticket.sealed:
            continue
        told = facts(town, item, ticket)
        short = {name: cards.shorten(str(told[name]), NAME) for name in ("owner", "lead")}
        lines.append(Notice("meeting-line", {**told, **short}))
        if item.struck_at is None:
            presses.append(Press(Action.MEETING_ITEM, ticket.id, choice=str(item.id), label=ticket.number))
    args: dict[str, Arg] = {
        "place": town.node(meeting.node_id).name,
        "meeting": f"{MEETING}-{meeting.kind}",
        "held_at": instant(meeting.held_at),
        "count": len(lines),
        "struck": len(lines) - len(presses),
    }
    return Notice("meeting-list", args, in_rows(presses, 2), tuple(lines))


def facts(town: Town, item: Item, ticket: Ticket) -> dict[str, Arg]:
    """What a list says of an item."""
    lead = town.tree.get(item.lead_id)
    return {
        "number": ticket.number,
        "category": ticket.category,
        "owner": town.node(ticket.owner_id).name,
        "why": item.why.value,
        "count": item.carried,
        "lead": lead.name if lead else "",
        "together": item.together,
        "due_at": instant(item.due_at),
        "standing": _standing(item, ticket),
    }


def _standing(item: Item, ticket: Ticket) -> str:
    """What ended without work is not called done."""
    if item.struck_at is not None:
        return "struck"
    if ticket.state in DROPPED:
        return "dropped"
    return "done" if finished(ticket) else "open"


def finished(ticket: Ticket) -> bool:
    """Whether no work is owed any more."""
    return ticket.state not in OPEN
