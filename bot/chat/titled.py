"""What /project and /whistle have in common: a command with its subject behind it, and a card that is found again."""

from dataclasses import dataclass

from telegram import Update

from bot.chat.work import Context, Work, actor_of, message_of, room_of
from bot.domain.notices import Notice
from bot.domain.org import Actor, Node
from bot.domain.rooms import Room
from bot.usecases import binding, telling


@dataclass(frozen=True, slots=True)
class Titled:
    """Where it was said, by whom, for which node (None in private), and the words behind the command, masked."""

    room: Room
    actor: Actor
    node: Node | None
    words: str


async def titled(update: Update, context: Context) -> Titled:
    """Raises Anonymous, or Unbound in a group that stands for nothing."""
    work = context.work
    room = await binding.current(work.tx, room_of(message_of(update)))
    actor = await actor_of(update, work)
    node = None if room.private else work.town.node((await binding.standing(work.tx, room)).node_id)
    said = (work.reading.redacted if work.reading else "").split(maxsplit=1)
    return Titled(room, actor, node, said[1] if len(said) > 1 else "")


async def put_card(work: Work, room: Room, notice: Notice, card: str, key: str) -> None:
    await telling.reply(work.tx, room.chat_id, notice, key, work.now, card=card, thread_id=room.thread_id)
