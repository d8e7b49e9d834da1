"""The one table of what may follow from what (handbook §3).

``docs/ticket-life.md`` is made from it and a test keeps them equal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.errors import WrongState
from bot.domain.life import ENDED, OPEN, PAUSED, RUNNING, Event, State, Who


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow: from any of ``sources`` to ``target`` (None: the state stays), open to ``who``.

    ``rows`` are those of handbook §3 (none: an overlay or a correction), ``guard`` is what must be true besides,
    ``effect`` what follows.
    """

    rows: tuple[int, ...]
    sources: frozenset[State]
    target: State | None
    who: frozenset[Who]
    guard: str = ""
    effect: str = ""


def _arrow(
    rows: Iterable[int], sources: Iterable[State], target: State | None, who: Iterable[Who],
    guard: str = "", effect: str = "",
) -> Transition:  # fmt: skip
    return Transition(tuple(rows), frozenset(sources), target, frozenset(who), guard, effect)


_S, _E, _W = State, Event, Who
_HANDS = (_W.HANDLER, _W.DESK)
_FINISHED = {_S.PENDING_REVIEW, _S.PENDING_SURVEY, _S.CLOSED}

TRANSITIONS: Mapping[Event, Transition] = {
    # 受理
    _E.ACCEPT: _arrow(
        (4,), {_S.SUBMITTED}, _S.ACCEPTED, {_W.SYSTEM},
        "category, place and intent are set by the rules, so acceptance needs nobody",
        "owner, urgency and deadline are worked out, the receipt and the card say why",
    ),
    # 不予受理
    _E.REJECT: _arrow(
        (5,), {_S.SUBMITTED, _S.ACCEPTED}, _S.REJECTED, {_W.DESK},
        "one of the five legal grounds; never a danger",
        "the resident reads the ground and the right door; counted, not scored",
    ),
    # 转法定、紧急渠道
    _E.REFER: _arrow(
        (6,), {_S.SUBMITTED, _S.ACCEPTED}, _S.REFERRED, {_W.DESK},
        "a channel is named (110, 119, 120, court, arbitration, discipline, petition …)",
        "the resident reads where it goes and how to reach it",
    ),
    # 并单
    _E.MERGE: _arrow(
        (7,), {_S.SUBMITTED, _S.ACCEPTED, _S.DISPATCHED, _S.HANDLING}, _S.MERGED, {_W.SYSTEM, *_HANDS},
        "the other ticket is open and of the same matter; by itself only for the same person, category and place "
        "within 24 h; never sealed ones, never a danger",
        "every petitioner is kept and told, also of what follows; what was merged into it goes along",
    ),
    # 撤销并单
    _E.UNMERGE: _arrow(
        (7,), {_S.MERGED}, _S.ACCEPTED, {_W.DESK, _W.HANDLER, _W.SYSTEM},
        "by itself only when the other one is sealed",
        "the ticket goes its own way again, with its clocks as they were",
    ),
    # 拆分
    _E.SPLIT: _arrow(
        (), {_S.ACCEPTED, _S.DISPATCHED, _S.HANDLING}, _S.SUSPENDED, set(_HANDS),
        "two matters or more, shown before it happens; never sealed ones, never a danger, never a child",
        "each child has category, owner and clocks of its own; the parent counts as signed, its clocks pause until the "
        "last child has ended; every resident hears it once and then of each child",
    ),
    # 归入项目
    _E.LINK: _arrow(
        (), OPEN | {_S.PENDING_REVIEW, _S.PENDING_SURVEY, _S.CLOSED}, None, set(_HANDS),
        "an open project at or above the owner; never a sealed one",
        "every resident hears how far the project is, then at half and at its end",
    ),
    # 请居民补充
    _E.ASK: _arrow(
        (8,), {_S.SUBMITTED, _S.ACCEPTED}, _S.DRAFT, {_W.DESK},
        "at most twice a ticket; never a danger",
        "clocks pause until the answer, at most 48 h, then it goes on with what is known",
    ),
    # 已补充
    _E.ANSWER: _arrow(
        (8,), {_S.DRAFT}, _S.ACCEPTED, {_W.PETITIONER, _W.SYSTEM},
        "", "clocks go on; the desk reads the answer",
    ),
    # 派单
    _E.DISPATCH: _arrow(
        (9,), {_S.ACCEPTED}, _S.DISPATCHED, {_W.SYSTEM, _W.DESK},
        "one lead; by rule when the place is sure, else by the desk",
        "the lead gets the card with its limit, the resident hears whose it is; the sign clock starts",
    ),
    # 自主接单
    _E.CLAIM: _arrow(
        (10,), {_S.ACCEPTED}, _S.HANDLING, set(_HANDS),
        "in own scope", "taking it counts as signing",
    ),
    # 签收
    _E.SIGN: _arrow(
        (11,), {_S.DISPATCHED}, _S.HANDLING, set(_HANDS),
        "", "this person answers for it from here on; the resident hears it",
    ),
    # 退单
    _E.RETURN: _arrow(
        (12,), {_S.DISPATCHED}, _S.RETURN_REVIEW, {_W.HANDLER},
        "inside the return window, with a reason code and who it is for; at most twice; not by a designated unit; "
        "never a danger",
        "clocks keep running and the owner stays in charge until the level above both decides",
    ),
    # 退单成立
    _E.UPHOLD: _arrow(
        (13,), {_S.RETURN_REVIEW}, _S.ACCEPTED, {_W.SUPERIOR},
        "", "dispatched anew in the same breath; a line for the rules to learn from",
    ),
    # 退单不成立、指定
    _E.REFUSE: _arrow(
        (14,), {_S.RETURN_REVIEW}, _S.DISPATCHED, {_W.SUPERIOR, _W.SYSTEM},
        "by itself when nobody has decided in time",
        "counts as an improper return; the designated may not return again",
    ),
    # 提醒、催签
    _E.REMIND: _arrow(
        (15,), OPEN, None, {_W.SYSTEM},
        "so many per cent of a limit are used", "said once each, to whoever must act",
    ),
    # 到场
    _E.ARRIVE: _arrow(
        (16,), {_S.HANDLING}, None, set(_HANDS), "", "counts as first contact; the resident hears it",
    ),
    # 进展
    _E.PROGRESS: _arrow(
        (16,), {*RUNNING, *PAUSED} - {_S.SUBMITTED}, None, set(_HANDS),
        "", "counts as first contact; the resident reads it, masked",
    ),
    # 协办
    _E.ASSIST: _arrow(
        (17,), {_S.HANDLING}, None, {*_HANDS, _W.MEETING},
        "the lead keeps the ticket; a meeting asks whom it may not give it to",
        "co-handlers get slips with clocks of their own",
    ),
    # 协办回话
    _E.ASSISTED: _arrow(
        (17,), OPEN, None, {_W.SYSTEM},
        "a co-handler signs, reports or finishes his slip", "the lead reads it, the resident never straight from him",
    ),
    # 吹哨
    _E.WHISTLE: _arrow(
        (), {_S.ACCEPTED, _S.DISPATCHED, _S.HANDLING, _S.ON_ACCOUNT}, None, {_W.UPPER},
        "a desk of a town or the county, with approval where the rules want it; never a sealed one",
        "units are called to one place and time, each with clocks of its own; the resident hears it",
    ),
    # 挂起
    _E.SUSPEND: _arrow(
        (18,), {_S.HANDLING}, _S.SUSPENDED, {_W.SUPERIOR},
        "a reason that may pause (petitioner, appraisal, hearing, weather, season); a day to wake, at most 30 days on",
        "clocks pause; it is shown apart in every report; the resident hears why and until when",
    ),
    # 恢复办理
    _E.RESUME: _arrow(
        (19,), {_S.SUSPENDED}, _S.HANDLING, {_W.SYSTEM, _W.DESK, _W.HANDLER}, "", "clocks go on",
    ),
    # 延期
    _E.EXTEND: _arrow(
        (20,), {_S.HANDLING}, None, {_W.SUPERIOR},
        "asked for before it was due, once, at most as long as the rules allow; never for what is most urgent",
        "a new due date, shown as extended; the resident hears date and reason and may object",
    ),
    # 挂账
    _E.ON_ACCOUNT: _arrow(
        (21,), {_S.HANDLING, _S.ON_ACCOUNT}, _S.ON_ACCOUNT, {_W.UPPER},
        "a reason, a plan in words and a next look at most 30 days on; again with a new reason",
        "the clocks stop; stands on the meeting list, after 30 days on the county's too; explained to the resident; "
        "not done",
    ),
    # 恢复、交办
    _E.OFF_ACCOUNT: _arrow(
        (22,), {_S.ON_ACCOUNT}, _S.HANDLING, {_W.UPPER, _W.MEETING}, "",
        "a new deadline, from a meeting the one it has set; handlers and the resident hear it",
    ),
    # 申请办结
    _E.FINISH: _arrow(
        (23,), {_S.HANDLING}, _S.PENDING_REVIEW, set(_HANDS),
        "a result, its reply, what the category wants (photo, review day)",
        "this is what the completion rate counts; the clocks stop",
    ),
    # 核查通过
    _E.PASS_REVIEW: _arrow(
        (24,), {_S.PENDING_REVIEW}, _S.PENDING_SURVEY, {_W.INSPECTOR, _W.SYSTEM},
        "never by the handler; at once where no rule asks for a check", "the survey leaves",
    ),
    # 核查不通过
    _E.FAIL_REVIEW: _arrow(
        (25,), {_S.PENDING_REVIEW}, _S.HANDLING, {_W.INSPECTOR},
        "with a reason; never by the handler", "rework is counted; the clocks go on",
    ),
    # 结案
    _E.CLOSE: _arrow(
        (26,), {_S.PENDING_SURVEY}, _S.CLOSED, {_W.PETITIONER, _W.SYSTEM},
        "satisfied, or no answer after three tries", "thanks",
    ),
    # 重办
    _E.REHANDLE: _arrow(
        (27,), {_S.PENDING_SURVEY}, _S.HANDLING, {_W.PETITIONER, _W.SUPERIOR},
        "not solved or not satisfied; after two rounds the superior judges",
        "the round goes up, the limit is shorter, the level above reads along",
    ),
    # 不满意·已尽责结案
    _E.CLOSE_DONE: _arrow(
        (28,), {_S.PENDING_SURVEY}, _S.CLOSED, {_W.SUPERIOR},
        "after two rounds; two persons and a written reason", "counted as not satisfied",
    ),
    # 重开
    _E.REOPEN: _arrow(
        (29,), {_S.CLOSED}, _S.HANDLING, {_W.PETITIONER, _W.DESK},
        "within 30 days and with new facts", "the round goes up",
    ),
    # 归档
    _E.ARCHIVE: _arrow(
        (30,), {_S.CLOSED}, _S.ARCHIVED, {_W.SYSTEM}, "30 days quiet", "personal data is masked for good",
    ),
    # 撤诉
    _E.WITHDRAW: _arrow(
        (31,), OPEN, _S.WITHDRAWN, {_W.PETITIONER},
        "not for a danger: a hazard outlives its reporter; not while others wait for the same", "the handlers are told",
    ),
    # 无效件
    _E.INVALIDATE: _arrow(
        (32,), OPEN | {_S.PENDING_REVIEW, _S.PENDING_SURVEY}, _S.INVALID, {_W.DESK},
        "test, abuse or empty; from the third of one person on a second desk must confirm; never a danger",
        "the resident is told kindly; nobody is banned",
    ),
    # 更正
    _E.AMEND: _arrow(
        (2,), {_S.ACCEPTED, _S.DISPATCHED}, _S.ACCEPTED, {_W.PETITIONER, _W.DESK},
        "place or category corrected before anyone signed", "dispatched anew",
    ),
    # 改类别
    _E.RECLASSIFY: _arrow(
        (2,), {_S.ACCEPTED, _S.DISPATCHED, _S.HANDLING}, None, set(_HANDS),
        "", "a line for the rules to learn from; he keeps it unless only an appointed person may",
    ),
    # 保密
    _E.SEAL: _arrow(
        (), {_S.ACCEPTED, _S.DISPATCHED}, _S.ACCEPTED, {_W.PETITIONER},
        "inside the ten minutes of the receipt", "leaves the group, goes to the appointed person (§9)",
    ),
    # 居民补充
    _E.SUPPLEMENT: _arrow(
        (), OPEN | {_S.PENDING_REVIEW, _S.PENDING_SURVEY}, None, {_W.PETITIONER},
        "", "the handlers read it",
    ),
    # 催办
    _E.CHASE: _arrow(
        (), OPEN | {_S.PENDING_REVIEW, _S.PENDING_SURVEY}, None, {_W.PETITIONER},
        "of what is finished only by those whose own was merged into it: not solved",
        "the handlers read it; the resident reads where it stands",
    ),
    # 报警
    _E.ALARM: _arrow(
        (3,), OPEN, None, {_W.SYSTEM}, "danger", "people on duty are called beside the ordinary way (§9)",
    ),
    # 超时升级
    _E.ESCALATE: _arrow(
        (15,), OPEN, None, {_W.SYSTEM}, "a limit has passed, or a rule of the ladder (§6)",
        "the level above hears it; where the ladder says so it becomes the owner",
    ),
    # 上报
    _E.REPORT_UP: _arrow(
        (), {_S.DISPATCHED, _S.HANDLING, _S.ACCEPTED}, _S.ACCEPTED, {_W.SYSTEM, *_HANDS},
        "by hand with a reason; by itself where the ladder says that a level takes it, then never a danger; never a "
        "sealed matter",
        "the desk above owns it and must sign, dispatch or hand it down, its sign clock starts; the promise stands; "
        "old and new owner and the resident hear it",
    ),
    # 下调
    _E.HAND_DOWN: _arrow(
        (), {_S.DISPATCHED, _S.HANDLING, _S.ACCEPTED}, _S.DISPATCHED, {_W.DESK},
        "to where it was reported up from, with the agreed plan",
        "same number; it is signed anew and cannot be returned; old and new owner and the resident hear it",
    ),
    # 交办
    _E.ASSIGN: _arrow(
        (), {_S.ACCEPTED, _S.DISPATCHED, _S.HANDLING}, _S.ACCEPTED, {_W.MEETING},
        "to the lead that a meeting has named: a unit of its level or whoever below it the place belongs to; shown "
        "before it happens; never a sealed matter",
        "a grid or a unit has it dispatched in the same breath; it is signed anew and cannot be returned; the promise "
        "stands; old and new owner and the resident hear it",
    ),
    # 督办
    _E.SUPERVISE: _arrow(
        (), OPEN, None, {_W.SUPERIOR, _W.LEADER, _W.SYSTEM},
        "in rising grades, with words; red from the town up, a talk from the county; by itself where a rule of the "
        "ladder says so; never a sealed matter",
        "the handler answers in time, else it is said once a working day; it stands on the card; the resident hears it",
    ),
    # 申请
    _E.REQUEST: _arrow(
        (), {_S.HANDLING}, None, {_W.HANDLER}, "more time or a pause, with a reason", "the desk above is asked",
    ),
    # 申请未通过
    _E.DECLINE: _arrow((), OPEN | _FINISHED, None, {_W.SUPERIOR, _W.SYSTEM}, "", "the handler reads why"),
    # 剔除申请
    _E.APPEAL: _arrow(
        (), OPEN | _FINISHED, None, {_W.HANDLER},
        "by whoever has it, with a reason and words; not while one waits, again only so often, then a level higher",
        "the desk above is asked; the work goes on as before; he may take it back while nobody has decided",
    ),
    # 剔除
    _E.EXCLUDE: _arrow(
        (), OPEN | _FINISHED, None, {_W.SUPERIOR},
        "asked for, by another person than this one; never by itself",
        "left out of every rate, which says how many were; it is still counted, listed and owed",
    ),
    # 撤回剔除
    _E.INCLUDE: _arrow(
        (), OPEN | _FINISHED, None, {_W.HANDLER, _W.SUPERIOR},
        "whoever asked, while nobody has decided; whoever granted, within two minutes",
        "counted as before; history keeps both",
    ),
    # 看原话
    _E.LOOK: _arrow(
        (), set(State) - ENDED, None, set(_HANDS),
        "whoever handles it or a desk above, with a reason, in private", "who looked and why stays in the history",
    ),
    # 调解
    _E.MEDIATE: _arrow(
        (), OPEN | {_S.PENDING_REVIEW, _S.PENDING_SURVEY}, None, {*_HANDS, _W.SYSTEM},
        "a dispute; a case is begun while the matter is open; never a sealed one",
        "a case of its own with mediator, rounds, papers, outcome and visits, told in private only; the resident hears "
        "that it begins and how it ends; its end closes no ticket",
    ),
    # 撤回
    _E.UNDO: _arrow(
        (), OPEN | {_S.PENDING_REVIEW, _S.PENDING_SURVEY}, None, set(_HANDS),
        "own step, within two minutes, nothing has followed; never a danger; a split as long as no child was signed",
        "the ticket stands as before the step; the resident hears that it was a slip; history keeps both",
    ),
}  # fmt: skip


def leads_to(number: str, state: State, event: Event, who: Who) -> State:
    """The state that ``event`` leads to; WrongState when the table has no such arrow for ``who``."""
    arrow = TRANSITIONS[event]
    if state not in arrow.sources or who not in arrow.who:
        raise WrongState(number=number, state=state.value)
    return arrow.target or state
