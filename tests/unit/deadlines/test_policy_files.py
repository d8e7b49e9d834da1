"""deadlines.yaml and holidays.yaml: what ships is the handbook's, and a slip is named with file and line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.calendar_cn import Overrides
from bot.policy_files import load_deadlines, load_overrides
from bot.yaml_files import Findings
from tests.unit.deadlines.shipped import POLICY, RULES

SHIPPED = (RULES / "deadlines.yaml").read_text(encoding="utf-8")

LIMITS = {
    "E0_until_safe_means_first_feedback": ("E0", "E0", 1, "sign=5min contact=10min arrive=30min handle=2h"),
    "E1_by_profile": ("E1", None, 1, "sign=1h contact=2h handle=24h"),
    "N_by_profile": ("N", None, 1, "sign=4wh contact=1wd handle=5wd"),
    "N_with_the_categorys_own": ("N", "48h", 1, "sign=4wh contact=1wd handle=48h"),
    "C_owes_no_contact": ("C", "5wd", 1, "sign=1wd handle=5wd"),
    "M_extensible": ("M", "30d→60d", 1, "sign=1wd contact=2wd handle=30d"),
    "second_round_is_half_and_signed": ("N", "15d", 2, "handle=8d"),
    "third_round_is_not_halved_again": ("N", None, 3, "handle=3wd"),
}


@pytest.mark.parametrize(("profile", "own", "round", "expected"), LIMITS.values(), ids=LIMITS.keys())
def test_limits(profile: str, own: str | None, round: int, expected: str) -> None:
    limits = POLICY.limits_for(profile, own, round)
    assert " ".join(f"{stage.value}={limit}" for stage, limit in limits) == expected


def test_limits_refuse_what_they_do_not_know() -> None:
    with pytest.raises(KeyError):
        POLICY.limits_for("X")
    with pytest.raises(ValueError, match="no limit"):
        POLICY.limits_for("N", "soon")


def _line_of(text: str, key: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if key in line)


# Old text → new text, the key whose line must be named, a word of the reason.
SLIPS = {
    "limit_without_unit": ("sign: 4wh", "sign: 4", "N: {", "no limit"),
    "unknown_unit": ("sign: 4wh", "sign: 4hours", "N: {", "no limit"),
    "profile_missing": ("  M: {", "  # {", "profiles:", "Field required"),
    "unknown_profile": ("  M: {", "  E9: {sign: 1h, handle: 1h}\n  M: {", "E9:", "not permitted"),
    "unknown_key": ("rehandle_share: 50", "rehandle_shar: 50", "rehandle_shar:", "not permitted"),
    "per_cent_over_100": ("percent: 80", "percent: 180", "chief_too: true", "less than or equal"),
    "reminders_out_of_order": ("percent: 80", "percent: 40", "reminders:", "ascending"),
    "yes_or_no_expected": ("chief_too: true", "chief_too: 2", "chief_too: 2", "boolean"),
    "time_without_quotes_or_zero": ('at: "08:00"', "at: 8", "name: morning", "time of day"),
    "no_such_time": ('at: "08:00"', 'at: "24:30"', "name: morning", "hour must be"),
    "two_slots_of_one_name": ("name: evening", "name: morning", "report_slots:", "same name"),
    "hours_overlap": ('["14:00", "18:00"]', '["11:00", "18:00"]', "working_hours:", "overlap"),
    "hours_no_pair": ('["14:00", "18:00"]', '["14:00"]', "working_hours:", "pairs"),
    "working_time_for_a_draft": ("draft_expires: 10min", "draft_expires: 1wd", "draft_expires:", "around the clock"),
    "category_code_not_quoted": ('"1206"', "1206", "never:", "valid string"),
    "neither_stage_nor_limit": ("escalate_again: 1wd", "escalate_again: often", "escalate_again:", "no limit"),
    "key_twice": ("alarm_backup: 5min", "edit_window: 5min", "edit_window: 5min", "duplicate"),
    "no_yaml": ("hot: {", "hot: }", "hot:", "no YAML"),
}


@pytest.mark.parametrize(("old", "new", "key", "reason"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_named_with_its_line(tmp_path: Path, old: str, new: str, key: str, reason: str) -> None:
    assert SHIPPED.count(old) == 1
    text = SHIPPED.replace(old, new)
    path = tmp_path / "deadlines.yaml"
    path.write_text(text, encoding="utf-8")
    findings = load_deadlines(path)
    assert isinstance(findings, tuple)
    said = [str(finding) for finding in findings]
    assert any(line.startswith(f"{path}:{_line_of(text, key)}:1: error: ") and reason in line for line in said), said


Loader = Callable[[Path], object]


@pytest.mark.parametrize("load", [load_deadlines, load_overrides])
def test_files_that_are_none(tmp_path: Path, load: Loader) -> None:
    contents = {"missing.yaml": None, "empty.yaml": b"", "list.yaml": b"- 1\n", "latin.yaml": b"a: \xff\n"}
    for name, content in contents.items():
        if content is not None:
            (tmp_path / name).write_bytes(content)
        findings = load(tmp_path / name)
        assert isinstance(findings, tuple)
        assert len(findings) == 1
        assert f"{name}:1:1: error: " in str(findings[0])


def test_escalation_can_have_a_longest_wait(tmp_path: Path) -> None:
    path = tmp_path / "deadlines.yaml"
    path.write_text(SHIPPED.replace("escalate_again: stage", "escalate_again: 1wd"), encoding="utf-8")
    policy = load_deadlines(path)
    assert not isinstance(policy, tuple)
    assert str(policy.escalate_within) == "1wd"


def _overrides(tmp_path: Path, text: str) -> Overrides | Findings:
    path = tmp_path / "holidays.yaml"
    path.write_text(text, encoding="utf-8")
    return load_overrides(path)


def test_overrides_are_read(tmp_path: Path) -> None:
    read = _overrides(tmp_path, "published: [2027]\ndays_off: [2027-02-05]\nworking_days:\n  - 2027-02-20\n")
    assert read == Overrides(frozenset({date(2027, 2, 5)}), frozenset({date(2027, 2, 20)}), frozenset({2027}))


BAD_OVERRIDES = {
    "no_such_day": ("published: []\ndays_off:\n  - 2027-02-30\nworking_days: []\n", "3", "day is out of range"),
    "day_written_otherwise": ("published: []\ndays_off: [5.1]\nworking_days: []\n", "2", "is no day"),
    "both_off_and_worked": (
        "published: []\ndays_off: [2027-05-01]\nworking_days: [2027-05-01]\n",
        "1",
        "under working",
    ),
    "published_but_empty": ("published: [2027]\ndays_off: []\nworking_days: []\n", "1", "entered in full"),
    "year_as_text": ("published: ['2027']\ndays_off: []\nworking_days: []\n", "1", "valid integer"),
}


@pytest.mark.parametrize(("text", "line", "reason"), BAD_OVERRIDES.values(), ids=BAD_OVERRIDES.keys())
def test_bad_overrides_are_named(tmp_path: Path, text: str, line: str, reason: str) -> None:
    findings = _overrides(tmp_path, text)
    assert isinstance(findings, tuple)
    assert f"holidays.yaml:{line}:1: error: " in str(findings[0])
    assert reason in str(findings[0])
