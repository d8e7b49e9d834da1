"""A limit of an overlay (协办, 吹哨): reminded once before it ends, told one level up once when it has passed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.limits import Limit
from bot.domain.worktime import Calendar, due, instant_at_share

QUIET, REMINDED, TOLD_ABOVE = 0, 1, 2
"""How much has been said of the limit that runs now."""


class Word(StrEnum):
    """What the clock says."""

    REMIND = "remind"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Span:
    """One limit under way: ``remind_at`` lies before ``due_at``."""

    remind_at: datetime
    due_at: datetime


def span(start: datetime, limit: Limit, percent: int, calendar: Calendar) -> Span:
    """The limit as it runs from ``start``, with the reminder when ``percent`` of it are used."""
    end = due(start, limit, calendar)
    return Span(min(end, instant_at_share(start, end, percent / 100, limit, calendar)), end)


def word(told: int, running: Span, now: datetime) -> Word | None:
    """What must be said now; after a missed tick only the weightier."""
    if told < TOLD_ABOVE and now >= running.due_at:
        return Word.OVERDUE
    if told < REMINDED and now >= running.remind_at:
        return Word.REMIND
    return None


def said(word_: Word) -> int:
    """How much has been said after this word."""
    return TOLD_ABOVE if word_ is Word.OVERDUE else REMINDED


def next_at(told: int, running: Span) -> datetime | None:
    """When to look again; None: everything has been said."""
    match told:
        case 0:
            return running.remind_at
        case 1:
            return running.due_at
        case _:
            return None
