"""Who handles what: one ordered list. The first handler that fits gets the update."""

from collections.abc import Iterable
from functools import cache

from telegram import Update
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ExtBot,
    MessageHandler,
    filters,
)

from bot.chat import (
    assists,
    contact,
    grid_group,
    group_binding,
    languages,
    lists,
    mediations,
    orders,
    originals,
    pressing,
    projects,
    requests,
    resident,
    supervisor,
    whistles,
)
from bot.chat.work import CONTEXT_TYPES, App, Context, Work, current
from bot.domain.notices import Action

PRIVATE = filters.ChatType.PRIVATE
GROUP = filters.ChatType.GROUPS
NEW = filters.UpdateType.MESSAGE
UNREADABLE = filters.Sticker.ALL | filters.CONTACT | filters.POLL | filters.Dice.ALL | filters.GAME | filters.STORY
FILE_ALONE = (filters.PHOTO | filters.Document.ALL) & ~filters.CAPTION

RESIDENT_COMMANDS = {
    "start": resident.start,
    "help": resident.help_,
    "my": resident.my,
    "home": resident.home,
    "cancel": resident.cancel,
    "human": resident.human,
    "privacy": resident.privacy,
}
GROUP_COMMANDS = {
    "bind": group_binding.bind,
    "unbind": group_binding.unbind,
    "list": lists.list_,
    "due": lists.due,
    "who": grid_group.who,
}
TOPICS = (
    filters.StatusUpdate.FORUM_TOPIC_CLOSED
    | filters.StatusUpdate.FORUM_TOPIC_REOPENED
    | filters.StatusUpdate.GENERAL_FORUM_TOPIC_HIDDEN
    | filters.StatusUpdate.GENERAL_FORUM_TOPIC_UNHIDDEN
)
SUPERVISOR_COMMANDS = {"today": supervisor.today, "overdue": supervisor.overdue, "report": supervisor.today}

Handlers = list[BaseHandler[Update, Context, None]]


@cache
def handlers() -> Handlers:
    """Every handler, in the order they are asked. They keep nothing, so one list is enough for every application."""
    listed: Handlers = [
        ChatMemberHandler(group_binding.joined, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.StatusUpdate.MIGRATE, group_binding.migrated),
        MessageHandler(GROUP & filters.StatusUpdate.NEW_CHAT_TITLE, group_binding.renamed),
        MessageHandler(GROUP & TOPICS, group_binding.topic_changed),
        CallbackQueryHandler(group_binding.press, _any_of(group_binding.PRESSES)),
        CallbackQueryHandler(languages.press, f"^{Action.SPEAK.value}:"),
        CallbackQueryHandler(pressing.press, _any_of(pressing.PRESSES)),
        CallbackQueryHandler(contact.press, _any_of(contact.PRESSES)),
        CallbackQueryHandler(lists.press, _any_of(lists.PRESSES)),
        CallbackQueryHandler(originals.press, _any_of(originals.PRESSES)),
        CallbackQueryHandler(assists.press, _any_of(assists.PRESSES)),
        CallbackQueryHandler(whistles.press, _any_of(whistles.PRESSES)),
        CallbackQueryHandler(projects.press, _any_of(projects.PRESSES)),
        CallbackQueryHandler(mediations.press, _any_of(mediations.PRESSES)),
        CallbackQueryHandler(resident.press, _any_of(resident.PRESSES)),
        CallbackQueryHandler(resident.forged),
    ]
    listed.append(CommandHandler("lang", languages.lang, NEW))
    listed.append(CommandHandler("mine", lists.mine, NEW))
    listed.append(CommandHandler("whistle", whistles.command, NEW))
    listed.append(CommandHandler("project", projects.command, NEW))
    listed.append(CommandHandler("mediate", mediations.command, PRIVATE & NEW))
    listed.append(CommandHandler("mediate", grid_group.private_only, GROUP & NEW))
    listed.append(CommandHandler("desk", requests.desk, NEW))
    for name, callback in SUPERVISOR_COMMANDS.items():
        listed.append(CommandHandler(name, callback, NEW))
    for name, callback in RESIDENT_COMMANDS.items():
        listed.append(CommandHandler(name, callback, PRIVATE & NEW))
        listed.append(CommandHandler(name, grid_group.private_only, GROUP & NEW))
    for name, callback in GROUP_COMMANDS.items():
        listed.append(CommandHandler(name, callback, GROUP & NEW))
        listed.append(CommandHandler(name, grid_group.group_only, PRIVATE & NEW))
    listed += [
        MessageHandler(filters.StatusUpdate.ALL, _nothing),
        MessageHandler(PRIVATE & NEW & filters.COMMAND, resident.unknown_command),
        MessageHandler(PRIVATE & NEW & UNREADABLE, resident.unreadable),
        MessageHandler(PRIVATE & NEW & filters.REPLY, orders.reply_or(resident.hear)),
        MessageHandler(PRIVATE & NEW & FILE_ALONE, mediations.file_or(resident.hear)),
        MessageHandler(PRIVATE & NEW, resident.hear),
        MessageHandler(PRIVATE & filters.UpdateType.EDITED_MESSAGE, resident.edited),
        MessageHandler(GROUP & NEW & filters.REPLY, orders.reply),
    ]
    return listed


def _any_of(actions: Iterable[Action]) -> str:
    values = "|".join(action.value for action in actions)
    return f"^({values}):"


async def _nothing(update: Update, context: Context) -> None:
    """Service messages that ask nothing of us."""


def build(bot: ExtBot[None]) -> App:
    """The application without an updater: updates come from the inbox, exceptions go back to it."""
    application: App = Application.builder().bot(bot).context_types(CONTEXT_TYPES).updater(None).job_queue(None).build()
    application.add_handlers(handlers())
    application.add_error_handler(_carry_out)
    return application


async def _carry_out(update: object, context: Context) -> None:
    """The application swallows exceptions of handlers; the inbox wants them, to undo and count."""
    if isinstance(context.error, Exception):
        context.work.failure = context.error


async def handle(application: App, update: Update, work: Work) -> None:
    """Runs the handler for ``update`` inside ``work``; raises what it raised."""
    token = current.set(work)
    try:
        await application.process_update(update)
    finally:
        current.reset(token)
    if work.failure is not None:
        raise work.failure
