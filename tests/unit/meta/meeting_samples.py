"""Notices of meetings: a list, an item, decisions, 销号."""

from bot.domain.meetings import Way, Why
from bot.domain.notices import Action, Arg, Notice, Press, in_rows

MOST = 20


def samples(about: dict[str, Arg], name: str, text: str) -> dict[str, Notice]:
    presser: dict[str, Arg] = {**about, "presser": "字" * 64, "presser_id": "9" * 12}
    item: dict[str, Arg] = {
        **about, "why": Why.WATCHED.value, "count": 99, "lead": name, "together": "", "standing": "open",
    }  # fmt: skip
    line = Notice("meeting-line", item)
    short = Notice("meeting-line", {**item, "owner": name[:24], "lead": name[:24]})
    presses = [Press(Action.MEETING_ITEM, 10**9, choice=str(n), label=str(about["number"])) for n in range(MOST)]
    many: dict[str, Arg] = {
        "place": name,
        "meeting": "会" * 20,
        "held_at": str(about["due_at"]),
        "count": 20,
        "struck": 9,
    }
    decided: dict[str, Arg] = {
        **about, "lead": name, "owner": name, "together": "局" * 100, "text": text[:300], "place": name,
        "way": Way.GIVE.value,
    }  # fmt: skip
    leads = [Press(Action.MEETING_LEAD_IS, 10**9, choice="1-1", label=name)] * 60
    due = Notice("meeting-due-line", about)
    return {
        "meeting-list": Notice("meeting-list", many, in_rows(presses, 2), (short,) * MOST),
        "meeting-line": line,
        "meeting-item": Notice("meeting-item", {**item, "text": text[:300]}),
        "meeting-choose-lead": Notice("meeting-choose-lead", {**about, "others": 0}, in_rows(leads, 2)),
        "meeting-choose-days": Notice("meeting-choose-days", item),
        "meeting-prompt": Notice("meeting-prompt", {**presser, **decided}, reply=True),
        "meeting-assigned": Notice("meeting-assigned", decided),
        "meeting-left": Notice("meeting-left", decided),
        "meeting-due": Notice("meeting-due", {"count": 99, "more": 79}, lines=(due,) * MOST),
        "meeting-due-line": due,
        "meeting-told": Notice("meeting-told", about),
        "strike-prompt": Notice("strike-prompt", presser, reply=True),
        "answer-assigned": Notice("answer-assigned", decided),
        "answer-struck": Notice("answer-struck", about),
        "answer-removed": Notice("answer-removed", about),
        "answer-listed": Notice("answer-listed", {**many, "number": about["number"]}),
    }
