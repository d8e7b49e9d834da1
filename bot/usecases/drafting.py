"""What a resident says becomes a draft: what, where, with which pictures."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import grounds, intake, similar
from bot.domain.intake import Asked, Draft, Spot
from bot.domain.reading import Reading
from bot.domain.similar import Fingerprint
from bot.domain.ticket import Ticket
from bot.places.gazetteer import Located, PlaceKind
from bot.storage.drafts import SavedDraft
from bot.storage.media import Attachment
from bot.storage.store import Store
from bot.understanding.normalise import fold
from bot.usecases.resident import Speaker
from bot.usecases.town import Town


@dataclass(frozen=True, slots=True)
class Part:
    """One of the matters of a message, understood by itself."""

    category: str
    reading: Reading
    located: Located


@dataclass(frozen=True, slots=True)
class Heard:
    """One message, understood before the transaction. ``located`` is what text or shared point say of the place;
    ``parts``: its matters where it has several, or may have (``reading.perhaps``). ``lines``: in reply to a message of
    ours, each of its lines by itself, without the order that it begins with.
    """

    message_id: int
    text: str = ""
    reading: Reading | None = None
    located: Located | None = None
    point: tuple[float, float] | None = None
    attachment: Attachment | None = None
    parts: tuple[Part, ...] = ()
    lines: tuple[Part, ...] = ()

    @property
    def several(self) -> bool:
        """Whether these are surely several matters. A danger takes the whole message."""
        return len(self.parts) > 1 and self.reading is not None and not self.reading.perhaps and not self._dangerous

    @property
    def perhaps_several(self) -> bool:
        return len(self.parts) > 1 and not self.several and not self._dangerous

    @property
    def _dangerous(self) -> bool:
        return self.reading is not None and self.reading.danger is not None

    @property
    def speaks(self) -> bool:
        """Whether there are words with some meaning in them."""
        return self.reading is not None and not self.reading.smalltalk


async def new_draft(tx: Store, town: Town, speaker: Speaker, heard: Heard) -> Draft:
    whole = await add(tx, town, speaker, Draft(), heard)
    if not heard.several and not heard.perhaps_several:
        return whole
    parts = [await _part(tx, town, speaker, part, located) for part, located in _placed(heard)]
    if heard.perhaps_several:
        return replace(whole, perhaps=tuple(parts))
    return intake.together([intake.at_place_of(whole, replace(parts[0], has_media=whole.has_media)), *parts[1:]])


def like(draft: Draft, ended: Ticket) -> Draft:
    """A matter that is back: what it does not say of kind and place is as it was told before."""
    if not draft.sure:
        draft = replace(draft, category=ended.category, alternatives=(), sure=False)
    if draft.spot is Spot.SURE and draft.place_text:
        return draft
    return replace(draft, spot=Spot.SURE, node_id=ended.node_id, options=(), place_text=ended.place_text)


def _placed(heard: Heard) -> Iterator[tuple[Part, Located | None]]:
    """Each matter with its own place, else that of the one before it; none where it shares that of the first."""
    last = None
    for part in heard.parts:
        if part.located.kind is not PlaceKind.NOTHING:
            last = part.located
        yield part, last


async def _part(tx: Store, town: Town, speaker: Speaker, part: Part, located: Located | None) -> Draft:
    """Its category is the one by which it was told apart."""
    draft = _with_words(Draft(), replace(part.reading, danger=None), 0.0)
    sure = draft.sure and draft.category == part.category
    likely = tuple(code for code in (draft.category, *draft.alternatives) if code and code != part.category)
    draft = replace(draft, category=part.category, alternatives=likely[:3], sure=sure)
    return draft if located is None else await _with_place(tx, town, speaker, draft, located)


async def add(tx: Store, town: Town, speaker: Speaker, draft: Draft, heard: Heard) -> Draft:
    """The draft with what this message says of what and where."""
    draft = replace(draft, has_media=draft.has_media or heard.attachment is not None)
    if heard.reading is not None:
        draft = _with_words(draft, heard.reading, town.intake.ask_below)
        draft = replace(draft, fingerprint=similar.merged(draft.fingerprint, known_by(heard.reading, heard.located)))
    return await _with_place(tx, town, speaker, draft, heard.located)


def _with_words(draft: Draft, reading: Reading, ask_below: float) -> Draft:
    danger = reading.danger
    codes = [c.category for c in reading.verdict.candidates]
    draft = replace(
        draft,
        text="\n".join(filter(None, (draft.text, reading.text))),
        redacted="\n".join(filter(None, (draft.redacted, reading.redacted))),
        intent=draft.intent or reading.intent.value,
        verdict=grounds.kept(reading, fold) if codes and not draft.category else draft.verdict,
        rules_version=reading.rules_version,
    )
    if danger is not None and danger.certain:
        return replace(draft, danger=True, category=danger.category, sure=True)
    if danger is not None and not draft.doubtful_danger and draft.asked is Asked.NOTHING:
        draft = replace(draft, doubtful_danger=danger.category)
    if draft.category or not codes:
        return draft
    if draft.asked is Asked.NOTHING and reading.verdict.candidates[0].score < ask_below:
        return replace(draft, alternatives=tuple(codes[:3]))
    return replace(draft, category=codes[0], alternatives=tuple(codes[1:4]), sure=reading.verdict.confident)


def known_by(reading: Reading, located: Located | None) -> Fingerprint:
    """Where the town knows a name the text says, others are none."""
    if located is None or located.kind not in {PlaceKind.FOUND, PlaceKind.AMBIGUOUS}:
        return reading.fingerprint
    return similar.at_known_names(reading.fingerprint, [fold(word) for word in located.words])


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


async def keep_extras(tx: Store, speaker: Speaker, saved: SavedDraft, heard: Heard, now: datetime) -> bool:
    """Whether the message has any."""
    if heard.attachment is not None:
        await tx.media.add(heard.attachment, speaker.person_id, "report", now, draft_id=saved.id)
    if heard.point is not None:
        await tx.tickets.add_location(saved.id, *heard.point, now)
    return heard.attachment is not None or heard.point is not None
