"""docs/operations.md and .env.example keep up with the settings and the commands."""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
import typer

from bot.cli import app
from bot.commands.invitations import DAYS
from bot.config import ROOT, Settings
from bot.usecases.people import INVITATION_LIVES
from tests.unit.commands.conftest import Command

OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def commands(group: object, words: tuple[str, ...] = ("yigetong",)) -> Iterator[tuple[str, ...]]:
    for name, command in getattr(group, "commands", {}).items():
        if getattr(command, "commands", None):
            yield from commands(command, (*words, name))
        else:
            yield (*words, name)


COMMANDS = list(commands(typer.main.get_command(app)))


def test_every_setting_stands_in_the_table_with_its_default() -> None:
    for name, field in Settings.model_fields.items():
        row = re.search(rf"^\| `{name.upper()}` \| (.+?) \| .{{10,}} \|$", OPERATIONS, re.MULTILINE)
        assert row is not None, name
        if isinstance(field.default, str | int) and field.default != "":
            assert f"`{field.default}`" == row[1], name


def test_every_setting_stands_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE)) == {n.upper() for n in Settings.model_fields}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_is_documented_and_explains_itself(yigetong: Command, words: tuple[str, ...]) -> None:
    assert f"`{' '.join(words)}`" in OPERATIONS
    told = yigetong(*words[1:], "--help")
    assert told.code == 0
    assert re.search(r"[\u4e00-\u9fff]", told.out)
    assert "help-" not in told.out
    assert "option-" not in told.out
    assert "argument-" not in told.out


def test_no_documented_command_is_invented() -> None:
    for named in re.findall(r"^\| `yigetong ([a-z ]+)` \|", OPERATIONS, re.MULTILINE):
        assert ("yigetong", *named.split()) in COMMANDS


def test_an_unknown_command_is_wrong_usage(yigetong: Command) -> None:
    assert yigetong("frobnicate").code == 2
    assert yigetong("rules", "frobnicate").code == 2


def test_invitations_live_as_long_as_the_wording_says() -> None:
    assert INVITATION_LIVES.days == DAYS


def test_help_needs_nothing_heavy() -> None:
    """The slow libraries stay inside the commands that use them."""
    code = "import sys, bot.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"telegram", "sqlalchemy", "pydantic", "jieba", "shapely"}.isdisjoint(loaded.stdout.split())
