"""看原话, from a card to the private chat: asked for anywhere, answered nowhere but there."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from bot.chat.in_private import forbid_elsewhere, whisper
from bot.chat.work import Context, actor_of, button_of, say, toast
from bot.domain.notices import Action, Notice
from bot.domain.originals import ORIGINAL
from bot.usecases import originals


async def ask(update: Update, context: Context) -> None:
    """The question what for."""
    work = context.work
    notice = await originals.ask(work.tx, work.town, await actor_of(update, work), button_of(update).subject)
    await whisper(update, work, notice, "original-why", ORIGINAL)


async def show(update: Update, context: Context) -> None:
    """The words themselves."""
    forbid_elsewhere(update)
    work, button, actor = context.work, button_of(update), await actor_of(update, context.work)
    notice = await originals.show(work.tx, work.town, actor, button.subject, button.version, button.choice, work.now)
    await toast(update, work, Notice("answer-look-noted"))
    await say(update, work, notice, ticket_id=button.subject, card=ORIGINAL)


Handler = Callable[[Update, Context], Awaitable[None]]

PRESSES: Mapping[Action, Handler] = {Action.ORIGINAL: ask, Action.ORIGINAL_FOR: show}


async def press(update: Update, context: Context) -> None:
    await PRESSES[button_of(update).action](update, context)
