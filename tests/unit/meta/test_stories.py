"""Every transition of handbook §3 and every overlay is played in a golden story, in each language."""

from pathlib import Path

import pytest

from bot.config import ROOT
from bot.domain.languages import Locale
from bot.domain.names import GRADE, MEETING
from bot.domain.transitions import TRANSITIONS
from bot.i18n import Wording
from bot.town_hall import load_policies

GOLDEN = Path(__file__).parents[2] / "conversation" / "golden"
OVERLAYS = {
    "assists", "escalations", "mediations", "meeting_items", "projects", "requests", "supervisions", "whistles",
}  # fmt: skip
"""Records beside the ticket: 协办单, 上报, 调解案, 交办事项, 长期项目, 延期, 督办单, 吹哨单."""


def _played(locale: Locale, line: str) -> set[str]:
    heads = (file.read_text(encoding="utf-8").splitlines() for file in GOLDEN.glob(f"story-*-{locale.value}.txt"))
    return {word for head in heads for said in head[:2] if said.startswith(line) for word in said.split()[1:]}


@pytest.mark.parametrize("locale", list(Locale))
def test_every_transition_is_played(locale: Locale) -> None:
    assert {event.value for event in TRANSITIONS} - _played(locale, "transitions:") == set()


@pytest.mark.parametrize("locale", list(Locale))
def test_every_overlay_is_played(locale: Locale) -> None:
    assert OVERLAYS - _played(locale, "records:") == set()


@pytest.mark.parametrize("locale", [Locale.HANT, Locale.EN])
def test_every_name_that_the_rules_give_is_said_in_other_languages(locale: Locale) -> None:
    policies = load_policies(ROOT / "routing_rules")
    lists = {**policies.life.reasons(), GRADE: policies.ladder.grades, MEETING: policies.meetings.meetings}
    keys = [f"reason-{name}-{code}" for name, codes in lists.items() for code in codes]
    wording = Wording(ROOT / "locales")
    assert [key for key in keys if not wording.has(key, locale.value)] == []
