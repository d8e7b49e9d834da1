"""A word on a ticket that exists already: an addition, a chase, a picture, the same danger again."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.belonging import Belonging, Earlier, New, belongs
from bot.domain.errors import Ended
from bot.domain.life import ENDED, OPEN, State
from bot.domain.notices import Notice, Priority
from bot.domain.org import Level, Node
from bot.domain.reading import Follow
from bot.domain.similar import UNKNOWN
from bot.domain.survey import Answer
from bot.domain.ticket import Ticket
from bot.places.gazetteer import PlaceKind
from bot.storage.drafts import SavedDraft
from bot.storage.store import Store
from bot.understanding import similar
from bot.usecases import contact, joined, resident, survey, telling
from bot.usecases.drafting import Heard
from bot.usecases.resident import Speaker
from bot.usecases.town import Town


async def same_album(tx: Store, town: Town, speaker: Speaker, heard: Heard, now: datetime) -> bool:
    """Further pictures of an album follow the first one without another word."""
    if heard.attachment is None:
        return False
    ticket_id = await tx.media.ticket_of_album(speaker.person_id, heard.attachment.album)
    ticket = await tx.tickets.get(ticket_id) if ticket_id is not None else None
    ticket = await joined.head_of(tx, ticket) if ticket is not None else None
    if ticket is None or ticket.state not in OPEN:
        return False
    await _attach(tx, town, speaker, ticket, heard, now)
    return True


async def _attach(
    tx: Store, town: Town, speaker: Speaker, ticket: Ticket, heard: Heard, now: datetime, *, guessed: bool = False
) -> Notice:
    media = await _kept(tx, speaker, ticket, heard, now)
    notice = await resident.supplement(
        tx, town, speaker.person_id, ticket, heard.text, _masked(heard), media, now, guessed, _speaks_of_danger(heard)
    )
    await _placed(tx, town, speaker, ticket.id, heard, now)
    return notice


async def _placed(tx: Store, town: Town, speaker: Speaker, ticket_id: int, heard: Heard, now: datetime) -> None:
    """A shared location says whose the ticket is where that was unclear, else its handlers see the spot."""
    if heard.point is None:
        return
    await tx.tickets.locate(ticket_id, *heard.point, now)
    ticket = await tx.tickets.get(ticket_id)
    if ticket is None:
        return
    grid = _grid_in(heard)
    own = speaker.person_id == ticket.petitioner_id
    if grid is not None and own and resident.wants_place(town, ticket) and grid.within(town.node(ticket.node_id)):
        await resident.place(tx, town, ticket, grid, now)
    else:
        await resident.show_point(tx, town, ticket, heard.point, grid.name if grid else "", heard.message_id, now)


async def _kept(tx: Store, speaker: Speaker, ticket: Ticket, heard: Heard, now: datetime) -> tuple[int, ...]:
    if heard.attachment is None:
        return ()
    return (await tx.media.add(heard.attachment, speaker.person_id, "supplement", now, ticket_id=ticket.id),)


def _speaks_of_danger(heard: Heard) -> bool:
    return heard.reading is not None and heard.reading.danger is not None


def _masked(heard: Heard) -> str:
    return heard.reading.redacted if heard.reading is not None else ""


async def answer_to(tx: Store, town: Town, speaker: Speaker, ticket: Ticket, heard: Heard, now: datetime) -> Notice:
    """A reply to what a handler said to him: it goes back to whoever has the ticket."""
    media = await _kept(tx, speaker, ticket, heard, now)
    urgent, masked = _speaks_of_danger(heard), _masked(heard)
    notice = await contact.answer(tx, town, ticket, speaker.person_id, heard.text, masked, media, now, urgent)
    await _placed(tx, town, speaker, ticket.id, heard, now)
    return notice


async def add_to(tx: Store, town: Town, speaker: Speaker, ticket_id: int, heard: Heard, now: datetime) -> Notice:
    """A reply to one of our messages about a ticket: it belongs to that ticket."""
    ticket = await joined.concerned(tx, speaker.person_id, ticket_id)
    return await _attach(tx, town, speaker, ticket, heard, now)


async def about_earlier(tx: Store, town: Town, speaker: Speaker, live: Ticket, heard: Heard, now: datetime) -> bool:
    """Whether the message was the place of a danger, or a picture without words soon after the newest live ticket."""
    if resident.lacks_place(town, live) and (grid := _grid_in(heard)) is not None:
        await resident.place_danger(tx, town, live, grid, _place_words(heard), now)
        return True
    recent = now - live.created_at <= town.intake.addition_within and live.state in OPEN
    if heard.reading is not None or not recent or (heard.attachment is None and heard.point is None):
        return False
    notice = await _attach(tx, town, speaker, live, heard, now, guessed=True)
    key = f"said:{speaker.chat_id}:{heard.message_id}"
    await telling.reply(tx, speaker.chat_id, notice, key, now, ticket_id=live.id, card="notice")
    return True


async def belonging(tx: Store, town: Town, speaker: Speaker, heard: Heard, now: datetime) -> Belonging:
    """Which of the resident's tickets the message speaks of, if any."""
    if heard.reading is None:
        return New()
    heads = [await joined.head_of(tx, one) for one in await tx.tickets.of_petitioner(speaker.person_id)]
    tickets = {head.id: head for head in heads}.values()
    known = [
        _earlier(town, ticket, await _elsewhere(tx, ticket, heard), heard)
        for ticket in tickets
        if ticket.state is not State.WITHDRAWN
    ]
    return belongs(heard.reading, known, now, town.intake.follow)


async def _elsewhere(tx: Store, ticket: Ticket, heard: Heard) -> bool:
    """Whether the message names another building or side than the ticket: 5栋 is not 3栋, though in one grid."""
    if heard.reading is None or not heard.reading.fingerprint.marks:
        return False
    kept = await tx.similar.of(ticket.id)
    return similar.apart(heard.reading.fingerprint, kept if kept != UNKNOWN else similar.known_by(ticket.public_text))


def _earlier(town: Town, ticket: Ticket, elsewhere: bool, heard: Heard) -> Earlier:
    node = town.tree.get(ticket.node_id)
    there = heard.located.nodes if heard.located is not None and node is not None else ()
    same = any(one.within(node) or node.within(one) for one in there) if node and there else None
    same = False if elsewhere else same
    return Earlier(ticket.id, ticket.category, ticket.state, ticket.created_at, ticket.closed_at, same)


async def heard_of(tx: Store, town: Town, speaker: Speaker, ticket_id: int, heard: Heard, now: datetime) -> None:
    """A word on this ticket."""
    ticket = await joined.concerned(tx, speaker.person_id, ticket_id)
    media = await _kept(tx, speaker, ticket, heard, now)
    follow = heard.reading.follow if heard.reading else Follow.NOTHING
    word = Word(heard.text, _masked(heard), follow, _speaks_of_danger(heard))
    key = f"said:{speaker.chat_id}:{heard.message_id}"
    await take(tx, town, speaker, ticket, word, media, key, now)


async def told_of(tx: Store, town: Town, saved: SavedDraft, ticket_id: int, now: datetime) -> None:
    """What was kept with a question turns out to be a word on this ticket."""
    ticket = await joined.concerned(tx, saved.person_id, ticket_id)
    draft = saved.draft
    media = tuple(await tx.media.give(saved.id, ticket.id))
    await tx.drafts.filed(saved, ticket.id)
    word = Word(draft.text, draft.redacted, draft.follow, draft.danger or bool(draft.doubtful_danger))
    await take(tx, town, Speaker(saved.person_id, saved.chat_id), ticket, word, media, f"told:{saved.id}", now)


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of a ticket, as it was said and as a group may read it."""

    text: str
    masked: str
    follow: Follow
    urgent: bool = False


async def take(
    tx: Store, town: Town, speaker: Speaker, ticket: Ticket, word: Word, media: tuple[int, ...], key: str, now: datetime
) -> None:
    """催办, 补充, "it is mended", or "it is not": asked whether it is solved, words answer as well as a tap. Only the
    first petitioner is asked: of those who joined it is an addition."""
    surveyed = ticket.state is State.PENDING_SURVEY
    if word.follow is Follow.CHASE and not surveyed and not media:
        notice = await resident.chase(tx, town, speaker.person_id, ticket.id, now)
    elif word.follow in _ANSWERS and await survey.waits_for(tx, speaker.person_id, ticket):
        await resident.supplement(
            tx, town, speaker.person_id, ticket, word.text, word.masked, media, now, False, word.urgent
        )
        answer = _ANSWERS[word.follow]
        await survey.answer_solved(tx, town, speaker.person_id, ticket.id, ticket.round, answer.value, now)
        return
    elif ticket.state in ENDED:
        raise Ended(number=ticket.number)
    else:
        guessed = word.follow is Follow.NOTHING
        notice = await resident.supplement(
            tx, town, speaker.person_id, ticket, word.text, word.masked, media, now, guessed, word.urgent
        )
        if word.follow is Follow.RESOLVED and notice.kind == "supplement-noted":
            notice = Notice("resolved-noted", {"number": ticket.number, "asked": 0})
    await telling.reply(tx, speaker.chat_id, notice, key, now, ticket_id=ticket.id, card="notice")


def answers_survey(ticket: Ticket, heard: Heard) -> bool:
    """Whether words say what the survey asks: is it solved?"""
    follow = heard.reading.follow if heard.reading else Follow.NOTHING
    return ticket.state is State.PENDING_SURVEY and follow in _ANSWERS


_ANSWERS = {
    Follow.RESOLVED: Answer.SOLVED,
    Follow.UNMENDED: Answer.UNSOLVED,
    Follow.AGAIN: Answer.UNSOLVED,
    Follow.CHASE: Answer.UNSOLVED,
}


async def same_danger(tx: Store, town: Town, live: Ticket, heard: Heard, now: datetime) -> bool:
    """Somebody in fear says it again: the same danger, not far apart in time, and no other place or building."""
    danger = heard.reading.danger if heard.reading else None
    grid = _grid_in(heard)
    same = danger is not None and live.danger and live.category == danger.category and live.state in OPEN
    soon = now - live.created_at <= town.intake.same_danger_within
    here = grid is None or grid.within(town.node(live.node_id))
    return same and soon and here and not await _elsewhere(tx, live, heard)


async def danger_again(tx: Store, town: Town, speaker: Speaker, live: Ticket, heard: Heard, now: datetime) -> None:
    """No second ticket, but the number to call again, first; and the place, if only now it is known."""
    if resident.lacks_place(town, live) and (grid := _grid_in(heard)) is not None:
        live = await resident.place_danger(tx, town, live, grid, _place_words(heard), now)
    await _attach(tx, town, speaker, live, heard, now)
    lines = (Notice("danger-again", {"number": live.number}),)
    key = f"danger-again:{speaker.chat_id}:{heard.message_id}"
    notice = Notice(f"danger-{live.category}", lines=lines)
    await telling.reply(
        tx, speaker.chat_id, notice, key, now, priority=Priority.DANGER, ticket_id=live.id, card="notice"
    )


def _grid_in(heard: Heard) -> Node | None:
    """The one grid this message names, if it does."""
    found = heard.located
    if found is None or found.kind is not PlaceKind.FOUND or found.nodes[0].level is not Level.GRID:
        return None
    return found.nodes[0]


def _place_words(heard: Heard) -> str:
    return "、".join(heard.located.words) if heard.located is not None else ""
