"""Rows of a people file."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.importing import Problem
from bot.domain.org import Role
from bot.domain.people_rows import PersonRow, parse_people, plan_people
from tests.unit.importing.files import NODES, people, problems


def test_a_good_file_gives_its_rows() -> None:
    outcome = parse_people(people("张三,grid chief,A1,710000001,2026-01-05,2026/12/31", "李四,人民调解员,A,,,"), NODES)
    assert outcome.findings == ()
    assert outcome.rows == (
        PersonRow("张三", Role.GRID_CHIEF, "A1", 710000001, date(2026, 1, 5), date(2026, 12, 31)),
        PersonRow("李四", Role.MEDIATOR, "A"),
    )


@pytest.mark.parametrize(("text", "role"), [("grid_chief", Role.GRID_CHIEF), ("Grid-Chief", Role.GRID_CHIEF)])
@pytest.mark.parametrize("term", ["网格长", "片区网格长"])
def test_a_role_may_be_a_code_in_any_case_or_a_term(text: str, role: Role, term: str) -> None:
    outcome = parse_people(people(f"张三,{text},A1,,,", f"李四,{term},A1,,,"), NODES)
    assert [row.role for row in outcome.rows] == [role, Role.GRID_CHIEF]


@pytest.mark.parametrize(
    ("line", "column", "problem"),
    [
        (",UNIT,W,,,", "name", Problem.CELL_EMPTY),
        ("张三,,W,,,", "role", Problem.CELL_EMPTY),
        ("张三,PETITIONER,A1,,,", "role", Problem.ROLE_UNKNOWN),
        ("张三,UNIT,,,,", "node", Problem.CELL_EMPTY),
        ("张三,UNIT,W9,,,", "node", Problem.NODE_UNKNOWN),
        ("张三,UNIT,W,-100123,,", "telegram_id", Problem.TELEGRAM_ID_BAD),
        ("张三,UNIT,W,7.1E+08,,", "telegram_id", Problem.TELEGRAM_ID_BAD),
        ("张三,UNIT,W,0,,", "telegram_id", Problem.TELEGRAM_ID_BAD),
        ("张三,UNIT,W,７１,,", "telegram_id", Problem.TELEGRAM_ID_BAD),
        ("张三,UNIT,W,4503599627370496,,", "telegram_id", Problem.TELEGRAM_ID_BAD),
        ("张三,UNIT,W,,2026-02-30,", "from", Problem.DATE_BAD),
        ("张三,UNIT,W,,,soon", "to", Problem.DATE_BAD),
        ("张三,UNIT,W,,2026-03-01,2026-02-01", "to", Problem.DATES_REVERSED),
        ("王五,GRID_CHIEF,A1,,,", "name", Problem.PERSON_TWICE),
        ("张三,UNIT,W,710000001,,", "telegram_id", Problem.TELEGRAM_ID_NAMES),
    ],
)
def test_a_bad_cell_is_named_with_row_and_column_and_nothing_is_taken(line: str, column: str, problem: Problem) -> None:
    outcome = parse_people(people("王五,GRID_CHIEF,A1,710000001,,", line), NODES)
    assert problems(outcome) == [(3, column, problem)]
    assert outcome.rows == ()


def test_an_unusual_level_is_only_a_warning() -> None:
    outcome = parse_people(people("张三,GRID_CHIEF,A,,,"), NODES)
    assert problems(outcome) == [(2, "role", Problem.ROLE_LEVEL)]
    assert len(outcome.rows) == 1


def test_one_person_may_hold_several_roles() -> None:
    assert parse_people(people("张三,GRID_CHIEF,A1,71,,", "张三,LEADER,A,71,,"), NODES).ok


def test_the_plan_keeps_an_account_that_an_invitation_has_brought() -> None:
    row = PersonRow("张三", Role.GRID_CHIEF, "A1")
    joined = replace(row, telegram_id=71)
    assert plan_people([row], []).add == (row,)
    assert plan_people([row], [joined]).keep == (joined,)
    extended = replace(row, until=date(2027, 1, 1))
    assert plan_people([extended], [joined]).change == (replace(extended, telegram_id=71),)
