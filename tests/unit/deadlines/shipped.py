"""The policy and the calendar that ship, as the tests of clocks use them."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.calendar_cn import Overrides, build_calendar
from bot.domain.deadlines import DeadlinePolicy
from bot.policy_files import load_deadlines, load_overrides

RULES = Path(__file__).parents[3] / "routing_rules"
ZONE = ZoneInfo("Asia/Shanghai")


def _policy() -> DeadlinePolicy:
    policy = load_deadlines(RULES / "deadlines.yaml")
    assert isinstance(policy, DeadlinePolicy), policy
    return policy


def shipped_overrides() -> Overrides:
    overrides = load_overrides(RULES / "holidays.yaml")
    assert isinstance(overrides, Overrides), overrides
    return overrides


POLICY = _policy()
BUILT = build_calendar(range(2024, 2029), POLICY.working_hours, shipped_overrides(), ZONE)
CALENDAR = BUILT.calendar


def local(text: str) -> datetime:
    """ "2026-11-16 09:00" in Shanghai, as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)
