"""Notices of 调解: the card, questions, visits, rewards."""

from bot.domain.notices import Action, Arg, Notice, Press

NAME = "网" * 128
PERSON = "名" * 30
UNPLANNED = ("unplanned-ask", "unplanned-late", "unplanned-overdue")


def samples(number: str, text: str, at: str) -> dict[str, Notice]:
    presser: dict[str, Arg] = {"presser": "字" * 64, "presser_id": "9" * 12, "number": number}
    case: dict[str, Arg] = {
        "id": "9" * 9, "number": number, "category": "0801", "place": NAME, "owner": NAME, "name": PERSON,
        "track": "类" * 20, "risk": 1, "outcome": "agreed",
    }  # fmt: skip
    card: dict[str, Arg] = {
        **case, "text": text[:200], "parties": "、".join(["方" * 20] * 30), "rounds": 9, "result": text[:300],
        "meeting": text[:1000], "papers": "单" * 20, "done": 20, "all": 20, "missing": "、".join(["页" * 20] * 20),
        "agreement": text[:300], "next_at": at, "plan_at": at, "reward": 10_000_000,
        "granted": 0,
    }  # fmt: skip
    visit: dict[str, Arg] = {**case, "due_at": at, "late_at": at}
    sitting: dict[str, Arg] = {**case, "meeting": text[:1000], "meet_at": at}
    line = Notice("mediation-line", case)
    paper = Notice("mediation-paper", {"paper": "页" * 20, "count": 0, "must": 1})
    reward: dict[str, Arg] = {
        **case, "difficulty": "难" * 20, "amount": 10_000_000, "proposer": PERSON, "granted": 1, "left": 10**9,
        "again": 1,
    }  # fmt: skip
    counts: dict[str, Arg] = {
        "place": NAME, "received": 999, "agreed": 999, "failed": 999, "court": 999, "open": 999, "rate": "100.0%",
        "share": "999/999", "granted": 10**9, "waiting": 10**9, "count": 999, "cap": 10**9, "left": 10**9,
        "again": 999, "excluded": 999,
    }  # fmt: skip
    names = [(Press(Action.MEDIATOR_IS, 10**9, choice="9" * 9, label=f"★ {PERSON}（{NAME}）"),)] * 30
    return {
        "mediation-card": Notice("mediation-card", card),
        "mediation-begun": Notice("mediation-begun", case),
        "mediated": Notice("mediated", {"number": number, "name": PERSON}),
        "mediation-ended": Notice("mediation-ended", case),
        "mediation-over": Notice("mediation-over", case),
        "mediation-left": Notice("mediation-left", case),
        "mediation-prompt": Notice("mediation-prompt", {**presser, "step": "party", "count": 30}, reply=True),
        "mediation-noted": Notice("mediation-noted", {"number": number, "step": "plan", "meet_at": at}),
        "mediation-how": Notice("mediation-how"),
        "mediator-choose": Notice("mediator-choose", {"number": number}, tuple(names)),
        "mediation-track-choose": Notice("mediation-track-choose", {"number": number}),
        "mediation-papers": Notice("mediation-papers", {**case, "papers": "单" * 20}, lines=(paper,) * 20),
        "mediation-paper": paper,
        "mediation-file-prompt": Notice("mediation-file-prompt", {**presser, "paper": "页" * 20}, reply=True),
        "mediation-filed": Notice("mediation-filed", {"number": number, "paper": "页" * 20, "file": 1}),
        **{kind: Notice(kind, visit) for kind in ("visit-due", "visit-late", "visit-overdue")},
        **{kind: Notice(kind, sitting) for kind in ("round-soon", "round-ask", "round-late", "round-overdue")},
        **{kind: Notice(kind, {**case, "quiet_at": at}) for kind in UNPLANNED},
        "round-soon-party": Notice("round-soon-party", sitting),
        "party-link": Notice("party-link", {"number": number, "name": PERSON, "link": "https://t.me/" + "k" * 80}),
        "party-asked": Notice("party-asked", {}, ((Press(Action.PARTY_AGREE, 1), Press(Action.PARTY_REFUSE, 1)),)),
        "party-link-over": Notice("party-link-over"),
        "answer-party": Notice("answer-party", {"agreed": 0}),
        "round-soon-resident": Notice("round-soon-resident", sitting),
        "visit-noted": Notice("visit-noted", {"number": number, "kept": "away", "due_at": at}),
        "mediation-list": Notice("mediation-list", {"count": 12, "skills": 1}, lines=(line,) * 12),
        "mediation-line": line,
        "reward-choose": Notice("reward-choose", reward),
        "reward-approve": Notice("reward-approve", reward),
        "reward-decided": Notice("reward-decided", reward),
        "digest-mediation": Notice("digest-mediation", counts),
        "digest-reward": Notice("digest-reward", counts),
    }


def answers(number: str) -> dict[str, Notice]:
    """Short outcomes of presses."""
    of: dict[str, Arg] = {"number": number, "name": "名" * 20, "track": "类" * 20, "difficulty": "难" * 20}
    of |= {"amount": 10_000_000, "granted": 0}
    kinds = ("mediator", "track", "risk", "no-files", "reward-proposed", "reward-decided")
    return {f"answer-{kind}": Notice(f"answer-{kind}", of) for kind in kinds}
