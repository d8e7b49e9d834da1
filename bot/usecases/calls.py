"""报到: what a called unit does with its card, and what the county says when one refuses."""

from datetime import datetime
from typing import Any

from bot.domain import chasing
from bot.domain.errors import NotFound, NotYours, NoWords, Stale
from bot.domain.notices import Action, Arg, Notice, Press
from bot.domain.org import HANDLERS, Actor
from bot.domain.rooms import Room
from bot.domain.whistle import Call, Step, Whistle, WhistleState, running, taken
from bot.domain.whistle_rates import done
from bot.storage.store import Store
from bot.usecases import cards, posting, scoring, telling, whistle_cards
from bot.usecases.town import Town

REPORT_LONG = 500


async def called(tx: Store, town: Town, actor: Actor, call_id: int) -> tuple[Whistle, Call]:
    """The call, for whoever handles at the called unit or above it, while the whistle is open."""
    whistle, call = await _found(tx, call_id)
    if not actor.reaches(town.node(call.node_id), HANDLERS):
        raise NotYours(number="")
    if whistle.state is not WhistleState.OPEN or call.excused:
        raise Stale(number="", state="")
    return whistle, call


async def _found(tx: Store, call_id: int) -> tuple[Whistle, Call]:
    call = await tx.whistles.call(call_id)
    whistle = await tx.whistles.get(call.whistle_id) if call else None
    if call is None or whistle is None or whistle.sent_at is None:
        raise NotFound
    return whistle, call


async def step(tx: Store, town: Town, actor: Actor, call_id: int, taken_: Step, now: datetime) -> Notice:
    """签收, 已联系 or 报到."""
    whistle, call = await called(tx, town, actor, call_id)
    await _take(tx, town, actor, whistle, call, taken_, now)
    return Notice("answer-call", {"step": taken_.value})


async def ask_words(tx: Store, town: Town, actor: Actor, call_id: int, what: str) -> Notice:
    """The bare 报告 or 来不了 button (``what``: report or refuse): asks for one sentence."""
    _, call = await called(tx, town, actor, call_id)
    if call.reported_at is not None or (what == "refuse" and not _may_refuse(call)):
        raise Stale(number="", state="")
    return Notice("whistle-prompt", {"step": what}, reply=True)


async def report(tx: Store, town: Town, actor: Actor, call_id: int, masked: str, now: datetime) -> Notice:
    """报告: what was done. When the last unit has reported the whistle is over."""
    whistle, call = await called(tx, town, actor, call_id)
    if not masked:
        raise NoWords(number="")
    await _take(tx, town, actor, whistle, call, Step.REPORT, now, report=cards.shorten(masked, REPORT_LONG))
    await _end_if_all(tx, town, whistle, now)
    return Notice("answer-call", {"step": Step.REPORT.value})


async def _take(
    tx: Store, town: Town, actor: Actor, whistle: Whistle, call: Call, step_: Step, now: datetime, **values: Any
) -> None:
    columns = taken(call, step_, now)
    if not columns or call.at(step_) is not None:
        raise Stale(number="", state="")
    values |= {**columns, "person_id": actor.person_id, "told": chasing.QUIET}
    changed = await tx.whistles.change_call(call, only_if_empty=list(columns)[-1], **values)
    if changed is None:
        raise Stale(number="", state="")
    await _wind(tx, town, whistle, changed, now)


async def _wind(tx: Store, town: Town, whistle: Whistle, call: Call, now: datetime) -> None:
    """Its clock looks at the next step with a limit; both cards say how it stands."""
    under_way = running(call, whistle_cards.limits(town, whistle))
    next_at = chasing.next_at(call.told, under_way[1]) if under_way else None
    call = await tx.whistles.change_call(call, next_at=next_at) or call
    await whistle_cards.refresh(tx, town, whistle, now, call)


def _may_refuse(call: Call) -> bool:
    return call.refused_at is None and call.arrived_at is None


async def refuse(tx: Store, town: Town, actor: Actor, call_id: int, masked: str, now: datetime) -> Notice:
    """来不了, with the reason: the county decides; until then the clocks run on."""
    whistle, call = await called(tx, town, actor, call_id)
    if not masked:
        raise NoWords(number="")
    if not _may_refuse(call):
        raise Stale(number="", state="")
    said = {"refused_at": now, "refusal": cards.shorten(masked, REPORT_LONG), "person_id": actor.person_id}
    changed = await tx.whistles.change_call(call, only_if_empty="refused_at", **said)
    if changed is None:
        raise Stale(number="", state="")
    await whistle_cards.refresh(tx, town, whistle, now, changed)
    shown = (await whistle_cards.of_unit(tx, town, whistle, changed)).args
    buttons = (Press(Action.CALL_EXCUSE, call.id), Press(Action.CALL_INSIST, call.id))
    notice = Notice("whistle-refused", shown, (buttons,))
    await posting.put(tx, await _judges(tx, town, whistle, now), notice, f"refused:{call.id}", None, now)
    return Notice("answer-noted")


async def _judges(tx: Store, town: Town, whistle: Whistle, now: datetime) -> list[Room]:
    """The county's desk in private; without one the admins."""
    rooms = await _county(tx, town, whistle, now)
    return rooms or [Room(account) for account in sorted(town.admins)]


async def _county(tx: Store, town: Town, whistle: Whistle, now: datetime) -> list[Room]:
    outermost = town.tree.chain(town.node(whistle.node_id))[-1]
    return await telling.private(tx, town, outermost, town.life.whistle.judge, now)


async def judge(tx: Store, town: Town, actor: Actor, call_id: int, excused: bool, now: datetime) -> Notice:
    """The county excuses the unit, or it must come all the same. The unit and the desk hear it."""
    whistle, call = await _found(tx, call_id)
    county = town.tree.chain(town.node(whistle.node_id))[-1]
    # An admin only where nobody else can be asked: he has the buttons then.
    alone = actor.is_admin and not await _county(tx, town, whistle, now)
    if not alone and not actor.reaches(county, town.life.whistle.judge):
        raise NotYours(number="")
    if not call.refusing or whistle.state is not WhistleState.OPEN:
        raise Stale(number="", state="")
    values: dict[str, Any] = {"excused": excused} | ({"next_at": None} if excused else {})
    changed = await tx.whistles.change_call(call, only_if_empty="excused", **values)
    if changed is None:
        raise Stale(number="", state="")
    await whistle_cards.refresh(tx, town, whistle, now, changed)
    matter = cards.shorten(whistle.matter, 60)
    args: dict[str, Arg] = {"unit": town.node(call.node_id).name, "excused": int(excused), "matter": matter}
    rooms = [*await whistle_cards.unit_rooms(tx, town, changed, now), whistle_cards.desk_room(whistle)]
    await posting.put(tx, rooms, Notice("whistle-judged", args), f"judged:{call.id}", None, now)
    await _end_if_all(tx, town, whistle, now)
    return Notice("answer-noted")


async def _end_if_all(tx: Store, town: Town, whistle: Whistle, now: datetime) -> None:
    if all(done(call) for call in await tx.whistles.calls(whistle.id)):
        await scoring.end(tx, town, whistle, now)


async def answer(tx: Store, town: Town, actor: Actor, call_id: int, what: str, masked: str, now: datetime) -> Notice:
    """The words that were asked for."""
    if what == "refuse":
        return await refuse(tx, town, actor, call_id, masked, now)
    return await report(tx, town, actor, call_id, masked, now)


async def tell(tx: Store, town: Town, actor: Actor, call_id: int, masked: str, now: datetime) -> None:
    """A plain reply to the unit's card: the desk reads it."""
    whistle, call = await called(tx, town, actor, call_id)
    if not masked:
        raise NoWords(number="")
    args = {"unit": town.node(call.node_id).name, "text": cards.shorten(masked, REPORT_LONG)}
    room = whistle_cards.desk_room(whistle)
    key = f"call-word:{call.id}:{now.timestamp()}"
    await telling.reply(tx, room.chat_id, Notice("whistle-word", args), key, now, thread_id=room.thread_id)
