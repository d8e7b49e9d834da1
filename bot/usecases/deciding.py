"""What a meeting decides of an item: lead, limit, measure; and 销号 with proof once it is done."""

from datetime import datetime, timedelta

from bot.domain.errors import Forged, Missing, NotFinished, NotFound, NotYours, WrongState, id_in
from bot.domain.life import OPEN, State, Who
from bot.domain.meetings import GIVEN, Item, Way, Why, next_held, next_word, read_decision
from bot.domain.names import MEETING
from bot.domain.notices import Action, Arg, Notice, Press, in_rows, instant
from bot.domain.orders import Verb
from bot.domain.org import DESKS, Actor, Node, Role
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import accounts, acting, cards, leading, meetings, telling
from bot.usecases.town import Town

CHAIRS = DESKS | {Role.LEADER}
"""Who decides in a meeting (handbook §2)."""


async def show(tx: Store, town: Town, actor: Actor, ticket_id: int, choice: str) -> Notice:
    """One item: where it stands, and what can be decided."""
    item, ticket, _ = await _item(tx, town, actor, ticket_id, id_in(choice))
    args: dict[str, Arg] = {**meetings.facts(town, item, ticket), "text": cards.shorten(ticket.public_text)}
    if item.struck_at is not None:
        return Notice("meeting-item", args)
    actions = (Action.STRIKE,) if meetings.finished(ticket) else (Action.MEETING_LEAD,)
    presses = [Press(action, ticket.id, choice=choice) for action in (*actions, Action.MEETING_REMOVE)]
    return Notice("meeting-item", args, (tuple(presses),))


async def choose_lead(tx: Store, town: Town, actor: Actor, ticket_id: int, choice: str) -> Notice:
    """Who leads: the owner now, whoever stands below the meeting's node, and its units."""
    item, ticket, node = await _item(tx, town, actor, ticket_id, id_in(choice))
    presses = [
        Press(Action.MEETING_LEAD_IS, ticket.id, choice=f"{item.id}-{lead.id}", label=lead.name)
        for lead in leading.leads(town, node, ticket)
    ]
    args: dict[str, Arg] = {"number": ticket.number, "others": len(presses) - 1}
    return Notice("meeting-choose-lead", args, in_rows(presses, 2))


async def lead_is(tx: Store, town: Town, actor: Actor, ticket_id: int, choice: str) -> Notice:
    """Somebody leads; until when? What stands decided stands until the measure closes the new decision."""
    first, _, second = choice.partition("-")
    item, ticket, node = await _item(tx, town, actor, ticket_id, id_in(first))
    lead, _ = _lead(town, node, ticket, second)
    presses = [
        Press(Action.MEETING_DAYS, ticket.id, choice=f"{item.id}-{lead.id}-{days}", label=str(days))
        for days in town.meetings.days
    ]
    return Notice("meeting-choose-days", {"number": ticket.number, "lead": lead.name}, in_rows(presses, 2))


async def days_are(tx: Store, town: Town, actor: Actor, ticket_id: int, choice: str, now: datetime) -> Notice:
    """The limit is chosen: what the answer will bring about, and what is to be done?"""
    item_id, lead_id, days = _chosen(choice)
    item, ticket, node = await _item(tx, town, actor, ticket_id, id_in(item_id))
    lead, meant = _lead(town, node, ticket, lead_id)
    args: dict[str, Arg] = {
        "number": ticket.number, "lead": lead.name, "owner": town.node(ticket.owner_id).name, "way": meant.value,
        "due_at": instant(_due(town, days, now)),
    }  # fmt: skip
    return Notice("meeting-prompt", args, reply=True, answers=f"{Verb.ASSIGN}:{item.id}-{lead.id}-{days}")


async def assign(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, choice: str, text: str, masked: str, now: datetime
) -> Notice:
    """The measure closes the decision: the lead gets it, and he, the owner and the resident hear it. What stood on
    account goes on. ``choice``: item, lead and days as the buttons left them; else those of the decision before.
    """
    item, ticket, node = await _of(tx, town, actor, ticket, choice.partition("-")[0])
    if meetings.finished(ticket):
        raise WrongState(number=ticket.number, state=ticket.state.value)
    measure, together = read_decision(masked or text, town.meetings.together)
    if not measure or ("-" not in choice and (item.lead_id is None or item.days is None)):
        raise Missing(number=ticket.number)
    _, lead_id, days = _chosen(choice if "-" in choice else f"{item.id}-{item.lead_id}-{item.days}")
    lead, meant = _lead(town, node, ticket, lead_id)
    due_at = _due(town, days, now)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "measure", measure, now)
    await tx.meetings.change(
        item.id, lead_id=lead.id, days=int(days), measure_id=note_id, together=together, due_at=due_at, decided_at=now,
        decider_id=actor.person_id, next_at=next_word(due_at, town.meetings.remind, now, town.calendar),
    )  # fmt: skip
    if ticket.state is State.ON_ACCOUNT:
        ticket = await accounts.go_on(tx, town, ticket, Who.MEETING, now, actor.person_id, due_at)
    args: dict[str, Arg] = {
        "number": ticket.number, "category": ticket.category, "place": node.name, "lead": lead.name, "way": meant.value,
        "owner": town.node(ticket.owner_id).name, "together": together, "text": cards.shorten(measure),
        "due_at": instant(due_at),
    }  # fmt: skip
    ticket, left = await leading.hand(tx, town, actor, ticket, lead, meant, measure, note_id, now)
    rooms = [*await telling.reach(tx, town, lead, now), *await telling.handlers(tx, town, ticket, now)]
    told, gone = Notice("meeting-assigned", args), Notice("meeting-left", args)
    await leading.say(tx, ticket, told, gone, rooms, left, f"{item.id}:{note_id}", now)
    resident: dict[str, Arg] = {"owner": lead.name, "due_at": instant(due_at)}
    await telling.everyone(tx, ticket, "meeting-told", now, resident, mark=str(note_id))
    return Notice("answer-assigned", args)


async def ask_proof(tx: Store, town: Town, actor: Actor, ticket_id: int, choice: str) -> Notice:
    """销号: one sentence or a picture as proof."""
    item, ticket, _ = await _item(tx, town, actor, ticket_id, id_in(choice))
    _may_strike(ticket)
    return Notice("strike-prompt", {"number": ticket.number}, reply=True, answers=f"{Verb.STRIKE}:{item.id}")


async def strike(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, choice: str, text: str, media: tuple[int, ...], now: datetime
) -> Notice:
    """Off the list, once the ticket is finished and the proof is there."""
    item, ticket, _ = await _of(tx, town, actor, ticket, choice)
    _may_strike(ticket)
    if not text and not media:
        raise Missing(number=ticket.number)
    proof_id = await tx.tickets.add_note(ticket.id, actor.person_id, "proof", text, now)
    await tx.meetings.change(item.id, struck_at=now, proof_id=proof_id, next_at=None)
    return Notice("answer-struck", {"number": ticket.number})


async def remove(tx: Store, town: Town, actor: Actor, ticket_id: int, choice: str, now: datetime) -> Notice:
    """移出: a desk finds that it needs not be spoken of."""
    item, ticket, _ = await _item(tx, town, actor, ticket_id, id_in(choice))
    await tx.meetings.change(item.id, removed_at=now)
    return Notice("answer-removed", {"number": ticket.number})


async def add(tx: Store, town: Town, actor: Actor, ticket_id: int, now: datetime) -> Notice:
    """列入会议: onto the next list of the nearest level whose desk this person is."""
    ticket = await acting.visible(tx, town, actor, ticket_id)
    node = own_desk(town, actor, ticket)
    kinds = [(kind, rule) for kind, rule in town.meetings.meetings.items() if node and rule.level is node.level]
    if node is None or not kinds:
        raise NotYours(number=ticket.number)
    held_at, kind = min((next_held(rule, now, town.calendar), kind) for kind, rule in kinds)
    meeting = await tx.meetings.at(node.id, kind, held_at)
    if not await tx.meetings.add(meeting.id, ticket.id, Why.DESK):
        await tx.meetings.put_back(meeting.id, ticket.id)
    args = {"number": ticket.number, "meeting": f"{MEETING}-{kind}", "held_at": instant(held_at)}
    return Notice("answer-listed", args)


def own_desk(town: Town, actor: Actor, ticket: Ticket) -> Node | None:
    """The nearest node at or above the owner where this person is the desk; a sealed matter is on no list."""
    posts = {post.node.id for post in actor.appointments if post.role in DESKS}
    if ticket.sealed or ticket.state not in OPEN:
        return None
    return next((node for node in town.tree.chain(town.node(ticket.owner_id)) if node.id in posts), None)


def _lead(town: Town, node: Node, ticket: Ticket, chosen: str) -> tuple[Node, Way]:
    """Who was chosen and what it means. Raises Forged, and WrongState for whom it could be given at other times."""
    lead = town.tree.get(id_in(chosen))
    if lead is None:
        raise Forged
    meant = leading.leads(town, node, ticket).get(lead)
    if meant is None:
        raise Forged if ticket.state in GIVEN else WrongState(number=ticket.number, state=ticket.state.value)
    return lead, meant


def _chosen(choice: str) -> tuple[str, str, str]:
    """Item, lead and days of "12-3-7"."""
    item, _, rest = choice.partition("-")
    lead, _, days = rest.partition("-")
    return item, lead, days


def _due(town: Town, days: str, now: datetime) -> datetime:
    """So many days on, at the close of business of a working day."""
    if id_in(days) not in town.meetings.days:
        raise Forged
    day = town.calendar.first_workday(town.today(now) + timedelta(days=int(days)))
    return town.calendar.at(day, town.calendar.hours[-1].closes)


def _may_strike(ticket: Ticket) -> None:
    if not meetings.finished(ticket):
        raise NotFinished(number=ticket.number)


async def _of(tx: Store, town: Town, actor: Actor, ticket: Ticket, choice: str) -> tuple[Item, Ticket, Node]:
    """The item that was chosen before, or by word alone the ticket's newest."""
    if choice:
        return await _item(tx, town, actor, ticket.id, id_in(choice))
    newest = await tx.meetings.newest_item(ticket.id)
    if newest is None:
        raise NotFound
    return await _item(tx, town, actor, ticket.id, newest.id)


async def _item(tx: Store, town: Town, actor: Actor, ticket_id: int, item_id: int) -> tuple[Item, Ticket, Node]:
    """The item with its ticket and the meeting's node; only for the desks and leaders there and above.

    Raises Forged when the item is another ticket's: a button names both.
    """
    item = await tx.meetings.item(item_id)
    if item is not None and item.ticket_id != ticket_id:
        raise Forged
    meeting = await tx.meetings.get(item.meeting_id) if item else None
    ticket = await tx.tickets.get(item.ticket_id) if item else None
    if item is None or meeting is None or ticket is None or ticket.sealed or item.removed_at is not None:
        raise NotFound
    node = town.node(meeting.node_id)
    if not actor.reaches(node, CHAIRS):
        raise NotYours(number=ticket.number)
    return item, ticket, node
