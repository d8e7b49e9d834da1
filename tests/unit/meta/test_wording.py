"""Nothing is said without words, and no words are kept that nothing says."""

import re

import pytest
from telegram.ext import CommandHandler

from bot.chat import application, menu
from bot.chat.render import CATEGORY_ACTIONS, CHOICE_ACTIONS
from bot.domain.languages import Locale
from bot.domain.life import Event, State
from bot.domain.lists import FILTERS
from bot.domain.mediation import Kept, Step
from bot.domain.notices import Action
from bot.domain.org import Role
from bot.domain.originals import Reason
from bot.domain.survey import Answer, Rating
from bot.domain.ticket import Result
from bot.domain.whistle import Grade
from tests.storage.county import categories
from tests.unit.meta.kinds import families, made
from tests.unit.meta.source import together, words
from tests.unit.meta.wording import LANGUAGES, LOCALES, messages

pytestmark = together

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


def captions() -> set[str]:
    """Keys of captions, as the renderer puts them together."""
    keys = set()
    for action in set(Action) - CATEGORY_ACTIONS:
        key = f"button-{action.name.lower().replace('_', '-')}"
        match action:
            case Action.SOLVED:
                keys |= {f"{key}-{answer.value}" for answer in Answer}
            case Action.RATE:
                keys |= {f"{key}-{int(rating)}" for rating in Rating}
            case Action.DRAFT_DANGER | Action.DRAFT_SEVERAL:
                keys |= {f"{key}-yes", f"{key}-no"}
            case Action.ORIGINAL_FOR:
                keys |= {f"{key}-{reason.value}" for reason in Reason}
            case Action.MEDIATION_WORDS:
                keys |= {f"{key}-{step.value}" for step in Step}
            case Action.MEDIATION_VISIT:
                keys |= {f"{key}-{kept.value}" for kept in Kept}
            case Action.WHISTLE_GRADE:
                keys |= {f"{key}-{grade.value}" for grade in Grade}
            case Action.FINISH_AS:
                keys |= {f"{key}-{result.value}" for result in Result}
            case Action.LIST:
                keys |= {f"{key}-{view.value}" for view in FILTERS}
            case Action.SPEAK:
                keys |= {f"{key}-{locale.value}" for locale in Locale}
            case _:
                keys |= {key, f"{key}-label"}
    own = {
        Action.SOLVED, Action.RATE, Action.DRAFT_DANGER, Action.DRAFT_SEVERAL, Action.ORIGINAL_FOR, Action.SPEAK,
        Action.WHISTLE_GRADE, Action.FINISH_AS, Action.LIST, Action.MEDIATION_WORDS, Action.MEDIATION_VISIT,
    }  # fmt: skip
    assert own == CHOICE_ACTIONS
    return keys


def role_names() -> set[str]:
    return {f"role-{role.value.lower().replace('_', '-')}" for role in Role}


@in_every_language
def test_every_notice_has_words(language: str) -> None:
    assert made() - messages(language).keys() == set()


def test_the_bot_speaks_the_languages_one_can_choose() -> None:
    assert set(LANGUAGES) == set(Locale)


def test_the_search_finds_the_kinds() -> None:
    """Samples of every way a kind is named; if one is missing, the search above is blind."""
    expected = {
        "card", "receipt", "receipt-sealed", "danger-0101", "danger-0108", "danger-ask-0108", "remind-80", "overdue",
        "digest-hot", "digest-nearing", "survey-rate", "survey-again", "chase-noted", "standing", "human-wanted",
        "smalltalk-thanks", "refused-stale", "answer-signed", "list-line",
    }  # fmt: skip
    assert expected - made() == set()


@in_every_language
def test_no_words_are_dead(language: str) -> None:
    used = made() | words("usecases", "chat", "domain") | captions() | role_names() | set().union(*families().values())
    used |= {f"menu-{name}" for name in (*menu.IN_PRIVATE, *menu.IN_GROUPS)}
    used |= {piece for needs in messages(language).values() for piece in needs.pieces}
    assert {key for key in messages(language) if key not in used} == set()


@in_every_language
def test_every_command_of_a_menu_exists_and_says_what_it_does(language: str) -> None:
    answered = [one for one in application.handlers() if isinstance(one, CommandHandler)]
    for names in (menu.IN_PRIVATE, menu.IN_GROUPS):
        assert set(names) <= {name for handler in answered for name in handler.commands}
        assert {f"menu-{name}" for name in names} <= messages(language).keys()


@in_every_language
def test_every_role_has_a_name(language: str) -> None:
    assert role_names() <= messages(language).keys()


@in_every_language
def test_every_category_has_a_name_and_every_danger_its_words(language: str) -> None:
    assert all(category.name.strip() and re.fullmatch(r"\d{4}", code) for code, category in categories().items())
    assert {f"danger-{code}" for code in categories() if code.startswith("01")} <= messages(language).keys()
    assert {key for key in messages(language) if re.fullmatch(r"danger-\d{4}", key)} == families()["danger-"]


@in_every_language
def test_every_event_is_told_in_the_history(language: str) -> None:
    assert messages(language)["detail-step"].variants["event"] >= {event.value for event in Event}


@in_every_language
def test_every_state_is_told_to_the_resident(language: str) -> None:
    assert messages(language)["standing"].variants["state"] >= {state.value for state in State}


@in_every_language
def test_no_language_tells_fewer_cases_apart(language: str) -> None:
    """Whatever the first language says of a state, a stage or an event, the others say too."""
    first, here = messages(), messages(language)
    for key, needs in first.items():
        for variable in {"state", "stage", "event", "slot", "trouble"} & needs.variants.keys():
            assert needs.variants[variable] - {"other"} <= here[key].variants.get(variable, set()), f"{key}: {variable}"


@in_every_language
def test_dangers_begin_with_the_number_to_call(language: str) -> None:
    """A number stands in the first line; nothing comes before it but one sentence."""
    text = (LOCALES / language / "danger.ftl").read_text(encoding="utf-8")
    for code in families()["danger-"]:
        first = re.search(rf"^{code} =\n +(.+)$", text, re.M)
        assert first is not None
        assert re.search(r"110|119|120|12356|12110", first[1]), code


@in_every_language
def test_dangers_name_the_same_numbers(language: str) -> None:
    def numbers(of: str) -> dict[str, set[str]]:
        text = (LOCALES / of / "danger.ftl").read_text(encoding="utf-8")
        found = {m[1]: m[2] for m in re.finditer(r"^(danger-[\w-]+) =\n((?: +.+\n?)+)", text, re.M)}
        return {key: set(re.findall(r"\b1\d{2,4}\b", words)) for key, words in found.items()}

    assert numbers(language) == numbers("zh-Hans")
