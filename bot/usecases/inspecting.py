"""核查: somebody who did not do the work looks at it; the resident is asked only afterwards."""

from datetime import datetime, timedelta

from bot.domain.errors import OwnWork, WordsMissing
from bot.domain.finishing import always_checked
from bot.domain.life import Event, State, Who
from bot.domain.notices import Action, Arg, Notice, Press, Priority, instant
from bot.domain.orders import Verb
from bot.domain.org import Actor
from bot.domain.rooms import Room
from bot.domain.ticket import Result, Ticket
from bot.domain.worktime import due
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import acting, cards, results, survey, telling, timing
from bot.usecases.moving import move
from bot.usecases.results import Told
from bot.usecases.town import Town

LEVELS = 4
"""As many levels as a tree has above the handler."""


async def begin(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    """The desk above gets the words and the pictures; the resident hears that somebody looks first."""
    await _ask(tx, town, ticket, 1, now)
    await telling.petitioner(tx, ticket, "checking", now, {"due_at": instant(ticket.wake_at)}, mark=str(ticket.reworks))


async def passed(
    tx: Store,
    town: Town,
    ticket: Ticket,
    who: Who,
    told: Told,
    now: datetime,
    *,
    actor_id: int | None = None,
    reason: str = "",
) -> Ticket:
    """核查通过, or no check was needed: what was only explained gets a day to be looked at again, the survey leaves."""
    explained = ticket.result is Result.EXPLAINED
    look_at = due(now, town.life.finishing.explained_look_again, town.calendar) if explained else None
    ticket = await move(tx, ticket, Event.PASS_REVIEW, who, now, actor_id=actor_id, reason=reason, wake_at=look_at)
    await cards.refresh(tx, town, ticket, now, note=told.text)
    await survey.start(tx, town, ticket, told.text, told.after, now)
    return ticket


async def pass_(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> Notice:
    """通过."""
    ticket, who, told = await _checkable(tx, town, actor, ticket_id, Event.PASS_REVIEW, version)
    await passed(tx, town, ticket, who, told, now, actor_id=actor.person_id)
    return Notice("answer-passed", {"number": ticket.number})


async def ask_fail(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> Notice:
    """不通过: asks what is not right."""
    ticket, _, _ = await _checkable(tx, town, actor, ticket_id, Event.FAIL_REVIEW, version)
    return Notice("fail-prompt", {"number": ticket.number}, reply=True, answers=Verb.FAIL)


async def fail(tx: Store, town: Town, actor: Actor, ticket: Ticket, text: str, masked: str, now: datetime) -> Notice:
    """返工: back to whoever did it, with the reason; the clock goes on from where it stood."""
    ticket, who, _ = await _checkable(tx, town, actor, ticket.id, Event.FAIL_REVIEW, 0)
    if not text:
        raise WordsMissing(number=ticket.number)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "check", text, now)
    dates = await timing.reopen(tx, town, ticket, now)
    ticket = await move(
        tx, ticket, Event.FAIL_REVIEW, who, now, actor_id=actor.person_id, note_id=note_id, completed_at=None,
        result=None, wake_at=None, reworks=ticket.reworks + 1, **dates,
    )  # fmt: skip
    await cards.refresh(tx, town, ticket, now, note=masked)
    args: dict[str, Arg] = {"due_at": instant(ticket.due_at), "text": cards.shorten(masked, 1000)}
    for room in await telling.handlers(tx, town, ticket, now):
        key = f"rework:{ticket.id}:{ticket.reworks}:{room}"
        notice = Notice("rework", {**cards.compose(ticket, town).args, **args})
        await telling.reply(
            tx, room.chat_id, notice, key, now, ticket_id=ticket.id, card="reminder", thread_id=room.thread_id
        )
    await telling.petitioner(tx, ticket, "check-failed", now, args, mark=str(ticket.reworks))
    return Notice("answer-failed", {"number": ticket.number})


async def overdue(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    """Nobody has looked in time: it passes by itself, or where a check is a must the next level is asked."""
    if not always_checked(town.life.finishing, ticket):
        told = await results.last(tx, town, ticket)
        await passed(tx, town, ticket, Who.SYSTEM, told, now, reason="nobody looked in time")
        return
    wake_at = due(now, town.life.finishing.inspect_within, town.calendar)
    begun = ticket.completed_at or now
    asked = max(1, (now - begun) // max(wake_at - now, timedelta(hours=1)))
    ticket = await tx.tickets.change(ticket, wake_at=wake_at)
    await _ask(tx, town, ticket, min(asked + 1, LEVELS), now)


async def _checkable(
    tx: Store, town: Town, actor: Actor, ticket_id: int, event: Event, version: int
) -> tuple[Ticket, Who, Told]:
    """Raises OwnWork for whoever signed or finished it."""
    ticket = await acting.visible(tx, town, actor, ticket_id)
    told = await results.last(tx, town, ticket)
    if ticket.state is State.PENDING_REVIEW and actor.person_id in {ticket.signer_id, told.by}:
        raise OwnWork(number=ticket.number)
    return ticket, acting.permit(town, actor, ticket, event, version), told


async def _ask(tx: Store, town: Town, ticket: Ticket, level: int, now: datetime) -> None:
    told = await results.last(tx, town, ticket)
    args: dict[str, Arg] = {
        **cards.compose(ticket, town).args,
        "text": cards.shorten(told.text, 1000),
        "result": (ticket.result or Result.SOLVED).value,
        "reply_due_at": instant(ticket.wake_at),
        "must": int(always_checked(town.life.finishing, ticket)),
        "level": level,
    }
    presses = tuple(Press(action, ticket.id, ticket.version) for action in (Action.PASS, Action.FAIL))
    notice = Notice("check", args, (presses,))
    letters = []
    for room in await _inspectors(tx, town, ticket, told.by, level, now):
        key = f"check:{ticket.id}:{ticket.version}:{room}"
        letters.append(
            Letter(
                key, room.chat_id, notice, Priority.CARD, ticket_id=ticket.id, card="check", thread_id=room.thread_id
            )
        )
        if media := (*told.before, *told.after):
            letters.append(telling.pictures(ticket, room, media, now, again=f"check{ticket.version}:"))
    await tx.outbox.put(letters, now)


async def _inspectors(
    tx: Store, town: Town, ticket: Ticket, finisher: int | None, level: int, now: datetime
) -> list[Room]:
    """Those ``level`` steps up who did not do it themselves; where there is nobody, further up."""
    own = {await tx.people.chat_of(person) for person in (ticket.signer_id, finisher) if person is not None}
    rooms: list[Room] = []
    for step in range(level, LEVELS + 1):
        rooms = [room for room in await telling.level_up(tx, town, ticket, step, now) if room.chat_id not in own]
        if rooms:
            break
    return rooms
