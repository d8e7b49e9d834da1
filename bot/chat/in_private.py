"""What is asked for anywhere and answered nowhere but in private."""

from telegram import Update

from bot.chat.work import Work, button_of, room_of, toast
from bot.domain.errors import Forged, PrivateFirst
from bot.domain.notices import Notice
from bot.usecases import telling


async def whisper(
    update: Update, work: Work, notice: Notice, key: str, card: str | None = None, *, of_ticket: bool = True
) -> None:
    """The notice, to whoever pressed, in private; a toast says so where it was pressed. With a ``card`` an answer to it
    belongs to the ticket, or without ``of_ticket`` to what the card names.

    Raises PrivateFirst when that person never wrote to us or has blocked us.
    """
    query = update.callback_query
    if query is None:
        raise Forged
    account = query.from_user.id
    if await work.tx.chats.closed_to_us([account]):
        raise PrivateFirst
    ticket_id = button_of(update).subject if card and of_ticket else None
    await telling.reply(work.tx, account, notice, f"{key}:{query.id}", work.now, ticket_id=ticket_id, card=card)
    await toast(update, work, Notice("answer-in-private"))


def forbid_elsewhere(update: Update) -> None:
    """Raises Forged when the button was not pressed in a private chat."""
    query = update.callback_query
    if query is None or query.message is None or not room_of(query.message).private:
        raise Forged
