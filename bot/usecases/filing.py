"""A draft becomes a ticket, or several: number, owner, clocks, receipt, card and alarm in one transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.catalogue import Category
from bot.domain.deadlines import Stage
from bot.domain.intake import Draft, Spot, at_place_of, matter_of
from bot.domain.life import Event, State, Who
from bot.domain.org import Level, Node, Role
from bot.domain.reading import Follow
from bot.domain.ticket import Ticket
from bot.domain.transitions import leads_to
from bot.storage.drafts import SavedDraft
from bot.storage.history import Entry
from bot.storage.store import Store
from bot.usecases import alarms, cards, joined, ladder, merging, receipts, similar, timing
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
    """The draft's ticket; further matters of the same message get theirs, and one receipt lists them all."""
    if draft.others and not draft.danger:
        ticket = await _file_several(tx, town, saved, draft, now)
    else:
        ticket = await file(tx, town, saved.person_id, draft, now, draft_id=_with_extras(saved))
        for other in draft.others:
            await file(tx, town, saved.person_id, at_place_of(draft, other), now, draft_id=None)
    await tx.drafts.filed(saved, ticket.id)
    return ticket


def _with_extras(saved: SavedDraft) -> int | None:
    """The draft from which files and a location are taken along."""
    return saved.id if saved.extras else None


async def _file_several(tx: Store, town: Town, saved: SavedDraft, draft: Draft, now: datetime) -> Ticket:
    tickets = [await file(tx, town, saved.person_id, draft, now, draft_id=_with_extras(saved), quiet=True)]
    for other in draft.others:
        placed = at_place_of(draft, other)
        tickets.append(await file(tx, town, saved.person_id, placed, now, draft_id=None, like=tickets[0], quiet=True))
    await receipts.send_several(tx, town, tickets, now)
    return tickets[0]


async def file(
    tx: Store,
    town: Town,
    person_id: int,
    draft: Draft,
    now: datetime,
    *,
    draft_id: int | None,
    like: Ticket | None = None,
    quiet: bool = False,
    split_by: int | None = None,
) -> Ticket:
    """Files a draft. Everything that is said about it is queued in the same transaction. ``like``: another ticket of
    the same message, whose pictures belong to this one too; ``quiet``: its receipt is sent with others; ``split_by``:
    who has made it a child of ``like``.
    """
    category = town.category(matter_of(draft) or FALLBACK_CATEGORY)
    node = place_of(town, draft)
    if category.sealed:
        route = await sealed_route(tx, town, category.code, node, now)
    else:
        route = open_route(town, node, known=draft.spot is Spot.SURE)
    clocks = timing.clocks_for(town, category.code, route.owner, 1, now)
    due = {"sign_due_at": timing.due_of(clocks, Stage.SIGN), "due_at": timing.due_of(clocks, Stage.HANDLE)}
    values = {"petitioner_id": person_id, "node_id": node.id, **_told(category, draft), **_routed(route), **due}
    if like is not None and split_by is not None:
        values["parent_id"] = like.id
    ticket = await _add(tx, town, values, draft, now, split_by or person_id)
    media = await _take_along(tx, draft_id, ticket) if like is None else tuple(await tx.media.copy(like.id, ticket.id))
    first = await similar.keep(tx, town, ticket, draft.fingerprint, draft.verdict)
    # What one message tells as several matters stays several, and what he says is another matter is one.
    asks = first is not None and not quiet and draft.follow is not Follow.NEW
    head = await joined.same_of_own(tx, town, ticket, now) if asks else None
    if head is not None and joined.may_head(head):
        return await merging.repeated(tx, town, ticket, head, media, now)
    if route.direct:
        ticket = await move(tx, ticket, Event.DISPATCH, Who.SYSTEM, now)
    await timing.start(tx, town, ticket, clocks)
    if not quiet:
        await receipts.send(tx, town, ticket, now, clocks, first)
    await cards.post_new(tx, town, ticket, now, media, follows=first is not None)
    if first is not None:  # who told the same before; the card shows that one more did
        await cards.recount(tx, town, [first], now)
    if ticket.danger:
        await alarms.raise_alarm(tx, town, ticket, now)
    await ladder.filed(tx, town, ticket, now)
    return ticket


async def _add(
    tx: Store, town: Town, values: dict[str, Any], draft: Draft, now: datetime, author_id: int
) -> Ticket:  # fmt: skip
    """A new ticket, accepted, with what was said and what that was taken for."""
    number = await tx.tickets.next_number(town.today(now))
    # Told and accepted in one row: nobody sees it in between.
    accepted = leads_to(number, State.SUBMITTED, Event.ACCEPT, Who.SYSTEM)
    first = {"state": accepted.value, "round": 1, "version": 2, "created_at": now}
    ticket = await tx.tickets.add({"number": number, **values, **first})
    await tx.readings.keep(ticket.id, draft.verdict)
    note_id = await tx.tickets.add_note(ticket.id, author_id, "report", draft.text, now)
    told = Entry(ticket.id, Event.SUBMIT, State.SUBMITTED, State.SUBMITTED, author_id, 1, now, note_id=note_id)
    await tx.history.append([told, Entry(ticket.id, Event.ACCEPT, State.SUBMITTED, accepted, None, 1, now)])
    return ticket


def _told(category: Category, draft: Draft) -> dict[str, Any]:
    return {
        "category": category.code,
        "intent": draft.intent,
        "profile": category.profile.value,
        "sure": draft.sure,
        "danger": category.code.startswith("01"),
        "public_text": draft.redacted,
        "place_text": draft.place_text[:256],
        "rules_version": draft.rules_version,
    }


def _routed(route: Route) -> dict[str, Any]:
    return {"sealed_role": route.sealed_role, "owner_id": route.owner.id}


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
