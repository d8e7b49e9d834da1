"""Every command that a page shows exists, with those options, targets, services and units."""

import re
from collections.abc import Iterator

import pytest
import typer

from bot.cli import app
from bot.config import ROOT
from tests.deploy.compose import TOWN, read
from tests.docs.markdown import Page, commands, pages, words

PAGES = pages()
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
VARIABLES = set(re.findall(r"^([A-Z]+) \?=", MAKEFILE, re.MULTILINE))
SERVICES = read(TOWN)["services"].keys()
ALL = typer.main.get_command(app)

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def ours(shown: list[str]) -> list[str] | None:
    """The words after ``yigetong``, however it was called; None for another command."""
    match shown:
        case [command, *rest] if command.rpartition("/")[2] == "yigetong":
            return rest
        case [command, "-m", "bot", *rest] if command.rpartition("/")[2].startswith("python"):
            return rest
        case ["sudo", "-u", "yigetong", "env", _, "yigetong", *rest]:
            return rest
        case ["docker", "compose", "exec", _, "yigetong", *rest]:
            return rest
        case ["docker", "compose", "run", "--rm", "--no-deps", "--entrypoint", "yigetong", _, *rest]:
            return rest
        case ["docker", "compose", "run", *_] if "bot" in shown:
            return shown[shown.index("bot") + 1 :]
    return None


def find_wrong(given: list[str]) -> Iterator[str]:
    """What in the words no command of ours knows."""
    command: object = ALL
    rest = list(given)
    while rest and (known := getattr(command, "commands", None)):
        if rest[0].startswith(("-", "…")):
            break
        if rest[0] not in known:
            yield rest[0]
            return
        command = known[rest.pop(0)]
    options = {option for parameter in getattr(command, "params", []) for option in parameter.opts} | {"--help"}
    yield from (
        word for word in rest if word.startswith("-") and len(word) > 1 and word.partition("=")[0] not in options
    )


@each_page
def test_commands_of_ours_exist_with_their_options(page: Page) -> None:
    for shown in commands(page):
        given = ours(shown)
        if given is not None:
            assert list(find_wrong(given)) == [], shown


@each_page
def test_targets_of_make_exist(page: Page) -> None:
    for shown in commands(page):
        call = shown[1:] if shown[:1] == ["sudo"] else shown
        if call[:1] == ["make"]:
            named = [word for word in call[1:] if not word.startswith("-")]
            assert {word for word in named if "=" not in word} <= TARGETS, shown
            assert {word.partition("=")[0] for word in named if "=" in word} <= VARIABLES, shown


def test_slips_would_be_found() -> None:
    assert list(find_wrong(["doctor", "--jsn"])) == ["--jsn"]
    assert list(find_wrong(["import", "grid", "x.csv"])) == ["grid"]
    assert list(find_wrong(["restore", "x.tar", "--yes"])) == []
    for line in (
        "yigetong doctor --json",
        "python -m bot doctor --json",
        "sudo -u yigetong env --chdir=/x yigetong doctor --json",
        "docker compose exec bot yigetong doctor --json",
        "docker compose run --rm --no-deps --entrypoint yigetong backup doctor --json",
        "docker compose run --rm -v $PWD:/import bot doctor --json",
    ):
        assert ours(words(line)) == ["doctor", "--json"]
    assert ours(["sudo", "cp", "deploy/yigetong.service"]) is None


@each_page
def test_services_and_units_exist(page: Page) -> None:
    for shown in commands(page):
        if shown[:2] == ["docker", "compose"] and shown[2:3] in (["exec"], ["restart"], ["stop"], ["start"]):
            named = next(word for word in shown[3:] if not word.startswith("-"))
            assert named in SERVICES, shown
        for word in shown if shown[:1] == ["sudo"] else []:
            if re.fullmatch(r"[\w-]+\.(service|timer)", word):
                assert (ROOT / "deploy" / word).exists(), shown


@each_page
def test_files_named_in_commands_exist(page: Page) -> None:
    for shown in commands(page):
        for word in shown if shown[:1] in (["sh"], ["cp"], ["sudo"]) else []:
            if re.match(r"(deploy|docs|routing_rules|locales)/", word):
                assert (ROOT / word).exists(), shown
