"""Reads deadlines.yaml, holidays.yaml and intake.yaml. What is wrong comes back as findings with file and line."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, PlainValidator, model_validator

from bot.calendar_cn import Overrides
from bot.deadline_rows import LimitText, PauseRow, PlaceHoursRow, PlaceLimitsRow, limit_of, spans
from bot.domain.belonging import FollowPolicy
from bot.domain.deadlines import DeadlinePolicy, HotRule, NearingRule, Profile, Reminder, ReportSlot
from bot.domain.intake import IntakePolicy, Pace
from bot.domain.limits import Limit, LimitKind
from bot.domain.orders import Verb
from bot.domain.org import Role
from bot.domain.survey import SurveyPolicy
from bot.domain.worktime import WorkSpan
from bot.yaml_files import Findings, LocalTime, Part, load


def load_deadlines(path: Path) -> DeadlinePolicy | Findings:
    """The policy in deadlines.yaml, or at least one finding that says why it cannot be used."""
    loaded = load(path, _Deadlines)
    return loaded if isinstance(loaded, tuple) else loaded.policy()


def load_overrides(path: Path) -> Overrides | Findings:
    """The override table in holidays.yaml, or at least one finding that says why it cannot be used."""
    loaded = load(path, _Holidays)
    return loaded if isinstance(loaded, tuple) else loaded.overrides()


def load_intake(path: Path) -> IntakePolicy | Findings:
    """The choices in intake.yaml, or at least one finding that says why they cannot be used."""
    loaded = load(path, _Intake)
    return loaded if isinstance(loaded, tuple) else loaded.policy()


def _length(value: object) -> timedelta:
    limit = limit_of(value)
    if limit.kind is not LimitKind.URGENT_HOUR:
        raise ValueError(f"{value!r}: only minutes and hours around the clock fit here, for instance 10min or 4h")
    return limit.span


def _again(value: object) -> Limit | None:
    return None if value == "stage" else limit_of(value)


def _day(value: object) -> date:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError(f"{value!r} is no day; write it as 2027-02-05")
    return date.fromisoformat(value)


LengthOfTime = Annotated[timedelta, PlainValidator(_length)]
_Day = Annotated[date, PlainValidator(_day)]
CategoryCode = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
_Percent = Annotated[int, Field(ge=1, le=99)]


class _Profile(Part):
    sign: LimitText
    contact: LimitText | None = None
    arrive: LimitText | None = None
    handle: LimitText


class _Profiles(Part):
    E0: _Profile
    E1: _Profile
    N: _Profile
    C: _Profile
    M: _Profile

    def rows(self) -> Mapping[str, Profile]:
        return {name: Profile(row.sign, row.contact, row.handle, row.arrive) for name, row in self}


class _Reminder(Part):
    percent: _Percent
    chief_too: bool


class _Nearing(Part):
    share_left: _Percent
    time_left: LengthOfTime
    not_before: _Percent


class _Survey(Part):
    tries: Annotated[int, Field(ge=1, le=9)]
    ask_at: Annotated[list[LocalTime], Field(min_length=1)]
    patience: LengthOfTime
    max_rehandles: Annotated[int, Field(ge=0, le=9)]
    never: list[CategoryCode]


class _Slot(Part):
    name: Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,23}$")]
    at: LocalTime


class _Hot(Part):
    window: LengthOfTime
    top: Annotated[int, Field(ge=1, le=20)]
    at_least: Annotated[int, Field(ge=1)]


def _ascending(rows: list[_Reminder]) -> list[_Reminder]:
    if any(one.percent >= other.percent for one, other in pairwise(rows)):
        raise ValueError("reminders must stand in ascending order of per cent")
    return rows


def _names_once(rows: list[_Slot]) -> list[_Slot]:
    if len({row.name for row in rows}) < len(rows):
        raise ValueError("two report slots have the same name")
    return rows


class _Deadlines(Part):
    working_hours: Annotated[tuple[WorkSpan, ...], PlainValidator(spans)]
    profiles: _Profiles
    reminders: Annotated[list[_Reminder], AfterValidator(_ascending)]
    nearing: _Nearing
    escalate_again: Annotated[Limit | None, PlainValidator(_again)]
    overdue_again: LocalTime
    pauses: PauseRow
    places: list[PlaceLimitsRow]
    place_hours: list[PlaceHoursRow]
    rehandle_share: Annotated[int, Field(ge=1, le=100)]
    draft_expires: LengthOfTime
    edit_window: LengthOfTime
    alarm_backup: LengthOfTime
    survey: _Survey
    report_slots: Annotated[list[_Slot], Field(min_length=1), AfterValidator(_names_once)]
    hot: _Hot

    def policy(self) -> DeadlinePolicy:
        return DeadlinePolicy(
            working_hours=self.working_hours,
            profiles=self.profiles.rows(),
            reminders=tuple(Reminder(row.percent, row.chief_too) for row in self.reminders),
            nearing=NearingRule(self.nearing.share_left, self.nearing.time_left, self.nearing.not_before),
            escalate_within=self.escalate_again,
            overdue_again=self.overdue_again,
            rehandle_share=self.rehandle_share,
            draft_expires=self.draft_expires,
            edit_window=self.edit_window,
            alarm_backup=self.alarm_backup,
            survey=self._survey_policy(),
            report_slots=tuple(ReportSlot(row.name, row.at) for row in self.report_slots),
            hot=HotRule(self.hot.window, self.hot.top, self.hot.at_least),
            pauses=self.pauses.table(),
            place_limits=tuple(row.rule() for row in self.places),
            place_hours=tuple(row.rule() for row in self.place_hours),
        )

    def _survey_policy(self) -> SurveyPolicy:
        row = self.survey
        return SurveyPolicy(row.tries, tuple(row.ask_at), row.patience, row.max_rehandles, frozenset(row.never))


class _Holidays(Part):
    published: list[Annotated[int, Field(ge=2000, le=2200)]]
    days_off: list[_Day]
    working_days: list[_Day]

    @model_validator(mode="after")
    def _consistent(self) -> "_Holidays":
        both = set(self.days_off) & set(self.working_days)
        if both:
            raise ValueError(f"{min(both)} stands under days_off and under working_days")
        empty = set(self.published) - {day.year for day in self.days_off}
        if empty:
            raise ValueError(f"{min(empty)} is published but has no days_off; a published year is entered in full")
        return self

    def overrides(self) -> Overrides:
        return Overrides(frozenset(self.days_off), frozenset(self.working_days), frozenset(self.published))


_Words = Annotated[list[Annotated[str, Field(pattern=r"^\S(.*\S)?$")]], Field(min_length=1)]


class _Orders(Part):
    sign: _Words
    arrive: _Words
    finish: _Words
    ask: _Words
    assist: _Words
    report_up: _Words
    hand_down: _Words
    shelf: _Words
    assign: _Words
    strike: _Words
    supervise: _Words
    answer: _Words
    fail: _Words
    done_duty: _Words
    reopen: _Words
    answer_again: _Words
    undo: _Words
    return_: Annotated[_Words, Field(alias="return")]
    extend: _Words
    exclude: _Words
    deny: _Words
    object: _Words
    contact: _Words
    split: _Words
    merge: _Words

    @model_validator(mode="after")
    def _one_meaning(self) -> "_Orders":
        words = [word.lower() for _, row in self for word in row]
        twice = sorted({word for word in words if words.count(word) > 1})
        if twice:
            raise ValueError(f"{twice[0]!r} stands here twice; a word is one order")
        return self

    def by_word(self) -> Mapping[str, Verb]:
        return {word.lower(): Verb(verb.rstrip("_")) for verb, row in self for word in row}


class _Follow(Part):
    longest: Annotated[int, Field(ge=1, le=400)]
    longest_addition: Annotated[int, Field(ge=1, le=1000)]
    akin: Annotated[float, Field(ge=0, le=1)]
    soon: LengthOfTime
    alike_within: LengthOfTime
    again_within: LengthOfTime

    def policy(self) -> FollowPolicy:
        return FollowPolicy(
            self.longest, self.longest_addition, self.akin, self.soon, self.alike_within, self.again_within
        )


class _Pace(Part):
    matters: Annotated[int, Field(ge=1, le=1000)]
    within: LengthOfTime
    held: Annotated[int, Field(ge=1, le=100)]
    additions: Annotated[int, Field(ge=1, le=1000)]

    def policy(self) -> Pace:
        return Pace(self.matters, self.within, self.held, self.additions)


class _Intake(Part):
    common: list[CategoryCode] = Field(min_length=1, max_length=20)
    sealed_to: list[Annotated[Role, PlainValidator(Role)]] = Field(min_length=1)
    ask_below: Annotated[float, Field(ge=0, le=1)]
    short_word: Annotated[int, Field(ge=1, le=200)]
    addition_within: LengthOfTime
    same_danger_within: LengthOfTime
    follow: _Follow
    pace: _Pace
    orders: _Orders
    number_marks: _Words

    def policy(self) -> IntakePolicy:
        return IntakePolicy(
            common=tuple(self.common),
            sealed_to=tuple(self.sealed_to),
            ask_below=self.ask_below,
            short_word=self.short_word,
            addition_within=self.addition_within,
            same_danger_within=self.same_danger_within,
            follow=self.follow.policy(),
            pace=self.pace.policy(),
            orders=self.orders.by_word(),
            number_marks=tuple(self.number_marks),
        )
