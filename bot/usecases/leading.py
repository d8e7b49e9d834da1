"""牵头: whom a meeting may name, what that means for the ticket, and doing it."""

from datetime import datetime

from bot.domain.life import Event, Who
from bot.domain.meetings import Way, way
from bot.domain.notices import Notice
from bot.domain.org import Actor, Level, Node
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import assisting, slips, taking, telling
from bot.usecases.taking import Gift
from bot.usecases.town import Town


def leads(town: Town, node: Node, ticket: Ticket) -> dict[Node, Way]:
    """Who may lead now, by what it means: the owner, who stands below the meeting's node, its units and those above."""
    chain = {above.id for above in town.tree.chain(node)}
    units = [unit for unit in town.tree if unit.level is Level.UNIT and (unit.within(node) or unit.parent_id in chain)]
    owner, place = town.node(ticket.owner_id), town.node(ticket.node_id)
    ways = {lead: way(ticket.state, owner, place, lead, node) for lead in (owner, *town.tree.children(node), *units)}
    return {lead: found for lead, found in ways.items() if found is not None}


async def hand(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, lead: Node, meant: Way, measure: str, note_id: int,
    now: datetime,
) -> tuple[Ticket, list[Room]]:  # fmt: skip
    """The lead gets the ticket, or a slip of his own. Gives the ticket, and the rooms that have it no more."""
    match meant:
        case Way.KEEP:
            return ticket, []
        case Way.HELP:
            if not any(slip.open and slip.node_id == lead.id for slip in await tx.assists.of(ticket.id)):
                ticket = await assisting.slip_to(tx, town, actor, ticket, lead, measure, Who.MEETING, now)
            return ticket, []
    before = await telling.handlers(tx, town, ticket, now)
    [ticket] = await taking.give(
        tx, town, [Gift(ticket, lead, before)], Event.ASSIGN, Who.MEETING, now, actor_id=actor.person_id,
        note_id=note_id, direct=lead.level in {Level.GRID, Level.UNIT}, designated=True,
    )  # fmt: skip
    await slips.close_of(tx, town, ticket, lead, now)
    after = await telling.handlers(tx, town, ticket, now)
    return ticket, [room for room in before if room not in after]


async def say(
    tx: Store, ticket: Ticket, told: Notice, gone: Notice, rooms: list[Room], left: list[Room], mark: str, now: datetime
) -> None:
    """Each room hears once what was decided; who has it no more, that he need not go on."""
    words = [(room, told, "copy") for room in dict.fromkeys(rooms) if room not in left]
    for room, notice, card in [*words, *((room, gone, "left") for room in left)]:
        key = f"{notice.kind}:{mark}:{room}"
        await telling.reply(
            tx, room.chat_id, notice, key, now, ticket_id=ticket.id, card=card, thread_id=room.thread_id
        )
