"""The end of a whistle: both sides give marks, once for each thing."""

from datetime import datetime

from bot.domain.errors import Forged, NotFound, NotYours, Stale
from bot.domain.notices import Action, Notice
from bot.domain.org import HANDLERS, Actor
from bot.domain.whistle import Call, Whistle, WhistleState
from bot.storage.store import Store
from bot.usecases import cards, posting, whistle_cards, whistling
from bot.usecases.town import Town

SCORE, JUDGE = "score", "judge"
ASKED = (SCORE, JUDGE)
"""Kinds of card of the two questions for marks, each with the number of the call behind a colon."""


async def end_by_desk(tx: Store, town: Town, actor: Actor, whistle_id: int, now: datetime) -> Notice:
    """结束 before everybody has reported."""
    whistle = await whistling.own(tx, town, actor, whistle_id, WhistleState.OPEN)
    await end(tx, town, whistle, now)
    return Notice("answer-noted")


async def end(tx: Store, town: Town, whistle: Whistle, now: datetime) -> None:
    """Clocks stop, cards say so, and each side is asked for its marks. An excused unit is not in it."""
    ended = await tx.whistles.change(whistle, state=WhistleState.ENDED.value, ended_at=now, next_at=None)
    if ended is None:
        raise Stale(number="", state="")
    await tx.whistles.rest(ended.id)
    await whistle_cards.refresh(tx, town, ended, now)
    for call in await tx.whistles.calls(ended.id):
        await whistle_cards.refresh(tx, town, ended, now, call)
        if call.excused:
            continue
        own = await whistle_cards.unit_rooms(tx, town, call, now)
        await _ask(tx, town, ended, call, now)
        notice = Notice("whistle-judge", _args(town, ended, call), _rows(call, whistle_cards.OF_WHISTLE))
        await posting.put(tx, own, notice, f"{JUDGE}:{call.id}", f"{JUDGE}:{call.id}", now)


async def _ask(tx: Store, town: Town, whistle: Whistle, call: Call, now: datetime) -> None:
    notice = Notice("whistle-score", _args(town, whistle, call), _rows(call, whistle_cards.OF_UNIT))
    room = whistle_cards.desk_room(whistle)
    await posting.put(tx, [room], notice, f"{SCORE}:{call.id}", f"{SCORE}:{call.id}", now)


def _args(town: Town, whistle: Whistle, call: Call) -> dict[str, str | int]:
    return {
        "unit": town.node(call.node_id).name,
        "place": town.node(whistle.node_id).name,
        "matter": cards.shorten(whistle.matter, 60),
    }


_rows = whistle_cards.score_buttons


async def mark(tx: Store, town: Town, actor: Actor, call_id: int, action: Action, choice: str, now: datetime) -> Notice:
    """One mark for one thing; the first stands. Nobody marks his own side."""
    call = await tx.whistles.call(call_id)
    whistle = await tx.whistles.get(call.whistle_id) if call else None
    if call is None or whistle is None:
        raise NotFound
    of_unit = action in whistle_cards.OF_UNIT
    if not _may_mark(town, actor, whistle, call, of_unit):
        raise NotYours(number="")
    if not choice.isdigit() or not 1 <= int(choice) <= whistle_cards.BEST:
        raise Forged
    if whistle.state is not WhistleState.ENDED or call.excused:
        raise Stale(number="", state="")
    column = whistle_cards.SCORES[action]
    changed = await tx.whistles.change_call(call, only_if_empty=column, **{column: int(choice)})
    if changed is None:
        raise Stale(number="", state="")
    await _refresh(tx, town, whistle, changed, of_unit, now)
    return Notice("answer-noted")


async def _refresh(tx: Store, town: Town, whistle: Whistle, call: Call, of_unit: bool, now: datetime) -> None:
    """What has its mark is asked no more."""
    args = _args(town, whistle, call)
    if of_unit:
        notice = Notice("whistle-score", args, _rows(call, whistle_cards.OF_UNIT))
        await posting.edit(tx, f"{SCORE}:{call.id}", notice, [whistle_cards.desk_room(whistle)], now)
    else:
        notice = Notice("whistle-judge", args, _rows(call, whistle_cards.OF_WHISTLE))
        rooms = await whistle_cards.unit_rooms(tx, town, call, now)
        await posting.edit(tx, f"{JUDGE}:{call.id}", notice, rooms, now)


def _may_mark(town: Town, actor: Actor, whistle: Whistle, call: Call, of_unit: bool) -> bool:
    """The whistler marks units, whoever handles at the unit itself (and did not blow) marks the whistle."""
    if of_unit:
        return actor.reaches(town.node(whistle.node_id), town.life.whistle.blow)
    holds = any(a.node.id == call.node_id and a.role in HANDLERS for a in actor.appointments)
    return actor.person_id != whistle.blower_id and (holds or actor.person_id == call.person_id)
