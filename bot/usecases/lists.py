"""/list, /due and /mine: made anew at every press, for whoever may see it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.deadlines import nearing_at
from bot.domain.errors import Forged, NotYours, Stale
from bot.domain.lists import FILTERS, Item, Page, View, due_of, left, page
from bot.domain.notices import Action, Arg, Notice, Press, Rows, in_rows
from bot.domain.org import Actor, Node
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.domain.worktime import due_day
from bot.storage.store import Store
from bot.usecases import acting, binding, cards
from bot.usecases.town import Town

TITLE = 40
"""So much of a masked text stands in a private list."""


async def listed(tx: Store, town: Town, actor: Actor, room: Room, view: View, now: datetime) -> Notice:
    """The first page of what is open where this room belongs."""
    return await _of_node(tx, town, actor, town.node((await binding.standing(tx, room)).node_id), view, 1, now)


async def mine(tx: Store, town: Town, actor: Actor, room: Room, now: datetime, number: int = 1) -> Notice:
    """What this person has signed, across nodes: no sealed ones and no texts where others read along."""
    found = [t for t in await tx.listed.signed_by(actor.person_id) if acting.may_handle(town, actor, t)]
    if not room.private:
        found = [ticket for ticket in found if not ticket.sealed]
    shown = page([Item(ticket) for ticket in found], View.MINE, number, now)
    lines = tuple(_line(town, item.ticket, now, titled=room.private) for item in shown.items)
    return Notice("list", _args(View.MINE, shown), _rows(actor.person_id, View.MINE, shown), lines)


async def turn(tx: Store, town: Town, actor: Actor, room: Room, press: Press, now: datetime) -> Notice:
    """A filter or a page was pressed, perhaps long ago: what is true now, if the room still stands for the node."""
    if press.choice not in tuple(View):
        raise Forged
    view = View(press.choice)
    if view is View.MINE:
        if press.subject != actor.person_id:
            raise NotYours(number="")
        return await mine(tx, town, actor, room, now, press.version)
    if press.subject != (await binding.standing(tx, room)).node_id:
        raise Stale(number="")
    return await _of_node(tx, town, actor, town.node(press.subject), view, press.version, now)


async def _of_node(tx: Store, town: Town, actor: Actor, node: Node, view: View, number: int, now: datetime) -> Notice:
    if not _belongs(actor, node):
        raise NotYours(number=node.code)
    shown = page(await _items(tx, town, await tx.listed.owned_by(node.id), now), view, number, now)
    args = {**_args(view, shown), "place": node.name}
    return Notice("list", args, _rows(node.id, view, shown), tuple(_line(town, i.ticket, now) for i in shown.items))


def _belongs(actor: Actor, node: Node) -> bool:
    """Whoever has a post here, above or below reads what stands in the group's cards anyway; nobody else does."""
    return actor.is_admin or any(node.within(a.node) or a.node.within(node) for a in actor.appointments)


async def _items(tx: Store, town: Town, tickets: Sequence[Ticket], now: datetime) -> list[Item]:
    running = await tx.listed.running([ticket.id for ticket in tickets])
    last = town.today(now) + timedelta(days=1)
    items = []
    for ticket in tickets:
        calendar, due_at = town.calendar_at(town.node(ticket.owner_id)), due_of(ticket)
        near = any(nearing_at(clock, town.policy, calendar) <= now for clock in running.get(ticket.id, ()))
        soon = due_at is not None and town.today(now) <= due_day(due_at, calendar) <= last
        items.append(Item(ticket, near, soon))
    return items


def _args(view: View, shown: Page) -> dict[str, Arg]:
    return {"view": view.value, "count": shown.total, "page": shown.number, "pages": shown.pages, "place": ""}


def _rows(subject: int, view: View, shown: Page) -> Rows:
    """Filters above, always all of them so that they stay where the thumb expects them; pages below."""

    def press(action: Action, number: int, to: View) -> Press:
        return Press(action, subject, number, to.value)

    filters = [press(Action.LIST, 1, other) for other in FILTERS] if view in FILTERS else []
    turns = [press(Action.LIST_PREV, shown.number - 1, view)] if shown.number > 1 else []
    turns += [press(Action.LIST_NEXT, shown.number + 1, view)] if shown.number < shown.pages else []
    return (*in_rows(filters, 3), *in_rows(turns, 2))


def _line(town: Town, ticket: Ticket, now: datetime, *, titled: bool = False) -> Notice:
    """编号 类别 地点 剩余时间."""
    due_at = due_of(ticket)
    rest = left(due_at, now) if due_at is not None else None
    return Notice("list-line", {
        "number": ticket.number,
        "category": town.category(ticket.category).code,
        "place": ticket.place_text or town.node(ticket.node_id).name,
        "left": rest.count if rest else 0,
        "left_in": rest.unit if rest else "none",
        "late": int(rest.late) if rest else 0,
        "state": ticket.state.value,
        "text": cards.shorten(ticket.public_text, TITLE) if titled else "",
    })  # fmt: skip
