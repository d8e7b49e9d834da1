"""In what capacities a person may act on a ticket; what each may do stands in the table of transitions."""

from bot.domain.life import Who
from bot.domain.org import DESKS, HANDLERS, RANK, Actor, Level, Node, Role
from bot.domain.ticket import Ticket


def capacities(actor: Actor, ticket: Ticket, owner: Node, readers: frozenset[Role]) -> frozenset[Who]:
    """All that hold at once. ``readers`` are the roles that may see this ticket while it is sealed.

    A sealed ticket knows its appointed role alone, not even admins; a sealed danger may be taken by whoever was
    called to it. The outermost desk has nobody above it, so it is its own superior.
    """
    found = {Who.PETITIONER} if actor.person_id == ticket.petitioner_id else set()
    handlers = (readers if ticket.danger else frozenset({ticket.sealed_role})) if ticket.sealed else HANDLERS
    desks = handlers if ticket.sealed else DESKS
    for post in actor.appointments:
        if not owner.within(post.node):
            continue
        above = post.node.id != owner.id or owner.parent_id is None
        if post.role in handlers:
            found.add(Who.HANDLER)
        if post.role in desks and (ticket.sealed or RANK[post.node.level] < RANK[Level.GRID]):
            found |= {Who.DESK, Who.INSPECTOR}
            if above:
                found.add(Who.SUPERIOR)
            if RANK[post.node.level] <= RANK[Level.TOWN]:
                found.add(Who.UPPER)
        if post.role is Role.GRID_MEMBER and not ticket.sealed:
            found.add(Who.INSPECTOR)
        if post.role is Role.LEADER and not ticket.sealed:
            found.add(Who.LEADER)
    return frozenset(found)
