"""Notices of 拆分."""

from collections.abc import Mapping

from bot.domain.notices import Action, Arg, Notice, Press
from bot.domain.splitting import MOST


def samples(card: Mapping[str, Arg]) -> dict[str, Notice]:
    number, owner = str(card["number"]), str(card["owner"])
    presser = {"presser": "字" * 64, "presser_id": "9" * 12}
    about: dict[str, Arg] = {"number": number, "count": MOST, "most": MOST, "owner": owner}
    line = Notice("split-line", {"place": MOST, "text": "字" * 60, "category": "0401", "owner": owner, "sure": 0})
    child = Notice(
        "split-child", {"number": number, "category": "0401", "owner": owner[:24], "due_at": str(card["due_at"])}
    )
    press = Press(Action.SPLIT_INTO, 10**9, 10**6, choice=str(10**9))
    return {
        "split-prompt": Notice("split-prompt", {**about, **presser}, reply=True),
        "split-preview": Notice("split-preview", about, ((press,),), (line,) * MOST),
        "split-line": line,
        "split-told": Notice("split-told", about, lines=(child,) * MOST),
        "split-child": child,
        "card-child": Notice("card-child", {"number": number}),
        "card-children": Notice("card-children", {"count": MOST, "done": MOST}),
        "children-ended": Notice("children-ended", {**card, "count": MOST}, ((press,),)),
        "children-ended-told": Notice("children-ended-told", about),
        "unsplit-told": Notice("unsplit-told", about),
        "answer-split": Notice("answer-split", about),
        "answer-unsplit": Notice("answer-unsplit", about),
    }
