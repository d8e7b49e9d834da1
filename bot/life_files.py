"""Reads life.yaml. What is wrong comes back as findings with file and line."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, Strict, model_validator

from bot.deadline_rows import LimitText
from bot.domain.catalogue import Profile
from bot.domain.life_policy import DelayRule, ExclusionRule, FinishRule, LifePolicy, ReturnRule, UnansweredRule
from bot.domain.projects import ProjectRule
from bot.joint_files import Assist, Whistle
from bot.policy_files import CategoryCode, LengthOfTime
from bot.yaml_files import Findings, Part, load

_Code = Annotated[str, Field(pattern=r"^[a-z_]{1,16}$")]
_Name = Annotated[str, Field(pattern=r"^\S(.*\S)?$", max_length=30)]
_Reasons = Annotated[dict[_Code, _Name], Field(min_length=1, max_length=12)]


def load_life(path: Path) -> LifePolicy | Findings:
    """The policy in life.yaml, or at least one finding that says why it cannot be used."""
    loaded = load(path, _Life)
    return loaded if isinstance(loaded, tuple) else loaded.policy()


def _with_other(window: dict[str, LimitText]) -> dict[str, LimitText]:
    if "other" not in window:
        raise ValueError("a limit for `other` profiles is missing")
    return window


class _Returns(Part):
    window: Annotated[dict[str, LimitText], AfterValidator(_with_other)]
    most: Annotated[int, Field(ge=0, le=9)]
    review: LimitText
    reasons: _Reasons


class _Delay(Part):
    longest: LimitText
    times: Annotated[int, Field(ge=0, le=9)] = 0
    review: LimitText
    choices: Annotated[list[LimitText], Field(min_length=1, max_length=8)]
    never: Annotated[list[Annotated[Profile, Strict(False)]], Field(default_factory=list)]
    reasons: _Reasons

    def rule(self) -> DelayRule:
        never = frozenset(profile.value for profile in self.never)
        return DelayRule(self.longest, self.times, self.review, tuple(self.choices), self.reasons, never)


class _Exclusion(Part):
    times: Annotated[int, Field(ge=1, le=9)]
    review: LimitText
    reasons: _Reasons


class _Unanswered(Part):
    above: Annotated[int, Field(ge=101, le=999)]
    refused: Annotated[int, Field(le=999)]

    @model_validator(mode="after")
    def _one_after_the_other(self) -> Self:
        if self.refused <= self.above:
            raise ValueError("`refused` must be more than `above`")
        return self


class _Account(Part):
    look_again: LimitText
    reasons: _Reasons


class _Asking(Part):
    most: Annotated[int, Field(ge=0, le=9)]
    wait: LengthOfTime


class _Reasoned(Part):
    reasons: _Reasons


class _Invalid(Part):
    confirm_from: Annotated[int, Field(ge=1, le=99)]
    reasons: _Reasons


class _Finishing(Part):
    inspect: list[CategoryCode]
    inspect_share: Annotated[int, Field(ge=0, le=100)]
    inspect_within: LimitText
    explained_look_again: LimitText
    no_photo: Annotated[list[_Name], Field(min_length=1, max_length=9)]


class _Projects(Part):
    days: Annotated[list[Annotated[int, Field(ge=1, le=9999)]], Field(min_length=1, max_length=8)]
    review: LimitText
    whole: Annotated[list[_Name], Field(min_length=1, max_length=12)]


class _Spoken(Part):
    units: dict[_Name, Annotated[str, Field(pattern=r"^(h|wh|wd|d)$")]]
    numbers: dict[_Name, Annotated[int, Field(ge=1, le=99)]]


class _Life(Part):
    returns: _Returns
    extension: _Delay
    suspension: _Delay
    exclusion: _Exclusion
    unanswered: _Unanswered
    on_account: _Account
    asking: _Asking
    rejection: _Reasoned
    referral: _Reasoned
    invalid: _Invalid
    finishing: _Finishing
    judge_within: LimitText
    reopen_within: LimitText
    archive_after: LimitText
    undo_within: LengthOfTime
    merge_within: LengthOfTime
    contact: _Reasoned
    assist: Assist
    whistle: Whistle
    projects: _Projects
    spoken: _Spoken

    def policy(self) -> LifePolicy:
        returns, finishing, exclusion = self.returns, self.finishing, self.exclusion
        return LifePolicy(
            returns=ReturnRule(returns.window, returns.most, returns.review, returns.reasons),
            extension=self.extension.rule(),
            suspension=self.suspension.rule(),
            exclusion=ExclusionRule(exclusion.times, exclusion.review, exclusion.reasons),
            unanswered=UnansweredRule(self.unanswered.above, self.unanswered.refused),
            account_look_again=self.on_account.look_again,
            account_reasons=self.on_account.reasons,
            asks_most=self.asking.most,
            asks_wait=self.asking.wait,
            rejection=self.rejection.reasons,
            referral=self.referral.reasons,
            invalid=self.invalid.reasons,
            confirm_invalid_from=self.invalid.confirm_from,
            finishing=FinishRule(
                frozenset(finishing.inspect),
                finishing.inspect_share,
                finishing.inspect_within,
                finishing.explained_look_again,
                tuple(word.lower() for word in finishing.no_photo),
            ),
            judge_within=self.judge_within,
            reopen_within=self.reopen_within,
            archive_after=self.archive_after,
            undo_within=self.undo_within,
            merge_within=self.merge_within,
            contact_reasons=self.contact.reasons,
            assist=self.assist.rule(),
            whistle=self.whistle.policy(),
            projects=ProjectRule(
                tuple(self.projects.days), self.projects.review, tuple(word.lower() for word in self.projects.whole)
            ),
            units=self.spoken.units,
            numbers=self.spoken.numbers,
        )
