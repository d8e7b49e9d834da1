"""Who may read what a resident really wrote, and what for. Groups never do (handbook §9.7)."""

from enum import StrEnum

from bot.domain.life import Who
from bot.domain.org import RANK, Actor, Level, Node, Role
from bot.domain.ticket import Ticket

DESKS = frozenset({Role.COMMUNITY, Role.TOWN_DESK, Role.COUNTY_DESK})

ORIGINAL = "original"
"""What a message that holds his own words, or how to reach him, is for its ticket."""


class Reason(StrEnum):
    """Why somebody looks; kept in the history."""

    CONTACT = "contact"
    PLACE = "place"
    FACTS = "facts"


def may_look(actor: Actor, ticket: Ticket, owner: Node) -> Who | None:
    """As what this person may look, None if not at all: whoever signed the ticket, or a desk at or above its owner;
    where it is sealed the appointed role alone.
    """
    if ticket.sealed_role is not None:
        return Who.HANDLER if actor.reaches(owner, {ticket.sealed_role}) else None
    if any(
        a.role in DESKS and RANK[a.node.level] < RANK[Level.GRID] and owner.within(a.node) for a in actor.appointments
    ):
        return Who.DESK
    signed = ticket.signer_id == actor.person_id
    handles = any(owner.within(a.node) for a in actor.appointments)
    return Who.HANDLER if signed and handles else None
