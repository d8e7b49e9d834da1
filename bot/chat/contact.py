"""联系居民. How to reach him in person is asked for anywhere and answered nowhere but in private."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from bot.chat.in_private import forbid_elsewhere, whisper
from bot.chat.work import Context, Outcome, actor_of, button_of, say, toast
from bot.domain.notices import Action, Notice
from bot.domain.originals import ORIGINAL
from bot.usecases import contact

ASKING: Mapping[Action, Outcome] = {
    Action.CONTACT: lambda w, who, b: contact.ask_words(w.tx, w.town, who, b.subject, b.version),
}


async def ask(update: Update, context: Context) -> None:
    """The question what for."""
    work = context.work
    notice = await contact.ask_reason(work.tx, work.town, await actor_of(update, work), button_of(update).subject)
    await whisper(update, work, notice, "reveal-why")


async def show(update: Update, context: Context) -> None:
    """How to reach the resident."""
    forbid_elsewhere(update)
    work, button, actor = context.work, button_of(update), await actor_of(update, context.work)
    notice = await contact.reveal(work.tx, work.town, actor, button.subject, button.version, button.choice, work.now)
    await toast(update, work, Notice("answer-reveal-noted"))
    await say(update, work, notice, ticket_id=button.subject, card=ORIGINAL)


PRESSES: Mapping[Action, Callable[[Update, Context], Awaitable[None]]] = {
    Action.REVEAL: ask,
    Action.REVEAL_FOR: show,
}


async def press(update: Update, context: Context) -> None:
    await PRESSES[button_of(update).action](update, context)
