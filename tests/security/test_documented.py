"""docs/security.md: each threat has an answer and names tests that exist; and what needs no bot to be seen."""

import ast
import json
import re
from functools import cache

import pytest

from bot.config import ROOT
from bot.simulator.serve import TOKEN
from bot.simulator.state import Simulator
from tests.conversation.leaks import told_in_log

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = [line.strip("|").split("|") for line in PAGE.splitlines() if line.startswith("| ")][1:]


@cache
def known_tests() -> frozenset[str]:
    return frozenset(
        node.name
        for file in (ROOT / "tests").rglob("test_*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip())
def test_each_threat_has_an_answer_and_tests_that_exist(row: list[str]) -> None:
    _threat, answer, tests = row
    named = set(re.findall(r"`(test_\w+)`", tests))
    assert answer.strip() and named
    assert named <= known_tests(), named - known_tests()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "tools/installer.lock"])
def test_every_package_is_locked_with_its_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    packages = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert packages
    for package in packages:
        assert re.match(r"[A-Za-z0-9._-]+(\[[^]]*\])?==\S+", package), package
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", package), package
        assert "://" not in package, package


WORDS = "我家的路灯不亮"


@pytest.mark.parametrize("line", [f"token {TOKEN}", "phone=13812345678", WORDS, json.dumps({"event": WORDS})])
def test_a_log_that_tells_is_found(line: str) -> None:
    simulator = Simulator(TOKEN)
    simulator.add_person({"id": 5, "first_name": "周玉兰"})
    simulator.chats[5].messages[1] = {"message_id": 1, "from": {"id": 5}, "text": WORDS}
    assert told_in_log(line, simulator)
    assert not told_in_log('{"event": "bot.ready", "username": "yigetong_bot"}', simulator)


def test_no_address_of_anybody_is_opened() -> None:
    """Only the client of the Bot API opens connections, and the doctor, which asks that server for its time."""
    opening = re.compile(
        r"ClientSession\(|urlopen\(|^import (?:requests|httpx)|create_connection\(|open_connection\(", re.MULTILINE
    )
    found = {
        str(file.relative_to(ROOT / "bot"))
        for file in (ROOT / "bot").rglob("*.py")
        if not file.is_relative_to(ROOT / "bot" / "simulator") and opening.search(file.read_text(encoding="utf-8"))
    }
    assert found == {"chat/http.py", "doctor.py"}
