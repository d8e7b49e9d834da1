"""Reads escalation.yaml. What is wrong comes back as findings with file and line."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, Strict, model_validator

from bot.deadline_rows import LimitText
from bot.domain.escalation import Grade, How, LadderPolicy, Rule, Trigger
from bot.domain.org import RANK, Level, Role
from bot.yaml_files import Findings, Part, load

TIMED = {Trigger.DISPUTE, Trigger.ON_ACCOUNT}
"""Triggers that time alone pulls."""

_Trigger = Annotated[Trigger, Strict(False)]
_Level = Annotated[Level, Strict(False)]
_How = Annotated[How, Strict(False)]
_Role = Annotated[Role, Strict(False)]
_Code = Annotated[str, Field(pattern=r"^[a-z]{1,12}$")]
_Word = Annotated[str, Field(min_length=1, max_length=12)]


def load_ladder(path: Path) -> LadderPolicy | Findings:
    """The policy in escalation.yaml, or at least one finding that says why it cannot be used."""
    loaded = load(path, _Ladder)
    return loaded if isinstance(loaded, tuple) else loaded.policy()


class _Rule(Part):
    on: _Trigger
    level: _Level
    how: _How
    times: Annotated[int, Field(ge=1, le=999)] = 1
    after: LimitText | None = None
    supervise: _Code | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.on is Trigger.BY_HAND:
            raise ValueError("by_hand is what people do, no rule")
        if (self.after is not None) != (self.on in TIMED):
            raise ValueError(f"`after` belongs to {', '.join(sorted(TIMED))} and to nothing else")
        if self.level in {Level.GRID, Level.UNIT}:
            raise ValueError("a ticket climbs to a community, a town or the county")
        if self.supervise is not None and self.how is How.TAKE:
            raise ValueError("`supervise` belongs to `how: watch`: whoever takes a ticket urges nobody")
        return self


class _Grade(Part):
    name: Annotated[str, Field(pattern=r"^\S(.*\S)?$", max_length=12)]
    by: Annotated[list[_Role], Field(min_length=1)]
    level: _Level
    reply: LimitText


class _Ladder(Part):
    triggers: list[_Rule]
    disputes: list[Annotated[str, Field(pattern=r"^[0-9]{2,4}$")]]
    risk_words: list[_Word]
    supervision: dict[_Code, _Grade]

    @model_validator(mode="after")
    def _grades_fit(self) -> Self:
        for rule in self.triggers:
            grade = self.supervision.get(rule.supervise or "")
            if rule.supervise is not None and grade is None:
                raise ValueError(f"`supervise: {rule.supervise}` is no grade of `supervision`")
            if grade is not None and RANK[rule.level] > RANK[grade.level]:
                raise ValueError(f"`supervise: {rule.supervise}` is for {grade.level} and above, not for {rule.level}")
        return self

    def policy(self) -> LadderPolicy:
        return LadderPolicy(
            tuple(
                Rule(rule.on, rule.level, rule.how, rule.times, rule.after, rule.supervise or "")
                for rule in self.triggers
            ),
            tuple(self.disputes),
            tuple(self.risk_words),
            {
                code: Grade(grade.name, frozenset(grade.by), grade.level, grade.reply)
                for code, grade in self.supervision.items()
            },
        )
