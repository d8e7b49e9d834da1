"""Notices of the group: lists, words to and from the resident, who was first."""

from bot.domain.lists import PAGE, View
from bot.domain.notices import Action, Arg, Notice, Press


def samples(number: str, name: str, text: str) -> dict[str, Notice]:
    line: dict[str, Arg] = {
        "number": number, "category": "0401", "place": name, "left": 999, "left_in": "hour", "late": 1,
        "state": "suspended", "text": "",
    }  # fmt: skip
    items = (Notice("list-line", line),) * PAGE
    head: dict[str, Arg] = {"view": View.NEARING.value, "place": name, "count": 999, "page": 99, "pages": 99}
    turns = (Press(Action.LIST, 10**9, 1, "all"), Press(Action.LIST_PREV, 10**9, 98, "all"))
    presser = {"number": number, "presser": "字" * 64, "presser_id": "9" * 12}
    numbers = "、".join(["13800000000"] * 3)
    return {
        "list": Notice("list", head, (turns,), lines=items),
        "list-line": Notice("list-line", {**line, "text": "字" * 40}),
        "contact-prompt": Notice("contact-prompt", presser, reply=True),
        "message": Notice("message", {"number": number, "text": text}, reply=True),
        "message-answer": Notice("message-answer", {"number": number, "text": text}),
        "message-passed": Notice("message-passed", {"number": number}),
        "reveal-why": Notice("reveal-why", {"number": number}, ((Press(Action.REVEAL_FOR, 10**9, 10**6, "call"),),)),
        "reveal": Notice("reveal", {"number": number, "account": "9" * 12, "numbers": numbers}),
    }


def answers(number: str) -> dict[str, Notice]:
    return {
        "answer-contacted": Notice("answer-contacted", {"number": number}),
        "answer-reveal-noted": Notice("answer-reveal-noted"),
    }
