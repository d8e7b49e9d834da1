"""看原话, from a card to the private chat: asked for anywhere, answered nowhere but there."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from bot.chat.work import Context, actor_of, button_of, room_of, say, toast
from bot.domain.errors import Forged, PrivateFirst
from bot.domain.notices import Action, Notice
from bot.usecases import originals, telling


async def ask(update: Update, context: Context) -> None:
    """The question what for, to whoever pressed, in private."""
    work, button, query = context.work, button_of(update), update.callback_query
    notice = await originals.ask(work.tx, work.town, await actor_of(update, work), button.subject)
    if query is None:
        raise Forged
    account = query.from_user.id
    if await work.tx.chats.closed_to_us([account]):
        raise PrivateFirst
    key = f"original-why:{query.id}"
    await telling.reply(work.tx, account, notice, key, work.now, ticket_id=button.subject, card="original")
    await toast(update, work, Notice("answer-in-private"))


async def show(update: Update, context: Context) -> None:
    """The words themselves."""
    work, button, query = context.work, button_of(update), update.callback_query
    if query is None or query.message is None or not room_of(query.message).private:
        raise Forged
    actor = await actor_of(update, work)
    notice = await originals.show(work.tx, work.town, actor, button.subject, button.version, button.choice, work.now)
    await toast(update, work, Notice("answer-look-noted"))
    await say(update, work, notice, ticket_id=button.subject, card="original")


Handler = Callable[[Update, Context], Awaitable[None]]

PRESSES: Mapping[Action, Handler] = {Action.ORIGINAL: ask, Action.ORIGINAL_FOR: show}


async def press(update: Update, context: Context) -> None:
    await PRESSES[button_of(update).action](update, context)
