"""doctor: one clear line with the mend for each thing that keeps an installation from working."""

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.config import ROOT
from bot.domain.rooms import Room
from bot.simulator import groups, topics
from bot.simulator.app import create_app
from bot.simulator.serve import TOKEN, serving
from bot.simulator.state import Simulator
from bot.storage.engine import Database
from tests.unit.commands.conftest import Command, once
from tests.unit.commands.test_imports import HEAD, PEOPLE, TREE, write

GROUP = -4001


def settle(folder: Path, base: str = "http://127.0.0.1:9", **settings: str) -> None:
    """Without rules and wording, so that only the tests about them wait for their check."""
    given = {"BOT_TOKEN": TOKEN, "BOT_API_BASE_URL": base, "RULES_DIR": "none", "LOCALES_DIR": "none", **settings}
    (folder / ".env").write_text("".join(f"{n}={v}\n" for n, v in given.items()), encoding="utf-8")


def examined(yigetong: Command) -> tuple[int, dict[str, Any]]:
    """Exit code, and the checks by their names."""
    answer = yigetong("doctor", "--json")
    assert TOKEN not in answer.out + answer.err
    return answer.code, {check["check"]: check for check in json.loads(answer.out)}


@pytest.fixture
def town(yigetong: Command, folder: Path, databases: Path) -> None:
    """A grid with a chief who has not opened his invitation, and no group."""
    once(yigetong, folder, databases / "doctor.db", ("grids", HEAD + TREE), ("people", PEOPLE))


def bind(folder: Path, code: str, thread: int = 0) -> None:
    async def work() -> None:
        from datetime import UTC, datetime

        database = Database(f"sqlite+aiosqlite:///{folder}/var/yigetong.db")
        async with database.begin() as tx:
            node = await tx.org.by_code(code)
            assert node is not None
            await tx.chats.seen(GROUP, "group", "渡口一格")
            await tx.bindings.bind(Room(GROUP, thread), node.id, datetime.now(UTC))
        await database.close()

    asyncio.run(work())


def test_a_wrong_setting_is_the_only_line(yigetong: Command, folder: Path) -> None:
    settle(folder, PORT="many")
    answer = yigetong("doctor")
    assert answer.code == 1
    assert answer.out.startswith("✗ 设置：PORT 不对 — ")
    assert answer.out.count("\n") == 1


async def test_a_wrong_token_and_a_missing_folder(yigetong: Command, folder: Path, telegram: str) -> None:
    settle(folder, telegram, BOT_TOKEN="100000001:WRONG", DATABASE_URL="sqlite+aiosqlite:///nowhere/y.db")
    answer = await asyncio.to_thread(yigetong, "doctor")
    lines = [line for line in answer.out.splitlines() if line.startswith(("✗ 令牌", "✗ 数据库"))]
    assert answer.code == 1
    assert len(lines) == 2
    assert all(" — " in line for line in lines)
    assert not (folder / "nowhere").exists()


def test_a_folder_that_cannot_be_written_and_no_network(yigetong: Command, folder: Path) -> None:
    settle(folder, DATABASE_URL="sqlite+aiosqlite:////proc/y.db")
    code, checks = examined(yigetong)
    assert code == 1
    assert checks["database-unwritable"]["args"] == {"folder": "/proc"}
    assert checks["token-away"]["state"] == "error"


def rules_without_words(folder: Path) -> Path:
    """The shipped numbers to change; to check the words too would take seconds."""
    words = shutil.ignore_patterns("samples", "leanings", "categories")
    return Path(shutil.copytree(ROOT / "routing_rules", folder / "rules", ignore=words))


def test_broken_yaml_is_named_with_its_line(yigetong: Command, folder: Path) -> None:
    rules_without_words(folder)
    (folder / "rules" / "deadlines.yaml").write_text("survey:\n  tries: [3\n", encoding="utf-8")
    settle(folder, RULES_DIR="rules")
    answer = yigetong("doctor")
    assert "✗ 规则：rules/categories:1:" in answer.out
    (line,) = [line for line in answer.out.splitlines() if "deadlines.yaml" in line]
    assert answer.code == 1
    assert line.startswith("✗ 规则：rules/deadlines.yaml:")
    assert " — " in line


def test_the_wording_is_looked_at(yigetong: Command, folder: Path) -> None:
    settle(folder, LOCALES_DIR=str(ROOT / "locales"))
    assert "locales-ok" in examined(yigetong)[1]
    settle(folder)
    assert examined(yigetong)[1]["locales-wrong"]["state"] == "error"


async def test_an_unbound_grid_a_waiting_chief_and_an_old_database(
    yigetong: Command, town: None, folder: Path, telegram: str
) -> None:
    settle(folder, telegram)
    code, checks = await asyncio.to_thread(examined, yigetong)
    assert code == 1
    assert checks["token-ok"]["args"] == {"username": "yigetong_bot"}
    assert checks["places-ok"]["args"]["count"] == 4
    assert checks["groups-unbound"]["names"] == ["LX010101"]
    assert "/bind" in checks["groups-unbound"]["text"]
    assert checks["people-waiting"]["names"] == ["龚小满"]
    assert "admins-none" in checks


def test_a_place_of_deadlines_that_was_never_imported(yigetong: Command, town: None, folder: Path) -> None:
    rules = rules_without_words(folder)
    file = rules / "deadlines.yaml"
    rows = "[{node: LX010101, sign: 2wh}, {node: LX99, sign: 2wh}]"
    file.write_text(file.read_text(encoding="utf-8").replace("\nplaces: []", f"\nplaces: {rows}"), encoding="utf-8")
    settle(folder, RULES_DIR=str(rules))
    _code, checks = examined(yigetong)
    assert checks["places-unknown"]["names"] == ["LX99"]
    assert "deadlines.yaml" in checks["places-unknown"]["text"]


@pytest.mark.parametrize(("status", "found"), [("member", "members-ok"), ("kicked", "group-out")])
async def test_whether_the_bot_is_still_in_its_group(
    yigetong: Command, town: None, folder: Path, status: str, found: str
) -> None:
    await asyncio.to_thread(bind, folder, "LX010101")
    simulator = Simulator(limits=False)
    simulator.add_person({"id": 713000001, "is_bot": False, "first_name": "站长"})
    async with serving(create_app(simulator, page=False)) as port:
        chat = groups.found(simulator, "渡口一格", [], [713000001], {"id": GROUP})
        groups.set_status(simulator, chat, simulator.bot["id"], status)
        settle(folder, f"http://127.0.0.1:{port}")
        _code, checks = await asyncio.to_thread(examined, yigetong)
    assert found in checks
    assert "groups-ok" in checks


@pytest.mark.parametrize(
    ("rights", "deed", "found"),
    [
        ({"can_send_messages": False}, "", "group-muted"),
        ({"can_send_photos": False}, "", "group-no-media"),
        ({}, "delete", "group-no-topic"),
        ({}, "close", "group-closed"),
        ({}, "", "members-ok"),
    ],
)
async def test_what_the_bot_may_do_in_its_topic(
    yigetong: Command, town: None, folder: Path, rights: dict[str, bool], deed: str, found: str
) -> None:
    simulator = Simulator(limits=False)
    simulator.add_person({"id": 713000001, "is_bot": False, "first_name": "站长"})
    chat = groups.found(simulator, "渡口社区", [], [713000001], {"id": GROUP, "forum": True})
    thread = topics.act(simulator, chat, 713000001, "create", 0, "一格")
    await asyncio.to_thread(bind, folder, "LX010101", thread)
    groups.permit(simulator, chat, rights)
    if deed:
        topics.act(simulator, chat, 713000001, deed, thread, "")
    async with serving(create_app(simulator, page=False)) as port:
        settle(folder, f"http://127.0.0.1:{port}")
        _code, checks = await asyncio.to_thread(examined, yigetong)
    assert [name for name in checks if name.startswith(("group-", "members-"))] == [found]


def test_a_grid_without_anybody(yigetong: Command, folder: Path) -> None:
    yigetong("import", "grids", write(folder, "g.csv", HEAD + TREE))
    settle(folder)
    _code, checks = examined(yigetong)
    assert checks["grids-unanswered"]["names"] == ["LX010101"]
    assert "groups-unbound" not in checks


def test_a_new_installation_is_told_what_comes_next(yigetong: Command, folder: Path) -> None:
    (folder / "var").mkdir()
    settle(folder, BOT_TOKEN="")
    code, checks = examined(yigetong)
    assert code == 1
    assert {"token-empty", "database-new"} <= checks.keys()
    assert list((folder / "var").iterdir()) == []
    yigetong("migrate")
    _code, checks = examined(yigetong)
    assert {"database-ok", "places-none"} <= checks.keys()
