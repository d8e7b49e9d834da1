"""/list, /due and /mine: what is open, through a filter, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.domain.life import OPEN, PAUSED, UNSIGNED
from bot.domain.ticket import Ticket

PAGE = 8
"""So many lines are read at a glance in a busy group."""

_NEVER = datetime.max.replace(tzinfo=UTC)


class View(StrEnum):
    """全部 · 未签收 · 即将超时 · 超时 · 挂起; /due: 今天、明天到期; /mine: 我签收的."""

    ALL = "all"
    UNSIGNED = "unsigned"
    NEARING = "nearing"
    OVERDUE = "overdue"
    PAUSED = "paused"
    DUE = "due"
    MINE = "mine"


FILTERS = (View.ALL, View.UNSIGNED, View.NEARING, View.OVERDUE, View.PAUSED)
"""The buttons of /list, in their order."""


@dataclass(frozen=True, slots=True)
class Item:
    """A ticket, whether one of its clocks is nearly used up, and whether its day is today or tomorrow."""

    ticket: Ticket
    near: bool = False
    soon: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """``number`` of ``pages`` (from 1), what stands on it, and how many there are on all of them."""

    items: tuple[Item, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Left:
    """The time left (``late``: the time over), in the one unit that people would name."""

    count: int
    unit: str
    late: bool


def due_of(ticket: Ticket) -> datetime | None:
    """What is due next: the signature, or the result. Nothing while no clock runs."""
    if ticket.state in PAUSED:
        return None
    return ticket.sign_due_at or ticket.due_at if ticket.state in UNSIGNED else ticket.due_at


def is_late(ticket: Ticket, now: datetime) -> bool:
    due_at = due_of(ticket)
    return due_at is not None and due_at <= now


def shows(view: View, item: Item, now: datetime) -> bool:
    """Whether the ticket belongs into this view."""
    ticket = item.ticket
    if ticket.state not in OPEN:
        return False
    match view:
        case View.ALL | View.MINE:
            return True
        case View.UNSIGNED:
            return ticket.state in UNSIGNED
        case View.NEARING:
            return item.near and due_of(ticket) is not None and not is_late(ticket, now)
        case View.OVERDUE:
            return is_late(ticket, now)
        case View.PAUSED:
            return ticket.state in PAUSED
        case View.DUE:
            return item.soon and due_of(ticket) is not None


def page(items: Sequence[Item], view: View, number: int, now: datetime) -> Page:
    """The page asked for, the earliest due first; a page that is no more is the last there is."""
    shown = sorted((item for item in items if shows(view, item, now)), key=_when)
    pages = max(1, -(-len(shown) // PAGE))
    number = min(max(1, number), pages)
    return Page(tuple(shown[(number - 1) * PAGE : number * PAGE]), number, pages, len(shown))


def _when(item: Item) -> tuple[datetime, int]:
    return due_of(item.ticket) or _NEVER, item.ticket.id


def left(due_at: datetime, now: datetime) -> Left:
    """From two days on in days, from an hour on in hours, else in minutes; never more than is left."""
    gap, late = abs(due_at - now), due_at <= now
    for unit, length, least in (("day", timedelta(days=1), 2), ("hour", timedelta(hours=1), 1)):
        if gap >= least * length:
            return Left(gap // length, unit, late)
    return Left(gap // timedelta(minutes=1), "minute", late)
