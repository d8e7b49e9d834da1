"""Nothing is said without words, and no words are kept that nothing says."""

import re

from bot.chat.render import CATEGORY_ACTIONS, CHOICE_ACTIONS
from bot.domain.notices import Action
from bot.domain.org import Role
from bot.domain.survey import Answer, Rating
from bot.domain.ticket import Event, State
from tests.storage.county import categories
from tests.unit.meta.kinds import families, made
from tests.unit.meta.source import words
from tests.unit.meta.wording import messages


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
            case Action.DRAFT_DANGER:
                keys |= {f"{key}-yes", f"{key}-no"}
            case _:
                keys |= {key, f"{key}-label"}
    assert {Action.SOLVED, Action.RATE, Action.DRAFT_DANGER} == CHOICE_ACTIONS
    return keys


def role_names() -> set[str]:
    return {f"role-{role.value.lower().replace('_', '-')}" for role in Role}


def test_every_notice_has_words() -> None:
    assert made() - messages().keys() == set()


def test_the_search_finds_the_kinds() -> None:
    """Samples of every way a kind is named; if one is missing, the search above is blind."""
    expected = {
        "card", "receipt", "receipt-sealed", "danger-0101", "danger-0108", "danger-ask-0108", "remind-80", "overdue",
        "digest-hot", "digest-nearing", "survey-rate", "survey-again", "chase-noted", "standing", "human-wanted",
        "smalltalk-thanks", "refused-stale", "answer-signed", "list-line",
    }  # fmt: skip
    assert expected - made() == set()


def test_no_words_are_dead() -> None:
    used = made() | words("usecases", "chat", "domain") | captions() | role_names() | set().union(*families().values())
    assert {key for key in messages() if key not in used} == set()


def test_every_role_has_a_name() -> None:
    assert role_names() <= messages().keys()


def test_every_category_has_a_name_and_every_danger_its_words() -> None:
    assert all(category.name.strip() and re.fullmatch(r"\d{4}", code) for code, category in categories().items())
    assert {f"danger-{code}" for code in categories() if code.startswith("01")} <= messages().keys()
    assert {key for key in messages() if re.fullmatch(r"danger-\d{4}", key)} == families()["danger-"]


def test_every_event_is_told_in_the_history() -> None:
    assert messages()["detail-step"].variants["event"] >= {event.value for event in Event}


def test_every_state_is_told_to_the_resident() -> None:
    assert messages()["standing"].variants["state"] >= {state.value for state in State}


def test_dangers_begin_with_the_number_to_call() -> None:
    """A number stands in the first line; nothing comes before it but one sentence."""
    from tests.unit.meta.wording import FOLDER

    text = (FOLDER / "danger.ftl").read_text(encoding="utf-8")
    for code in families()["danger-"]:
        first = re.search(rf"^{code} =\n +(.+)$", text, re.M)
        assert first is not None
        assert re.search(r"110|119|120|12356|12110", first[1]), code
