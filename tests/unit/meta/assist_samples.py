"""Notices of 协办."""

from collections.abc import Mapping

from bot.domain.notices import Action, Arg, Notice, Press


def samples(number: str, text: str, at: str) -> dict[str, Notice]:
    name = "网" * 128
    presses = tuple((Press(Action.ASSIST_WHO, 10**9, 10**6, choice=str(10**9), label=name),) for _ in range(30))
    presser: Mapping[str, Arg] = {"number": number, "presser": "字" * 64, "presser_id": "9" * 12}
    slip: Mapping[str, Arg] = {
        "number": number, "category": "0401", "owner": name, "unit": name, "text": text[:200], "place": "路" * 256,
        "words": text[:300], "note": text[:300], "state": "working", "due_at": at,
    }  # fmt: skip
    buttons = ((Press(Action.SLIP_REPLY, 10**9), Press(Action.SLIP_DONE, 10**9)), (Press(Action.SLIP_DETAIL, 10**9),))
    return {
        "assist-choose": Notice("assist-choose", {"number": number, "unknown": "词" * 64}, presses),
        "assist-prompt": Notice("assist-prompt", {**presser, "unit": name}, reply=True),
        "assist-asked": Notice("assist-asked", {"number": number, "places": "、".join([name] * 8)}),
        "slip": Notice("slip", slip, buttons),
        "slip-detail": Notice("slip-detail", {**slip, "text": text}),
        "slip-prompt": Notice("slip-prompt", {**presser, "step": "done"}, reply=True),
        **{kind: Notice(kind, slip, buttons) for kind in ("slip-remind", "slip-late", "slip-overdue")},
        "slip-closed": Notice("slip-closed", {"number": number, "owner": name}),
        **said(number, at),
    }


def said(number: str, at: str) -> dict[str, Notice]:
    """Answers to presses."""
    owner: Mapping[str, Arg] = {"owner": "网" * 24}
    return {
        "answer-slip-signed": Notice("answer-slip-signed", {"number": number, "due_at": at}),
        "answer-slip-replied": Notice("answer-slip-replied", owner),
        "answer-slip-done": Notice("answer-slip-done", owner),
    }
