"""更多: whatever else may be done to a ticket now, by whoever asks."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.domain.life import Event
from bot.domain.notices import Action, Notice, Press, in_rows
from bot.domain.org import Actor
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import (
    acting,
    cards,
    contact,
    deciding,
    escalating,
    linking,
    mediating,
    splitting,
    supervising,
    undoing,
    unsplitting,
)
from bot.usecases.town import Town

MENU: Mapping[Action, Event] = {
    Action.RECLASSIFY: Event.RECLASSIFY,
    Action.CONTACT: Event.PROGRESS,
    Action.ORIGINAL: Event.LOOK,
    Action.REVEAL: Event.LOOK,
    Action.ASK: Event.ASK,
    Action.REJECT: Event.REJECT,
    Action.REFER: Event.REFER,
    Action.INVALID: Event.INVALIDATE,
    Action.MERGE: Event.MERGE,
    Action.SPLIT: Event.SPLIT,
    Action.PROJECT_CHOOSE: Event.LINK,
    Action.WHISTLE: Event.WHISTLE,
    Action.MEDIATE: Event.MEDIATE,
    Action.REPORT_UP: Event.REPORT_UP,
    Action.HAND_DOWN: Event.HAND_DOWN,
    Action.ON_ACCOUNT: Event.ON_ACCOUNT,
    Action.OFF_ACCOUNT: Event.OFF_ACCOUNT,
    Action.PASS: Event.PASS_REVIEW,
    Action.FAIL: Event.FAIL_REVIEW,
    Action.REOPEN: Event.REOPEN,
    Action.SUSPEND: Event.REQUEST,
    Action.RESUME: Event.RESUME,
    Action.EXCLUDE: Event.APPEAL,
}
"""In the order of the buttons; the event that each leads to."""

ONLY_IF: Mapping[Action, Callable[[Store, Ticket], Awaitable[bool]]] = {
    Action.HAND_DOWN: escalating.came_from_below,
    Action.SPLIT: splitting.makes_sense,
    Action.PROJECT_CHOOSE: linking.makes_sense,
    Action.MEDIATE: mediating.to_begin_or_to_show,
}
"""What must be true besides for a button to make sense."""


async def more(tx: Store, town: Town, actor: Actor, ticket_id: int, now: datetime) -> Notice:
    """The buttons that the table opens to this person now and the card has not; each press is checked again."""
    ticket = await acting.readable(tx, town, actor, ticket_id)
    open_to_him = [action for action, event in MENU.items() if acting.allowed(town, actor, ticket, event)]
    open_to_him = [a for a in open_to_him if a not in ONLY_IF or await ONLY_IF[a](tx, ticket)]
    if ticket.excluded is not None:
        open_to_him = [action for action in open_to_him if action is not Action.EXCLUDE]
    if not mediating.possible(town, ticket):
        open_to_him = [action for action in open_to_him if action is not Action.MEDIATE]
    if not contact.may_ask(town, actor, ticket):
        open_to_him = [action for action in open_to_him if MENU[action] is not Event.LOOK]
    if await supervising.may_supervise(tx, town, actor, ticket):
        open_to_him.append(Action.SUPERVISE)
    if deciding.own_desk(town, actor, ticket):
        open_to_him.append(Action.MEETING_ADD)
    back = [Action.UNDO] if await undoing.possible(tx, town, actor, ticket, now) else []
    if await tx.petitioners.of(ticket.id):
        open_to_him.append(Action.UNMERGE)
    if await unsplitting.possible(tx, town, actor, ticket):
        open_to_him.append(Action.UNSPLIT)
    on_card = {press.action for row in cards.buttons(ticket, town) for press in row}
    offered = [action for action in (*back, Action.WHY, *open_to_him) if action not in on_card]
    presses = [Press(action, ticket.id, ticket.version) for action in offered]
    return Notice("more", {"number": ticket.number}, in_rows(presses, 3))
