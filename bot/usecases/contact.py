"""联系居民: words both ways under an alias; and, for a reason that is kept, how to reach him in person."""

from datetime import datetime
from typing import Any

from bot.domain.clocks import Stage
from bot.domain.contact import ANSWER, MESSAGE, OWN_WORDS, phones_in
from bot.domain.errors import Empty, Forged, NotFound, NotYours, Unreachable
from bot.domain.life import Event, State, Who
from bot.domain.notices import Action, Notice, Press, Priority, in_rows
from bot.domain.orders import Verb
from bot.domain.org import Actor
from bot.domain.originals import may_look
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, additions, asked, cards, telling
from bot.usecases.moving import move
from bot.usecases.town import Town

LONGEST = 1000


async def ask_words(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> Notice:
    """The bare button: asks for the words."""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.PROGRESS, version)
    return Notice("contact-prompt", {"number": ticket.number}, reply=True, answers=Verb.CONTACT)


async def send(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, text: str, masked: str, media: tuple[int, ...], now: datetime
) -> Notice:
    """The handler's words go to the resident; he learns neither name nor account, and can answer."""
    who = acting.permit(town, actor, ticket, Event.PROGRESS)
    if not text and not media:
        raise Empty(number=ticket.number)
    chat_id = await tx.people.chat_of(ticket.petitioner_id)
    if chat_id is None or await tx.chats.closed_to_us([chat_id]):
        raise Unreachable(number=ticket.number)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, MESSAGE, text, now)
    first: dict[str, Any] = {} if ticket.contacted_at else {"contacted_at": now}
    ticket = await move(tx, ticket, Event.PROGRESS, who, now, actor_id=actor.person_id, note_id=note_id, **first)
    await tx.clocks.stop(ticket.id, [Stage.CONTACT], now)
    await cards.refresh(tx, town, ticket, now, note=masked)
    args = {"text": cards.shorten(masked, LONGEST)}
    mark = str(note_id)
    await telling.petitioner(tx, ticket, "message", now, args, mark=mark, card=MESSAGE, media=media, reply=True)
    return Notice("answer-contacted", {"number": ticket.number})


async def answer(
    tx: Store, town: Town, ticket: Ticket, person_id: int, text: str, masked: str, media: tuple[int, ...],
    now: datetime, urgent: bool = False,
) -> Notice:  # fmt: skip
    """The resident answers: his words, masked, stand below the card of his handlers. ``person_id``: whose own may have
    been merged into the ticket since he was written to.
    """
    many = not urgent and await additions.too_many(tx, town, person_id, ticket, now)
    note_id = await tx.tickets.add_note(ticket.id, person_id, MESSAGE, text, now) if text else None
    ticket = await move(tx, ticket, Event.SUPPLEMENT, Who.PETITIONER, now, actor_id=person_id, note_id=note_id)
    if ticket.state is State.DRAFT and person_id == ticket.petitioner_id:
        # Whatever he was answering: he has spoken, and a desk has been waiting for that.
        return await asked.answer(tx, town, ticket, masked, media, now)
    if many:
        return await additions.gather(tx, town, ticket, masked, media, str(note_id), now)
    if masked:
        await _pass_on(tx, town, ticket, masked, str(note_id), now)
    if media:
        await cards.add_pictures(tx, town, ticket, media, now)
    return Notice("message-passed", {"number": ticket.number})


async def _pass_on(tx: Store, town: Town, ticket: Ticket, masked: str, mark: str, now: datetime) -> None:
    shown = {card.room: card.message_id for card in await tx.cards.of(ticket.id, "card")}
    notice = Notice("message-answer", {"number": ticket.number, "text": cards.shorten(masked, LONGEST)})
    for room in await telling.handlers(tx, town, ticket, now):
        await telling.reply(
            tx, room.chat_id, notice, f"{ANSWER}:{ticket.id}:{mark}:{room}", now, reply_to=shown.get(room),
            ticket_id=ticket.id, card=ANSWER, priority=Priority.CARD, thread_id=room.thread_id,
        )  # fmt: skip


def may_ask(town: Town, actor: Actor, ticket: Ticket) -> bool:
    """Whether 看原话 and 看联系方式 are buttons for this person."""
    return may_look(actor, ticket, town.node(ticket.owner_id)) is not None


async def ask_reason(tx: Store, town: Town, actor: Actor, ticket_id: int) -> Notice:
    """What for? One tap."""
    ticket, _ = await _reachable(tx, town, actor, ticket_id, 0)
    presses = [Press(Action.REVEAL_FOR, ticket.id, ticket.version, code) for code in town.life.contact_reasons]
    return Notice("reveal-why", {"number": ticket.number}, in_rows(presses, 2))


async def reveal(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, code: str, now: datetime) -> Notice:
    """His account and the number he wrote himself. The look is written down first."""
    ticket, who = await _reachable(tx, town, actor, ticket_id, version)
    if code not in town.life.contact_reasons:
        raise Forged
    await move(tx, ticket, Event.LOOK, who, now, actor_id=actor.person_id, reason=f"contact-{code}")
    account = await tx.people.chat_of(ticket.petitioner_id)
    notes = await tx.tickets.notes(ticket.id)
    own = [note.body for note in notes if note.kind in OWN_WORDS and note.author_id == ticket.petitioner_id]
    args = {"number": ticket.number, "account": str(account or ""), "numbers": "、".join(phones_in(own))}
    return Notice("reveal", args)


async def _reachable(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> tuple[Ticket, Who]:
    """Stale and WrongState as everywhere: nobody looks into what has ended."""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.LOOK, version)
    who = may_look(actor, ticket, town.node(ticket.owner_id))
    if who is None:
        raise NotFound if ticket.sealed else NotYours(number=ticket.number)
    return ticket, who
