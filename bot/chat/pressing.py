"""A handler's press: one table of buttons, one way to answer."""

from collections.abc import Mapping
from dataclasses import replace

from telegram import Update

from bot.chat import (
    assists,
    contact,
    desk,
    finishing,
    handling,
    ladder,
    meetings,
    merging,
    projects,
    requests,
    splitting,
)
from bot.chat.work import Context, Outcome, actor_of, button_of, show
from bot.domain.notices import Action
from bot.domain.orders import prompt_of

PRESSES: Mapping[Action, Outcome] = {
    **handling.PRESSES,
    **desk.PRESSES,
    **requests.PRESSES,
    **finishing.PRESSES,
    **ladder.PRESSES,
    **meetings.PRESSES,
    **merging.PRESSES,
    **splitting.PRESSES,
    **projects.LINKING,
    **assists.ASKING,
    **contact.ASKING,
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
    card = prompt_of(notice.answers) if notice.answers else "notice"
    await show(update, work, notice, ticket_id=button.subject, card=card)
