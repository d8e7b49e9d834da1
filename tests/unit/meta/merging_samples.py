"""Notices of 并单 and 撤销并单."""

from bot.domain.life import State
from bot.domain.notices import Action, Notice, Press

HEAD = "GD20261116-54321"
OWNER = "网" * 128
AT = "2027-12-21T01:00:00+00:00"


def samples(number: str, text: str) -> dict[str, Notice]:
    both = {"number": number, "head": HEAD}
    short = "字" * 40
    promised = {**both, "own": HEAD, "owner": OWNER, "due_at": AT}
    presses = tuple(
        (Press(Action.MERGE_WITH, 10**9, 10**6, choice=str(10**9), label=HEAD),) for _ in range(5)
    )  # fmt: skip
    merged = tuple((Press(Action.UNMERGE_ONE, 10**9, 10**6, label=HEAD),) for _ in range(20))
    candidate = Notice("merge-candidate", {"number": HEAD, "text": short, "place": "路" * 256, "words": "词" * 80})
    line = Notice("unmerge-line", {"number": HEAD, "text": short})
    standing = {**promised, "category": "0401", "state": State.HANDLING.value}
    return {
        "card-merged": Notice("card-merged", {"number": HEAD, "owner": OWNER}),
        "card-joined": Notice("card-joined", {"count": 9999, "merged": 9999}),
        "merge-choose": Notice("merge-choose", both, presses, (candidate,) * 5),
        "merge-candidate": candidate,
        "merge-preview": Notice(
            "merge-preview",
            {**both, "text": short, "count": 99},
            ((Press(Action.MERGE_INTO, 10**9, 10**6, choice=str(10**9)),),),
        ),
        "merged-here": Notice("merged-here", {"number": number, "own": HEAD, "count": 99}),
        "unmerge-choose": Notice("unmerge-choose", both, merged, (line,) * 20),
        "unmerge-line": line,
        "not-solved": Notice("not-solved", {"number": number}),
        "merged": Notice("merged", promised),
        "receipt-merged": Notice("receipt-merged", promised),
        "finished-joined": Notice(
            "finished-joined", {"number": number, "text": text}, ((Press(Action.NOT_SOLVED, 10**9, 10**6),),)
        ),
        "unmerged": Notice("unmerged", promised),
        "standing-merged": Notice("standing-merged", standing),
        "answer-merge-none": Notice("answer-merge-none", both),
        "answer-merged": Notice("answer-merged", both),
        "answer-unmerge-none": Notice("answer-unmerge-none", both),
        "answer-unmerged": Notice("answer-unmerged", both),
    }
