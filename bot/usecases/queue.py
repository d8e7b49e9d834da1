"""队列: everything that waits for a decision of a desk, the oldest due first, each with a button that opens it."""

from collections.abc import Collection
from datetime import datetime

from bot.domain.errors import NotYours
from bot.domain.life import State
from bot.domain.notices import Action, Arg, Notice, Press, in_rows
from bot.domain.org import DESKS, Actor, Node, Role
from bot.domain.requests import Request
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, cards, requested
from bot.usecases.town import Town

LISTED = 15
QUEUED = DESKS | {Role.DISCIPLINE}


async def of_person(tx: Store, town: Town, actor: Actor, now: datetime) -> Notice:
    """/desk in private: what waits at the nodes where this person sits."""
    nodes = list(dict.fromkeys(post.node for post in actor.appointments if post.role in QUEUED))
    if not nodes:
        raise NotYours(number="")
    return await _queue(tx, town, nodes, actor, now)


async def of_node(tx: Store, town: Town, actor: Actor, node: Node, now: datetime) -> Notice:
    """/desk in a desk's group: nothing that is sealed."""
    if not actor.reaches(node, DESKS):
        raise NotYours(number="")
    return await _queue(tx, town, [node], None, now)


async def _queue(tx: Store, town: Town, nodes: list[Node], reader: Actor | None, now: datetime) -> Notice:
    waiting = await _requests(tx, town, [node.id for node in nodes], reader)
    unclear = await _unclear(tx, town, [node.id for node in nodes], reader)
    lines, presses = [], []
    for ticket, request in waiting[:LISTED]:
        lines.append(Notice("queue-request", await requested.facts(tx, town, ticket, request)))
        presses.append(
            Press(Action.OPEN_REQUEST, ticket.id, ticket.version, choice=str(request.id), label=ticket.number)
        )
    for ticket in unclear[: LISTED - len(lines)]:
        lines.append(Notice("queue-place", cards.compose(ticket, town).args))
        presses.append(Press(Action.DISPATCH, ticket.id, ticket.version, label=ticket.number))
    places = "、".join(node.name for node in nodes[:5])
    count = len(waiting) + len(unclear)
    args: dict[str, Arg] = {"places": places, "count": count, "more": count - len(lines)}
    return Notice("queue", args, in_rows(presses, 2), tuple(lines))


async def _requests(
    tx: Store, town: Town, nodes: Collection[int], reader: Actor | None
) -> list[tuple[Ticket, Request]]:
    found = []
    for request in await tx.requests.waiting_at(nodes, 100):
        ticket = await tx.tickets.get(request.ticket_id)
        if ticket is None or request.kind not in requested.ASKED_IN or not requested.alive(request, ticket):
            continue
        if _readable(town, ticket, reader) and (reader is None or requested.decides(town, reader, ticket, request)):
            found.append((ticket, request))
    return found


async def _unclear(tx: Store, town: Town, nodes: Collection[int], reader: Actor | None) -> list[Ticket]:
    """Tickets of which nobody has said yet whose they are."""
    tickets = await tx.tickets.open_at(nodes, 100)
    return [one for one in tickets if one.state is State.ACCEPTED and _readable(town, one, reader)]


def _readable(town: Town, ticket: Ticket, reader: Actor | None) -> bool:
    return not ticket.sealed if reader is None else acting.may_handle(town, reader, ticket)
