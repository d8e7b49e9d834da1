"""A word on a ticket that exists already: an addition, a chase, a picture, the same danger again."""

from datetime import datetime

from bot.domain.notices import Notice, Priority
from bot.domain.org import Level, Node
from bot.domain.reading import Intent
from bot.domain.ticket import OPEN, State, Ticket
from bot.places.gazetteer import PlaceKind
from bot.storage.store import Store
from bot.usecases import resident, telling
from bot.usecases.drafting import Heard
from bot.usecases.resident import Speaker
from bot.usecases.town import Town


async def same_album(tx: Store, town: Town, speaker: Speaker, heard: Heard, now: datetime) -> bool:
    """Further pictures of an album follow the first one without another word."""
    if heard.attachment is None:
        return False
    ticket_id = await tx.media.ticket_of_album(speaker.person_id, heard.attachment.album)
    ticket = await tx.tickets.get(ticket_id) if ticket_id is not None else None
    if ticket is None or ticket.state not in OPEN:
        return False
    await _attach(tx, town, speaker, ticket, heard, now)
    return True


async def _attach(
    tx: Store, town: Town, speaker: Speaker, ticket: Ticket, heard: Heard, now: datetime, *, guessed: bool = False
) -> Notice:
    media: tuple[int, ...] = ()
    if heard.attachment is not None:
        id_ = await tx.media.add(heard.attachment, speaker.person_id, "supplement", now, ticket_id=ticket.id)
        media = (id_,)
    masked = heard.reading.redacted if heard.reading is not None else ""
    return await resident.supplement(tx, town, ticket, heard.text, masked, media, now, guessed)


async def add_to(tx: Store, town: Town, speaker: Speaker, ticket_id: int, heard: Heard, now: datetime) -> Notice:
    """A reply to one of our messages about a ticket: it belongs to that ticket."""
    ticket = await resident.own(tx, speaker.person_id, ticket_id)
    return await _attach(tx, town, speaker, ticket, heard, now)


async def about_earlier(tx: Store, town: Town, speaker: Speaker, live: Ticket, heard: Heard, now: datetime) -> bool:
    """Whether the message was a word on the newest live ticket: a chase, "it is mended", a picture, an addition."""
    recent = now - live.created_at <= town.intake.addition_within and live.state in OPEN
    key = f"said:{speaker.chat_id}:{heard.message_id}"
    reading = heard.reading
    if resident.lacks_place(town, live) and (grid := _grid_in(heard)) is not None:
        await resident.place_danger(tx, town, live, grid, _place_words(heard), now)
        return True
    if reading is None:
        if not recent or (heard.attachment is None and heard.point is None):
            return False
        notice = await _attach(tx, town, speaker, live, heard, now, guessed=True)
    elif len(heard.text) > town.intake.short_word:
        return False
    elif reading.intent is Intent.CHASE and not reading.verdict.confident:
        notice = await resident.chase(tx, town, speaker.person_id, live.id, now)
    elif reading.resolved:
        await _attach(tx, town, speaker, live, heard, now)
        notice = Notice("resolved-noted", {"number": live.number, "asked": int(live.state is State.PENDING_SURVEY)})
    elif recent and not reading.verdict.category and heard.speaks and reading.danger is None:
        notice = await _attach(tx, town, speaker, live, heard, now, guessed=True)
    else:
        return False
    await telling.reply(tx, speaker.chat_id, notice, key, now, ticket_id=live.id, card="notice")
    return True


def same_danger(town: Town, live: Ticket, heard: Heard, now: datetime) -> bool:
    """Somebody in fear says it again: the same danger, not far apart in time, and no other place."""
    danger = heard.reading.danger if heard.reading else None
    grid = _grid_in(heard)
    same = danger is not None and live.danger and live.category == danger.category and live.state in OPEN
    soon = now - live.created_at <= town.intake.same_danger_within
    return same and soon and (grid is None or grid.within(town.node(live.node_id)))


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
