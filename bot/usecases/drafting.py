"""What a resident says becomes a draft: what, where, with which pictures."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import grounds
from bot.domain.intake import Asked, Draft, Spot
from bot.domain.reading import Reading
from bot.places.gazetteer import Located, PlaceKind
from bot.storage.drafts import SavedDraft
from bot.storage.media import Attachment
from bot.storage.store import Store
from bot.understanding.normalise import fold
from bot.usecases.resident import Speaker
from bot.usecases.town import Town


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


async def new_draft(tx: Store, town: Town, speaker: Speaker, heard: Heard) -> Draft:
    return await add(tx, town, speaker, Draft(), heard)


async def add(tx: Store, town: Town, speaker: Speaker, draft: Draft, heard: Heard) -> Draft:
    """The draft with what this message says of what and where."""
    draft = replace(draft, has_media=draft.has_media or heard.attachment is not None)
    if heard.reading is not None:
        draft = _with_words(draft, heard.reading, town.intake.ask_below)
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


async def keep_extras(tx: Store, speaker: Speaker, saved: SavedDraft, heard: Heard, now: datetime) -> None:
    if heard.attachment is not None:
        await tx.media.add(heard.attachment, speaker.person_id, "report", now, draft_id=saved.id)
    if heard.point is not None:
        await tx.tickets.add_location(saved.id, *heard.point, now)
