"""Notices of how the work of a ticket ends."""

from collections.abc import Mapping

from bot.domain.life import State
from bot.domain.notices import Action, Arg, Notice, Press
from bot.domain.ticket import Result
from bot.usecases import reopening
from tests.unit.domain.tickets import ticket


def samples(number: str, text: str, card: Mapping[str, Arg]) -> dict[str, Notice]:
    at = str(card["due_at"])
    result = Result.EXPLAINED.value
    presser = {"number": number, "presser": "字" * 64, "presser_id": "9" * 12}
    rows = ((Press(Action.PASS, 10**9, 10**6), Press(Action.FAIL, 10**9, 10**6)),)
    again = reopening.button(ticket(State.CLOSED))
    owner = {"number": number, "owner": str(card["owner"]), "due_at": at}
    told = {**card, "text": text}
    ended = {"number": number, "text": text, "category": "0401", "result": result, "look_at": at}
    plain = (
        "answer-passed", "answer-failed", "answer-second-done", "answer-closed-done", "answer-answered-again",
        "reopen-prompt", "asked-over",
    )  # fmt: skip
    return {
        **{kind: Notice(kind, {"number": number}) for kind in plain},
        **{kind: Notice(kind, {"number": number, "due_at": at}) for kind in ("answer-rehandled", "answer-reopened")},
        **{kind: Notice(kind, presser, reply=True) for kind in ("fail-prompt", "reopen-why")},
        **{kind: Notice(kind, told) for kind in ("rework", "reopened-copy")},
        **{kind: Notice(kind, ended, again) for kind in ("finished", "finished-ask")},
        "answer-finished": Notice("answer-finished", {"number": number, "check": 1, "danger": 0}),
        "answer-undone": Notice("answer-undone", {"number": number, "event": "finish"}),
        "finish-kind": Notice("finish-kind", {"number": number, "photo": 1}, rows),
        "finish-prompt": Notice("finish-prompt", {**presser, "photo": 1, "result": result}, reply=True),
        "check": Notice("check", {**told, "result": result, "reply_due_at": at, "must": 1, "level": 2}, rows),
        "judge": Notice(
            "judge", {**told, "solved": "partly", "rating": 1, "said": text[:500], "reply_due_at": at}, rows
        ),
        "done-prompt": Notice("done-prompt", {**presser, "second": 1}, reply=True),
        "look-again": Notice("look-again", {**told, "text": text[:500]}, rows),
        "checking": Notice("checking", {"number": number, "due_at": at}),
        "check-failed": Notice("check-failed", {"number": number, "due_at": at, "text": text}),
        "judging": Notice("judging", owner),
        "closed-done": Notice("closed-done", {"number": number, "owner": str(card["owner"]), "text": text}, again),
        "reopened": Notice("reopened", owner),
        "reopened-by-desk": Notice("reopened-by-desk", {**owner, "text": text}),
        "result-again": Notice("result-again", {"number": number, "text": text}, again),
        "answered-again": Notice("answered-again", {"number": number, "text": text}, again),
        "undone": Notice("undone", {"number": number, "event": "finish", "owner": str(card["owner"])}),
    }
