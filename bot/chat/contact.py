"""联系居民. How to reach him in person is asked for anywhere and answered nowhere but in private."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from bot.chat.work import Context, Outcome, actor_of, button_of, room_of, say, toast
from bot.domain.errors import Forged, PrivateFirst
from bot.domain.notices import Action, Notice
from bot.usecases import contact, telling

ASKING: Mapping[Action, Outcome] = {
    Action.CONTACT: lambda w, who, b: contact.ask_words(w.tx, w.town, who, b.subject, b.version),
}


async def ask(update: Update, context: Context) -> None:
    """The question what for, to whoever pressed, in private."""
    work, button, query = context.work, button_of(update), update.callback_query
    notice = await contact.ask_reason(work.tx, work.town, await actor_of(update, work), button.subject)
    if query is None:
        raise Forged
    account = query.from_user.id
    if await work.tx.chats.closed_to_us([account]):
        raise PrivateFirst
    await telling.reply(work.tx, account, notice, f"reveal-why:{query.id}", work.now)
    await toast(update, work, Notice("answer-in-private"))


async def show(update: Update, context: Context) -> None:
    """How to reach the resident."""
    work, button, query = context.work, button_of(update), update.callback_query
    if query is None or query.message is None or not room_of(query.message).private:
        raise Forged
    actor = await actor_of(update, work)
    notice = await contact.reveal(work.tx, work.town, actor, button.subject, button.version, button.choice, work.now)
    await toast(update, work, Notice("answer-reveal-noted"))
    await say(update, work, notice)


PRESSES: Mapping[Action, Callable[[Update, Context], Awaitable[None]]] = {
    Action.REVEAL: ask,
    Action.REVEAL_FOR: show,
}


async def press(update: Update, context: Context) -> None:
    await PRESSES[button_of(update).action](update, context)
