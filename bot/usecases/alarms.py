"""Danger: the people on duty are called beside the ordinary way (handbook §9)."""

from datetime import datetime

from bot.domain.life import UNSIGNED, Event, Who
from bot.domain.notices import Action, Notice, Press, Priority
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import cards, telling
from bot.usecases.moving import move
from bot.usecases.town import Town


async def raise_alarm(tx: Store, town: Town, ticket: Ticket, now: datetime, again: str = "") -> None:
    """A private alarm to everyone on duty above the place. The sign clock brings in the next level every 5 min.

    ``again`` tells a new alarm apart from one that was raised before.
    """
    shown = await telling.handlers(tx, town, ticket, now)
    rooms = [room for room in await telling.duty(tx, town, ticket, now) if room not in shown]
    await tx.outbox.put([_letter(town, ticket, room, again) for room in rooms], now)
    await move(tx, ticket, Event.ALARM, Who.SYSTEM, now, reason=f"called {len(rooms) + len(shown)}")


async def taken(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    """Somebody has signed: the alarms no longer ask for it, and say who answers for it now."""
    args = dict(cards.compose(ticket, town).args)
    letters = [
        Letter(
            f"alarm-taken:{ticket.id}:{ticket.round}:{card.chat_id}:{card.message_id}",
            card.chat_id,
            Notice("alarm-taken", args),
            Priority.EDIT,
            method="edit",
            ticket_id=ticket.id,
            card="left",
            message_id=card.message_id,
            thread_id=card.thread_id,
        )
        for card in await tx.cards.of(ticket.id, "alarm")
    ]
    await tx.outbox.put(letters, now)


def _letter(town: Town, ticket: Ticket, room: Room, again: str) -> Letter:
    args = dict(cards.compose(ticket, town).args)
    sign = ((Press(Action.SIGN, ticket.id, ticket.version),),)
    notice = Notice("alarm", args, sign if ticket.state in UNSIGNED else ())
    key = f"alarm:{ticket.id}:{ticket.round}:{again}{room}"
    return Letter(key, room.chat_id, notice, Priority.DANGER, ticket_id=ticket.id, card="alarm")
