"""Reads meetings.yaml. What is wrong comes back as findings with file and line."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, Strict, model_validator

from bot.domain.meetings import Every, MeetingPolicy, MeetingRule, RemindRule
from bot.domain.org import Level
from bot.policy_files import LengthOfTime
from bot.yaml_files import Findings, LocalTime, Part, load

LAST_DAY = 28
"""Every month has this one."""

_Kind = Annotated[str, Field(pattern=r"^[a-z_]{1,20}$")]
_Word = Annotated[str, Field(pattern=r"^\S(.*\S)?$", max_length=20)]
_Days = Annotated[int, Field(ge=1, le=365)]


def load_meetings(path: Path) -> MeetingPolicy | Findings:
    """The policy in meetings.yaml, or at least one finding that says why it cannot be used."""
    loaded = load(path, _Meetings)
    return loaded if isinstance(loaded, tuple) else loaded.policy()


class _Meeting(Part):
    name: _Word
    level: Annotated[Level, Strict(False)]
    every: Annotated[Every, Strict(False)]
    on: Annotated[int, Field(ge=1, le=LAST_DAY)] = 1
    at: LocalTime

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.every is Every.WEEK and self.on > 7:
            raise ValueError("a week has 7 days")
        if self.level in {Level.GRID, Level.UNIT}:
            raise ValueError("a community, a town or the county meets")
        return self


class _Remind(Part):
    before: Annotated[int, Field(ge=1, le=30)]
    at: LocalTime


class _Meetings(Part):
    opens: LengthOfTime
    most: Annotated[int, Field(ge=1, le=20)]
    meetings: dict[_Kind, _Meeting]
    days: Annotated[list[_Days], Field(min_length=1, max_length=8)]
    together: list[_Word]
    remind: _Remind

    def policy(self) -> MeetingPolicy:
        return MeetingPolicy(
            {
                kind: MeetingRule(found.name, found.level, found.every, found.at, found.on)
                for kind, found in self.meetings.items()
            },
            self.opens,
            self.most,
            tuple(self.days),
            tuple(self.together),
            RemindRule(self.remind.before, self.remind.at),
        )
