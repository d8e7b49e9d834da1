"""长期项目 in the chat: /project, its buttons, and replies to anything that was said of it."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Message, Update

from bot.chat.assists import named
from bot.chat.buttons import node_of
from bot.chat.media import attachment_of
from bot.chat.titled import put_card, titled
from bot.chat.work import Context, Outcome, Work, actor_of, button_of, message_of, room_of, say, toast
from bot.domain.errors import Forged
from bot.domain.notices import Action, Notice, Press
from bot.domain.org import Actor
from bot.domain.rooms import Room
from bot.usecases import linking, project_ends, projects, telling

LARGEST_TABLE = 2_000_000
TABLES = ("document",)

LINKING: Mapping[Action, Outcome] = {
    Action.PROJECT_CHOOSE: lambda w, who, b: linking.choose(w.tx, w.town, who, b.subject, b.version),
    Action.PROJECT_LINK: lambda w, who, b: linking.link(
        w.tx, w.town, who, b.subject, b.version, node_of(b), w.now
    ),
}  # fmt: skip
"""Buttons whose subject is a ticket."""

Deed = Callable[[Work, Actor, Press], Awaitable[Notice]]


async def command(update: Update, context: Context) -> None:
    """/project with a title behind it."""
    work, said = context.work, await titled(update, context)
    project, notice = await projects.begin(work.tx, work.town, said.actor, said.node, said.words, work.now)
    if project is None:
        await say(update, work, notice)
    else:
        await put_card(work, said.room, notice, projects.card_of(project), f"{projects.card_of(project)}:begun")


async def press(update: Update, context: Context) -> None:
    """A button of a project: the same message shows what it leads to."""
    work, button, query = context.work, button_of(update), update.callback_query
    if query is None or query.message is None:
        raise Forged
    notice = await PRESSES[button.action](work, await actor_of(update, work), button)
    await toast(update, work, Notice("answer-opened"))
    room, card = room_of(query.message), f"{projects.CARD}:{button.subject}"
    if notice.reply:
        asked = named(notice, update)
        await put_card(work, room, asked, f"{card}:{project_ends.RENAME}", f"project:{query.id}")
        return
    shown = await work.tx.whistles.shown_at(room.chat_id, query.message.message_id, (projects.CARD,))
    if shown == card:
        await telling.rewrite(work.tx, room, query.message.message_id, notice, f"project:{query.id}", work.now)
    else:
        await put_card(work, room, notice, card, f"project:{query.id}")


PRESSES: Mapping[Action, Deed] = {
    Action.PROJECT_OPEN: lambda w, who, b: projects.show(w.tx, w.town, who, b.subject),
    **dict.fromkeys(
        (Action.PROJECT_SITES, Action.PROJECT_PREV, Action.PROJECT_NEXT),
        lambda w, who, b: projects.list_sites(w.tx, w.town, who, b.subject, b.version),
    ),
    Action.PROJECT_SITE: lambda w, who, b: projects.show_site(w.tx, w.town, who, b.subject, node_of(b), b.version),
    Action.PROJECT_TICK: lambda w, who, b: projects.count(
        w.tx, w.town, who, b.subject, b.choice, b.version, w.now
    ),
    Action.PROJECT_LEAD: lambda w, who, b: projects.choose_lead(w.tx, w.town, who, b.subject),
    Action.PROJECT_LEAD_IS: lambda w, who, b: projects.lead_is(w.tx, w.town, who, b.subject, node_of(b), w.now),
    Action.PROJECT_DUE: lambda w, who, b: projects.choose_due(w.tx, w.town, who, b.subject),
    Action.PROJECT_RENAME: lambda w, who, b: project_ends.ask_name(w.tx, w.town, who, b.subject),
    Action.PROJECT_CLOSE: lambda w, who, b: project_ends.preview(w.tx, w.town, who, b.subject),
    Action.PROJECT_CLOSE_NOW: lambda w, who, b: project_ends.close(w.tx, w.town, who, b.subject, w.now),
    Action.PROJECT_CLOSE_BACK: lambda w, who, b: project_ends.take_back(w.tx, w.town, who, b.subject, w.now),
    Action.PROJECT_DUE_IN: lambda w, who, b: projects.due_in(w.tx, w.town, who, b.subject, node_of(b), w.now),
}  # fmt: skip


async def answered(update: Update, context: Context) -> bool:
    """Whether the message replied to one of ours about a project, and was taken."""
    work, message = context.work, message_of(update)
    replied = message.reply_to_message
    if replied is None:
        return False
    card = await work.tx.whistles.shown_at(replied.chat_id, replied.message_id, (projects.CARD,))
    if card is None:
        return False
    _, number, what = f"{card}::".split(":")[:3]
    if not number.isdigit():
        raise Forged
    room = room_of(message)
    actor = await actor_of(update, work)
    if what == project_ends.RENAME:
        words = work.reading.redacted if work.reading else ""
        notice = await project_ends.rename(work.tx, work.town, actor, int(number), words)
    else:
        notice = await _taken(work, message, actor, int(number), room)
    await put_card(work, room, notice, f"{projects.CARD}:{number}", f"project:{update.update_id}")
    return True


async def _taken(work: Work, message: Message, actor: Actor, project_id: int, room: Room) -> Notice:
    """A table is kept and read once it was fetched; a picture belongs to the site that stands below it."""
    attachment = attachment_of(message)
    if attachment is not None and attachment.kind in TABLES:
        project = await projects.may_send_list(work.tx, work.town, actor, project_id)
        if (attachment.size or 0) > LARGEST_TABLE:
            return Notice("project-table-large")
        media_id = await work.tx.media.add(attachment, actor.person_id, "sites", work.now)
        await work.tx.projects.sent(media_id, project.id, None, room)
        return Notice("project-table-noted")
    media = None if attachment is None else await work.tx.media.add(attachment, actor.person_id, "site", work.now)
    text = work.reading.redacted if work.reading else ""
    return await projects.told(work.tx, work.town, actor, project_id, text, media, room, work.now)
