"""/list, /due and /mine: one message, edited in place when a filter or a page is pressed."""

from telegram import Update

from bot.chat.work import Context, actor_of, button_of, message_of, room_of, say, toast
from bot.domain.errors import Forged
from bot.domain.lists import View
from bot.domain.notices import Action, Notice
from bot.usecases import lists, telling

PRESSES = (Action.LIST, Action.LIST_PREV, Action.LIST_NEXT)


async def list_(update: Update, context: Context) -> None:
    """/list: what is open at this group's node."""
    await _listed(update, context, View.ALL)


async def due(update: Update, context: Context) -> None:
    """/due: what is due there today and tomorrow."""
    await _listed(update, context, View.DUE)


async def mine(update: Update, context: Context) -> None:
    """/mine: what whoever asks has signed himself, wherever it lies."""
    work = context.work
    room = room_of(message_of(update))
    await say(update, work, await lists.mine(work.tx, work.town, await actor_of(update, work), room, work.now))


async def _listed(update: Update, context: Context, view: View) -> None:
    work = context.work
    actor, room = await actor_of(update, work), room_of(message_of(update))
    await say(update, work, await lists.listed(work.tx, work.town, actor, room, view, work.now))


async def press(update: Update, context: Context) -> None:
    """A filter or a page: the same message says it."""
    work, query = context.work, update.callback_query
    if query is None or query.message is None:
        raise Forged
    room = room_of(query.message)
    actor = await actor_of(update, work)
    notice = await lists.turn(work.tx, work.town, actor, room, button_of(update), work.now)
    await toast(update, work, Notice("answer-opened"))
    await telling.rewrite(work.tx, room, query.message.message_id, notice, f"list:{query.id}", work.now)
