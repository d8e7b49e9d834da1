"""Who mediates best, what is missing, when a visit is due, who approves what, and disputes.yaml read line by line."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from bot.dispute_files import load_disputes
from bot.domain.mediation import Matter, Mediator, Outcome, Step, figures, missing, names_in, ranked, visit_day
from bot.domain.org import Actor, Appointment, Level, Node, Role
from bot.domain.rewards import Reward, ledger, may_approve
from bot.usecases.mediation_words import read
from tests.storage.county import RULES, town_hall

POLICY = town_hall()._policies.disputes
NOW = datetime(2026, 11, 16, 1, tzinfo=UTC)

COUNTY = Node(1, "S", "县", Level.COUNTY, None, "S/")
TOWN = Node(2, "S1", "镇", Level.TOWN, 1, "S/S1/")
COMMUNITY = Node(3, "S11", "社区", Level.COMMUNITY, 2, "S/S1/S11/")
GRID = Node(4, "S1101", "网格", Level.GRID, 3, "S/S1/S11/S1101/")
BESIDE = Node(5, "S2", "别的镇", Level.TOWN, 1, "S/S2/")


def one(person: int, steps: int, *skills: str) -> Mediator:
    return Mediator(person, "", "", steps, frozenset(skills))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([one(1, 2), one(2, 0)], [2, 1]),
        ([one(1, 0), one(2, 3, "family")], [2, 1]),
        ([one(1, 3, "family"), one(2, 1, "family"), one(3, 0, "land")], [2, 1, 3]),
        ([one(1, 2), one(2, 1), one(1, 0)], [1, 2]),
        ([], []),
    ],
)
def test_who_knows_it_stands_first_then_the_nearest(found: list[Mediator], expected: list[int]) -> None:
    assert [person.person_id for person in ranked(found, "family")] == expected


@pytest.mark.parametrize(
    ("category", "skill", "track"),
    [
        ("0801", "neighbour", "ordinary"),
        ("0806", "land", "ordinary"),
        ("0807", "any", "backlog"),
        ("0401", "", "ordinary"),
    ],
)
def test_the_longest_beginning_of_a_category_fits(category: str, skill: str, track: str) -> None:
    assert (POLICY.skill_for(category), POLICY.first_for(category)) == (skill, track)


def test_only_what_must_be_there_is_missing() -> None:
    track = POLICY.tracks["risk"]
    assert missing(track, []) == ["调解协议书"]
    assert missing(track, ["agreement"]) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张三、李四", ["张三", "李四"]),
        ("张三 李四,王五；张三", ["张三", "李四", "王五"]),
        ("一 二 三 四", ["一", "二", "三"]),
        ("字" * 50, ["字" * 20]),
        (" 、 ", []),
    ],
)
def test_names_are_taken_apart(text: str, names: list[str]) -> None:
    assert names_in(text, 3) == names


@pytest.mark.parametrize(
    ("text", "step", "rest"),
    [
        ("结果 各让一步", Step.RESULT, "各让一步"),
        ("约：周三3点", Step.PLAN, "周三3点"),
        ("未达成，一方走了", Step.FAILED, "一方走了"),
        ("约好了再说", None, "约好了再说"),
        ("AGREED both sign", Step.AGREED, "both sign"),
    ],
)
def test_the_first_word_says_what_it_is(text: str, step: Step | None, rest: str) -> None:
    assert read(text, POLICY.orders) == (step, rest)


@pytest.mark.parametrize(
    ("start", "days", "day"),
    [
        (NOW, 7, "2026-11-23"),
        (NOW, 5, "2026-11-23"),  # the 21st is a Saturday
        (datetime(2026, 9, 24, 1, tzinfo=UTC), 7, "2026-10-08"),  # the week of the national day
    ],
)
def test_a_visit_falls_on_a_working_morning(start: datetime, days: int, day: str) -> None:
    calendar = town_hall()._calendar(2026)
    found = visit_day(start, days, time(9), calendar)
    assert found.astimezone(calendar.zone).isoformat()[:16] == f"{day}T09:00"


def test_the_open_ones_count_in_the_rate() -> None:
    found = figures([Matter(Outcome.AGREED), Matter(Outcome.AGREED), Matter(Outcome.COURT), Matter(None)])
    assert (found.received, found.open, found.settled.fraction, found.settled.percent) == (4, 1, "2/4", "50.0%")
    assert figures([]).settled.percent == "—"


def test_what_is_left_out_is_received_but_in_no_rate() -> None:
    agreed, left_out = Matter(Outcome.AGREED, cases=2, rewarded=True), Matter(Outcome.AGREED, excluded=True)
    found = figures([agreed, left_out, Matter(Outcome.FAILED), Matter(None, rewarded=True)])
    assert (found.received, found.ended[Outcome.AGREED], found.open) == (4, 2, 1)
    assert (found.settled.fraction, found.rewarded.fraction) == ("1/3", "1/1")
    assert (found.again, found.excluded) == (1, 1)


def reward(level: Level, granted: bool | None = None, amount: int = 200) -> Reward:
    return Reward(1, 1, 2, 2026, "easy", amount, 8, 7, level, NOW, None, None, granted)


def who(role: Role, node: Node, person: int = 9) -> Actor:
    return Actor(person, (Appointment(role, node),))


APPROVES = [
    (who(Role.TOWN_DESK, TOWN), Level.COMMUNITY, True),
    (who(Role.COUNTY_DESK, COUNTY), Level.COMMUNITY, True),
    (who(Role.TOWN_DESK, TOWN), Level.TOWN, False),
    (who(Role.COUNTY_DESK, COUNTY), Level.TOWN, True),
    (who(Role.COMMUNITY, COMMUNITY), Level.GRID, False),
    (who(Role.LEADER, COUNTY), Level.COMMUNITY, False),
    (who(Role.TOWN_DESK, BESIDE), Level.COMMUNITY, False),
    (who(Role.TOWN_DESK, TOWN, 7), Level.COMMUNITY, False),
    (who(Role.TOWN_DESK, TOWN, 8), Level.COMMUNITY, False),
    (Actor(9, is_admin=True), Level.COMMUNITY, False),
]


@pytest.mark.parametrize(("actor", "level", "expected"), APPROVES)
def test_another_person_from_a_higher_level_approves(actor: Actor, level: Level, expected: bool) -> None:
    assert may_approve(actor, reward(level), GRID, POLICY.rewards) is expected


def test_the_ledger_sets_aside_what_waits() -> None:
    lines = [reward(Level.TOWN, True, 800), reward(Level.TOWN, None, 50), reward(Level.TOWN, False, 3000)]
    book = ledger(1000, lines)
    assert (book.granted, book.granted_count, book.waiting, book.waiting_count, book.left) == (800, 1, 50, 1, 150)


def test_whose_budget_pays() -> None:
    chain = [GRID, COMMUNITY, TOWN, COUNTY]
    assert POLICY.rewards.payer(chain) == TOWN
    assert POLICY.rewards.payer([COUNTY]) == COUNTY


SLIPS: Mapping[str, tuple[str, str, str]] = {
    "an unknown track": ("risk: risk", "risk: riot", "there is no track 'riot'"),
    "a sum that is too high": ("amount: 3000", "amount: 3001", "severe: 3001 is not between 50 and 3000"),
    "visits in disorder": ("days: [7, 30, 90]", "days: [30, 7]", "ascending order"),
    "a word twice": ("court: [转诉讼,", "court: [达成,", "stands here twice"),
    "no such role": ("propose: [COMMUNITY,", "propose: [NEIGHBOUR,", "propose"),
    "an unknown key": ("yearly: 20000", "annual: 20000", "annual"),
    "a limit of hours where a day lies between two words": ("  ask: 1wd", "  ask: 4wh", "counts in days"),
    "a limit that is no longer than the one before": ("above: [3wd, 5wd]", "above: [3wd, 3wd]", "longer than the one"),
    "a grid pays": ("level: town", "level: grid", "a community, a town or the county pays"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_what_is_wrong_is_named_with_its_line(slip: str, tmp_path: Path) -> None:
    was, becomes, words = SLIPS[slip]
    text = (RULES / "disputes.yaml").read_text(encoding="utf-8")
    file = tmp_path / "disputes.yaml"
    file.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    findings = load_disputes(file)
    assert isinstance(findings, tuple)
    assert any(words in str(finding) and finding.file == file and finding.line >= 1 for finding in findings), findings
