"""本地承诺: whose limit holds where, and working hours of one place."""

from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from bot.domain.deadlines import DeadlinePolicy
from bot.domain.limits import Limit
from bot.domain.org import Level, Node
from bot.domain.worktime import WorkSpan, due
from bot.policy_files import load_deadlines
from tests.unit.deadlines.shipped import CALENDAR, POLICY, RULES, local

SHIPPED = (RULES / "deadlines.yaml").read_text(encoding="utf-8")


def _chain(*codes: str) -> list[Node]:
    levels = {1: Level.COUNTY, 2: Level.TOWN, 3: Level.COMMUNITY, 4: Level.GRID}
    return [Node(number, code, code, levels[len(code)], None, code) for number, code in enumerate(codes)]


GRID = _chain("YBAC", "YBA", "YB", "Y")
COMMUNITY = GRID[1:]
ELSEWHERE = _chain("YCAC", "YCA", "YC", "Y")

# Rows of places, the chain that asks, the category's own limits, and what handling and signing come to.
WHOSE = {
    "the_county_where_nothing_is_said": ("", GRID, None, "4wh 5wd"),
    "a_town_promises_less": ("{node: YB, profile: N, handle: 4wd}", GRID, None, "4wh 4wd"),
    "only_that_town": ("{node: YB, profile: N, handle: 4wd}", ELSEWHERE, None, "4wh 5wd"),
    "only_that_profile": ("{node: YB, profile: M, handle: 4wd}", GRID, None, "4wh 5wd"),
    "every_matter_of_the_town": ("{node: YB, sign: 2wh}", GRID, None, "2wh 5wd"),
    "the_profile_goes_before_every_matter": (
        "{node: YB, handle: 2wd}, {node: YB, profile: N, handle: 4wd}", GRID, None, "4wh 4wd"),
    "the_nearest_node_wins": (
        "{node: YB, profile: N, handle: 4wd}, {node: YBA, profile: N, handle: 3wd}", GRID, None, "4wh 3wd"),
    "nearest_per_stage": (
        "{node: YB, profile: N, sign: 2wh, handle: 4wd}, {node: YBA, profile: N, handle: 3wd}", GRID, None, "2wh 3wd"),
    "a_node_goes_before_a_level": (
        "{level: grid, profile: N, handle: 2wd}, {node: Y, profile: N, handle: 4wd}", GRID, None, "4wh 4wd"),
    "a_level_by_the_owner": ("{level: community, profile: N, sign: 1wd}", COMMUNITY, None, "1wd 5wd"),
    "another_level": ("{level: community, profile: N, sign: 1wd}", GRID, None, "4wh 5wd"),
    "the_categorys_own_goes_before_the_places_profile": (
        "{node: YB, profile: N, handle: 4wd}", GRID, "48h", "4wh 48h"),
    "but_not_before_the_places_category": (
        "{node: YB, category: \"0401\", handle: 4wd}", GRID, "48h", "4wh 4wd"),
    "another_category": ("{node: YB, category: \"0402\", handle: 4wd}", GRID, "48h", "4wh 48h"),
    "the_kind_may_differ": ("{node: YB, category: \"0401\", handle: 4d}", GRID, "5wd", "4wh 4d"),
}  # fmt: skip


def _policy(tmp_path: Path, places: str = "", hours: str = "") -> DeadlinePolicy:
    path = tmp_path / "deadlines.yaml"
    text = SHIPPED.replace("places: []", f"places: [{places}]").replace("place_hours: []", f"place_hours: [{hours}]")
    path.write_text(text, encoding="utf-8")
    policy = load_deadlines(path)
    assert isinstance(policy, DeadlinePolicy), policy
    return policy


@pytest.mark.parametrize(("places", "chain", "own", "expected"), WHOSE.values(), ids=WHOSE.keys())
def test_whose_limit_holds(tmp_path: Path, places: str, chain: list[Node], own: str | None, expected: str) -> None:
    limits = dict(_policy(tmp_path, places).limits_for("N", own, category="0401", chain=chain))
    assert f"{limits['sign']} {limits['handle']}" == expected  # type: ignore[index]


def test_a_second_round_is_half_of_what_the_place_promises(tmp_path: Path) -> None:
    policy = _policy(tmp_path, "{node: YB, profile: N, handle: 4wd}")
    ((stage, limit),) = policy.limits_for("N", None, 2, chain=GRID)
    assert (stage.value, str(limit)) == ("handle", "2wd")


ARRIVALS = {
    "the_profile_owes_one": ("E0", {}, "sign=5min contact=10min arrive=30min handle=2h"),
    "a_pledge_of_the_category": ("E1", {"arrive": "1h"}, "sign=1h contact=2h arrive=1h handle=24h"),
    "a_law_about_signing": ("N", {"sign": "2wd"}, "sign=2wd contact=1wd handle=5wd"),
    "a_contact_where_the_profile_owes_none": ("C", {"contact": "4wh"}, "sign=1wd contact=4wh handle=1wd"),
    "nothing_more": ("M", {}, "sign=1wd contact=2wd handle=30d"),
}


@pytest.mark.parametrize(("profile", "stages", "expected"), ARRIVALS.values(), ids=ARRIVALS.keys())
def test_limits_of_the_stages(profile: str, stages: dict[str, str], expected: str) -> None:
    limits = POLICY.limits_for(profile, stages=stages)
    assert " ".join(f"{stage.value}={limit}" for stage, limit in limits) == expected


# Rows of place_hours, the chain that asks, and when four working hours from nine on Monday 16 November 2026 are over.
HOURS = {
    "the_countys": ("", GRID, "16 15:00"),
    "a_community_that_begins_earlier_and_rests_longer": (
        '{node: YBA, hours: [["07:30", "11:30"], ["15:00", "19:00"]]}', GRID, "16 16:30"),
    "not_its_neighbour": ('{node: YBA, hours: [["07:30", "11:30"]]}', ELSEWHERE, "16 15:00"),
    "the_nearest": (
        '{node: Y, hours: [["09:00", "10:00"]]}, {node: YBAC, hours: [["09:00", "17:00"]]}', GRID, "16 13:00"),
    "units_and_desks_by_level": ('{level: community, hours: [["09:00", "17:00"]]}', COMMUNITY, "16 13:00"),
}  # fmt: skip


@pytest.mark.parametrize(("hours", "chain", "expected"), HOURS.values(), ids=HOURS.keys())
def test_hours_of_a_place(tmp_path: Path, hours: str, chain: list[Node], expected: str) -> None:
    calendar = replace(CALENDAR, hours=_policy(tmp_path, hours=hours).hours_at(chain))
    assert due(local("2026-11-16 09:00"), Limit.parse("4wh"), calendar) == local(f"2026-11-{expected}")


def test_a_working_day_ends_when_that_place_closes(tmp_path: Path) -> None:
    policy = _policy(tmp_path, hours='{node: YBA, hours: [["07:30", "11:30"], ["15:00", "19:00"]]}')
    calendar = replace(CALENDAR, hours=policy.hours_at(GRID))
    assert due(local("2026-11-16 09:00"), Limit.parse("1wd"), calendar) == local("2026-11-17 19:00")
    assert policy.hours_at(ELSEWHERE) == (WorkSpan(time(8), time(12)), WorkSpan(time(14), time(18)))


SLIPS = {
    "neither_node_nor_level": ("places: [{handle: 4d}]", "either node"),
    "both": ("places: [{node: YB, level: town, handle: 4d}]", "either node"),
    "no_such_level": ("places: [{level: village, handle: 4d}]", "none of county"),
    "nothing_promised": ("places: [{node: YB}]", "at least one of"),
    "category_and_profile": ('places: [{node: YB, category: "0401", profile: N, handle: 4d}]', "not both"),
    "no_such_profile": ("places: [{node: YB, profile: X, handle: 4d}]", "pattern"),
    "no_limit": ("places: [{node: YB, handle: soon}]", "no limit"),
    "unknown_key": ("places: [{node: YB, finish: 4d}]", "not permitted"),
}
HOUR_SLIPS = {
    "overlap": ('place_hours: [{node: YB, hours: [["08:00", "12:00"], ["11:00", "18:00"]]}]', "overlap"),
    "none": ("place_hours: [{node: YB, hours: []}]", "at least one span"),
    "nowhere": ('place_hours: [{hours: [["08:00", "12:00"]]}]', "either node"),
}


@pytest.mark.parametrize(("row", "reason"), (SLIPS | HOUR_SLIPS).values(), ids=(SLIPS | HOUR_SLIPS).keys())
def test_a_slip_in_a_row_is_named_with_its_line(tmp_path: Path, row: str, reason: str) -> None:
    key = row.partition(":")[0]
    path = tmp_path / "deadlines.yaml"
    text = SHIPPED.replace(f"\n{key}: []", f"\n{row}")
    path.write_text(text, encoding="utf-8")
    findings = load_deadlines(path)
    assert isinstance(findings, tuple)
    line = next(number for number, found in enumerate(text.splitlines(), 1) if found == row)
    assert any(f"deadlines.yaml:{line}:1: error: " in str(f) and reason in str(f) for f in findings), findings


PAUSE_SLIPS = {
    "unknown_stage": ("weather: [arrive, handle]", "weather: [arrive, finish]", "must be a list of"),
    "no_list": ("weather: [arrive, handle]", "weather: handle", "must be a list of"),
    "reason_missing": ("  weather: [arrive, handle]", "  # [arrive, handle]", "Field required"),
    "unknown_reason": ("  weather: [arrive, handle]", "  holiday: [handle]", "not permitted"),
}


@pytest.mark.parametrize(("old", "new", "reason"), PAUSE_SLIPS.values(), ids=PAUSE_SLIPS.keys())
def test_a_slip_in_the_pauses_is_named(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert SHIPPED.count(old) == 1
    path = tmp_path / "deadlines.yaml"
    path.write_text(SHIPPED.replace(old, new), encoding="utf-8")
    findings = load_deadlines(path)
    assert isinstance(findings, tuple)
    assert any(reason in str(finding) for finding in findings), findings
