"""The supervisor's commands: figures of the moment for the nodes he answers for."""

from telegram import Update

from bot.chat.work import Context, actor_of, say
from bot.usecases import reports


async def today(update: Update, context: Context) -> None:
    """/today and /report."""
    work = context.work
    actor = await actor_of(update, work)
    for notice in await reports.today(work.tx, work.town, actor, work.now):
        await say(update, work, notice)


async def overdue(update: Update, context: Context) -> None:
    work = context.work
    actor = await actor_of(update, work)
    for notice in await reports.overdue_list(work.tx, work.town, actor, work.now):
        await say(update, work, notice)
