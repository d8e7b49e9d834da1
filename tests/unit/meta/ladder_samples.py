"""Notices of the ladder: reported up, handed down, watched."""

from bot.domain.escalation import Trigger
from bot.domain.notices import Arg, Notice


def samples(about: dict[str, Arg], name: str, text: str) -> dict[str, Notice]:
    presser: dict[str, Arg] = {**about, "presser": "字" * 64, "presser_id": "9" * 12}
    climbing: dict[str, Arg] = {**about, "from": name, "place": name, "text": text, "count": 999}
    said = {
        kind: Notice(kind, {**climbing, "trigger": Trigger.RISK.value})
        for kind in ("ladder-left", "ladder-taken", "ladder-watch", "ladder-watched")
    }
    taken = Notice("ladder-taken-line", {**climbing, "trigger": Trigger.DISPUTE.value})
    return {
        **said,
        "ladder-left-many": Notice(
            "ladder-left-many",
            {"count": 999, "more": 984},
            lines=(Notice("ladder-left-line", {**about, "trigger": Trigger.DISPUTE.value}),) * 15,
        ),
        "ladder-taken-many": Notice("ladder-taken-many", {"count": 999, "more": 984}, lines=(taken,) * 15),
        "ladder-taken-line": taken,
        "ladder-left-line": Notice("ladder-left-line", {**about, "trigger": Trigger.DISPUTE.value}),
        "report-up-undone": Notice("report-up-undone", about),
        **{kind: Notice(kind, presser, reply=True) for kind in ("report-up-prompt", "hand-down-prompt")},
        **{kind: Notice(kind, climbing) for kind in ("handed-down", "handed-down-told", "watched")},
        "reported-up": Notice("reported-up", {**climbing, "late": 1}),
        "supervise-choose": Notice("supervise-choose", about),
        **{
            kind: Notice(kind, {**presser, "grade": "督" * 12}, reply=True)
            for kind in ("supervise-prompt", "supervision-prompt")
        },
        **{
            kind: Notice(kind, {**climbing, "text": text[:300], "grade": "督" * 12})
            for kind in ("supervised", "supervision-answered", "supervision-late", "answer-supervised")
        },
        "supervised-by-rule": Notice(
            "supervised-by-rule", {**climbing, "grade": "督" * 12, "trigger": Trigger.DISSATISFIED.value}
        ),
        "answer-supervision-answered": Notice("answer-supervision-answered", about),
        "account-choose": Notice("account-choose", about),
        "account-days": Notice("account-days", about),
        "account-prompt": Notice("account-prompt", presser, reply=True),
        **{
            kind: Notice(kind, {**about, "reason": "on_account-money", "look_at": str(about["due_at"]), "times": 99})
            for kind in (
                "account-here",
                "account-told",
                "account-over",
                "account-resumed",
                "account-look",
                "answer-on-account",
                "answer-off-account",
            )
        },
        "answer-reported-up": Notice("answer-reported-up", about),
        "answer-handed-down": Notice("answer-handed-down", about),
    }
