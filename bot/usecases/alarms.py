"""Danger: the people on duty are called beside the ordinary way (handbook §9)."""

from datetime import datetime

from bot.domain.notices import Action, Notice, Press, Priority
from bot.domain.ticket import Event, Ticket, Who
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import cards, telling
from bot.usecases.moving import move
from bot.usecases.town import Town


async def raise_alarm(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    """A private alarm to everyone on duty above the place. The sign clock brings in the next level every 5 min."""
    shown = await telling.handlers(tx, town, ticket, now)
    chats = [chat for chat in await telling.duty(tx, town, ticket, now) if chat not in shown]
    await tx.outbox.put([_letter(town, ticket, chat) for chat in chats], now)
    await move(tx, ticket, Event.ALARM, Who.SYSTEM, now, reason=f"called {len(chats) + len(shown)}")


def _letter(town: Town, ticket: Ticket, chat: int) -> Letter:
    args = dict(cards.compose(ticket, town).args)
    notice = Notice("alarm", args, ((Press(Action.SIGN, ticket.id, ticket.version),),))
    key = f"alarm:{ticket.id}:{ticket.round}:{chat}"
    return Letter(key, chat, notice, Priority.DANGER, ticket_id=ticket.id, card="alarm")
