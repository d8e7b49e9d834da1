"""协办单 as its co-handler sees it: a card of its own, and what he does with it. Nothing of it goes to the resident."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from bot.domain import chasing
from bot.domain.assist import Slip, SlipState
from bot.domain.errors import NotFound, NotYours, NoWords, Stale
from bot.domain.life import Event, Who
from bot.domain.notices import Action, Arg, Notice, Press, Priority, Rows
from bot.domain.org import HANDLERS, Actor, Node
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import cards, relocating, telling
from bot.usecases.moving import move
from bot.usecases.town import Town

CARD, WORD = "slip", "slip-word"
"""Kinds of card of a slip and of words about it, with its number behind a colon: the slip is edited, the words stay.
Of our question about it ``prompt:slip:12:reply``.
"""

LEAD_LINE = 120
"""What a co-handler reports is one line on the lead's card."""


def card_of(slip: Slip) -> str:
    return f"{CARD}:{slip.id}"


def word_of(slip: Slip) -> str:
    return f"{WORD}:{slip.id}"


async def compose(tx: Store, town: Town, ticket: Ticket, slip: Slip) -> Notice:
    """The slip's card: the masked matter, what the lead asks for, until when."""
    words = {note.id: note.body for note in await tx.tickets.notes(ticket.id)}
    category = town.category(ticket.category)
    args: dict[str, Arg] = {
        "number": ticket.number,
        "category": category.code,
        "owner": town.node(ticket.owner_id).name,
        "unit": town.node(slip.node_id).name,
        "text": cards.shorten(ticket.public_text, 200),
        "place": ticket.place_text or town.node(ticket.node_id).name,
        "words": cards.shorten(words.get(slip.note_id, "")),
        "note": cards.shorten(words.get(slip.answer_id or 0, "")),
        "state": slip.state.value,
        "due_at": slip.due_at.isoformat(),
    }
    return Notice("slip", args, buttons(slip))


def buttons(slip: Slip) -> Rows:
    """签收 · 回复 · 完成 · 详情; every press is checked again."""
    detail = Press(Action.SLIP_DETAIL, slip.id)
    match slip.state:
        case SlipState.UNSIGNED:
            return ((Press(Action.SLIP_SIGN, slip.id), detail),)
        case SlipState.WORKING:
            return ((Press(Action.SLIP_REPLY, slip.id), Press(Action.SLIP_DONE, slip.id)), (detail,))
        case SlipState.DONE | SlipState.CLOSED:
            return ()


async def rooms_of(tx: Store, town: Town, node: Node, now: datetime) -> list[Room]:
    """A unit's group or its people; without any, the next node up."""
    for above in town.tree.chain(node):
        if found := await telling.reach(tx, town, above, now):
            return found
    return [Room(account) for account in sorted(town.admins)]


async def post(tx: Store, town: Town, ticket: Ticket, slip: Slip, now: datetime) -> None:
    rooms = await rooms_of(tx, town, town.node(slip.node_id), now)
    notice = await compose(tx, town, ticket, slip)
    await _put(tx, ticket, notice, rooms, f"slip:{slip.id}", card_of(slip), now)


async def say(tx: Store, ticket: Ticket, slip: Slip, notice: Notice, rooms: Iterable[Room], now: datetime) -> None:
    """A word about the slip, once for each limit; a reply to it is an answer."""
    await _put(tx, ticket, notice, rooms, f"{notice.kind}:{slip.id}:{slip.due_at.timestamp()}", word_of(slip), now)


async def _put(
    tx: Store, ticket: Ticket, notice: Notice, rooms: Iterable[Room], key: str, card: str, now: datetime
) -> None:
    letters = [
        Letter(
            f"{key}:{room}", room.chat_id, notice, Priority.CARD, ticket_id=ticket.id, card=card,
            thread_id=room.thread_id,
        )
        for room in rooms
    ]  # fmt: skip
    await tx.outbox.put(letters, now)


async def _refresh(tx: Store, town: Town, ticket: Ticket, slip: Slip, now: datetime) -> None:
    notice = await compose(tx, town, ticket, slip)
    for room in await rooms_of(tx, town, town.node(slip.node_id), now):
        key = f"slip-edit:{slip.id}:{now.timestamp()}:{room}"
        edit = Letter(
            key, room.chat_id, notice, Priority.EDIT, method="edit", ticket_id=ticket.id, card=card_of(slip),
            thread_id=room.thread_id,
        )  # fmt: skip
        await tx.outbox.refresh_card(edit, now)


async def readable(tx: Store, town: Town, actor: Actor, slip_id: int) -> tuple[Ticket, Slip]:
    """The slip and its ticket, for whoever handles at the slip's node or above it; the lead's buttons stay his."""
    slip = await tx.assists.get(slip_id)
    ticket = await tx.tickets.get(slip.ticket_id) if slip else None
    if slip is None or ticket is None or ticket.sealed:
        raise NotFound
    if not actor.reaches(town.node(slip.node_id), HANDLERS):
        raise NotYours(number=ticket.number)
    return ticket, slip


async def _open(tx: Store, town: Town, actor: Actor, slip_id: int) -> tuple[Ticket, Slip]:
    ticket, slip = await readable(tx, town, actor, slip_id)
    if not slip.open:
        raise Stale(number=ticket.number, state=ticket.state.value)
    return ticket, slip


async def detail(tx: Store, town: Town, actor: Actor, slip_id: int) -> tuple[Ticket, Slip, Notice]:
    """详情: the whole masked text, and no more of the ticket than that."""
    ticket, slip = await readable(tx, town, actor, slip_id)
    shown = await compose(tx, town, ticket, slip)
    args = {**shown.args, "text": cards.shorten(ticket.public_text, 2500)}
    return ticket, slip, Notice("slip-detail", args)


async def sign(tx: Store, town: Town, actor: Actor, slip_id: int, now: datetime) -> Notice:
    """签收: the limit to answer begins."""
    ticket, slip = await _open(tx, town, actor, slip_id)
    if slip.signed_at is not None:
        raise Stale(number=ticket.number, state=ticket.state.value)
    slip = await _signed(tx, town, actor, ticket, slip, now)
    await _follow(tx, town, actor, ticket, slip, "sign", "✓", now)
    return Notice("answer-slip-signed", {"number": ticket.number, "due_at": slip.due_at.isoformat()})


async def _signed(tx: Store, town: Town, actor: Actor, ticket: Ticket, slip: Slip, now: datetime) -> Slip:
    values = {"signed_at": now, "signer_id": actor.person_id, **_answer_clock(town, ticket, slip, now)}
    return await _change(tx, ticket, slip, **values)


async def ask_words(tx: Store, town: Town, actor: Actor, slip_id: int, step: str) -> tuple[Ticket, Slip, Notice]:
    """The bare 回复 or 完成 button (``step``: reply or done): asks for one sentence."""
    ticket, slip = await _open(tx, town, actor, slip_id)
    return ticket, slip, Notice("slip-prompt", {"number": ticket.number, "step": step}, reply=True)


async def reply(tx: Store, town: Town, actor: Actor, slip_id: int, masked: str, now: datetime) -> Notice:
    """An answer or a report of progress: the lead reads it, the limit begins anew. Answering counts as signing."""
    ticket, slip = await _worded(tx, town, actor, slip_id, masked, now)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "assist-answer", masked, now)
    answered = {"answered_at": now, "answer_id": note_id, **_answer_clock(town, ticket, slip, now)}
    slip = await _change(tx, ticket, slip, **answered)
    await _follow(tx, town, actor, ticket, slip, "reply", masked, now, note_id)
    return Notice("answer-slip-replied", {"owner": town.node(ticket.owner_id).name})


async def done(tx: Store, town: Town, actor: Actor, slip_id: int, masked: str, now: datetime) -> Notice:
    """完成 with the last word: the slip is closed."""
    ticket, slip = await _worded(tx, town, actor, slip_id, masked, now)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "assist-answer", masked, now)
    slip = await _change(
        tx, ticket, slip, answered_at=now, answer_id=note_id, done_at=now, closed_at=now, next_at=None
    )  # fmt: skip
    await _follow(tx, town, actor, ticket, slip, "done", f"✓ {masked}", now, note_id)
    return Notice("answer-slip-done", {"owner": town.node(ticket.owner_id).name})


async def _worded(tx: Store, town: Town, actor: Actor, slip_id: int, masked: str, now: datetime) -> tuple[Ticket, Slip]:
    ticket, slip = await _open(tx, town, actor, slip_id)
    if not masked:
        raise NoWords(number=ticket.number)
    if slip.signed_at is None:
        slip = await _signed(tx, town, actor, ticket, slip, now)
    return ticket, slip


async def _change(tx: Store, ticket: Ticket, slip: Slip, **values: Any) -> Slip:
    changed = await tx.assists.change(slip, **values)
    if changed is None:
        raise Stale(number=ticket.number, state=ticket.state.value)
    return changed


def _answer_clock(town: Town, ticket: Ticket, slip: Slip, now: datetime) -> dict[str, Any]:
    rule, calendar = town.life.assist, town.calendar_at(town.node(slip.node_id))
    running = chasing.span(now, rule.answer_of(ticket.profile), rule.remind, calendar)
    return {"answer_due_at": running.due_at, **clock_values(running)}


def clock_values(running: chasing.Span) -> dict[str, Any]:
    """Columns of a limit that begins."""
    return {
        "remind_at": running.remind_at,
        "due_at": running.due_at,
        "told": chasing.QUIET,
        "next_at": chasing.next_at(chasing.QUIET, running),
    }


async def _follow(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, slip: Slip, step: str, words: str, now: datetime,
    note_id: int | None = None,
) -> None:  # fmt: skip
    """One line in the ticket's history and on the lead's card; the slip's own card is brought up to date."""
    unit = town.node(slip.node_id)
    reason = f"{step} {unit.code}"[:64]
    await move(tx, ticket, Event.ASSISTED, Who.SYSTEM, now, actor_id=actor.person_id, reason=reason, note_id=note_id)
    await cards.refresh(tx, town, ticket, now, note=f"{unit.name}：{cards.shorten(words, LEAD_LINE)}")
    await _refresh(tx, town, ticket, slip, now)


async def hand_over(
    tx: Store, town: Town, told: Ticket, ticket: Ticket, before: Collection[Room], now: datetime, media: tuple[int, ...]
) -> None:
    """``told``, which the rooms ``before`` had, is ``ticket`` now; where it became sealed helpers lose it."""
    await relocating.hand_over(tx, town, ticket, before, now, media)
    if ticket.sealed and not told.sealed:
        await _part(tx, town, ticket, now)


async def _part(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    """Nobody helps any more, and nothing of it stays where helpers read."""
    readers = await telling.handlers(tx, town, ticket, now)
    for slip in await tx.assists.of(ticket.id):
        if slip.open:
            await tx.assists.change(slip, closed_at=now, next_at=None)
        rooms = await rooms_of(tx, town, town.node(slip.node_id), now)
        needless = [room for room in rooms if room not in readers]
        await relocating.leave(tx, ticket, needless, now, "card-moved")


async def close_of(tx: Store, town: Town, ticket: Ticket, node: Node, now: datetime) -> None:
    """Who helped has the ticket itself now."""
    for slip in await tx.assists.of(ticket.id):
        mine = slip.open and slip.node_id == node.id
        closed = await tx.assists.change(slip, closed_at=now, next_at=None) if mine else None
        if closed is not None:
            await _refresh(tx, town, ticket, closed, now)


async def close_all(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    """The ticket is finished: whoever still helps is told that he need not."""
    for slip in await tx.assists.of(ticket.id):
        closed = await tx.assists.change(slip, closed_at=now, next_at=None) if slip.open else None
        if closed is not None:
            await _refresh(tx, town, ticket, closed, now)
            told = Notice("slip-closed", {"number": ticket.number, "owner": town.node(ticket.owner_id).name})
            await say(tx, ticket, closed, told, await rooms_of(tx, town, town.node(closed.node_id), now), now)
