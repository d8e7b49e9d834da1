"""Every number of routing_rules/life.yaml: windows, limits and reasons of what can happen to a ticket."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.assist import AssistRule
from bot.domain.limits import Limit
from bot.domain.projects import ProjectRule
from bot.domain.whistle import WhistlePolicy

Reasons = Mapping[str, str]
"""What people read, by code, in the order of the buttons."""


@dataclass(frozen=True, slots=True)
class ReturnRule:
    """退单: ``window`` after 派单 by profile, ``other`` for the rest; ``review`` is the desk's own limit."""

    window: Mapping[str, Limit]
    most: int
    review: Limit
    reasons: Reasons

    def window_of(self, profile: str) -> Limit:
        return self.window.get(profile) or self.window["other"]


@dataclass(frozen=True, slots=True)
class DelayRule:
    """延期 or 挂起: at most ``longest`` at a time, ``times`` a round (0: no bound); ``choices`` are the buttons.
    Nothing for the profiles in ``never``.
    """

    longest: Limit
    times: int
    review: Limit
    choices: tuple[Limit, ...]
    reasons: Reasons
    never: frozenset[str]


@dataclass(frozen=True, slots=True)
class ExclusionRule:
    """剔除: a person may refuse it ``times``; ``review`` is the desk's own limit."""

    times: int
    review: Limit
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class UnansweredRule:
    """A request that its desk does not answer, in per cent of the desk's own limit: at ``above`` the level above hears
    it, at ``refused`` it is refused.
    """

    above: int
    refused: int


@dataclass(frozen=True, slots=True)
class FinishRule:
    """核查: at categories ``inspect`` always, else ``inspect_share`` per cent; passes by itself after
    ``inspect_within``. What was only explained is looked at again after ``explained_look_again``. ``no_photo``: words
    that stand before a reply without the picture that the category wants.
    """

    inspect: frozenset[str]
    inspect_share: int
    inspect_within: Limit
    explained_look_again: Limit
    no_photo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LifePolicy:
    """``units`` and ``numbers``: words for a length of time that is asked for by word."""

    returns: ReturnRule
    extension: DelayRule
    suspension: DelayRule
    exclusion: ExclusionRule
    unanswered: UnansweredRule
    account_look_again: Limit
    account_reasons: Reasons
    asks_most: int
    asks_wait: timedelta
    rejection: Reasons
    referral: Reasons
    invalid: Reasons
    confirm_invalid_from: int
    finishing: FinishRule
    judge_within: Limit
    reopen_within: Limit
    archive_after: Limit
    undo_within: timedelta
    merge_within: timedelta
    contact_reasons: Reasons
    assist: AssistRule
    whistle: WhistlePolicy
    projects: ProjectRule
    units: Mapping[str, str]
    numbers: Mapping[str, int]

    def reasons(self) -> Mapping[str, Reasons]:
        """Every list of reasons by its name in the file."""
        return {
            "returns": self.returns.reasons,
            "extension": self.extension.reasons,
            "suspension": self.suspension.reasons,
            "exclusion": self.exclusion.reasons,
            "on_account": self.account_reasons,
            "rejection": self.rejection,
            "referral": self.referral,
            "invalid": self.invalid,
            "contact": self.contact_reasons,
        }

    def reason_name(self, reason: str) -> str:
        """What ``list-code`` says; the code itself where the rules do not have it any more."""
        name, _, code = reason.partition("-")
        return self.reasons().get(name, {}).get(code, code)
