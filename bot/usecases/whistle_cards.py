"""What is shown of a whistle: one card to whoever blew it, one to each unit, both kept true."""

from collections.abc import Collection, Mapping
from datetime import datetime

from bot.domain.chasing import Span
from bot.domain.notices import Action, Arg, Notice, Press, Rows, in_rows, instant
from bot.domain.rooms import Room
from bot.domain.whistle import (
    Call,
    Grade,
    Step,
    Whistle,
    WhistleState,
    callable_units,
    running,
    spans,
)
from bot.domain.whistle_rates import done
from bot.storage.store import Store
from bot.usecases import cards, posting
from bot.usecases.slips import rooms_of
from bot.usecases.town import Town

WHISTLE, CALL = "whistle", "call"
"""Kinds of card, with the number behind a colon; of our question about one with what is asked behind another."""

STEPS: Mapping[Step, Action] = {
    Step.SIGN: Action.CALL_SIGN,
    Step.CONTACT: Action.CALL_CONTACT,
    Step.ARRIVE: Action.CALL_ARRIVE,
    Step.REPORT: Action.CALL_REPORT,
}
SCORES: Mapping[Action, str] = {
    Action.SCORE_PROMPT: "promptness",
    Action.SCORE_ATTITUDE: "attitude",
    Action.SCORE_RESULT: "result",
    Action.SCORE_NEEDED: "needed",
    Action.SCORE_PREPARED: "prepared",
}
OF_UNIT = (Action.SCORE_PROMPT, Action.SCORE_ATTITUDE, Action.SCORE_RESULT)
OF_WHISTLE = (Action.SCORE_NEEDED, Action.SCORE_PREPARED)
BEST = 5


def limits(town: Town, whistle: Whistle) -> dict[Step, Span]:
    """The limits as they run; none before it is blown."""
    policy = town.life.whistle
    if whistle.sent_at is None:
        return {}
    return spans(
        policy.grades[whistle.grade], whistle.sent_at, policy.remind, town.calendar_at(town.node(whistle.node_id))
    )


async def facts(tx: Store, town: Town, whistle: Whistle) -> dict[str, Arg]:
    """What every card of a whistle says of it."""
    ticket = await tx.tickets.get(whistle.ticket_id) if whistle.ticket_id else None
    return {
        "id": str(whistle.id),
        "number": ticket.number if ticket else "",
        "grade": whistle.grade.value,
        "place": town.node(whistle.node_id).name,
        "matter": cards.shorten(whistle.matter),
        "meeting": cards.shorten(whistle.meeting, 200),
        "state": whistle.state.value,
    }


def names(town: Town, calls: Collection[Call]) -> str:
    """The units that are called."""
    return "、".join(town.node(call.node_id).name for call in calls)


async def of_desk(tx: Store, town: Town, whistle: Whistle) -> Notice:
    """The card of whoever blows: first to choose, then who has done what."""
    calls = await tx.whistles.calls(whistle.id)
    args = await facts(tx, town, whistle)
    if whistle.state in {WhistleState.DRAFT, WhistleState.WAITING, WhistleState.DROPPED}:
        args |= {"places": names(town, calls), "decide_at": instant(whistle.next_at)}
        return Notice("whistle-draft", args, _choices(town, whistle, calls))
    due = limits(town, whistle)
    lines = tuple(Notice("whistle-line", _standing(town, call)) for call in calls)
    args |= {"due_at": instant(due[Step.REPORT].due_at), "count": sum(done(c) for c in calls), "all": len(calls)}
    end = ((Press(Action.WHISTLE_END, whistle.id),),) if whistle.state is WhistleState.OPEN else ()
    return Notice("whistle-card", args, end, lines)


def _choices(town: Town, whistle: Whistle, calls: Collection[Call]) -> Rows:
    if whistle.state is WhistleState.WAITING:
        return ((Press(Action.WHISTLE_DROP, whistle.id),),)
    if whistle.state is not WhistleState.DRAFT:
        return ()
    chosen = {call.node_id for call in calls}
    grades = tuple(Press(Action.WHISTLE_GRADE, whistle.id, choice=grade.value) for grade in Grade)
    units = [
        Press(Action.WHISTLE_UNIT, whistle.id, choice=str(n.id), label=f"{'✓ ' if n.id in chosen else ''}{n.name}")
        for n in callable_units(town.tree, town.node(whistle.node_id))[:40]
    ]
    last = [Press(Action.WHISTLE_MEET, whistle.id), Press(Action.WHISTLE_DROP, whistle.id)]
    if chosen and whistle.meeting:
        last.insert(0, Press(Action.WHISTLE_SEND, whistle.id))
    return (grades, *in_rows(units, 2), tuple(last))


def _standing(town: Town, call: Call) -> dict[str, Arg]:
    return {
        "unit": town.node(call.node_id).name,
        "step": call.last.value if call.last else "none",
        "refused": int(call.refusing),
        "excused": int(bool(call.excused)),
        "late": int(bool(call.told == 2 and call.next_at is None and not done(call))),
        "note": cards.shorten(call.refusal if call.refusing else call.report, 60),
    }


async def of_unit(tx: Store, town: Town, whistle: Whistle, call: Call) -> Notice:
    """The unit's card: who calls it, where, and the next step with its limit."""
    under_way = running(call, limits(town, whistle))
    args: dict[str, Arg] = {
        **await facts(tx, town, whistle),
        **_standing(town, call),
        "next": call.left[0].value if call.left else "none",
        "due_at": instant(under_way[1].due_at if under_way else None),
    }
    return Notice("call", args, unit_buttons(whistle, call))


def unit_buttons(whistle: Whistle, call: Call) -> Rows:
    """签收 · 已联系 · 报到 · 报告, those that are left, and 来不了 until somebody came."""
    if whistle.state is not WhistleState.OPEN or not call.left:
        return ()
    steps = tuple(Press(STEPS[step], call.id) for step in call.left)
    refuse = call.refused_at is None and call.arrived_at is None
    return (steps, (Press(Action.CALL_REFUSE, call.id),)) if refuse else (steps,)


def score_buttons(call: Call, actions: tuple[Action, ...]) -> Rows:
    """One row of marks for each thing that has none yet."""
    free = [action for action in actions if getattr(call, SCORES[action]) is None]
    return tuple(
        tuple(Press(action, call.id, choice=str(mark), label=str(mark)) for mark in range(BEST, 0, -1))
        for action in free
    )


def desk_room(whistle: Whistle) -> Room:
    return Room(whistle.chat_id, whistle.thread_id)


async def unit_rooms(tx: Store, town: Town, call: Call, now: datetime) -> list[Room]:
    return await rooms_of(tx, town, town.node(call.node_id), now)


async def refresh(tx: Store, town: Town, whistle: Whistle, now: datetime, call: Call | None = None) -> None:
    """The desk's card, and that of one unit, say how it stands."""
    await posting.edit(tx, f"{WHISTLE}:{whistle.id}", await of_desk(tx, town, whistle), [desk_room(whistle)], now)
    if call is not None:
        rooms = await unit_rooms(tx, town, call, now)
        await posting.edit(tx, f"{CALL}:{call.id}", await of_unit(tx, town, whistle, call), rooms, now)
