"""拆分: one ticket becomes several, each with category, owner and clocks of its own; the parent waits for them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain import grounds
from bot.domain.clocks import Stage
from bot.domain.errors import Forged, LinesMissing, NotSplit
from bot.domain.intake import Draft, Spot
from bot.domain.life import Event, Who
from bot.domain.notices import Action, Arg, Notice, Press, instant
from bot.domain.orders import Verb
from bot.domain.org import Actor, Level, Node
from bot.domain.splitting import FEWEST, MOST, may_be_split
from bot.domain.ticket import Ticket
from bot.places.gazetteer import PlaceKind
from bot.storage.splits import Split
from bot.storage.store import Store
from bot.understanding.normalise import fold
from bot.usecases import acting, cards, drafting, filing, telling, timing, undoing
from bot.usecases.drafting import Part
from bot.usecases.moving import move
from bot.usecases.town import Town


async def ask(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> Notice:
    """The bare 拆分 button: asks for one line each."""
    ticket = await _splittable(tx, town, actor, ticket_id, version)
    return Notice("split-prompt", {"number": ticket.number, "most": MOST}, reply=True, answers=Verb.SPLIT)


async def makes_sense(tx: Store, ticket: Ticket) -> bool:
    """Whether the button is worth showing."""
    return may_be_split(ticket)


async def preview(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, parts: Sequence[Part], now: datetime
) -> Notice:  # fmt: skip
    """What each line would become: nothing is done yet."""
    ticket = await _splittable(tx, town, actor, ticket.id, 0)
    if not FEWEST <= len(parts) <= MOST:
        raise LinesMissing(number=ticket.number, most=MOST)
    drafts = [_draft(town, ticket, part) for part in parts]
    split_id = await tx.splits.add(ticket.id, actor.person_id, drafts, now)
    press = Press(Action.SPLIT_INTO, ticket.id, ticket.version, choice=str(split_id))
    lines = []
    for place, draft in enumerate(drafts, 1):
        owner = await _owner(tx, town, draft, now)
        args: dict[str, Arg] = {
            "place": place, "text": cards.shorten(draft.redacted, 60), "category": draft.category,
            "owner": owner.name, "sure": int(draft.sure),
        }  # fmt: skip
        lines.append(Notice("split-line", args))
    return Notice("split-preview", {"number": ticket.number, "count": len(parts)}, ((press,),), tuple(lines))


async def split(
    tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, split_id: int, now: datetime
) -> Notice:
    """The tap. Of two presses one wins; whatever changed since the preview makes it Stale."""
    ticket = await _splittable(tx, town, actor, ticket_id, version)
    who = acting.permit(town, actor, ticket, Event.SPLIT, version)
    wanted = await tx.splits.get(split_id)
    if wanted is None or wanted.ticket_id != ticket.id:
        raise Forged
    stood = await undoing.before(tx, ticket)
    parent = await _wait(tx, town, ticket, who, actor, now)
    children = await _children(tx, town, parent, wanted, now)
    latest = max((child.due_at for child in children if child.due_at), default=now)
    parent = await tx.tickets.change(parent, wake_at=latest)
    await undoing.keep(tx, stood, parent, Event.SPLIT, actor, now)
    await cards.refresh(tx, town, parent, now)
    await _tell(tx, town, parent, children, now)
    return Notice("answer-split", {"number": ticket.number, "count": len(children)})


async def _wait(tx: Store, town: Town, ticket: Ticket, who: Who, actor: Actor, now: datetime) -> Ticket:
    """The parent counts as signed by whoever splits it; its clocks stand still while the children's run."""
    signed: dict[str, Any] = {} if ticket.signed_at else {"signed_at": now, "signer_id": actor.person_id}
    await tx.clocks.stop(ticket.id, [Stage.SIGN], now)
    await tx.requests.drop([ticket.id], now)
    parent = await move(tx, ticket, Event.SPLIT, who, now, actor_id=actor.person_id, **signed)
    await timing.pause(tx, town, parent, now, None)
    return parent


async def _children(tx: Store, town: Town, parent: Ticket, wanted: Split, now: datetime) -> list[Ticket]:
    return [
        await filing.file(
            tx, town, parent.petitioner_id, draft, now, draft_id=None, like=parent, quiet=True, split_by=wanted.actor_id
        )
        for draft in wanted.parts
    ]


async def _tell(tx: Store, town: Town, parent: Ticket, children: Sequence[Ticket], now: datetime) -> None:
    """Each resident once, what each part became. What one line told in confidence is no neighbour's."""
    mark, shared = str(parent.version), [child for child in children if not child.sealed]
    lines = tuple(_told(town, child) for child in children)
    await telling.petitioner(tx, parent, "split-told", now, {"count": len(lines)}, mark=mark, lines=lines)
    if lines := tuple(_told(town, child) for child in shared):
        await telling.joined(tx, parent, "split-told", now, {"count": len(lines)}, mark=mark, lines=lines)


def _told(town: Town, child: Ticket) -> Notice:
    args: dict[str, Arg] = {
        "number": child.number,
        "category": child.category,
        "owner": town.node(child.owner_id).name,
        "due_at": instant(child.due_at),
    }
    return Notice("split-child", args)


def _draft(town: Town, ticket: Ticket, part: Part) -> Draft:
    """What the rules make of a line; what it does not say is as in the ticket."""
    reading = part.reading
    codes = [one.category for one in reading.verdict.candidates]
    found = next((code for code in codes if reading.danger or not grounds.is_danger(code)), "")
    if reading.danger is not None and reading.danger.certain:
        found = reading.danger.category
    draft = Draft(
        text=reading.text,
        redacted=reading.redacted,
        category=found or ticket.category,
        sure=bool(found) and reading.verdict.confident,
        intent=ticket.intent,
        verdict=grounds.kept(reading, fold),
        fingerprint=drafting.known_by(reading, part.located),
        rules_version=reading.rules_version,
    )
    return _placed(town, ticket, part, draft)


def _placed(town: Town, ticket: Ticket, part: Part, draft: Draft) -> Draft:
    """Where the line names one place that is another, there; else where the ticket lies."""
    values: dict[str, Any] = {"node_id": ticket.node_id, "place_text": ticket.place_text}
    here, located = town.node(ticket.node_id), part.located
    if located.kind is PlaceKind.FOUND and not here.within(located.nodes[0]):
        here = located.nodes[0]
        values = {"node_id": here.id, "place_text": "、".join(located.words)}
    elif located.kind is PlaceKind.FOUND:
        values["place_text"] = "、".join(located.words)
    spot = Spot.SURE if here.level is Level.GRID else Spot.DESK
    return replace(draft, spot=spot, **values)


async def _owner(tx: Store, town: Town, draft: Draft, now: datetime) -> Node:
    node = filing.place_of(town, draft)
    if town.category(draft.category).sealed:
        return (await filing.sealed_route(tx, town, draft.category, node, now)).owner
    return filing.open_route(town, node, known=draft.spot is Spot.SURE).owner


async def _splittable(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> Ticket:
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.SPLIT, version)
    if not may_be_split(ticket):
        raise NotSplit(number=ticket.number)
    return ticket
