"""The parts of life.yaml about working together: 协办 and 吹哨."""

from typing import Annotated

from pydantic import AfterValidator, Field, PlainValidator

from bot.deadline_rows import LimitText
from bot.domain.assist import AssistRule
from bot.domain.org import Role
from bot.domain.whistle import Grade, GradeRule, Step, WhistlePolicy
from bot.yaml_files import Part


def _with_other(limits: dict[str, LimitText]) -> dict[str, LimitText]:
    if "other" not in limits:
        raise ValueError("a limit for `other` profiles is missing")
    return limits


_ByProfile = Annotated[dict[str, LimitText], AfterValidator(_with_other)]
Percent = Annotated[int, Field(ge=1, le=99)]


class Assist(Part):
    sign: _ByProfile
    answer: _ByProfile
    remind: Percent
    most: Annotated[int, Field(ge=1, le=30)]

    def rule(self) -> AssistRule:
        return AssistRule(self.sign, self.answer, self.remind, self.most)


_Role = Annotated[Role, PlainValidator(Role)]


class _Grade(Part):
    sign: LimitText
    contact: LimitText | None = None
    arrive: LimitText | None = None
    report: LimitText
    approve: list[_Role] = Field(default_factory=list)

    def rule(self) -> GradeRule:
        limits = {Step.SIGN: self.sign, Step.CONTACT: self.contact, Step.ARRIVE: self.arrive, Step.REPORT: self.report}
        return GradeRule({step: limit for step, limit in limits.items() if limit}, tuple(self.approve))


class _Grades(Part):
    work: _Grade
    hard: _Grade
    emergency: _Grade


class Whistle(Part):
    blow: Annotated[list[_Role], Field(min_length=1)]
    judge: Annotated[list[_Role], Field(min_length=1)]
    remind: Percent
    most: Annotated[int, Field(ge=1, le=30)]
    agree: LimitText
    grades: _Grades

    def policy(self) -> WhistlePolicy:
        grades = {Grade(name): row.rule() for name, row in self.grades}
        return WhistlePolicy(tuple(self.blow), tuple(self.judge), self.remind, self.most, self.agree, grades)
