"""What a group or topic stands for: /bind and /unbind, our coming and going, its moves and its topics."""

from telegram import Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.chat.standing import trouble_with
from bot.chat.work import Context, Work, actor_of, button_of, message_of, room_of, say, show
from bot.domain.notices import Action, Notice
from bot.domain.rooms import Room, Trouble
from bot.usecases import binding, rooms
from bot.usecases.rooms import Change

PRESSES = frozenset({Action.BIND, Action.REBIND, Action.UNBIND, Action.KEEP_BOUND})


async def bind(update: Update, context: Context) -> None:
    """/bind CODE, or by buttons."""
    work, code = context.work, " ".join(context.args or [])
    actor, room = await actor_of(update, work), await _room(update, work)
    if not code:
        await say(update, work, await binding.browse(work.tx, work.town, actor, room, 0))
        return
    hears_all = bool(context.bot.can_read_all_group_messages)
    await say(update, work, await binding.bind(work.tx, work.town, actor, room, code, work.now, hears_all=hears_all))


async def unbind(update: Update, context: Context) -> None:
    """/unbind: asks first."""
    work = context.work
    actor, room = await actor_of(update, work), await _room(update, work)
    await say(update, work, await binding.ask_unbind(work.tx, work.town, actor, room))


async def press(update: Update, context: Context) -> None:
    """A step of /bind by buttons, or the answer to a question of ours."""
    work, button = context.work, button_of(update)
    if button.action is Action.KEEP_BOUND:
        await show(update, work, Notice("answer-kept"))
        return
    actor, room = await actor_of(update, work), await _room(update, work)
    hears_all = bool(context.bot.can_read_all_group_messages)
    node = work.town.node(button.subject)
    match button.action:
        case Action.BIND if button.choice != "here":
            notice = await binding.browse(work.tx, work.town, actor, room, node.id)
        case Action.BIND:
            notice = await binding.choose(work.tx, work.town, actor, room, node, work.now, hears_all=hears_all)
        case Action.UNBIND:
            notice = await binding.unbind(work.tx, work.town, actor, room, node.id, work.now)
        case _:
            notice = await binding.tie(work.tx, work.town, actor, room, node, work.now, hears_all=hears_all)
    await show(update, work, notice)


async def _room(update: Update, work: Work) -> Room:
    """Where it was said, remembered as a chat we speak in."""
    message = message_of(update)
    chat = message.chat
    await work.tx.chats.seen(chat.id, chat.type, chat.title or "")
    return await binding.current(work.tx, room_of(message))


async def joined(update: Update, context: Context) -> None:
    """We came, were put out, restricted or made admin; a person blocked or unblocked us."""
    change, work = update.my_chat_member, context.work
    if change is None or change.chat.type == ChatType.CHANNEL:
        return
    chat, member = change.chat, change.new_chat_member
    admin = member.status == ChatMemberStatus.ADMINISTRATOR
    trouble = trouble_with(member)
    await rooms.stands(work.tx, work.town, Change(chat.id, chat.type, chat.title or "", trouble, admin), work.now)
    if trouble is None and chat.type != ChatType.PRIVATE:
        await binding.greet(work.tx, chat.id, work.now)


async def migrated(update: Update, context: Context) -> None:
    """The group became a supergroup: said in the old one, in the new one, or in both."""
    message, work = message_of(update), context.work
    old, new = message.chat_id, message.migrate_to_chat_id
    if new is None and message.migrate_from_chat_id is not None:
        old, new = message.migrate_from_chat_id, message.chat_id
    if new is not None:
        await rooms.migrated(work.tx, work.town, old, new, work.now)


async def renamed(update: Update, context: Context) -> None:
    message = message_of(update)
    await context.work.tx.chats.set_title(message.chat_id, message.new_chat_title or "")


async def topic_changed(update: Update, context: Context) -> None:
    """A topic was closed or opened again, General too. That one was deleted is never said: sending will show it."""
    message, work = message_of(update), context.work
    room, tx = room_of(message), work.tx
    if message.forum_topic_closed or message.general_forum_topic_hidden:
        await rooms.lost(tx, work.town, room, Trouble.CLOSED, work.now)
    elif message.forum_topic_reopened or message.general_forum_topic_unhidden:
        await _opened(message, work, room)


async def _opened(message: Message, work: Work, room: Room) -> None:
    if room.thread_id:
        await work.tx.bindings.set_state(room, "ok")
    else:
        await work.tx.chats.set_general_closed(message.chat_id, False)
    await rooms.came_back(work.tx, work.town, message.chat_id, work.now, room.thread_id)
