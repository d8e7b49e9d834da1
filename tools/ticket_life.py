"""Writes docs/ticket-life.md from the table of transitions: ``python tools/ticket_life.py``."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bot.domain.life import DROPPED, OPEN, PAUSED, Event, State  # noqa: E402
from bot.domain.transitions import TRANSITIONS, Transition  # noqa: E402

PAGE = ROOT / "docs" / "ticket-life.md"
WORDING = ROOT / "locales" / "zh-Hans" / "group.ftl"

STATES = {
    State.DRAFT: "待补充", State.SUBMITTED: "待受理", State.ACCEPTED: "待派单", State.DISPATCHED: "待签收",
    State.RETURN_REVIEW: "退单审核", State.HANDLING: "办理中", State.SUSPENDED: "挂起", State.PENDING_REVIEW: "待核查",
    State.PENDING_SURVEY: "待回访", State.ON_ACCOUNT: "挂账", State.CLOSED: "已结案", State.ARCHIVED: "已归档",
    State.REJECTED: "不予受理", State.REFERRED: "转法定、紧急渠道", State.MERGED: "已并单", State.WITHDRAWN: "已撤诉",
    State.INVALID: "无效件",
}  # fmt: skip

HEAD = """# The life of a ticket
Made by `python tools/ticket_life.py` from `bot/domain/transitions.py`; a test keeps them equal. Numbers are the rows of
handbook §3; rows 1–3 are the drafts of `bot/domain/intake.py`. Windows, limits and reasons stand in
`routing_rules/life.yaml`, `deadlines.yaml` and `escalation.yaml`.

**Who**: *system* the clock or a rule · *petitioner* whoever reported it · *handler* a handling role at the owner or
above · *desk* a community, town or county desk at the owner or above · *superior* such a desk strictly above it ·
*upper* a town or county desk at or above the owner · *inspector* a desk or grid member who did not handle it ·
*leader* a leader at the owner or above, who besides reads it · *meeting* what a meeting
has decided. A sealed ticket knows its appointed role alone.

"""


def page() -> str:
    names = _names()
    rows = [_row(event.value, names.get(event.value, event.value), arrow) for event, arrow in _in_order()]
    return HEAD + _diagram(names) + "\n" + _states() + "\n" + _table(rows)


def _in_order() -> list[tuple[Event, Transition]]:
    return sorted(TRANSITIONS.items(), key=lambda item: (not item[1].rows, item[1].rows, item[0].value))


def _names() -> dict[str, str]:
    """What each event is called in the history of a card."""
    text = WORDING.read_text(encoding="utf-8")
    body = text[text.index("detail-step =") :]
    return dict(re.findall(r"^    \[(\w+)\] (.+)$", body[: body.index("\n}")], re.M))


def _diagram(names: dict[str, str]) -> str:
    """The arrows that lead on; what may come from nearly everywhere is told below."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {state.value}: {name} {state.value}" for state, name in STATES.items()]
    lines.append("    [*] --> submitted")
    for event, arrow in _in_order():
        if arrow.target is None or len(arrow.sources) > 4:
            continue
        name = names.get(event.value, event.value)
        lines += [f"    {source.value} --> {arrow.target.value}: {name}" for source in _sorted(arrow.sources)]
    lines += [f"    {state.value} --> [*]" for state in _sorted(DROPPED | {State.ARCHIVED})]
    return "\n".join([*lines, "```", ""])


def _states() -> str:
    def kind(state: State) -> str:
        if state in DROPPED:
            return "end: counted, never scored"
        if state in PAUSED:
            return "work is owed, the clocks stand still"
        return "work is owed" if state in OPEN else "the work is done"

    rows = [f"| {STATES[state]} | `{state.value}` | {kind(state)} |" for state in State]
    return "\n".join(["| state | code | |", "|---|---|---|", *rows, ""])


def _row(event: str, name: str, arrow: Transition) -> str:
    number = ", ".join(map(str, arrow.rows)) or "–"
    sources = "any open" if arrow.sources == OPEN else " ".join(STATES[s] for s in _sorted(arrow.sources))
    target = STATES[arrow.target] if arrow.target else "(stays)"
    who = ", ".join(sorted(w.value for w in arrow.who))
    return f"| {number} | {name} `{event}` | {sources} → {target} | {who} | {arrow.guard} | {arrow.effect} |"


def _table(rows: list[str]) -> str:
    return "\n".join(["| # | event | from → to | who | guard | what follows |", "|---|---|---|---|---|---|", *rows, ""])


def _sorted(states: frozenset[State] | set[State]) -> list[State]:
    return [state for state in State if state in states]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
