"""What a desk does with a matter before anybody works on it: ask, reject, refer, set aside."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.clocks import PauseReason
from bot.domain.errors import EnoughAsked, Forged, Hazard, Missing
from bot.domain.life import Event
from bot.domain.notices import Action, Notice, Press, in_rows
from bot.domain.orders import Verb
from bot.domain.org import Actor
from bot.domain.requests import Kind
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, cards, ending, seconding, telling, timing
from bot.usecases.moving import move
from bot.usecases.town import Town

ENDS: Mapping[Event, tuple[str, Action]] = {
    Event.REJECT: ("rejection", Action.REJECT_FOR),
    Event.REFER: ("referral", Action.REFER_TO),
    Event.INVALIDATE: ("invalid", Action.INVALID_FOR),
}
"""For each end its list of reasons and the button that chooses one."""


async def choose(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, event: Event) -> Notice:
    """The reasons as buttons: nothing is done yet."""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, event, version)
    _not_in_danger(ticket)
    name, action = ENDS[event]
    presses = [Press(action, ticket.id, ticket.version, choice=code) for code in town.life.reasons()[name]]
    return Notice("desk-choose", {"number": ticket.number, "step": event.value}, in_rows(presses, 2))


async def end_for(
    tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, event: Event, code: str, now: datetime
) -> Notice:
    """不予受理, 转办 or 无效件 with the chosen reason; the resident reads it, and the right door."""
    ticket, who = await acting.may(tx, town, actor, ticket_id, event, version)
    _not_in_danger(ticket)
    name, _ = ENDS[event]
    if code not in town.life.reasons()[name]:
        raise Forged
    reason = f"{name}-{code}"
    if event is Event.INVALIDATE and not await _may_set_aside(tx, town, ticket, actor, reason, now):
        return Notice("answer-second", {"number": ticket.number})
    ticket = await ending.end(tx, town, ticket, event, who, now, actor_id=actor.person_id, reason=reason)
    await telling.everyone(tx, ticket, f"ended-{event.value}", now, {"reason": reason})
    return Notice("answer-ended", {"number": ticket.number, "reason": reason})


async def _may_set_aside(tx: Store, town: Town, ticket: Ticket, actor: Actor, reason: str, now: datetime) -> bool:
    """From so many of one person on a second person must agree: nobody is silenced by one press."""
    earlier = await tx.tickets.invalid_of(ticket.petitioner_id)
    return earlier + 1 < town.life.confirm_invalid_from or await seconding.seconded(
        tx, town, ticket, Kind.INVALID, actor, reason, now
    )


async def ask_question(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> Notice:
    """请居民补充: asks the desk for the question."""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.ASK, version)
    _may_ask(town, ticket)
    return Notice("ask-prompt", {"number": ticket.number}, reply=True, answers=Verb.ASK)


async def ask(tx: Store, town: Town, actor: Actor, ticket: Ticket, text: str, masked: str, now: datetime) -> Notice:
    """The question goes to the resident; clocks pause until he answers, 48 hours at most."""
    who = acting.permit(town, actor, ticket, Event.ASK)
    _may_ask(town, ticket)
    if not text:
        raise Missing(number=ticket.number)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "question", text, now)
    ticket = await move(
        tx, ticket, Event.ASK, who, now, actor_id=actor.person_id, note_id=note_id, asks=ticket.asks + 1,
        wake_at=now + town.life.asks_wait,
    )  # fmt: skip
    await timing.pause(tx, town, ticket, now, PauseReason.PETITIONER)
    await cards.refresh(tx, town, ticket, now, note=masked)
    args = {"text": cards.shorten(masked, 1000)}
    await telling.petitioner(tx, ticket, "asked", now, args, mark=str(ticket.asks), card="asked", reply=True)
    return Notice("answer-asked", {"number": ticket.number})


def _may_ask(town: Town, ticket: Ticket) -> None:
    _not_in_danger(ticket)
    if ticket.asks >= town.life.asks_most:
        raise EnoughAsked(number=ticket.number, count=ticket.asks)


def _not_in_danger(ticket: Ticket) -> None:
    """A danger waits for no question and is nobody's to put away."""
    if ticket.danger:
        raise Hazard(number=ticket.number)
