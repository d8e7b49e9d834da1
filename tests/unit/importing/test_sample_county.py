"""The county that the demo imports: its files pass without a word and hold what the demo promises."""

from collections import Counter
from pathlib import Path

import bot.demo
from bot.domain.grid_rows import GridRow, plan_grids
from bot.domain.org import Level, Role
from bot.domain.people_rows import PersonRow, parse_people, plan_people
from bot.places.grid_rows import parse_grids

COUNTY = Path(bot.demo.__file__).parent / "county"


def grid_rows() -> tuple[GridRow, ...]:
    outcome = parse_grids((COUNTY / "grids.csv").read_bytes())
    assert outcome.findings == ()
    return outcome.rows


def people_rows() -> tuple[PersonRow, ...]:
    nodes = {row.code: row.level for row in grid_rows()}
    outcome = parse_people((COUNTY / "people.csv").read_bytes(), nodes)
    assert outcome.findings == ()
    return outcome.rows


def test_the_tree_has_its_size() -> None:
    levels = Counter(row.level for row in grid_rows())
    assert levels == {Level.COUNTY: 1, Level.TOWN: 3, Level.COMMUNITY: 12, Level.GRID: 60, Level.UNIT: 10}
    assert all(4 <= len(row.aliases) <= 8 and row.polygon for row in grid_rows() if row.level is Level.GRID)


def test_every_post_is_filled_by_one_person() -> None:
    rows = people_rows()
    held = [(row.node, row.role) for row in rows]
    wanted = {Level.GRID: Role.GRID_CHIEF, Level.COMMUNITY: Role.COMMUNITY, Level.TOWN: Role.TOWN_DESK}
    wanted |= {Level.UNIT: Role.UNIT, Level.COUNTY: Role.COUNTY_DESK}
    posts = [(row.code, wanted[row.level]) for row in grid_rows()]
    posts += [("YX", role) for role in (Role.LEADER, Role.DISCIPLINE, Role.ADMIN)]
    assert sorted(held) == sorted(posts)
    assert len({row.telegram_id for row in rows}) == len({row.name for row in rows}) == len(rows)


def test_chiefs_accounts_follow_the_order_of_the_grid_codes() -> None:
    chiefs = sorted((row.node, row.telegram_id) for row in people_rows() if row.role is Role.GRID_CHIEF)
    assert [telegram_id for _, telegram_id in chiefs] == list(range(710000001, 710000061))


def test_importing_the_county_twice_changes_nothing() -> None:
    grids, people = grid_rows(), people_rows()
    stored = {row.code: row for row in grids}
    again = parse_grids((COUNTY / "grids.csv").read_bytes(), stored)
    assert again.findings == ()
    assert plan_grids(again.rows, stored).keep == tuple(plan_grids(again.rows, {}).add)
    assert plan_people(people, people).keep == people
