"""A resident speaks. What he says becomes a ticket, an answer to our question, or a word on an earlier ticket."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain import intake
from bot.domain.errors import NotFound, Stale
from bot.domain.intake import Ask, Asked, Draft, Drop, File, Spot
from bot.domain.notices import Action, Notice, Press, Priority, Rows
from bot.domain.reading import Intent, Reading
from bot.domain.ticket import OPEN, State, Ticket
from bot.places.gazetteer import Located, PlaceKind
from bot.storage.cards import Card
from bot.storage.drafts import SavedDraft
from bot.storage.media import Attachment
from bot.storage.store import Store
from bot.usecases import filing, resident, telling
from bot.usecases.resident import Speaker
from bot.usecases.town import Town

SHORT = 40
"""A message up to this many characters may be a word on an earlier ticket; a longer one tells a matter."""

RECENT = timedelta(minutes=10)
"""So long a picture or a short word without a matter of its own belongs to the ticket just filed."""

PLACE_OPTIONS = 8


@dataclass(frozen=True, slots=True)
class Heard:
    """One message, understood before the transaction. ``located`` is what text or shared point say of the place."""

    message_id: int
    text: str = ""
    reading: Reading | None = None
    located: Located | None = None
    point: tuple[float, float] | None = None
    attachment: Attachment | None = None

    @property
    def speaks(self) -> bool:
        """Whether there are words with some meaning in them."""
        return self.reading is not None and not self.reading.smalltalk


async def hear(tx: Store, town: Town, speaker: Speaker, heard: Heard, now: datetime) -> None:
    """Takes a resident's message to where it belongs. Every answer goes through the outbox."""
    if heard.attachment and heard.attachment.album and await _same_album(tx, town, speaker, heard, now):
        return
    saved = await tx.drafts.open_of(speaker.person_id)
    if saved is not None:
        await _go_on(tx, town, speaker, saved, heard, now)
        return
    if _certain_danger(heard):
        await _tell(tx, town, speaker, await _new_draft(tx, town, speaker, heard), heard, now)
        return
    live = await tx.tickets.latest_live(speaker.person_id)
    if live is not None and await _about_earlier(tx, town, speaker, live, heard, now):
        return
    if heard.attachment is None and heard.point is None and not heard.speaks:
        await _smalltalk(tx, speaker, heard, now)
        return
    await _tell(tx, town, speaker, await _new_draft(tx, town, speaker, heard), heard, now)


async def silence(tx: Store, town: Town, now: datetime) -> int:
    """Drafts nobody answered for ten minutes are filed with what is known. Returns how many were due."""
    expired = await tx.drafts.expired(now)
    for saved in expired:
        match intake.when_silent(saved.draft):
            case File(draft=draft):
                await _file(tx, town, saved, draft, now)
            case Drop() | Ask():
                await tx.drafts.dropped(saved)
                notice = Notice("draft-dropped")
                await telling.reply(tx, saved.chat_id, notice, f"draft-dropped:{saved.id}", now)
    return len(expired)


async def choose_category(tx: Store, town: Town, speaker: Speaker, draft_id: int, code: str, now: datetime) -> Notice:
    """The tap that answers "what is it about?"; 1299 is "none of these"."""
    saved = await _own_draft(tx, speaker, draft_id)
    if code not in town.categories:
        raise NotFound
    await _file(tx, town, saved, replace(saved.draft, category=code, sure=True), now)
    return Notice("answer-noted")


async def choose_place(tx: Store, town: Town, speaker: Speaker, draft_id: int, node_id: int, now: datetime) -> Notice:
    """The tap that answers "where?"; a node above the grids opens its children, 0 is "I cannot say"."""
    saved = await _own_draft(tx, speaker, draft_id)
    node = town.tree.get(node_id)
    if node is None:
        await _file(tx, town, saved, replace(saved.draft, spot=Spot.DESK), now)
        return Notice("answer-noted")
    below = town.tree.children(node)
    if below:
        rows = _place_rows(saved.id, [(n.id, n.name) for n in below], none_id=0)
        return Notice("ask-where-in", {"place": node.name}, rows)
    await _file(tx, town, saved, replace(saved.draft, spot=Spot.SURE, node_id=node.id, place_text=node.name), now)
    return Notice("answer-noted")


async def settle_danger(tx: Store, town: Town, speaker: Speaker, draft_id: int, yes: bool, now: datetime) -> Notice:
    """The one tap on a doubtful danger."""
    saved = await _own_draft(tx, speaker, draft_id)
    if yes:
        await _file(tx, town, saved, intake.confirm_danger(saved.draft), now)
    else:
        await _file(tx, town, saved, intake.deny_danger(saved.draft), now)
    return Notice("answer-noted")


async def cancel(tx: Store, speaker: Speaker) -> Notice:
    """/cancel: the question is dropped."""
    saved = await tx.drafts.open_of(speaker.person_id)
    if saved is None:
        return Notice("nothing-to-cancel")
    await tx.drafts.dropped(saved)
    return Notice("cancelled")


def _certain_danger(heard: Heard) -> bool:
    return heard.reading is not None and heard.reading.danger is not None and heard.reading.danger.certain


async def _tell(tx: Store, town: Town, speaker: Speaker, draft: Draft, heard: Heard, now: datetime) -> None:
    """A new matter: filed at once, or kept with one question."""
    step = intake.next_step(draft)
    expires_at = now + town.policy.draft_expires
    saved = await tx.drafts.add(speaker.person_id, speaker.chat_id, step.draft, now, expires_at)
    await _keep_extras(tx, speaker, saved, heard, now)
    ticket = await _follow(tx, town, saved, step, now)
    if ticket is not None:
        # So that a later edit of the message finds its ticket.
        await tx.cards.add(Card(speaker.chat_id, heard.message_id, ticket.id, "said"), now)


async def _go_on(tx: Store, town: Town, speaker: Speaker, saved: SavedDraft, heard: Heard, now: datetime) -> None:
    """Something came while our question stands: an answer, or a matter of its own."""
    if _is_new_matter(saved.draft, heard):
        await _settle_old(tx, town, saved, now)
        await hear(tx, town, speaker, heard, now)
        return
    await _keep_extras(tx, speaker, saved, heard, now)
    draft = await _add(tx, town, speaker, saved.draft, heard)
    step = intake.next_step(draft)
    if draft.asked is Asked.WHAT and not draft.category and not heard.text and draft.spot is saved.draft.spot:
        # A further picture is no answer to "what is it about?".
        step = Ask(draft)
        await tx.drafts.keep(saved, draft, now + town.policy.draft_expires)
        return
    await _follow(tx, town, saved, step, now)


async def _settle_old(tx: Store, town: Town, saved: SavedDraft, now: datetime) -> None:
    match intake.when_silent(saved.draft):
        case File(draft=draft):
            await _file(tx, town, saved, draft, now)
        case Drop() | Ask():
            await tx.drafts.dropped(saved)


def _is_new_matter(draft: Draft, heard: Heard) -> bool:
    """A recognised category other than the draft's, or danger, is no answer to a question about place or kind."""
    if heard.reading is None or not heard.speaks:
        return False
    verdict = heard.reading.verdict
    if _certain_danger(heard):
        return not draft.doubtful_danger
    told = bool(draft.category) and draft.asked is Asked.WHERE
    return told and verdict.confident and verdict.category != draft.category and len(heard.text) > SHORT // 4


async def _follow(tx: Store, town: Town, saved: SavedDraft, step: File | Ask | Drop, now: datetime) -> Ticket | None:
    match step:
        case File(draft=draft):
            return await _file(tx, town, saved, draft, now)
        case Ask(draft=draft):
            kept = await tx.drafts.keep(saved, draft, now + town.policy.draft_expires)
            await _ask(tx, town, kept, now)
        case Drop():
            await tx.drafts.dropped(saved)
    return None


async def _file(tx: Store, town: Town, saved: SavedDraft, draft: Draft, now: datetime) -> Ticket:
    ticket = await filing.file(tx, town, saved.person_id, draft, now, draft_id=saved.id)
    await tx.drafts.filed(saved, ticket.id)
    return ticket


async def _ask(tx: Store, town: Town, saved: SavedDraft, now: datetime) -> None:
    draft = saved.draft
    priority = Priority.RECEIPT
    match draft.asked:
        case Asked.WHAT:
            notice = Notice("ask-what", {"media": int(draft.has_media)}, _what_rows(town, saved))
        case Asked.WHERE:
            nodes = [n for option in draft.options if (n := town.tree.get(option))] or _first_choice(town)
            rows = _place_rows(saved.id, [(n.id, n.name) for n in nodes[:PLACE_OPTIONS]], none_id=0)
            notice = Notice("ask-where", {"category": draft.category, "known": int(bool(draft.options))}, rows)
        case Asked.DANGER:
            yes, no = (Press(Action.DRAFT_DANGER, saved.id, choice=choice) for choice in ("yes", "no"))
            numbers = "、".join(town.numbers.get(draft.doubtful_danger, ()))
            kind = "danger-ask-0108" if draft.doubtful_danger == "0108" else "danger-ask"
            notice = Notice(kind, {"numbers": numbers}, ((yes,), (no,)))
            priority = Priority.DANGER
        case Asked.NOTHING:
            return
    key = f"ask:{saved.id}:{saved.version}"
    await telling.reply(tx, saved.chat_id, notice, key, now, priority=priority)


def _what_rows(town: Town, saved: SavedDraft) -> Rows:
    codes = [*town.common, "1299"]
    presses = [Press(Action.DRAFT_WHAT, saved.id, choice=code) for code in codes]
    return tuple(tuple(presses[i : i + 3]) for i in range(0, len(presses), 3))


def _first_choice(town: Town) -> list:  # type: ignore[type-arg]
    """Where to begin when nothing is known: below a single root, its children."""
    roots = town.tree.children(None)
    return town.tree.children(roots[0]) or roots if len(roots) == 1 else roots


def _place_rows(draft_id: int, nodes: list[tuple[int, str]], *, none_id: int) -> Rows:
    presses = [Press(Action.DRAFT_PLACE, draft_id, choice=str(id_), label=name) for id_, name in nodes]
    rows = [tuple(presses[i : i + 2]) for i in range(0, len(presses), 2)]
    return (*rows, (Press(Action.DRAFT_PLACE, draft_id, choice=str(none_id)),))


async def _keep_extras(tx: Store, speaker: Speaker, saved: SavedDraft, heard: Heard, now: datetime) -> None:
    if heard.attachment is not None:
        await tx.media.add(heard.attachment, speaker.person_id, "report", now, draft_id=saved.id)
    if heard.point is not None:
        await tx.tickets.add_location(saved.id, *heard.point, now)


async def _new_draft(tx: Store, town: Town, speaker: Speaker, heard: Heard) -> Draft:
    return await _add(tx, town, speaker, Draft(), heard)


async def _add(tx: Store, town: Town, speaker: Speaker, draft: Draft, heard: Heard) -> Draft:
    """The draft with what this message says of what and where."""
    draft = replace(draft, has_media=draft.has_media or heard.attachment is not None)
    if heard.reading is not None:
        draft = _with_words(draft, heard.reading)
    return await _with_place(tx, town, speaker, draft, heard.located)


def _with_words(draft: Draft, reading: Reading) -> Draft:
    danger = reading.danger
    codes = [c.category for c in reading.verdict.candidates]
    draft = replace(
        draft,
        text="\n".join(filter(None, (draft.text, reading.text))),
        redacted="\n".join(filter(None, (draft.redacted, reading.redacted))),
        intent=draft.intent or reading.intent.value,
        rules_version=reading.rules_version,
    )
    if danger is not None and danger.certain:
        return replace(draft, danger=True, category=danger.category, sure=True)
    if danger is not None and not draft.doubtful_danger and draft.asked is Asked.NOTHING:
        draft = replace(draft, doubtful_danger=danger.category)
    if draft.category or not codes:
        return draft
    return replace(draft, category=codes[0], alternatives=tuple(codes[1:4]), sure=reading.verdict.confident)


async def _with_place(tx: Store, town: Town, speaker: Speaker, draft: Draft, located: Located | None) -> Draft:
    """The matter's own place decides; the resident's registered grids only help where it names none."""
    kind = located.kind if located is not None else PlaceKind.NOTHING
    words = "、".join(located.words) if located is not None else ""
    nodes = [node.id for node in located.nodes] if located is not None else []
    match kind:
        case PlaceKind.FOUND if home := await _home_inside(tx, town, speaker, nodes[0]):
            return replace(draft, spot=Spot.SURE, node_id=home, options=(), place_text=words or draft.place_text)
        case PlaceKind.FOUND:
            return replace(draft, spot=Spot.SURE, node_id=nodes[0], options=(), place_text=words or draft.place_text)
        case PlaceKind.AMBIGUOUS if draft.spot is not Spot.SURE:
            return replace(draft, spot=Spot.CHOICE, options=tuple(nodes), place_text=words)
        case PlaceKind.UNKNOWN if draft.spot in {Spot.NOTHING, Spot.CHOICE}:
            return await _strange_place(tx, town, speaker, draft, words)
        case _ if draft.spot is Spot.NOTHING:
            return _at_home(draft, await tx.org.homes(speaker.person_id))
        case _:
            return draft


async def _home_inside(tx: Store, town: Town, speaker: Speaker, node_id: int) -> int | None:
    """A whole community or town was named, and the resident's only grid lies in it: that grid is meant."""
    node = town.node(node_id)
    if not town.tree.children(node):
        return None
    homes = [home for home in await tx.org.homes(speaker.person_id) if (n := town.tree.get(home)) and n.within(node)]
    return homes[0] if len(homes) == 1 else None


async def _strange_place(tx: Store, town: Town, speaker: Speaker, draft: Draft, words: str) -> Draft:
    """A place is named that nobody entered yet: the desk above the resident's own grid sorts it out."""
    if draft.spot is Spot.CHOICE:
        return replace(draft, place_text=words)
    homes = [n for home in await tx.org.homes(speaker.person_id) if (n := town.tree.get(home))]
    if not homes:
        return replace(draft, place_text=words)
    desk = town.tree.shared_desk(homes)
    return replace(draft, spot=Spot.DESK, node_id=desk.id if desk else None, place_text=words)


def _at_home(draft: Draft, homes: list[int]) -> Draft:
    if len(homes) == 1:
        return replace(draft, spot=Spot.SURE, node_id=homes[0])
    if homes:
        return replace(draft, spot=Spot.CHOICE, options=tuple(homes))
    return draft


async def _same_album(tx: Store, town: Town, speaker: Speaker, heard: Heard, now: datetime) -> bool:
    """Further pictures of an album follow the first one without another word."""
    if heard.attachment is None:
        return False
    ticket_id = await tx.media.ticket_of_album(speaker.person_id, heard.attachment.album)
    ticket = await tx.tickets.get(ticket_id) if ticket_id is not None else None
    if ticket is None or ticket.state not in OPEN:
        return False
    await _attach(tx, town, speaker, ticket, heard, now)
    return True


async def _attach(tx: Store, town: Town, speaker: Speaker, ticket: Ticket, heard: Heard, now: datetime) -> Notice:
    media: tuple[int, ...] = ()
    if heard.attachment is not None:
        id_ = await tx.media.add(heard.attachment, speaker.person_id, "supplement", now, ticket_id=ticket.id)
        media = (id_,)
    masked = heard.reading.redacted if heard.reading is not None else ""
    return await resident.supplement(tx, town, ticket, heard.text, masked, media, now)


async def add_to(tx: Store, town: Town, speaker: Speaker, ticket_id: int, heard: Heard, now: datetime) -> Notice:
    """A reply to one of our messages about a ticket: it belongs to that ticket."""
    ticket = await resident.own(tx, speaker.person_id, ticket_id)
    return await _attach(tx, town, speaker, ticket, heard, now)


async def _about_earlier(tx: Store, town: Town, speaker: Speaker, live: Ticket, heard: Heard, now: datetime) -> bool:
    """Whether the message was a word on the newest live ticket: a chase, "it is mended", a picture, an addition."""
    recent = now - live.created_at <= RECENT and live.state in OPEN
    key = f"said:{speaker.chat_id}:{heard.message_id}"
    reading = heard.reading
    if reading is None:
        if not recent or (heard.attachment is None and heard.point is None):
            return False
        notice = await _attach(tx, town, speaker, live, heard, now)
    elif len(heard.text) > SHORT:
        return False
    elif reading.intent is Intent.CHASE and not reading.verdict.confident:
        notice = await resident.chase(tx, town, speaker.person_id, live.id, now)
    elif reading.resolved:
        await _attach(tx, town, speaker, live, heard, now)
        notice = Notice("resolved-noted", {"number": live.number, "asked": int(live.state is State.PENDING_SURVEY)})
    elif recent and not reading.verdict.category and heard.speaks and reading.danger is None:
        notice = await _attach(tx, town, speaker, live, heard, now)
    else:
        return False
    await telling.reply(tx, speaker.chat_id, notice, key, now, ticket_id=live.id, card="notice")
    return True


async def _smalltalk(tx: Store, speaker: Speaker, heard: Heard, now: datetime) -> None:
    praise = heard.reading is not None and heard.reading.intent is Intent.PRAISE
    notice = Notice("smalltalk-thanks" if praise else "smalltalk")
    await telling.reply(tx, speaker.chat_id, notice, f"smalltalk:{speaker.chat_id}:{heard.message_id}", now)


async def _own_draft(tx: Store, speaker: Speaker, draft_id: int) -> SavedDraft:
    saved = await tx.drafts.get(draft_id)
    if saved is None or saved.person_id != speaker.person_id:
        raise NotFound
    if saved.state != "open":
        raise Stale
    return saved
