"""The grid's group (and the private cards of appointed people): buttons, replies to cards, /list and /who."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any

from telegram import Message, Update

from bot.chat.buttons import node_of
from bot.chat.media import attachment_of
from bot.chat.replied import replied_to
from bot.chat.work import Context, Work, actor_of, button_of, message_of, room_of, say, show
from bot.domain.errors import Missing
from bot.domain.notices import Action, Notice, Press
from bot.domain.org import Actor
from bot.domain.ticket import Ticket
from bot.usecases import binding, cards, correcting, handling, people, telling
from bot.usecases.words import Order, read_order

HANDLER_CARDS = frozenset(
    {"card", "alarm", "prompt", "reminder", "supplement", "chase", "copy", "human-wanted", "left"}
)
"""Kinds of our messages that are shown to handlers only."""

Outcome = Callable[[Work, Actor, Press], Awaitable[Notice]]

# A handler's buttons, in a group or on a private card. Every use case checks role, scope and state again.
PRESSES: Mapping[Action, Outcome] = {
    Action.SIGN: lambda w, who, b: handling.sign(w.tx, w.town, who, b.subject, b.version, w.now),
    Action.ARRIVE: lambda w, who, b: handling.arrive(w.tx, w.town, who, b.subject, b.version, w.now),
    Action.FINISH: lambda w, who, b: handling.ask_result(w.tx, w.town, who, b.subject, b.version, w.now),
    Action.DETAIL: lambda w, who, b: handling.detail(w.tx, w.town, who, b.subject, w.now),
    Action.DISPATCH: lambda w, who, b: handling.choose_grid(w.tx, w.town, who, b.subject, b.version, w.now),
    Action.WHY: lambda w, who, b: correcting.why(w.tx, w.town, who, b.subject),
    Action.RECLASSIFY: lambda w, who, b: correcting.choose(w.tx, w.town, who, b.subject, b.version),
    Action.RECLASSIFY_AS: lambda w, who, b: correcting.set_category(
        w.tx, w.town, who, b.subject, b.version, b.choice, w.now
    ),
    Action.DISPATCH_TO: lambda w, who, b: handling.dispatch_to(
        w.tx, w.town, who, b.subject, b.version, node_of(b), w.now
    ),
}


async def press(update: Update, context: Context) -> None:
    """A handler's button."""
    work, button = context.work, button_of(update)
    notice = await PRESSES[button.action](work, await actor_of(update, work), button)
    if notice.reply and update.callback_query is not None:
        # Naming who pressed makes Telegram open the answer for him alone, not for the whole group.
        user = update.callback_query.from_user
        presser = {"presser": user.first_name, "presser_id": str(user.id)}
        notice = replace(notice, args={**notice.args, **presser})
    card = "prompt" if notice.reply else "notice"
    await show(update, work, notice, ticket_id=button.subject, card=card)


async def reply(update: Update, context: Context) -> None:
    """A reply to a card or to our prompt: progress, evidence, or an order such as 办结 …"""
    ticket, kind = await replied_to(update, context, "card")
    if ticket is not None:
        await _obey(update, context, ticket, kind)


Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]


def reply_or(otherwise: Handler) -> Handler:
    """In private a reply is an order only from somebody who may handle the ticket, else it is a resident's word."""

    async def handler(update: Update, context: Context) -> None:
        ticket, kind = await replied_to(update, context, "card")
        if ticket is not None and kind in HANDLER_CARDS:
            await _obey(update, context, ticket, kind)
        else:
            await otherwise(update, context)

    return handler


async def _obey(update: Update, context: Context, ticket: Ticket, kind: str) -> None:
    work, message = context.work, message_of(update)
    actor = await actor_of(update, work)
    ticket = await handling.open_for(work.tx, work.town, actor, ticket.id)
    order = _order_in(work, message.text or message.caption or "", kind)
    media = await _evidence(context, message, ticket, actor.person_id)
    masked = _order_in(work, work.reading.redacted, kind).text if work.reading else ""
    match order.verb:
        case "sign":
            notice = await handling.sign(work.tx, work.town, actor, ticket.id, 0, work.now)
        case "arrive":
            notice = await handling.arrive(work.tx, work.town, actor, ticket.id, 0, work.now)
        case "finish" if order.text:
            notice = await handling.finish(work.tx, work.town, actor, ticket, order.text, masked, media, work.now)
        case "finish":
            raise Missing(number=ticket.number)
        case _:
            await handling.report(work.tx, work.town, actor, ticket, order.text, masked, media, work.now)
            await telling.mark(work.tx, message.chat_id, message.message_id, work.now)
            return
    await say(update, work, notice, ticket_id=ticket.id)


def _order_in(work: Work, text: str, kind: str) -> Order:
    """In answer to the prompt of 办结 every word is the result, with or without the verb."""
    order = read_order(text, work.town.intake.orders)
    return Order("finish", order.text or text) if kind == "prompt" else order


async def _evidence(context: Context, message: Message, ticket: Ticket, author_id: int) -> tuple[int, ...]:
    attachment = attachment_of(message)
    if attachment is None:
        return ()
    tx, now = context.work.tx, context.work.now
    return (await tx.media.add(attachment, author_id, "result", now, ticket_id=ticket.id),)


async def list_(update: Update, context: Context) -> None:
    """/list: what is open at this group's node."""
    work = context.work
    node_id = await _bound_node(update, context)
    await actor_of(update, work)
    tickets = [t for t in await work.tx.tickets.open_at([node_id]) if not t.sealed]
    lines = tuple(Notice("list-line", cards.compose(ticket, work.town).args) for ticket in tickets[:20])
    await say(update, work, Notice("list", {"place": work.town.node(node_id).name, "count": len(tickets)}, lines=lines))


async def who(update: Update, context: Context) -> None:
    work = context.work
    node_id = await _bound_node(update, context)
    await say(update, work, await people.who(work.tx, work.town, work.town.node(node_id), work.now))


async def _bound_node(update: Update, context: Context) -> int:
    return (await binding.standing(context.work.tx, room_of(message_of(update)))).node_id


async def private_only(update: Update, context: Context) -> None:
    """A resident's command in a group."""
    await say(update, context.work, Notice("private-only"))


async def group_only(update: Update, context: Context) -> None:
    """A group's command in private."""
    await say(update, context.work, Notice("group-only"))
