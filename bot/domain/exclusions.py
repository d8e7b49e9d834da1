"""剔除: what may be left out of the rates, and why not (handbook §7: nothing is left out silently)."""

from collections.abc import Sequence
from enum import StrEnum

from bot.domain.requests import Kind, Request
from bot.domain.ticket import Ticket


class Barred(StrEnum):
    """Why a ticket is not left out, or not by this person."""

    ALREADY = "already"
    ASKED = "asked"
    OFTEN = "often"
    SEALED = "sealed"
    OWN = "own"


def bars(ticket: Ticket, requests: Sequence[Request], times: int) -> Barred | None:
    """Why it may not be asked for now; ``requests``: all of the ticket, ``times``: how often it may be refused."""
    if ticket.excluded is not None:
        return Barred.ALREADY
    asked = [one for one in requests if one.kind is Kind.EXCLUSION]
    if any(one.decided_at is None for one in asked):
        return Barred.ASKED
    return Barred.OFTEN if len(refused(asked)) >= times else None


def refused(requests: Sequence[Request]) -> list[Request]:
    """Those that a person has refused; nobody having decided in time is nobody's no."""
    return [
        one for one in requests if one.kind is Kind.EXCLUSION and one.granted is False and one.decider_id is not None
    ]
