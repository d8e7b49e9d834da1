"""Notices of 吹哨报到."""

from collections.abc import Mapping

from bot.domain.notices import Action, Arg, Notice, Press

NAME = "网" * 128
LATER = ("whistle-climbed", "whistle-unanswered", "whistle-void", "whistle-late")


def samples(number: str, text: str, at: str) -> dict[str, Notice]:
    presser: Mapping[str, Arg] = {"presser": "字" * 64, "presser_id": "9" * 12, "step": "report"}
    of: dict[str, Arg] = {
        "id": "9" * 9, "number": number, "grade": "emergency", "place": NAME, "matter": text[:300],
        "meeting": text[:200], "state": "open", "unit": NAME, "step": "sign", "refused": 1, "excused": 0, "late": 1,
        "note": text[:60], "next": "sign", "due_at": at, "places": "、".join([NAME] * 12), "count": 12, "all": 12,
        "decide_at": at, "asked": NAME, "again": 1,
    }  # fmt: skip
    toggles = tuple((Press(Action.WHISTLE_UNIT, 10**9, choice=str(10**9), label=f"✓ {NAME}"),) for _ in range(40))
    steps = (tuple(Press(a, 10**9) for a in (Action.CALL_SIGN, Action.CALL_CONTACT, Action.CALL_REPORT)),)
    marks = (tuple(Press(Action.SCORE_PREPARED, 10**9, choice=str(n), label=str(n)) for n in range(5, 0, -1)),)
    line = Notice("whistle-line", of)
    marked: Mapping[str, Arg] = {"unit": NAME, "place": NAME, "matter": text[:60]}
    figures: Mapping[str, Arg] = {
        "blown": 999, "arrived": 9999, "on_time": "999/9999", "score": "4.5", "rate": "100.0%", "whistled": 999,
        "accepted": 9999, "excluded": 999,
    }  # fmt: skip
    return {
        "whistle-usage": Notice("whistle-usage"),
        "whistle-draft": Notice("whistle-draft", {**of, "state": "draft"}, toggles),
        "whistle-prompt": Notice("whistle-prompt", presser, reply=True),
        "whistle-noted": Notice("whistle-noted"),
        "whistle-approve": Notice("whistle-approve", of),
        "whistle-declined": Notice("whistle-declined", {"matter": text[:60]}),
        **{kind: Notice(kind, {**of, "matter": text[:60]}) for kind in LATER},
        "whistle-card": Notice("whistle-card", of, lines=(line,) * 12),
        "whistle-line": line,
        **{kind: Notice(kind, of, steps) for kind in ("call", "call-remind", "call-late", "call-overdue")},
        "whistle-refused": Notice("whistle-refused", of),
        "whistle-judged": Notice("whistle-judged", {**marked, "excused": 0}),
        "whistle-word": Notice("whistle-word", {"unit": NAME, "text": text[:500]}),
        "whistle-score": Notice("whistle-score", marked, marks),
        "whistle-score-how": Notice("whistle-score-how"),
        "whistle-judge": Notice("whistle-judge", marked, marks),
        "whistled": Notice("whistled", {"number": number, "place": NAME, "count": 12}),
        "digest-whistle": Notice("digest-whistle", figures),
        "answer-call": Notice("answer-call", {"step": "arrive"}),
        "answer-whistle-waits": Notice("answer-whistle-waits", {"asked": NAME, "decide_at": at}),
        "answer-whistle-blown": Notice("answer-whistle-blown", {"count": 12}),
    }
