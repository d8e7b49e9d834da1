"""After too many rounds the desk above judges: once more, or all was done that could be (handbook §3, 27 and 28)."""

from datetime import datetime, timedelta

from bot.domain.errors import NotYours, OwnWork, WordsMissing, WrongState
from bot.domain.life import Event, State, Who
from bot.domain.notices import Action, Arg, Notice, Press, Priority, instant
from bot.domain.orders import Verb
from bot.domain.org import Actor
from bot.domain.requests import Kind
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.domain.worktime import due
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.storage.surveys import Survey
from bot.usecases import acting, cards, children, results, rounds, seconding, telling
from bot.usecases.moving import move
from bot.usecases.town import Town

LEVELS = 4


async def to_superior(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    """The ticket stays where it is; the desk above reads both stories, the resident who decides and by when."""
    ticket = await _put_off(tx, town, ticket, now)
    await _ask(tx, town, ticket, "judge", await telling.level_up(tx, town, ticket, 1, now), now)
    args: dict[str, Arg] = {"owner": _superior(town, ticket), "due_at": instant(ticket.wake_at)}
    await telling.petitioner(tx, ticket, "judging", now, args)


async def rehandle(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> Notice:
    """重办: the resident is right."""
    ticket = await _judgeable(tx, town, actor, ticket_id, Event.REHANDLE, version)
    ticket = await rounds.another(
        tx, town, ticket, Event.REHANDLE, Who.SUPERIOR, now, actor_id=actor.person_id, reason="judged by the superior"
    )
    args: dict[str, Arg] = {"owner": town.node(ticket.owner_id).name, "due_at": instant(ticket.due_at)}
    await telling.everyone(tx, ticket, "rehandled", now, args)
    return Notice("answer-rehandled", {"number": ticket.number, "due_at": instant(ticket.due_at)})


async def ask_done(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> Notice:
    """已尽责结案: asks for the reason that the resident will read."""
    ticket = await _judgeable(tx, town, actor, ticket_id, Event.CLOSE_DONE, version)
    first = await tx.requests.pending(ticket.id, Kind.DONE_DUTY)
    second = int(first is not None and first.asker_id != actor.person_id)
    return Notice("done-prompt", {"number": ticket.number, "second": second}, reply=True, answers=Verb.DONE_DUTY)


async def done(tx: Store, town: Town, actor: Actor, ticket: Ticket, text: str, masked: str, now: datetime) -> Notice:
    """Two people, each with written words: only the second closes it."""
    ticket = await _judgeable(tx, town, actor, ticket.id, Event.CLOSE_DONE, 0)
    if not text:
        raise WordsMissing(number=ticket.number)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "judgement", text, now)
    if not await seconding.seconded(tx, town, ticket, Kind.DONE_DUTY, actor, "", now, note_id):
        own = await tx.people.chat_of(actor.person_id)
        rooms = await _both_levels(tx, town, ticket, now)
        others = [room for room in rooms if room.chat_id != own]
        await _ask(tx, town, ticket, "judge-second", others, now, masked)
        return Notice("answer-second-done", {"number": ticket.number})
    ticket = await move(
        tx, ticket, Event.CLOSE_DONE, Who.SUPERIOR, now, actor_id=actor.person_id, note_id=note_id, closed_at=now,
        wake_at=None,
    )  # fmt: skip
    await cards.refresh(tx, town, ticket, now, note=masked)
    args: dict[str, Arg] = {"owner": _superior(town, ticket), "text": cards.shorten(masked, 1000)}
    again = ((Press(Action.STILL_BROKEN, ticket.id, ticket.version),),)
    await telling.petitioner(tx, ticket, "closed-done", now, args, buttons=again)
    await children.ended(tx, town, ticket, now)
    return Notice("answer-closed-done", {"number": ticket.number})


async def overdue(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    """Nobody has judged in time: the level above is asked as well."""
    survey = await tx.surveys.of(ticket.id, ticket.round)
    ended = survey.ended_at if survey and survey.ended_at else now
    ticket = await _put_off(tx, town, ticket, now)
    period = max((ticket.wake_at or now) - now, timedelta(hours=1))
    level = min(2 + (now - ended) // period, LEVELS)
    await _ask(tx, town, ticket, "judge", await telling.level_up(tx, town, ticket, level, now), now)


def is_judged(ticket: Ticket, survey: Survey | None) -> bool:
    """The resident has answered and is not content, and nobody has decided yet."""
    return ticket.state is State.PENDING_SURVEY and survey is not None and survey.ended_at is not None


async def _put_off(tx: Store, town: Town, ticket: Ticket, now: datetime) -> Ticket:
    return await tx.tickets.change(ticket, wake_at=due(now, town.life.judge_within, town.calendar))


async def _judgeable(tx: Store, town: Town, actor: Actor, ticket_id: int, event: Event, version: int) -> Ticket:
    ticket = await acting.visible(tx, town, actor, ticket_id)
    if Who.SUPERIOR not in acting.capacities_of(town, actor, ticket):
        raise NotYours(number=ticket.number)
    acting.permit(town, actor, ticket, event, version)
    if not is_judged(ticket, await tx.surveys.of(ticket.id, ticket.round)):
        raise WrongState(number=ticket.number, state=ticket.state.value)
    if actor.person_id in {ticket.signer_id, ticket.petitioner_id}:
        raise OwnWork(number=ticket.number)
    return ticket


async def _both_levels(tx: Store, town: Town, ticket: Ticket, now: datetime) -> list[Room]:
    rooms = [room for level in (1, 2) for room in await telling.level_up(tx, town, ticket, level, now)]
    return list(dict.fromkeys(rooms))


async def _ask(
    tx: Store, town: Town, ticket: Ticket, kind: str, rooms: list[Room], now: datetime, said: str = ""
) -> None:
    """Both stories: what was done, and what the resident says to it."""
    told = await results.last(tx, town, ticket)
    survey = await tx.surveys.of(ticket.id, ticket.round)
    notice = Notice(
        "judge",
        {
            **cards.compose(ticket, town).args,
            "text": cards.shorten(told.text, 1000),
            "solved": (survey.solved if survey else None) or "",
            "rating": (survey.rating if survey else None) or 0,
            "said": cards.shorten(said, 500),
            "reply_due_at": instant(ticket.wake_at),
        },
        (tuple(Press(action, ticket.id, ticket.version) for action in (Action.JUDGE_REHANDLE, Action.JUDGE_DONE)),),
    )
    letters = [
        Letter(
            f"{kind}:{ticket.id}:{ticket.version}:{room}", room.chat_id, notice, Priority.CARD, ticket_id=ticket.id,
            card="judge", thread_id=room.thread_id,
        )
        for room in rooms
    ]  # fmt: skip
    await tx.outbox.put(letters, now)


def _superior(town: Town, ticket: Ticket) -> str:
    owner = town.node(ticket.owner_id)
    return (town.tree.get(owner.parent_id) or owner).name
