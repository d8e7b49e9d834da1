"""The guides for chiefs and residents: every command, reply word and button of the code is in them, and no other."""

import re
from collections.abc import Iterable

import pytest

from bot.chat import assists, contact, group_binding, lists, mediations, originals, pressing, resident, whistles
from bot.chat.application import GROUP_COMMANDS, RESIDENT_COMMANDS, SUPERVISOR_COMMANDS
from bot.chat.render import CATEGORY_ACTIONS, CHOICE_ACTIONS, LIMIT_ACTIONS, REASON_ACTIONS
from bot.config import ROOT
from bot.domain.notices import Action
from bot.domain.orders import Verb
from bot.policy_files import load_intake

CHIEF, RESIDENT = (
    (ROOT / "docs" / f"guide-{who}.zh-CN.md").read_text(encoding="utf-8") for who in ("chief", "resident")
)

WORDS = "\n".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "locales" / "zh-Hans").glob("*.ftl")))
CAPTIONS = dict(re.findall(r"^(button-[\w-]+) = (.*)$", WORDS, re.MULTILINE))

BY_NAME = CATEGORY_ACTIONS | LIMIT_ACTIONS | REASON_ACTIONS.keys() | {
    Action.MEETING_ITEM, Action.MEETING_LEAD_IS, Action.MEETING_DAYS, Action.ON_ACCOUNT_UNTIL, Action.UNMERGE_ONE,
    Action.MERGE_WITH, Action.SCORE_PROMPT, Action.SCORE_ATTITUDE, Action.SCORE_RESULT, Action.SCORE_NEEDED,
    Action.SCORE_PREPARED, Action.LIST_PREV, Action.LIST_NEXT,
}  # fmt: skip
"""Buttons that show a name, a number, a mark: no word of their own."""

STAFF = (pressing, contact, lists, originals, assists, whistles, group_binding, mediations)
COMMON = {"lang", "mine", "whistle", "desk", "mediate", "project"}
BY_RESIDENTS = {Verb.OBJECT}


def captions(actions: Iterable[Action]) -> set[str]:
    found = set()
    for action in set(actions) - BY_NAME:
        key = f"button-{action.name.lower().replace('_', '-')}"
        below = [name for name in CAPTIONS if name.startswith(f"{key}-")] if action in CHOICE_ACTIONS else [key]
        found |= {CAPTIONS[name] for name in below if name in CAPTIONS and "$" not in CAPTIONS[name]}
    return found


def orders(verbs: Iterable[Verb]) -> set[str]:
    """The words in simplified Chinese: all before the first in traditional characters or in Latin letters."""
    intake = load_intake(ROOT / "routing_rules" / "intake.yaml")
    assert not isinstance(intake, tuple)
    first: dict[Verb, str] = {}
    for word, verb in intake.orders.items():
        first.setdefault(verb, word)
    return {first[verb] for verb in verbs}


STAFF_CAPTIONS = captions(action for module in STAFF for action in module.PRESSES)
RESIDENT_CAPTIONS = captions(resident.PRESSES)
COMMANDS = {*RESIDENT_COMMANDS, *GROUP_COMMANDS, *SUPERVISOR_COMMANDS, *COMMON}


def buttons_in(page: str) -> set[str]:
    return set(re.findall(r"【([^】]+)】", page)) - {"…"}


def commands_in(page: str) -> set[str]:
    return set(re.findall(r"`/([a-z]+)", page))


def orders_in(page: str) -> set[str]:
    return {said.split()[0] for said in re.findall(r"`([^`\n]+)`", page) if not said.startswith("/")}


def test_every_button_of_chiefs_and_desks_is_told() -> None:
    assert STAFF_CAPTIONS - buttons_in(CHIEF) == set()
    assert buttons_in(CHIEF) - STAFF_CAPTIONS == set()


def test_every_button_of_residents_is_told() -> None:
    assert RESIDENT_CAPTIONS - buttons_in(RESIDENT) == set()
    assert buttons_in(RESIDENT) - RESIDENT_CAPTIONS == set()


def test_every_command_is_told_to_whoever_uses_it() -> None:
    assert set(RESIDENT_COMMANDS) | {"lang"} == commands_in(RESIDENT)
    assert {*GROUP_COMMANDS, *SUPERVISOR_COMMANDS, *COMMON} == commands_in(CHIEF)
    assert commands_in(CHIEF + RESIDENT) == COMMANDS


@pytest.mark.parametrize(
    ("page", "verbs"),
    [(CHIEF, set(Verb) - BY_RESIDENTS), (RESIDENT, BY_RESIDENTS)],
    ids=["chief", "resident"],
)
def test_every_word_of_a_reply_is_told(page: str, verbs: set[Verb]) -> None:
    assert orders(verbs) - orders_in(page) == set()
    intake = load_intake(ROOT / "routing_rules" / "intake.yaml")
    assert not isinstance(intake, tuple)
    known = {word for word, verb in intake.orders.items() if verb in verbs}
    assert orders_in(page) - known == set()
