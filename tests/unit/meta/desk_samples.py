"""Notices of the desk: what is done with a matter before anybody works on it."""

from bot.domain.notices import Action, Notice, Press

REASON = "returns-area"
LATE = "2026-11-30T10:00:00+00:00"


def samples(number: str, text: str) -> dict[str, Notice]:
    presses = tuple((Press(action, 10**9, 10**6),) for action in (Action.WHY, Action.ASK, Action.REJECT))
    ended = {"number": number, "reason": "referral-open_gov"}
    presser = {"number": number, "presser": "字" * 64, "presser_id": "9" * 12}
    return {
        "more": Notice("more", {"number": number}, presses),
        "desk-choose": Notice("desk-choose", {"number": number, "step": "reject"}, presses),
        "ask-prompt": Notice("ask-prompt", presser, reply=True),
        "asked": Notice("asked", {"number": number, "text": text}, reply=True),
        "asked-noted": Notice("asked-noted", {"number": number, "due_at": LATE}),
        "asked-answered": Notice("asked-answered", {"number": number, "due_at": LATE, "text": text}),
        "ended-reject": Notice("ended-reject", ended),
        "ended-refer": Notice("ended-refer", ended),
        "ended-invalidate": Notice("ended-invalidate", ended),
        "answer-ended": Notice("answer-ended", {"number": number, "reason": REASON}),
        "answer-asked": Notice("answer-asked", {"number": number}),
        "answer-second": Notice("answer-second", {"number": number}),
    }
