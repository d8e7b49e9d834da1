"""协办: the lead asks others to help, one at a time or several by word. The lead keeps ticket and clock."""

import re
from collections.abc import Collection
from datetime import datetime

from bot.domain import chasing
from bot.domain.assist import helpers, named
from bot.domain.errors import EnoughHelpers, Forged, NoWords, StandsAlone
from bot.domain.life import Event, Who
from bot.domain.notices import Action, Notice, Press, in_rows
from bot.domain.orders import Verb
from bot.domain.org import Actor, Node
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, cards, slips
from bot.usecases.moving import move
from bot.usecases.people import full_name
from bot.usecases.town import Town

OFFERED = 30
_BETWEEN = re.compile(r"[、,，/]")


async def choose(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> Notice:
    """协办: whom? Units above and grids beside, without those who help already."""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.ASSIST, version)
    return _choice(town, ticket, await _free(tx, town, ticket), unknown="")


def _choice(town: Town, ticket: Ticket, free: Collection[Node], unknown: str) -> Notice:
    presses = [
        Press(Action.ASSIST_WHO, ticket.id, ticket.version, choice=str(n.id), label=full_name(town, n))
        for n in list(free)[:OFFERED]
    ]
    return Notice("assist-choose", {"number": ticket.number, "unknown": unknown[:64]}, in_rows(presses, 2))


async def ask_words(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, node_id: int) -> Notice:
    """Somebody was chosen: for what?"""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.ASSIST, version)
    node = _one_of(await _free(tx, town, ticket), node_id)
    args = {"number": ticket.number, "unit": node.name}
    return Notice("assist-prompt", args, reply=True, answers=f"{Verb.ASSIST}:{node.id}")


async def ask(tx: Store, town: Town, actor: Actor, ticket: Ticket, masked: str, choice: str, now: datetime) -> Notice:
    """The words. ``choice``: who was chosen by button, else the first word names them."""
    who = acting.permit(town, actor, ticket, Event.ASSIST)
    free = await _free(tx, town, ticket)
    if choice:
        wanted, words = [_one_of(free, int(choice) if choice.isdigit() else 0)], masked
    else:
        first, _, words = masked.strip().partition(" ")
        wanted = await _named(tx, free, first)
        if not wanted:
            return _choice(town, ticket, free, unknown=first)
    words = words.strip()
    if not words:
        raise NoWords(number=ticket.number)
    for node in wanted:
        ticket = await slip_to(tx, town, actor, ticket, node, words, who, now)
    names = "、".join(node.name for node in wanted)
    await cards.refresh(tx, town, ticket, now, note=f"→ {names}：{cards.shorten(words, slips.LEAD_LINE)}")
    return Notice("assist-asked", {"number": ticket.number, "places": names})


async def slip_to(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, node: Node, words: str, who: Who, now: datetime
) -> Ticket:
    """A slip of its own for ``node``. Raises EnoughHelpers."""
    rule = town.life.assist
    if sum(slip.open for slip in await tx.assists.of(ticket.id)) >= rule.most:
        raise EnoughHelpers(number=ticket.number, count=rule.most)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "assist", words, now)
    running = chasing.span(now, rule.sign_of(ticket.profile), rule.remind, town.calendar_at(node))
    slip = await tx.assists.add(
        {
            "ticket_id": ticket.id,
            "round": ticket.round,
            "node_id": node.id,
            "asker_id": actor.person_id,
            "note_id": note_id,
            "at": now,
            "sign_due_at": running.due_at,
            **slips.clock_values(running),
        }
    )
    ticket = await move(
        tx, ticket, Event.ASSIST, who, now, actor_id=actor.person_id, reason=node.code[:64], note_id=note_id
    )
    await slips.post(tx, town, ticket, slip, now)
    return ticket


async def _free(tx: Store, town: Town, ticket: Ticket) -> list[Node]:
    """Who may be asked and is not helping already; nobody with a sealed ticket."""
    if ticket.sealed:
        raise StandsAlone(number=ticket.number)
    busy = {slip.node_id for slip in await tx.assists.of(ticket.id) if slip.open}
    return [n for n in helpers(town.tree, town.node(ticket.owner_id)) if n.id not in busy]


def _one_of(free: Collection[Node], node_id: int) -> Node:
    found = next((node for node in free if node.id == node_id), None)
    if found is None:
        raise Forged
    return found


async def _named(tx: Store, free: Collection[Node], words: str) -> list[Node]:
    """Everybody that the word names (several with 、 between), or nobody when one of them is not clear."""
    aliases: dict[int, list[str]] = {}
    for node_id, alias in await tx.org.aliases():
        aliases.setdefault(node_id, []).append(alias)
    by_id = {node.id: node for node in free}
    names = {node.id: (node.name, node.code, *aliases.get(node.id, ())) for node in free}
    found = [named(word, names) for word in _BETWEEN.split(words) if word]
    return [by_id[ids[0]] for ids in found] if found and all(len(ids) == 1 for ids in found) else []
