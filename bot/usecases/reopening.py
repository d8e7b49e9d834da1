"""重开: a closed ticket comes back with new facts; without any the result is told once more (handbook §3, 29)."""

from datetime import datetime

from bot.domain.errors import Ended, NotFound, WordsMissing, WrongState
from bot.domain.finishing import says_nothing_new
from bot.domain.life import Event, State, Who
from bot.domain.notices import Action, Arg, Notice, Press, Rows, instant
from bot.domain.orders import Verb
from bot.domain.org import Actor
from bot.domain.reading import Intent
from bot.domain.ticket import Result, Ticket
from bot.domain.worktime import due
from bot.storage.store import Store
from bot.usecases import acting, cards, results, rounds, telling
from bot.usecases.drafting import Heard
from bot.usecases.town import Town

PROMPT = "reopen-prompt"
"""The question for new facts; a reply to it reopens."""


SECOND_ANSWER = "second_answer"
"""Kind of note: what was said on the day that an explanation had promised."""


def button(ticket: Ticket) -> Rows:
    """没好 / 又坏了."""
    return ((Press(Action.STILL_BROKEN, ticket.id, ticket.version),),)


async def ask(tx: Store, town: Town, person_id: int, ticket_id: int, now: datetime) -> Notice:
    """没好 / 又坏了: asks for what is new."""
    ticket = await tx.tickets.get(ticket_id)
    if ticket is None or ticket.petitioner_id != person_id:
        raise NotFound
    _open_again(town, ticket, now)
    return Notice("reopen-prompt", {"number": ticket.number}, reply=True)


def is_about(town: Town, ticket: Ticket, heard: Heard, now: datetime) -> bool:
    """Whether a reply to a message of a closed ticket tells of the same trouble again."""
    reading = heard.reading
    if ticket.state is not State.CLOSED or not _in_time(town, ticket, now) or reading is None or reading.resolved:
        return False
    same = reading.verdict.confident and reading.verdict.category == ticket.category
    return same and reading.intent is not Intent.PRAISE


async def by_resident(tx: Store, town: Town, person_id: int, ticket: Ticket, heard: Heard, now: datetime) -> Notice:
    """With new words or a picture it is handled again; the same words as before get the result told again."""
    if ticket.petitioner_id != person_id:
        raise NotFound
    _open_again(town, ticket, now)
    masked = heard.reading.redacted if heard.reading is not None else ""
    if heard.attachment is None and says_nothing_new(masked, ticket.public_text):
        told = await results.last(tx, town, ticket)
        return Notice("result-again", {"number": ticket.number, "text": cards.shorten(told.text, 1000)}, button(ticket))
    note_id = await tx.tickets.add_note(ticket.id, person_id, "supplement", heard.text, now)
    media: tuple[int, ...] = ()
    if heard.attachment is not None:
        media = (await tx.media.add(heard.attachment, person_id, "supplement", now, ticket_id=ticket.id),)
    ticket = await rounds.another(
        tx, town, ticket, Event.REOPEN, Who.PETITIONER, now, actor_id=person_id, note_id=note_id
    )
    await _say_reopened(tx, town, ticket, masked, now)
    if media:
        await cards.add_pictures(tx, town, ticket, media, now)
    return Notice("reopened", {"number": ticket.number, **_promise(town, ticket)})


async def ask_desk(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> Notice:
    """重开 at a desk: asks why."""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.REOPEN, version)
    return Notice("reopen-why", {"number": ticket.number}, reply=True, answers=Verb.REOPEN)


async def by_desk(tx: Store, town: Town, actor: Actor, ticket: Ticket, text: str, masked: str, now: datetime) -> Notice:
    ticket, who = await acting.may(tx, town, actor, ticket.id, Event.REOPEN)
    _open_again(town, ticket, now)
    if not text:
        raise WordsMissing(number=ticket.number)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "progress", text, now)
    ticket = await rounds.another(tx, town, ticket, Event.REOPEN, who, now, actor_id=actor.person_id, note_id=note_id)
    await _say_reopened(tx, town, ticket, masked, now)
    args = {**_promise(town, ticket), "text": cards.shorten(masked, 1000)}
    await telling.petitioner(tx, ticket, "reopened-by-desk", now, args)
    return Notice("answer-reopened", {"number": ticket.number, "due_at": instant(ticket.due_at)})


async def look_again(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    """What was only explained: its day has come, handlers and the desk above are asked whether it can be done now,
    again and again until somebody answers; then nothing more is expected.
    """
    since = ticket.completed_at or ticket.created_at  # What was answered in an earlier round says nothing of this one.
    if any(note.kind == SECOND_ANSWER and note.at >= since for note in await tx.tickets.notes(ticket.id)):
        await tx.tickets.change(ticket, wake_at=None)
        return
    told = await results.last(tx, town, ticket)
    args: dict[str, Arg] = {**cards.compose(ticket, town).args, "text": cards.shorten(told.text, 500)}
    notice = Notice("look-again", args, ((Press(Action.REOPEN, ticket.id, ticket.version),),))
    here = await telling.handlers(tx, town, ticket, now)
    above = await telling.level_up(tx, town, ticket, 1, now)
    for room in dict.fromkeys([*here, *above]):
        key = f"look-again:{ticket.id}:{ticket.version}:{room}"
        await telling.reply(
            tx, room.chat_id, notice, key, now, ticket_id=ticket.id, card=f"prompt:{Verb.ANSWER_AGAIN}",
            thread_id=room.thread_id,
        )  # fmt: skip
    next_at = due(now, town.life.finishing.explained_look_again, town.calendar)
    await tx.tickets.change(ticket, wake_at=next_at)


async def answer_again(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, text: str, masked: str, now: datetime
) -> Notice:
    """The promised second answer, when it still cannot be done: the resident reads it, and may object."""
    ticket = await acting.visible(tx, town, actor, ticket.id)
    if ticket.state not in {State.CLOSED, State.PENDING_SURVEY} or ticket.result is not Result.EXPLAINED:
        raise WrongState(number=ticket.number, state=ticket.state.value)
    if not text:
        raise WordsMissing(number=ticket.number)
    await tx.tickets.add_note(ticket.id, actor.person_id, SECOND_ANSWER, text, now)
    ticket = await tx.tickets.change(ticket, wake_at=due(now, town.life.reopen_within, town.calendar))
    rows = button(ticket) if ticket.state is State.CLOSED else ()
    args = {"text": cards.shorten(masked, 1000)}
    await telling.petitioner(tx, ticket, "answered-again", now, args, buttons=rows, mark=str(ticket.version))
    return Notice("answer-answered-again", {"number": ticket.number})


def _open_again(town: Town, ticket: Ticket, now: datetime) -> None:
    if ticket.state is not State.CLOSED or not _in_time(town, ticket, now):
        raise Ended(number=ticket.number)


def _in_time(town: Town, ticket: Ticket, now: datetime) -> bool:
    """Within 30 days, and as long as a second answer is expected or has just been given."""
    if ticket.wake_at is not None:
        return True
    return ticket.closed_at is not None and now <= due(ticket.closed_at, town.life.reopen_within, town.calendar)


def _promise(town: Town, ticket: Ticket) -> dict[str, Arg]:
    return {"owner": town.node(ticket.owner_id).name, "due_at": instant(ticket.due_at)}


async def _say_reopened(tx: Store, town: Town, ticket: Ticket, masked: str, now: datetime) -> None:
    args = {**cards.compose(ticket, town).args, "text": cards.shorten(masked, 1000)}
    for room in await telling.handlers(tx, town, ticket, now):
        key = f"reopened-copy:{ticket.id}:{ticket.round}:{room}"
        await telling.reply(
            tx, room.chat_id, Notice("reopened-copy", args), key, now, ticket_id=ticket.id, card="supplement",
            thread_id=room.thread_id,
        )  # fmt: skip
