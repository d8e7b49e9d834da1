"""A draft becomes a ticket: number, owner, clocks, receipt, card and alarm in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.deadlines import Stage
from bot.domain.intake import Draft, Spot, matter_of
from bot.domain.notices import Action, Arg, Notice, Press, Priority, Rows, instant
from bot.domain.org import Level, Node, Role
from bot.domain.ticket import Event, State, Ticket, Who
from bot.storage.drafts import SavedDraft
from bot.storage.history import Entry
from bot.storage.store import Store
from bot.usecases import alarms, cards, telling, timing
from bot.usecases.moving import move
from bot.usecases.town import FALLBACK_CATEGORY, Town


@dataclass(frozen=True, slots=True)
class Route:
    """Who answers for a matter: the ``owner``; without ``direct`` a desk there has to dispatch it.

    ``sealed_role``: the role that alone may read it, None for an ordinary matter.
    """

    owner: Node
    direct: bool
    sealed_role: Role | None = None


async def file_draft(tx: Store, town: Town, saved: SavedDraft, draft: Draft, now: datetime) -> Ticket:
    ticket = await file(tx, town, saved.person_id, draft, now, draft_id=saved.id)
    await tx.drafts.filed(saved, ticket.id)
    return ticket


async def file(tx: Store, town: Town, person_id: int, draft: Draft, now: datetime, *, draft_id: int | None) -> Ticket:
    """Files a draft. Everything that is said about it is queued in the same transaction."""
    category = town.category(matter_of(draft) or FALLBACK_CATEGORY)
    node = place_of(town, draft)
    if category.sealed:
        route = await sealed_route(tx, town, category.code, node, now)
    else:
        route = open_route(town, node, known=draft.spot is Spot.SURE)
    clocks = timing.clocks_for(town, category.code, route.owner, 1, now)
    ticket = await tx.tickets.add(
        {
            "number": await tx.tickets.next_number(town.today(now)),
            "petitioner_id": person_id,
            "category": category.code,
            "intent": draft.intent,
            "profile": category.profile.value,
            "sure": draft.sure,
            "sealed_role": route.sealed_role,
            "danger": category.code.startswith("01"),
            "public_text": draft.redacted,
            "place_text": draft.place_text[:256],
            "node_id": node.id,
            "owner_id": route.owner.id,
            "state": State.SUBMITTED.value,
            "round": 1,
            "version": 1,
            "created_at": now,
            "sign_due_at": timing.due_of(clocks, Stage.SIGN),
            "due_at": timing.due_of(clocks, Stage.HANDLE),
            "rules_version": draft.rules_version,
        }
    )
    await tx.readings.keep(ticket.id, draft.verdict)
    note_id = await tx.tickets.add_note(ticket.id, person_id, "report", draft.text, now)
    entry = Entry(ticket.id, Event.SUBMIT, State.SUBMITTED, State.SUBMITTED, person_id, 1, now, note_id=note_id)
    await tx.history.append([entry])
    ticket = await move(tx, ticket, Event.ACCEPT, Who.SYSTEM, now)
    if route.direct:
        ticket = await move(tx, ticket, Event.DISPATCH, Who.SYSTEM, now)
    await timing.start(tx, town, ticket, clocks)
    media = await _take_along(tx, draft_id, ticket)
    await _announce(tx, town, ticket, media, now)
    return ticket


def place_of(town: Town, draft: Draft) -> Node:
    """The node the draft is about; the outermost one while nothing is known."""
    node = town.tree.get(draft.node_id) or town.tree.shared_desk(
        [n for option in draft.options if (n := town.tree.get(option))]
    )
    if node is None:
        raise LookupError("no places are imported yet: yigetong import grids FILE")
    return node


def open_route(town: Town, node: Node, *, known: bool) -> Route:
    """The grid when it is sure, else the desk above: never a wrong chief."""
    if known and node.level is Level.GRID:
        return Route(node, direct=True)
    return Route(town.tree.desk_above(node), direct=False)


async def sealed_route(tx: Store, town: Town, category: str, node: Node, now: datetime) -> Route:
    """The appointed person of the nearest higher node, never the grid: roles in the order the rules give them.

    With nobody appointed the outermost node owns it and the admins are told.
    """
    roles = town.readers_of_sealed(category)
    above = [n for n in town.tree.chain(node) if n.level is not Level.GRID]
    people = await tx.org.holders([n.id for n in above], roles, town.today(now))
    reachable = {(person.role, person.node_id) for person in people if person.telegram_id is not None}
    for role in roles:
        for candidate in above:
            if (role, candidate.id) in reachable:
                return Route(candidate, direct=True, sealed_role=role)
    return Route(above[-1] if above else node, direct=True, sealed_role=roles[-1])


async def _take_along(tx: Store, draft_id: int | None, ticket: Ticket) -> tuple[int, ...]:
    if draft_id is None:
        return ()
    await tx.tickets.give_locations(draft_id, ticket.id)
    return tuple(await tx.media.give(draft_id, ticket.id))


async def _announce(tx: Store, town: Town, ticket: Ticket, media: tuple[int, ...], now: datetime) -> None:
    await receipt(tx, town, ticket, now)
    await cards.post(tx, town, ticket, now, media)
    if ticket.danger:
        await alarms.raise_alarm(tx, town, ticket, now)


async def receipt(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    """What the resident hears at once; in danger the number to call stands before everything else."""
    args: dict[str, Arg] = {
        "category": ticket.category,
        "place": ticket.place_text or town.node(ticket.node_id).name,
        "owner": town.node(ticket.owner_id).name,
        "due_at": instant(ticket.due_at),
        "sure": int(ticket.sure),
        "direct": int(ticket.state is State.DISPATCHED),
    }
    lines: tuple[Notice, ...] = ()
    if ticket.danger:
        kind, priority = f"danger-{ticket.category}", Priority.DANGER
        # Empty: the resident is asked where, after the number to call.
        known = ticket.place_text or town.node(ticket.node_id).level is Level.GRID
        place = args["place"] if known else ""
        lines = (Notice("danger-filed", {"number": ticket.number, "place": place}),)
    else:
        kind, priority = "receipt-sealed" if ticket.sealed else "receipt", Priority.RECEIPT
    await telling.petitioner(
        tx,
        ticket,
        kind,
        now,
        args,
        buttons=receipt_buttons(ticket),
        lines=lines,
        priority=priority,
        mark=str(ticket.version),
        card="receipt",
    )


def receipt_buttons(ticket: Ticket) -> Rows:
    """Corrections for ten minutes; a danger gets no menu (handbook §9)."""
    if ticket.danger:
        return ()

    def press(action: Action) -> Press:
        return Press(action, ticket.id, ticket.version)

    first = (press(Action.CHANGE_CATEGORY), press(Action.CHANGE_PLACE))
    second = (press(Action.WITHDRAW),) if ticket.sealed else (press(Action.SEAL), press(Action.WITHDRAW))
    return (first, second)
