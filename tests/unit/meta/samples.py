"""One notice of each kind, as long as the code lets it get."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache

from bot.domain import grounds
from bot.domain.deadlines import Stage
from bot.domain.hotspots import Hotspot
from bot.domain.intake import Draft
from bot.domain.life import Event, State
from bot.domain.notices import Action, Arg, Notice, Press, Rows
from bot.domain.org import Level, Node, Role
from bot.domain.rooms import Trouble
from bot.domain.ticket import Ticket
from bot.domain.tree import Tree
from bot.usecases import asking, cards, languages, receipts, resident, similar
from bot.usecases.town import Town
from tests.storage.county import MONDAY, categories, town_hall
from tests.unit.domain.tickets import ticket
from tests.unit.meta import (
    assist_samples,
    desk_samples,
    finishing_samples,
    inside_samples,
    ladder_samples,
    mediation_samples,
    meeting_samples,
    merging_samples,
    project_samples,
    requests_samples,
    splitting_samples,
    whistle_samples,
)
from tests.unit.meta.kinds import families, refusals

NUMBER = "GD20261116-12345"
NAME = "网" * 128
TEXT = "字" * 5000
WORDS = "、".join(["词" * grounds.LONGEST_WORD] * grounds.MOST_WORDS)
HOTSPOT = Hotspot(node_id=4, category="0401", count=9999, days=366)
AT = (MONDAY + timedelta(days=400)).isoformat()


@cache
def town() -> Town:
    """A county whose every name is as long as its column."""
    levels = (Level.COUNTY, Level.TOWN, Level.COMMUNITY, Level.GRID)
    path = ""
    nodes = []
    for number, level in enumerate(levels, 1):
        path += f"{number}/"
        nodes.append(Node(number, str(number), NAME, level, number - 1 or None, path))
    hall = town_hall()
    return Town(
        categories(), hall._policies.deadlines, hall._calendar(2026), Tree(nodes), None,  # type: ignore[arg-type]
        hall._policies.intake, hall._policies.life, hall._policies.similar, hall._policies.hotspots,
        hall._policies.meetings, {}, frozenset(), "",
    )  # fmt: skip


def longest(state: State = State.ACCEPTED, **values: object) -> Ticket:
    plain = ticket(
        state, number=NUMBER, public_text=TEXT, place_text="路" * 256, node_id=4, owner_id=3, sure=False, round=3,
        due_at=MONDAY + timedelta(days=400), sign_due_at=MONDAY + timedelta(days=400),
    )  # fmt: skip
    return replace(plain, **values)  # type: ignore[arg-type]


def card_args(state: State = State.ACCEPTED) -> dict[str, Arg]:
    composed = cards.compose(longest(state, sealed_role=Role.DISCIPLINE), town(), TEXT, pictures=12)
    return dict(composed.args)


def _short(limit: int) -> str:
    return cards.shorten(TEXT, limit)


def _place_rows(count: int) -> Rows:
    presses = [Press(Action.SET_PLACE, 10**9, 10**6, choice=str(10**9 + n), label=NAME) for n in range(count)]
    return tuple(tuple(presses[i : i + 2]) for i in range(0, count, 2))


OF_TICKET: Mapping[str, Arg] = {"number": NUMBER, "category": "0401", "owner": NAME, "place": NAME, "due_at": AT}
ADDED = Notice("additions-line", {"text": "灯" * 150})


def about_tickets() -> dict[str, Notice]:
    """What handlers read: all made of the card's own arguments."""
    args = card_args()
    told = {**args, "text": _short(1000)}
    staged = {stage: {**args, "stage": stage.value} for stage in Stage}
    clocks = {
        kind: Notice(kind, staged[Stage.CONTACT]) for kind in (*families()["remind-"], "overdue", "overdue-above")
    }
    which = Notice("which-ticket-line", OF_TICKET)
    late = Notice("overdue-line", {**OF_TICKET, "stage": Stage.HANDLE.value})
    many = {
        kind: Notice(kind, {"count": 999, "more": 984}, lines=(late,) * 15)
        for kind in ("overdue-many", "overdue-above-many")
    }
    steps = tuple(Notice("detail-step", {"event": Event.PASS_REVIEW.value, "happened_at": AT}) for _ in range(12))
    alike = Notice("card-alike", {"number": NUMBER, "count": 9999})
    beside = (alike, similar.hot_line(town(), "card-hot", HOTSPOT))
    return {
        **clocks,
        **many,
        "overdue-line": late,
        "which-ticket": Notice("which-ticket", {"count": 999, "more": 984, "example": "0001"}, lines=(which,) * 15),
        "which-ticket-line": which,
        "additions": Notice("additions", {**OF_TICKET, "count": 20, "more": 5}, lines=(ADDED,) * 15),
        "additions-line": ADDED,
        "card": replace(cards.compose(longest(sealed_role=Role.DISCIPLINE), town(), TEXT, 12), lines=beside),
        **{line.kind: line for line in beside},
        "card-heard": Notice("card-heard", {"count": 9999}),
        "alarm": Notice("alarm", args),
        "alarm-taken": Notice("alarm-taken", args),
        "card-moved": Notice("card-moved", {"number": NUMBER}),
        "detail": Notice("detail", {**args, "text": _short(2500)}, lines=steps),
        "detail-step": steps[0],
        "original-why": Notice("original-why", {"number": NUMBER}),
        "original": Notice("original", {"number": NUMBER, "text": _short(3000)}),
        "rehandle-copy": Notice("rehandle-copy", args),
        "supplement-point": Notice(
            "supplement-point", {"number": NUMBER, "place": NAME, "north": "-89.12345", "east": "-179.12345"}
        ),
        **{kind: Notice(kind, told) for kind in ("supplement", "chase", "human-wanted")},
        "dispatch-choose": Notice("dispatch-choose", {"number": NUMBER}, _place_rows(60)),
    }


def to_residents() -> dict[str, Notice]:
    """Receipts, questions, outcomes."""
    common = town().intake.common
    codes = [Press(Action.SET_CATEGORY, 10**9, 10**6, choice=code) for code in common]
    receipt = {**OF_TICKET, "sure": 0, "direct": 0}
    number = {"number": NUMBER}
    neighbours = Notice("receipt-neighbours", {"count": 9999, "owner": NAME, "grid": 1, "handling": 1})
    plain = (
        "card-moved", "arrived", "progress-pictures", "survey-again", "survey-rate", "closed-thanks", "comment-thanks",
        "pictures", "withdraw-confirm", "withdrawn", "supplement-prompt", "danger-again",
    )  # fmt: skip
    owned = ("signed", "dispatched", "late", "rehandled", "amended", "asked-answered", "sealed", "human-called")
    texts = ("progress",)
    lines = (Notice("receipt-line", {**receipt, "sealed": 0}),) * 9
    corrections = tuple((Press(Action.CORRECT, 10**9, 10**6, label=NUMBER),) for _ in range(9))
    return {
        **{kind: Notice(kind) for kind in ("guess", "forgotten")},
        "receipt": Notice("receipt", receipt, receipts.buttons(longest()), lines=(Notice("guess"), neighbours)),
        "receipt-neighbours": neighbours,
        "receipt-several": Notice("receipt-several", {"count": 9, **number}, corrections, lines=lines),
        "receipt-line": lines[0],
        "ask-same": asking.same_question(10**9, [longest()] * 3),
        "ask-same-line": asking.same_question(10**9, [longest()]).lines[0],
        "ask-several": asking.several_question(_Draft.id, [_PART] * 9),
        "ask-several-line": asking.several_question(_Draft.id, [_PART]).lines[0],
        "receipt-sealed": Notice("receipt-sealed", receipt, receipts.buttons(longest())),
        "supplement-noted": Notice("supplement-noted", {**number, "guessed": 1}),
        "supplement-slowed": Notice("supplement-slowed", {**number, "passed_at": AT}),
        "danger-filed": Notice("danger-filed", {"number": NUMBER, "place": "路" * 256}),
        "danger-placed": Notice("danger-placed", {"number": NUMBER, "place": "路" * 256}),
        **{
            kind: Notice(kind, receipt, lines=(Notice("danger-filed", {"number": NUMBER, "place": "路" * 256}),))
            for kind in families()["danger-"]
        },
        **{kind: Notice(kind, {"numbers": "、".join(["12345678"] * 4)}) for kind in ("danger-ask", "danger-ask-0108")},
        "welcome": Notice("welcome", {"scanned": 0}),
        "ask-what": Notice("ask-what", {"media": 1}, asking._what_rows(town(), _Draft())),  # type: ignore[arg-type]
        "ask-where": Notice("ask-where", {"category": "0401", "known": 1}, _place_rows(8)),
        "ask-where-in": Notice("ask-where-in", {"place": NAME}, _place_rows(60)),
        **{kind: Notice(kind, number) for kind in plain},
        **{kind: Notice(kind, OF_TICKET) for kind in owned},
        **{kind: Notice(kind, {"number": NUMBER, "text": _short(1000), "category": "0401"}) for kind in texts},
        "chase-noted": resident.standing(town(), longest(State.HANDLING), "chase-noted"),
        "standing": resident.standing(town(), longest(State.HANDLING)),
        "category-choose": Notice(
            "category-choose", {**OF_TICKET, "words": WORDS}, (tuple(codes[:3]), tuple(codes[3:6]))
        ),
        "reclassified": Notice("reclassified", {**OF_TICKET, "sealed": 0}),
        "place-choose": Notice("place-choose", OF_TICKET, _place_rows(60)),
        "resolved-noted": Notice("resolved-noted", {"number": NUMBER, "asked": 1}),
        "language-choose": languages.choice(),
        "home": Notice("home", {"places": "、".join([NAME] * 8)}),
        "home-browse": Notice("home-browse", {"place": NAME}, _place_rows(60)),
        "home-added": Notice("home-added", {"place": NAME}),
        "home-removed": Notice("home-removed", {"place": NAME}),
        "appointed": Notice("appointed", {"place": NAME, "role": Role.GRID_CHIEF.value}),
    }


_PART = Draft(redacted=TEXT, category="0401")


class _Draft:
    id, version = 10**9, 10**6
    draft = Draft()


def to_groups_and_supervisors() -> dict[str, Notice]:
    counts = dict.fromkeys(
        ("new", "done_today", "total", "done", "open", "owed", "due_today", "nearing", "overdue", "unsigned", "danger",
         "dropped", "reworked", "finished", "rate_done", "rate_of"), 99999,
    )  # fmt: skip
    items = {kind: Notice(kind, {**OF_TICKET, "sign_due_at": AT}) for kind in
             ("digest-overdue", "digest-nearing", "digest-unsigned")}  # fmt: skip
    hot = Notice("digest-hot", {"category": "0401", "count": 9999})
    again = similar.hot_line(town(), "digest-again", HOTSPOT)
    listed = tuple(item for item in items.values() for _ in range(3)) + (hot, again) * 3
    who = Notice("who-line", {"place": NAME, "role": Role.GRID_CHIEF.value, "name": "名" * 64})
    late = (items["digest-overdue"],) * 20
    left_out = Notice("digest-excluded", {"reason": "exclusion-demand", "count": 9999, "of": 99999})
    return {
        **items,
        "digest-hot": hot,
        "digest-excluded": left_out,
        "digest-again": again,
        "digest": Notice(
            "digest",
            {"place": NAME, "slot": "now", "now_at": AT, "rate": "100.0%", "rework_rate": "100.0%", **counts},
            lines=(*listed, *[left_out] * 5),
        ),
        "overdue-list": Notice("overdue-list", {"place": NAME, "count": 20}, lines=late),
        "who": Notice("who", {"place": NAME}, lines=(who,) * 12),
        "who-line": who,
        "undeliverable": Notice("undeliverable", {"number": NUMBER, "chat": "-1001234567890"}),
        "update-parked": Notice("update-parked", {"id": str(10**9)}),
    }


def about_rooms() -> dict[str, Notice]:
    """What a group stands for, and what is wrong with it."""
    place, both = {"place": NAME * 2}, {"place": NAME * 2, "before": NAME * 2}
    hears = Notice("bind-hears", {"all": 0})
    who = Notice("who-line", {"place": NAME, "role": Role.GRID_CHIEF.value, "name": "名" * 64})
    broken: Mapping[str, Arg] = {"places": NAME * 2, "title": "题" * 256, "trouble": Trouble.CLOSED.value}
    line = Notice("group-broken-line", broken)
    unanswered = Notice("grids-unanswered", {"count": 9999, "places": "、".join(["网" * 24] * 10)})
    choice = (Press(Action.REBIND, 10**9, label=NAME), Press(Action.KEEP_BOUND, 10**9))
    return {
        "bound": Notice("bound", {**place, "code": "C" * 64, "topic": 1, "others": 99}, lines=(*[who] * 5, hears)),
        "bind-hears": hears,
        "bind-unknown": Notice("bind-unknown", {"code": "C" * 64}),
        "bind-choose": Notice("bind-choose", {"place": NAME, "bound": NAME * 2}, _place_rows(60)),
        "bind-confirm": Notice("bind-confirm", both, (choice,)),
        "unbind-confirm": Notice("unbind-confirm", place, ((Press(Action.UNBIND, 10**9), choice[1]),)),
        "unbound": Notice("unbound", place, (choice[:1],)),
        "group-broken": Notice("group-broken", broken),
        "group-broken-line": line,
        "grids-unanswered": unanswered,
        "rooms-report": Notice("rooms-report", lines=(*[line] * 5, unanswered)),
        "handler-lost": Notice("handler-lost", {"name": "名" * 64, "places": "、".join([NAME * 2] * 5)}),
        "card-elsewhere": Notice("card-elsewhere", {"number": NUMBER}),
    }


def about_rules() -> dict[str, Notice]:
    """A change of the rules, in use or not."""
    fault = Notice("rules-fault", {"file": "held_out/" * 20, "line": "99999"})
    more = Notice("rules-refused-more", {"more": 9999})
    category = Notice("rules-category", {"category": "0401", "count": 9999})
    return {
        "rules-in-use": Notice("rules-in-use", {"version": "0123456789ab"}),
        "rules-fault": fault,
        "rules-refused-more": more,
        "rules-refused": Notice("rules-refused", {"count": 9999}, lines=(fault, fault, fault, more)),
        "rules-category": category,
        "rules-needed": Notice("rules-needed", lines=(category,) * 90),
    }


def answers() -> dict[str, Notice]:
    """The words that answer a press, at most 200 characters with everyday names."""
    why: Mapping[str, Arg] = {
        "category": "0401", "words": WORDS, "other_category": "0204", "other_words": "词" * grounds.LONGEST_WORD,
        "sure": 0, "by": "nobody",
    }  # fmt: skip
    said = {
        "answer-opened": Notice("answer-opened"),
        "answer-noted": Notice("answer-noted", {"number": NUMBER}),
        "answer-survey-old": Notice("answer-survey-old", {"number": NUMBER}),
        "answer-in-private": Notice("answer-in-private"),
        "answer-look-noted": Notice("answer-look-noted"),
        "answer-kept": Notice("answer-kept"),
        "answer-signed": Notice("answer-signed", {"number": NUMBER, "due_at": AT, "danger": 0}),
        "answer-arrived": Notice("answer-arrived", {"number": NUMBER, "danger": 0}),
        "answer-reclassified": Notice("answer-reclassified", {"number": NUMBER, "category": "0401"}),
        "answer-why": Notice("answer-why", why),
        "answer-dispatched": Notice("answer-dispatched", {"number": NUMBER, "owner": NAME, "danger": 0}),
    }
    said |= inside_samples.answers(NUMBER) | mediation_samples.answers(NUMBER)
    refused: Mapping[str, Arg] = {
        "number": NUMBER,
        "name": "甲" * 16,
        "own": 0,
        "state": State.PENDING_SURVEY.value,
        "count": 2,
        "most": 500,
        "title": "项" * 60,
        "why": "sealed",
        "limit": "10wd",
        "places": "调解协议书",
        "place": "丹江街道",
        "left": 20_000,
    }
    return {**said, **{refusal.key: Notice(refusal.key, refused) for refusal in refusals()}}


BARE = (
    "help", "draft-dropped", "my-empty", "human-nothing", "cancelled", "nothing-to-cancel",
    "smalltalk", "smalltalk-thanks", "unreadable", "edited-unknown", "not-understood", "unknown-command",
    "not-open-yet", "admin-no-places",
    "code-unknown", "language-chosen", "language-chosen-here", "private-only", "group-only", "group-hint", "group-back",
)  # fmt: skip
"""Kinds that need nothing."""


def all_samples() -> dict[str, Notice]:
    bare = {kind: Notice(kind) for kind in BARE}
    paced: Mapping[str, Arg] = {"ahead": 10, "filed_at": AT}
    return {
        **bare,
        "privacy": Notice("privacy", {"days": 30}),
        **{kind: Notice(kind, paced) for kind in ("pace-held", "pace-joined", "pace-full")},
        **about_tickets(),
        **to_residents(),
        **to_groups_and_supervisors(),
        **about_rooms(),
        **about_rules(),
        **answers(),
        **desk_samples.samples(NUMBER, _short(1000)),
        **inside_samples.samples(NUMBER, NAME, _short(1000)),
        **assist_samples.samples(NUMBER, _short(1000), AT),
        **whistle_samples.samples(NUMBER, _short(1000), AT),
        **mediation_samples.samples(NUMBER, _short(1000), AT),
        **meeting_samples.samples({**OF_TICKET, "sign_due_at": AT}, NAME, _short(1000)),
        **ladder_samples.samples({**OF_TICKET, "sign_due_at": AT}, NAME, _short(1000)),
        **finishing_samples.samples(NUMBER, _short(1000), card_args(State.HANDLING)),
        **merging_samples.samples(NUMBER, _short(1000)),
        **requests_samples.samples(card_args(State.SUSPENDED), OF_TICKET),
        **project_samples.samples(NUMBER, NAME, AT),
        **splitting_samples.samples(card_args(State.HANDLING)),
    }
