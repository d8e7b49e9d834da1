"""Every button does something, once; every setting is documented."""

import re
from collections import Counter

import pytest
from telegram.ext import CallbackQueryHandler

from bot.chat import (
    assists,
    contact,
    group_binding,
    languages,
    lists,
    mediations,
    originals,
    pressing,
    projects,
    resident,
    whistles,
)
from bot.chat.application import handlers
from bot.chat.render import CATEGORY_ACTIONS, CHOICE_ACTIONS, LIMIT_ACTIONS, REASON_ACTIONS
from bot.config import MENDS, Settings
from bot.domain.languages import Locale
from bot.domain.lists import FILTERS
from bot.domain.mediation import Kept, Step
from bot.domain.names import GRADE
from bot.domain.notices import Action, Press
from bot.domain.originals import Reason
from bot.domain.survey import Answer, Rating
from bot.domain.ticket import Result
from bot.domain.whistle import Grade
from tests.property.strict_wording import RENDERER
from tests.storage.county import categories, town_hall
from tests.unit.meta.source import ROOT

OPERATIONS = ROOT / "docs" / "operations.md"
CHOICES = {
    Action.SOLVED: [answer.value for answer in Answer],
    Action.RATE: [str(int(rating)) for rating in Rating],
    Action.DRAFT_DANGER: ["yes", "no"],
    Action.DRAFT_SEVERAL: ["yes", "no"],
    Action.ORIGINAL_FOR: [reason.value for reason in Reason],
    Action.FINISH_AS: [result.value for result in Result],
    Action.LIST: [view.value for view in FILTERS],
    Action.SPEAK: [locale.value for locale in Locale],
    Action.WHISTLE_GRADE: [grade.value for grade in Grade],
    Action.MEDIATION_WORDS: [step.value for step in Step],
    Action.MEDIATION_VISIT: [kept.value for kept in Kept],
}
NAMED = {
    Action.BIND, Action.REBIND, Action.CORRECT, Action.DISPATCH_TO, Action.HOME_ADD, Action.HOME_REMOVE,
    Action.SET_PLACE, Action.ASSIST_WHO, Action.WHISTLE_UNIT, Action.MEETING_LEAD_IS, Action.SUPERVISE_AS,
    Action.DESIGNATE, Action.OPEN_REQUEST, Action.PROJECT_LINK, Action.PROJECT_SITE, Action.PROJECT_TICK,
    Action.PROJECT_LEAD_IS, Action.PROJECT_DUE_IN, Action.MEDIATION_CARD, Action.MEDIATOR_IS,
    Action.MEDIATION_TRACK_IS, Action.MEDIATION_PAPER, Action.MEDIATION_SKILL, Action.REWARD_AS,
}  # fmt: skip
"""Their caption always has a name in it: a place's own, a ticket's number."""
PRESSING = (
    group_binding, pressing, resident, originals, assists, whistles, contact, lists, projects, mediations,
)  # fmt: skip
"""Modules with a table of buttons."""


def test_every_action_is_taken_by_one_hand() -> None:
    taken = Counter([*(action for module in PRESSING for action in module.PRESSES), Action.SPEAK])
    assert set(taken) == set(Action)
    assert set(taken.values()) == {1}


def test_every_press_finds_its_handler() -> None:
    """The first pattern that fits is the right one, and a made-up press ends where it is refused."""
    listed = [handler for handler in handlers() if isinstance(handler, CallbackQueryHandler)]

    def first(data: str) -> object:
        for handler in listed:
            pattern = handler.pattern
            if pattern is None or (isinstance(pattern, re.Pattern) and pattern.match(data)):
                return handler.callback
        return None

    wanted = {action: module.press for module in PRESSING for action in module.PRESSES}
    wanted[Action.SPEAK] = languages.press
    assert {action: first(f"{action.value}:1:2:") for action in Action} == wanted
    assert first("zz:1:2:") == first("") == resident.forged


@pytest.mark.parametrize("action", list(Action))
def test_every_action_has_a_caption(action: Action) -> None:
    if action in CATEGORY_ACTIONS:
        presses = [Press(action, 1, choice=code) for code in categories()]
    elif action in REASON_ACTIONS:
        policies = town_hall()._policies
        codes = {**policies.life.reasons(), GRADE: policies.ladder.grades}[REASON_ACTIONS[action]]
        presses = [Press(action, 1, choice=code) for code in codes]
    elif action in LIMIT_ACTIONS:
        life = town_hall()._policies.life
        presses = [Press(action, 1, choice=f"other-{by}") for by in (*life.extension.choices, *life.suspension.choices)]
    elif action in CHOICE_ACTIONS:
        presses = [Press(action, 1, choice=choice) for choice in CHOICES[action]]
    else:
        presses = [Press(action, 1, label="第一网格" if action in NAMED else "")]
    for press in presses:
        assert RENDERER.caption(press).strip()


def test_what_is_offered_as_a_button_exists() -> None:
    policies = town_hall()._policies
    assert set(policies.intake.common) <= set(categories())
    assert not [code for code in policies.intake.common if code.startswith("01")]
    assert policies.deadlines.survey.never <= set(categories())
    assert {category.profile.value for category in categories().values()} <= policies.deadlines.profiles.keys()


def test_every_setting_is_documented() -> None:
    assert OPERATIONS.is_file(), "docs/operations.md is missing"
    text = OPERATIONS.read_text(encoding="utf-8")
    assert [name for name in Settings.model_fields if not re.search(rf"\b{name.upper()}\b", text)] == []


def test_every_mend_belongs_to_a_setting() -> None:
    assert set(MENDS) <= {name.upper() for name in Settings.model_fields}
