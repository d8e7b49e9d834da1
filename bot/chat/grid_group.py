"""What a group and its people ask: /who; and commands in the wrong chat."""

from telegram import Update

from bot.chat.work import Context, message_of, room_of, say
from bot.domain.notices import Notice
from bot.usecases import binding, people


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
