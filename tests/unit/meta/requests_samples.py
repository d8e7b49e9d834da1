"""Notices of requests: what a handler asks of the desk above, and what the desk says to it."""

from collections.abc import Mapping

from bot.domain.notices import Action, Arg, Notice, Press

LONG = "字" * 300


def samples(card: Mapping[str, Arg], of_ticket: Mapping[str, Arg]) -> dict[str, Notice]:
    number: Mapping[str, Arg] = {"number": of_ticket["number"]}
    at = of_ticket["due_at"]
    facts: Mapping[str, Arg] = {
        **of_ticket, "text": LONG, "request": "return", "asker": "名" * 64, "reason": "returns-double", "said": LONG,
        "unit": of_ticket["owner"], "count": 2, "limit": "10wd", "until_at": at, "decide_at": at, "sign_due_at": at,
        "completed_at": at,
    }  # fmt: skip
    over: Mapping[str, Arg] = {**facts, "why": LONG, "by": "system", "granted": 0}
    presser: Mapping[str, Arg] = {**number, "request": "return", "presser": "字" * 64, "presser_id": "9" * 12}
    line = Notice("queue-request", facts)
    place = Notice("queue-place", card)
    opened = tuple(
        (Press(Action.OPEN_REQUEST, 10**9, 10**6, choice=str(10**9), label=str(number["number"])),) for _ in range(15)
    )
    lengths = tuple((Press(Action.EXTEND_BY, 10**9, 10**6, choice=f"{n}wd"),) for n in range(1, 9))
    to = Press(Action.RETURN_TO, 10**9, 10**6, choice=f"double-{10**9}", label=str(of_ticket["owner"]))
    told: Mapping[str, Arg] = {**of_ticket, "reason": "extension-consent", "until_at": at}
    both: Mapping[str, Arg] = {"desk": "河口镇", "owner": "码头社区第一网格"}
    desk: Mapping[str, Arg] = {**number, **both, "decide_at": at, "due_at": at}
    return {
        "return-why": Notice("return-why", {**number, "left": 1}),
        "return-to": Notice("return-to", number, ((to,),) * 24),
        "extend-by": Notice("extend-by", {**number, "due_at": at}, lengths),
        "extend-why": Notice("extend-why", {**number, "limit": "10wd"}),
        "suspend-why": Notice("suspend-why", number),
        "suspend-until": Notice("suspend-until", number, lengths),
        "designate-choose": Notice("designate-choose", {**number, "owner": of_ticket["owner"]}, ((to,),) * 40),
        "deny-prompt": Notice("deny-prompt", presser, reply=True),
        "request": Notice("request", facts),
        "request-late": Notice("request-late", {**facts, "desk": of_ticket["owner"]}),
        "request-closed": Notice("request-closed", over),
        "request-denied": Notice("request-denied", over),
        "request-granted": Notice("request-granted", over),
        **{kind: Notice(kind, over) for kind in ("request-withdrawn", "exclusion-undone")},
        "exclude-why": Notice("exclude-why", number),
        "exclude-prompt": Notice("exclude-prompt", {**presser, "reason": "exclusion-demand"}, reply=True),
        "exclude-asked": Notice("exclude-asked", desk),
        "refused-no-exclusion": Notice("refused-no-exclusion", {**number, "why": "own"}),
        "resumed-here": Notice("resumed-here", card),
        "objection": Notice("objection", {**card, "text": "字" * 1000}),
        "extended": Notice("extended", told),
        "suspended": Notice("suspended", told),
        "resumed": Notice("resumed", told),
        "objection-noted": Notice("objection-noted", {**number, "desk": of_ticket["owner"]}),
        "queue-request": line,
        "queue-place": place,
        "queue": Notice(
            "queue", {"places": "、".join([str(of_ticket["owner"])] * 5), "count": 99, "more": 84}, opened, (line,) * 8
        ),
        **{kind: Notice(kind, desk) for kind in ANSWERS},
        "refused-no-return": Notice("refused-no-return", {**number, "why": "sealed"}),
        "refused-no-delay": Notice("refused-no-delay", {**number, "why": "sealed", "limit": "10wd"}),
    }


ANSWERS = (
    "answer-returned", "answer-rerouted", "answer-asked-desk", "answer-denied", "answer-granted", "answer-resumed",
    "answer-excluded", "answer-exclusion-withdrawn", "answer-exclusion-undone",
)  # fmt: skip
