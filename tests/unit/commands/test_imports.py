"""import grids, import people, invite: all or nothing, repeatable, findings with their place."""

import json
from pathlib import Path

import pytest

from tests.unit.commands.conftest import Command

HEAD = "code,name,level,parent,aliases,polygon\n"
TREE = """LX,临溪县,county,,,
LX01,柏树镇,town,LX,,
LX0101,渡口社区,community,LX01,,
LX010101,第一网格,grid,LX0101,渔码头,
"""
PEOPLE = "name,role,node,telegram_id,from,to\n龚小满,GRID_CHIEF,LX010101,,,\n鲁志远,COMMUNITY,LX0101,713000005,,\n"


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def test_the_same_file_again_changes_nothing(yigetong: Command, folder: Path) -> None:
    grids, people = write(folder, "g.csv", HEAD + TREE), write(folder, "p.csv", PEOPLE)
    assert yigetong("import", "grids", grids).out == "新增 4，修改 0，不变 0。\n"
    assert yigetong("import", "grids", grids).out == "新增 0，修改 0，不变 4。\n"
    first = json.loads(yigetong("import", "people", people, "--json").out)
    again = json.loads(yigetong("import", "people", people, "--json").out)
    assert (first["added"], len(first["invitations"])) == (2, 1)
    assert (again["added"], again["changed"], again["kept"], again["invitations"]) == (0, 0, 2, [])


@pytest.mark.parametrize(
    ("row", "problem", "place"),
    [
        ("LX02,新镇,town,NOWHERE,,", "parent-unknown", (6, "parent")),
        ("LX01,又一个镇,town,LX,,", "code-twice", (6, "code")),
        ('LX02,新镇,town,LX,,"POLYGON ((115 25, 116 26, 115 26, 116 25, 115 25))"', "polygon-invalid", (6, "polygon")),
        ("LX02,新镇,town,LX,,POLYGON ((", "polygon-unreadable", (6, "polygon")),
    ],
)
def test_one_wrong_row_stops_the_whole_file(
    yigetong: Command, folder: Path, row: str, problem: str, place: tuple[int, str]
) -> None:
    file = write(folder, "g.csv", f"{HEAD}{TREE}{row}\n")
    told = yigetong("import", "grids", file)
    assert told.code == 1
    assert f"第 {place[0]} 行 列 {place[1]}：" in told.err
    for flags in ((), ("--dry-run",)):
        answer = yigetong("import", "grids", file, "--json", *flags)
        found = json.loads(answer.out)
        assert (answer.code, found["ok"]) == (1, False)
        assert (problem, *place) in {(f["problem"], f["row"], f["column"]) for f in found["findings"]}
    assert json.loads(yigetong("import", "grids", write(folder, "good.csv", HEAD + TREE), "--json").out)["kept"] == 0


def test_a_dry_run_lists_changes_and_writes_nothing(yigetong: Command, folder: Path) -> None:
    grids = write(folder, "g.csv", HEAD + TREE)
    shown = yigetong("import", "grids", grids, "--dry-run")
    assert shown.code == 0
    assert "+ LX010101 第一网格 grid" in shown.out.splitlines()
    assert yigetong("import", "grids", grids).out == "新增 4，修改 0，不变 0。\n"
    changed = write(folder, "g.csv", HEAD + TREE.replace("渔码头", "渔码头|老渡口"))
    assert "~ LX010101 第一网格 grid" in yigetong("import", "grids", changed, "--dry-run").out.splitlines()


def test_without_telegram_the_payload_is_printed(yigetong: Command, folder: Path) -> None:
    yigetong("import", "grids", write(folder, "g.csv", HEAD + TREE))
    told = yigetong("import", "people", write(folder, "p.csv", PEOPLE))
    assert told.code == 0
    assert "龚小满" in told.out
    assert "?start=" in told.out
    again = json.loads(
        yigetong("invite", "--role", "GRID_CHIEF", "--node", "LX010101", "--name", "龚小满", "--json").out
    )
    assert (again["name"], again["link"], len(again["payload"])) == ("龚小满", None, 32)


def test_an_invitation_needs_a_node_a_person_and_a_role(yigetong: Command, folder: Path) -> None:
    yigetong("import", "grids", write(folder, "g.csv", HEAD + TREE))
    assert yigetong("invite", "--role", "GRID_CHIEF", "--node", "LX99").code == 1
    assert yigetong("invite", "--role", "GRID_CHIEF", "--node", "LX0101", "--name", "谁").code == 1
    assert yigetong("invite", "--role", "EMPEROR", "--node", "LX0101").code == 2


def test_holidays_say_where_they_are_kept(yigetong: Command) -> None:
    told = yigetong("import", "holidays", "x.csv")
    assert told.code == 1
    assert "holidays.yaml" in told.err


def test_a_missing_file_is_wrong_usage(yigetong: Command) -> None:
    assert yigetong("import", "grids", "nowhere.csv").code == 2
