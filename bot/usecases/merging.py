"""并单: what is the same matter goes on as one ticket. Every petitioner is kept, told once and hears the end."""

from datetime import datetime

from bot.domain.errors import Forged, NoSuchTicket, Unmergeable
from bot.domain.life import Event, Who
from bot.domain.notices import Action, Arg, Notice, Press, Priority, in_rows, instant
from bot.domain.numbers import read_number
from bot.domain.org import Actor
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, cards, ending, joined, ladder, similar, telling
from bot.usecases.moving import move
from bot.usecases.town import Town

SHOWN_CANDIDATES = 5


async def choose(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> Notice:
    """并单: the tickets it is likely one with; with only one of them the question is asked at once."""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.MERGE, version)
    if not joined.may_merge(ticket):
        raise Unmergeable(number=ticket.number)
    found: dict[int, tuple[Ticket, tuple[str, ...]]] = {}
    for one in await similar.candidates(tx, town, ticket, now):
        head = await joined.head_of(tx, one.ticket)
        if acting.may_handle(town, actor, head):
            found.setdefault(head.id, (head, one.likeness.shared))
    shown = list(found.values())[:SHOWN_CANDIDATES]
    if not shown:
        return Notice("answer-merge-none", {"number": ticket.number})
    if len(shown) == 1:
        return await _preview(tx, ticket, shown[0][0])
    presses = [
        Press(Action.MERGE_WITH, ticket.id, ticket.version, choice=str(head.id), label=head.number)
        for head, _ in shown
    ]  # fmt: skip
    lines = tuple(_candidate(town, head, words) for head, words in shown)
    return Notice("merge-choose", {"number": ticket.number}, in_rows(presses, 2), lines)


def _candidate(town: Town, head: Ticket, words: tuple[str, ...]) -> Notice:
    """Number, a line of text, place and the words that both say, for people to judge."""
    args: dict[str, Arg] = {
        "number": head.number,
        "text": cards.shorten(head.public_text, 40),
        "place": head.place_text or town.node(head.node_id).name,
        "words": "、".join(words[:4]),
    }
    return Notice("merge-candidate", args)


async def preview(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, head_id: int) -> Notice:
    """What will happen: nothing is done yet."""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.MERGE, version)
    return await _preview(tx, ticket, await _head(tx, town, actor, ticket, head_id))


async def by_word(tx: Store, town: Town, actor: Actor, ticket: Ticket, text: str, now: datetime) -> Notice:
    """并单 with a number behind it: the question that the button asks; without one, the likely tickets.

    A number may be cut to what tells it apart: 0007, or 1116-0007. Raises NotFound where there is no such ticket.
    """
    if not text:
        return await choose(tx, town, actor, ticket.id, 0, now)
    number = read_number(text, ticket.number)
    head = await tx.tickets.by_number(number) if number else None
    if head is None:
        raise NoSuchTicket(number=text[:40])
    return await preview(tx, town, actor, ticket.id, 0, head.id)


async def _preview(tx: Store, ticket: Ticket, head: Ticket) -> Notice:
    press = Press(Action.MERGE_INTO, ticket.id, ticket.version, choice=str(head.id))
    people = {head.petitioner_id, ticket.petitioner_id}
    for one in (head, ticket):
        people |= {other.person_id for other in await tx.petitioners.of(one.id)}
    args: dict[str, Arg] = {
        "number": ticket.number, "head": head.number, "text": cards.shorten(head.public_text, 40), "count": len(people)
    }  # fmt: skip
    return Notice("merge-preview", args, ((press,),))


async def merge(
    tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, head_id: int, now: datetime
) -> Notice:
    """The tap. Both tickets are looked at anew once nobody else can change them: of two presses one wins."""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.MERGE, version)
    head = await _head(tx, town, actor, ticket, head_id)
    held = await tx.tickets.hold([ticket.id, head.id])
    ticket, head = held[ticket.id], held[head.id]
    who = acting.permit(town, actor, ticket, Event.MERGE, version)
    _both(ticket, head)
    await _merge(tx, town, ticket, head, who, now, actor.person_id)
    return Notice("answer-merged", {"number": ticket.number, "head": head.number})


async def _head(tx: Store, town: Town, actor: Actor, ticket: Ticket, head_id: int) -> Ticket:
    """In his scope too; where it was merged meanwhile, the one that goes on for it."""
    if head_id == ticket.id:
        raise Forged
    head = await joined.head_of(tx, await acting.visible(tx, town, actor, head_id))
    if not acting.may_handle(town, actor, head):
        raise Unmergeable(number=ticket.number)
    _both(ticket, head)
    return head


def _both(ticket: Ticket, head: Ticket) -> None:
    if not joined.may_merge(ticket) or not joined.may_head(head) or ticket.id == head.id:
        raise Unmergeable(number=ticket.number)


async def _merge(
    tx: Store, town: Town, ticket: Ticket, head: Ticket, who: Who, now: datetime, actor_id: int
) -> None:  # fmt: skip
    along = await tx.petitioners.of(ticket.id)
    turned = await tx.similar.merge(ticket.id, head.id)
    await tx.petitioners.follow(ticket.id, head.id)
    await tx.petitioners.join(head.id, ticket.petitioner_id, ticket.id, now)
    ended = await ending.end(tx, town, ticket, Event.MERGE, who, now, actor_id=actor_id, merged_into_id=head.id)
    others = {one.from_ticket_id for one in along} | set(turned) | {head.id}
    await cards.recount(tx, town, (await tx.tickets.several(others)).values(), now)
    for person_id, number in await _come(tx, ended, [one.from_ticket_id for one in along]):
        args: dict[str, Arg] = {
            "own": number, "owner": town.node(head.owner_id).name, "due_at": instant(head.due_at)
        }  # fmt: skip
        await telling.joined(tx, head, "merged", now, args, only=[person_id], mark=f"{number}:{ended.version}")
    if ended.owner_id != head.owner_id:
        await _tell_owner(tx, town, ended, head, now)
    await ladder.petitioners_changed(tx, town, head, await joined.residents(tx, head), now)


async def _come(tx: Store, ticket: Ticket, along: list[int]) -> list[tuple[int, str]]:
    """Who goes on under another number from now on, with the number he knows: each resident once."""
    told: dict[int, str] = {ticket.petitioner_id: ticket.number}
    for other in (await tx.tickets.several(along)).values():
        told.setdefault(other.petitioner_id, other.number)
    return list(told.items())


async def _tell_owner(tx: Store, town: Town, ticket: Ticket, head: Ticket, now: datetime) -> None:
    """Where somebody else has the other ticket, he hears that more people wait for it now."""
    count = await joined.residents(tx, head)
    notice = Notice("merged-here", {"number": head.number, "own": ticket.number, "count": count})
    for room in await telling.handlers(tx, town, head, now):
        key = f"merged-here:{ticket.id}:{ticket.version}:{room}"
        await telling.reply(
            tx, room.chat_id, notice, key, now, ticket_id=head.id, card="copy", priority=Priority.CARD,
            thread_id=room.thread_id,
        )  # fmt: skip


async def repeated(
    tx: Store, town: Town, ticket: Ticket, head: Ticket, media: tuple[int, ...], now: datetime
) -> Ticket:
    """The same person told the same again: one receipt says so, the handlers read it as an addition."""
    ticket = await move(tx, ticket, Event.MERGE, Who.SYSTEM, now, merged_into_id=head.id, closed_at=now)
    await tx.similar.merge(ticket.id, head.id)
    await tx.petitioners.join(head.id, ticket.petitioner_id, ticket.id, now)
    args: dict[str, Arg] = {"owner": town.node(head.owner_id).name, "due_at": instant(head.due_at)}
    await telling.petitioner(
        tx, head, "receipt-merged", now, args, priority=Priority.RECEIPT, mark=ticket.number, card="receipt"
    )
    shown = {**cards.compose(head, town).args, "text": cards.shorten(ticket.public_text, 1000)}
    for room in await telling.handlers(tx, town, head, now):
        key = f"supplement:{head.id}:{ticket.number}:{room}"
        await telling.reply(
            tx, room.chat_id, Notice("supplement", shown), key, now, ticket_id=head.id, card="supplement",
            priority=Priority.CARD, thread_id=room.thread_id,
        )  # fmt: skip
    if media:
        await cards.add_pictures(tx, town, head, media, now)
    await cards.recount(tx, town, [head], now)
    return ticket
