"""/lang and its buttons, and what every update tells of its sender's language."""

from telegram import Update
from telegram.constants import ChatType

from bot.chat.work import GROUP_ANONYMOUS_BOT, Context, Work, actor_of, button_of, message_of, say, show, speaker_of
from bot.chinese import script_of
from bot.domain.errors import Forged
from bot.domain.languages import Locale, Script
from bot.storage.store import Store
from bot.usecases import languages


def script_written(update: Update) -> Script:
    """The script of what somebody wrote; a press writes nothing."""
    message = update.message or update.edited_message
    return script_of((message.text or message.caption or "") if message is not None else "")


async def notice_sender(tx: Store, update: Update, script: Script) -> languages.Sender:
    """Before anything is answered: who it is, and whether his language is known, also by a guess made just now."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None or user.is_bot or user.id == GROUP_ANONYMOUS_BOT:
        return languages.NOBODY
    private = chat.type == ChatType.PRIVATE
    return await languages.noticed(tx, user.id, user.language_code or "", script, private=private)


async def lang(update: Update, context: Context) -> None:
    """/lang: three buttons, in private for oneself, in a group for the group."""
    work = context.work
    if message_of(update).chat.type != ChatType.PRIVATE:
        await languages.may_choose_for_group(
            work.tx, work.town, await actor_of(update, work), message_of(update).chat_id
        )
    await say(update, work, languages.choice())


async def press(update: Update, context: Context) -> None:
    """A language was chosen; the answer is in that language already."""
    work, chosen = context.work, button_of(update).choice
    if chosen not in set(Locale):
        raise Forged
    await _choose(update, work, Locale(chosen))


async def _choose(update: Update, work: Work, locale: Locale) -> None:
    message = message_of(update)
    if message.chat.type == ChatType.PRIVATE:
        speaker = await speaker_of(update, work)
        await show(update, work, await languages.choose(work.tx, speaker.person_id, locale))
        return
    actor = await actor_of(update, work)
    await work.tx.chats.seen(message.chat_id, message.chat.type, message.chat.title or "")
    await show(update, work, await languages.choose_for_group(work.tx, work.town, actor, message.chat_id, locale))
