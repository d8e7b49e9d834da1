"""Replies to a card or to our question: an order such as 办结 …, else progress and evidence."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import Message, Update

from bot.chat import assists, mediations, projects, whistles
from bot.chat.media import attachment_of
from bot.chat.replied import named_in, replied_to
from bot.chat.work import Context, Work, actor_of, message_of, room_of, say
from bot.domain.contact import ANSWER
from bot.domain.errors import NotYours
from bot.domain.notices import Arg, Notice
from bot.domain.orders import PROMPT, Verb, asked_by, prompt_of
from bot.domain.org import Actor
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.outbox import LIST
from bot.storage.store import Store
from bot.usecases import (
    accounts,
    acting,
    assisting,
    contact,
    deciding,
    delaying,
    desk,
    escalating,
    excluding,
    finishing,
    granting,
    handling,
    inspecting,
    judging,
    merging,
    objecting,
    reopening,
    results,
    returning,
    splitting,
    supervising,
    telling,
    undoing,
)
from bot.usecases.town import Town
from bot.usecases.words import Order, named_first, read_order

HANDLER_CARDS = frozenset(
    {
        "card",
        "alarm",
        PROMPT,
        "reminder",
        "supplement",
        "chase",
        "copy",
        "human-wanted",
        "left",
        "check",
        "judge",
        "request",
        "not-solved",
        ANSWER,
    }
)
"""Kinds of our messages that are shown to handlers only; of a question its first word."""

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]
InWords = Callable[[Store, Town, Actor, Ticket, str, str, datetime], Awaitable[Notice]]
"""A use case that needs nothing but words, and the same masked."""

PURPOSES = {Verb.ARRIVE: results.BEFORE, Verb.FINISH: results.AFTER, Verb.EXCLUDE: results.PROOF}
"""What a picture shows that comes with an order."""


@dataclass(frozen=True, slots=True)
class Said:
    """One order: who gave it on which ticket, the words behind it (his own and masked), its pictures, what a button
    had ``choice``-n before, and the room that reads the answer.
    """

    work: Work
    actor: Actor
    ticket: Ticket
    text: str
    masked: str
    media: tuple[int, ...]
    choice: str
    room: Room


async def _finish(said: Said) -> Notice:
    w = said.work
    return await finishing.finish(
        w.tx, w.town, said.actor, said.ticket, said.text, said.masked, said.media, w.now, said.choice
    )


async def _sign(said: Said) -> Notice:
    return await handling.sign(said.work.tx, said.work.town, said.actor, said.ticket.id, 0, said.work.now)


async def _arrive(said: Said) -> Notice:
    return await handling.arrive(said.work.tx, said.work.town, said.actor, said.ticket.id, 0, said.work.now)


async def _assist(said: Said) -> Notice:
    w = said.work
    return await assisting.ask(w.tx, w.town, said.actor, said.ticket, said.masked, said.choice, w.now)


async def _report_up(said: Said) -> Notice:
    w = said.work
    return await escalating.report_up(w.tx, w.town, said.actor, said.ticket, said.text, said.masked, w.now, said.room)


async def _on_account(said: Said) -> Notice:
    w = said.work
    if not said.choice:
        return await accounts.choose(w.tx, w.town, said.actor, said.ticket.id, 0)
    return await accounts.put(
        w.tx, w.town, said.actor, said.ticket, said.choice, said.text, said.masked, w.now, said.room
    )


async def _assign(said: Said) -> Notice:
    w = said.work
    return await deciding.assign(w.tx, w.town, said.actor, said.ticket, said.choice, said.text, said.masked, w.now)


async def _strike(said: Said) -> Notice:
    w = said.work
    return await deciding.strike(w.tx, w.town, said.actor, said.ticket, said.choice, said.text, said.media, w.now)


async def _supervise(said: Said) -> Notice:
    w = said.work
    if not said.choice:
        return await supervising.choose(w.tx, w.town, said.actor, said.ticket.id)
    return await supervising.issue(w.tx, w.town, said.actor, said.ticket, said.choice, said.text, said.masked, w.now)


async def _split(said: Said) -> Notice:
    w, lines = said.work, said.work.heard.lines if said.work.heard else ()
    return await splitting.preview(w.tx, w.town, said.actor, said.ticket, lines, w.now)


async def _merge(said: Said) -> Notice:
    w = said.work
    return await merging.by_word(w.tx, w.town, said.actor, said.ticket, said.text, w.now)


async def _undo(said: Said) -> Notice:
    return await undoing.undo(said.work.tx, said.work.town, said.actor, said.ticket.id, said.work.now)


def _in_words(use_case: InWords) -> Callable[[Said], Awaitable[Notice]]:
    async def order(said: Said) -> Notice:
        w = said.work
        return await use_case(w.tx, w.town, said.actor, said.ticket, said.text, said.masked, w.now)

    return order


async def _return(said: Said) -> Notice:
    w = said.work
    return await returning.by_word(w.tx, w.town, said.actor, said.ticket, said.masked, w.now)


async def _extend(said: Said) -> Notice:
    w = said.work
    return await delaying.by_word(w.tx, w.town, said.actor, said.ticket, said.masked, w.now)


async def _deny(said: Said) -> Notice:
    w = said.work
    return await granting.deny(w.tx, w.town, said.actor, said.ticket, said.choice, said.masked, w.now)


async def _exclude(said: Said) -> Notice:
    w = said.work
    return await excluding.in_words(w.tx, w.town, said.actor, said.ticket, said.choice, said.masked, said.media, w.now)


async def _object(said: Said) -> Notice:
    """For whoever handles a ticket that he reported himself; anybody else's is not his to object to."""
    w, ticket = said.work, said.ticket
    return await objecting.object_to(w.tx, w.town, said.actor.person_id, ticket.id, said.text, said.masked, w.now)


async def _contact(said: Said) -> Notice:
    w = said.work
    return await contact.send(w.tx, w.town, said.actor, said.ticket, said.text, said.masked, said.media, w.now)


ORDERS: Mapping[Verb, Callable[[Said], Awaitable[Notice]]] = {
    Verb.SIGN: _sign,
    Verb.ARRIVE: _arrive,
    Verb.FINISH: _finish,
    Verb.ASK: _in_words(desk.ask),
    Verb.CONTACT: _contact,
    Verb.ASSIST: _assist,
    Verb.REPORT_UP: _report_up,
    Verb.HAND_DOWN: _in_words(escalating.hand_down),
    Verb.ON_ACCOUNT: _on_account,
    Verb.ASSIGN: _assign,
    Verb.STRIKE: _strike,
    Verb.SUPERVISE: _supervise,
    Verb.ANSWER: _in_words(supervising.answer),
    Verb.FAIL: _in_words(inspecting.fail),
    Verb.DONE_DUTY: _in_words(judging.done),
    Verb.REOPEN: _in_words(reopening.by_desk),
    Verb.ANSWER_AGAIN: _in_words(reopening.answer_again),
    Verb.UNDO: _undo,
    Verb.SPLIT: _split,
    Verb.MERGE: _merge,
    Verb.RETURN: _return,
    Verb.EXTEND: _extend,
    Verb.DENY: _deny,
    Verb.EXCLUDE: _exclude,
    Verb.OBJECT: _object,
}


async def reply(update: Update, context: Context) -> None:
    """A reply in a group to one of our messages about a ticket."""
    if (
        await whistles.answered(update, context)
        or await projects.answered(update, context)
        or await _after_whistle(update, context)
    ):
        return
    if several := await named_in(update, context):
        await _one_of(update, context, several)
        return
    ticket, kind = await replied_to(update, context, "card")
    if ticket is not None and assists.is_slip(kind):
        await assists.answered(update, context, kind)
    elif ticket is not None:
        await _obey(update, context, ticket, kind)


def reply_or(otherwise: Handler) -> Handler:
    """In private a reply is an order only from somebody who may handle the ticket, else it is a resident's word."""

    async def handler(update: Update, context: Context) -> None:
        if (
            await mediations.answered(update, context)
            or await whistles.answered(update, context)
            or await projects.answered(update, context)
            or await _after_whistle(update, context)
        ):
            return
        if await _his_list(update, context):
            return
        ticket, kind = await replied_to(update, context, "card")
        if ticket is not None and assists.is_slip(kind):
            await assists.answered(update, context, kind)
        elif ticket is not None and kind.partition(":")[0] in HANDLER_CARDS:
            await _obey(update, context, ticket, kind)
        else:
            await otherwise(update, context)

    return handler


async def _after_whistle(update: Update, context: Context) -> bool:
    """A reply to a question for marks: marks are pressed, but an order such as 办结 is meant for the ticket."""
    asked, ticket = await whistles.scored(update, context)
    if not asked:
        return False
    message = message_of(update)
    if ticket is None or _order_in(context.work, message.text or message.caption or "", "card").verb is None:
        await say(update, context.work, Notice("whistle-score-how"))
    else:
        await _obey(update, context, ticket, "card")
    return True


async def _his_list(update: Update, context: Context) -> bool:
    """A reply in private to a list of tickets that he handles, at least one of them."""
    several = await named_in(update, context)
    actor = await actor_of(update, context.work) if several else None
    if actor is None or not any(acting.may_handle(context.work.town, actor, ticket) for ticket in several):
        return False
    await _one_of(update, context, several)
    return True


async def _one_of(update: Update, context: Context, several: Sequence[Ticket]) -> None:
    """A reply to a list means the ticket whose number it begins with; without one nothing is done, and he is asked."""
    work, message = context.work, message_of(update)
    by_number, intake = {ticket.number: ticket for ticket in several}, work.town.intake
    said = message.text or message.caption or ""
    meant = named_first(said, by_number, intake.number_marks, intake.orders)
    if meant is not None:
        await _obey(update, context, by_number[meant[0]], "card", meant[1])
        return
    actor = await actor_of(update, work)
    if not said and message.media_group_id:
        # Only the first of an album has words; the others go where it went.
        found = await work.tx.media.ticket_of_album(actor.person_id, message.media_group_id)
        if with_it := next((ticket for ticket in several if ticket.id == found), None):
            await _obey(update, context, with_it, "card")
            return
    his = [ticket for ticket in several if acting.may_handle(work.town, actor, ticket)]
    if not his:
        raise NotYours(number=several[0].number)
    lines = tuple(Notice("which-ticket-line", {"number": one.number, "category": one.category}) for one in his[:LIST])
    short = his[0].number.rpartition("-")[2]
    clear = sum(number.endswith(f"-{short}") for number in by_number) == 1
    args: dict[str, Arg] = {
        "count": len(his), "more": len(his) - len(lines), "example": short if clear else his[0].number,
    }  # fmt: skip
    await say(update, work, Notice("which-ticket", args, lines=lines))


async def _obey(update: Update, context: Context, ticket: Ticket, kind: str, rest: str | None = None) -> None:
    """``rest``: what was said, without the number that named the ticket."""
    work, message = context.work, message_of(update)
    actor = await actor_of(update, work)
    order = _order_in(work, (message.text or message.caption or "") if rest is None else rest, kind)
    seen = order.verb is not Verb.UNDO  # Whoever reported it up sees it no more, and may take that back.
    if seen:
        ticket = await acting.readable(work.tx, work.town, actor, ticket.id)
    purpose = PURPOSES.get(order.verb, results.UNDER_WAY) if order.verb else results.UNDER_WAY
    media = await _evidence(context, message, ticket, actor.person_id, purpose) if seen else ()
    redacted = work.reading.redacted if work.reading else ""
    masked = _order_in(work, redacted if rest is None else work.town.mask(rest), kind).text
    if order.verb is None:
        await handling.report(work.tx, work.town, actor, ticket, order.text, masked, media, work.now)
        await telling.mark(work.tx, message.chat_id, message.message_id, work.now)
        return
    notice = await ORDERS[order.verb](
        Said(work, actor, ticket, order.text, masked, media, order.choice, room_of(message))
    )
    card = prompt_of(notice.answers) if notice.answers else "notice"
    await say(update, work, notice, ticket_id=ticket.id, card=card)


def _order_in(work: Work, text: str, kind: str) -> Order:
    """In answer to a question of ours every word belongs to what was asked, with or without the verb."""
    order, asked = read_order(text, work.town.intake.orders), asked_by(kind)
    if kind == ANSWER and order.verb is None:
        # Whoever answers the resident's words talks to him.
        return Order(Verb.CONTACT, order.text)
    return order if asked is None else Order(asked[0], order.text or text, asked[1])


async def _evidence(
    context: Context, message: Message, ticket: Ticket, author_id: int, purpose: str
) -> tuple[int, ...]:
    attachment = attachment_of(message)
    if attachment is None:
        return ()
    tx, now = context.work.tx, context.work.now
    return (await tx.media.add(attachment, author_id, purpose, now, ticket_id=ticket.id),)
