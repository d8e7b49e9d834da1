"""Reads disputes.yaml. What is wrong comes back as findings with file and line."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, Strict, model_validator

from bot.deadline_rows import LimitText
from bot.domain.appointments import MeetingRule, TimeWords
from bot.domain.mediation import MediationPolicy, Paper, PlanRule, Skill, Step, Track
from bot.domain.org import Level, Role
from bot.domain.rewards import Difficulty, RewardRule
from bot.policy_files import LengthOfTime
from bot.yaml_files import Findings, LocalTime, Part, load

_Code = Annotated[str, Field(pattern=r"^[a-z]{1,12}$")]
_Name = Annotated[str, Field(pattern=r"^\S(.*\S)?$", max_length=20)]
_Start = Annotated[str, Field(pattern=r"^[0-9]{2,4}$")]
_Role = Annotated[Role, Strict(False)]
_Roles = Annotated[list[_Role], Field(min_length=1)]
_Yuan = Annotated[int, Field(ge=1, le=10_000_000)]
_Words = Annotated[list[_Name], Field(min_length=1)]


def load_disputes(path: Path) -> MediationPolicy | Findings:
    """The policy in disputes.yaml, or at least one finding that says why it cannot be used."""
    loaded = load(path, _Disputes)
    return loaded if isinstance(loaded, tuple) else loaded.policy()


class _Skill(Part):
    name: _Name
    categories: Annotated[list[_Start], Field(min_length=1)]


class _Paper(Part):
    name: _Name
    must: bool = False


class _Track(Part):
    name: _Name
    papers: _Name
    lines: Annotated[dict[_Code, _Paper], Field(min_length=1, max_length=20)]

    def track(self) -> Track:
        return Track(self.name, self.papers, {code: Paper(line.name, line.must) for code, line in self.lines.items()})


class _Visits(Part):
    days: Annotated[list[Annotated[int, Field(ge=1, le=730)]], Field(max_length=6)]
    at: LocalTime
    grace: LimitText
    again: Annotated[int, Field(ge=1, le=30)]

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if any(one >= other for one, other in pairwise(self.days)):
            raise ValueError("visits stand in ascending order of days")
        return self


class _TimeWords(Part):
    days: dict[_Name, Annotated[int, Field(ge=0, le=7)]]
    weekdays: dict[_Name, Annotated[int, Field(ge=1, le=7)]]
    next_week: _Words
    parts: dict[_Name, Annotated[int, Field(ge=0, le=12)]]
    hours: _Words
    halves: _Words
    months: _Words
    earliest: Annotated[int, Field(ge=0, le=12)]


class _Rounds(Part):
    before: Annotated[list[LengthOfTime], Field(min_length=1, max_length=4)]
    ask: LengthOfTime
    above: Annotated[list[LimitText], Field(max_length=4)]
    words: _TimeWords

    def rule(self) -> MeetingRule:
        said = self.words
        words = TimeWords(
            said.days, said.weekdays, said.next_week, said.parts, said.hours, said.halves, said.months, said.earliest
        )  # fmt: skip
        return MeetingRule(tuple(self.before), self.ask, tuple(self.above), words)


class _Unplanned(Part):
    ask: LimitText
    above: Annotated[list[LimitText], Field(max_length=4)]

    @model_validator(mode="after")
    def _a_day_apart(self) -> Self:
        limits = [self.ask, *self.above]
        if any(not limit.kind.in_days for limit in limits):
            raise ValueError("unplanned counts in days, such as 1wd or 3d")
        if any(one.kind is not other.kind or one.span >= other.span for one, other in pairwise(limits)):
            raise ValueError("unplanned counts one kind of days, each limit longer than the one before")
        return self


class _Orders(Part):
    party: _Words
    plan: _Words
    result: _Words
    agreed: _Words
    failed: _Words
    court: _Words

    @model_validator(mode="after")
    def _one_meaning(self) -> Self:
        words = [word.lower() for _, row in self for word in row]
        twice = sorted({word for word in words if words.count(word) > 1})
        if twice:
            raise ValueError(f"{twice[0]!r} stands here twice; a word is one order")
        return self

    def by_word(self) -> Mapping[str, Step]:
        return {word.lower(): Step(step) for step, row in self for word in row}


class _Difficulty(Part):
    name: _Name
    amount: _Yuan


class _Rewards(Part):
    least: _Yuan
    most: _Yuan
    amounts: Annotated[dict[_Code, _Difficulty], Field(min_length=1, max_length=8)]
    propose: _Roles
    approve: _Roles
    decide: LimitText
    level: Annotated[Level, Strict(False)]
    yearly: Annotated[int, Field(ge=0, le=1_000_000_000)]
    places: dict[Annotated[str, Field(min_length=1, max_length=64)], Annotated[int, Field(ge=0, le=1_000_000_000)]]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for code, row in self.amounts.items():
            if not self.least <= row.amount <= self.most:
                raise ValueError(f"{code}: {row.amount} is not between {self.least} and {self.most}")
        if self.level in {Level.GRID, Level.UNIT}:
            raise ValueError("a community, a town or the county pays")
        return self

    def rule(self) -> RewardRule:
        amounts = {code: Difficulty(row.name, row.amount) for code, row in self.amounts.items()}
        roles = tuple(self.propose), tuple(self.approve)
        return RewardRule(amounts, *roles, self.level, self.yearly, self.places, self.decide)


class _Disputes(Part):
    mediators: _Roles
    most: Annotated[int, Field(ge=1, le=30)]
    skills: dict[_Code, _Skill]
    first: Annotated[dict[_Start, _Code], Field(min_length=1)]
    risk: _Code
    tracks: Annotated[dict[_Code, _Track], Field(min_length=1, max_length=8)]
    visits: _Visits
    rounds: _Rounds
    unplanned: _Unplanned
    file_wait: LengthOfTime
    orders: _Orders
    rewards: _Rewards

    @model_validator(mode="after")
    def _known(self) -> Self:
        for name in (*self.first.values(), self.risk):
            if name not in self.tracks:
                raise ValueError(f"there is no track {name!r}")
        return self

    def policy(self) -> MediationPolicy:
        return MediationPolicy(
            roles=tuple(self.mediators),
            most=self.most,
            first=self.first,
            risk=self.risk,
            tracks={code: row.track() for code, row in self.tracks.items()},
            skills={code: Skill(row.name, tuple(row.categories)) for code, row in self.skills.items()},
            visits=tuple(self.visits.days),
            visit_at=self.visits.at,
            grace=self.visits.grace,
            again=self.visits.again,
            file_wait=self.file_wait,
            orders=self.orders.by_word(),
            rewards=self.rewards.rule(),
            rounds=self.rounds.rule(),
            unplanned=PlanRule(self.unplanned.ask, tuple(self.unplanned.above)),
        )
