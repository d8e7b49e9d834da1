"""Every kind of notice renders at its longest inside Telegram's limits, and brings what its words need."""

import html
import re

import pytest

from bot.chat.render import LONGEST
from bot.domain.life import State
from bot.domain.notices import Notice
from tests.property.strict_wording import RENDERER, check_answer, check_notice
from tests.storage.county import MONDAY
from tests.unit.meta.kinds import made
from tests.unit.meta.samples import all_samples, answers, card_args
from tests.unit.meta.source import together
from tests.unit.meta.wording import LANGUAGES, messages

pytestmark = together

SAMPLES = all_samples()
CARD_LINES = 8

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


def test_there_is_a_sample_of_every_kind() -> None:
    assert made() - SAMPLES.keys() == set()
    assert SAMPLES.keys() - made() == set()


@in_every_language
def test_renders_inside_the_limits(language: str) -> None:
    for kind in SAMPLES.keys() - answers().keys():
        check_notice(SAMPLES[kind], MONDAY, RENDERER.speaking(language))


@in_every_language
def test_answers_fit_the_little_window(language: str) -> None:
    for notice in answers().values():
        check_answer(notice, MONDAY, RENDERER.speaking(language))


@in_every_language
def test_brings_every_argument_its_words_name(language: str) -> None:
    """Also those in branches that this sample does not take."""
    for kind, notice in SAMPLES.items():
        assert messages(language)[kind].variables <= RENDERER._args(notice.args, MONDAY).keys(), kind


@in_every_language
@pytest.mark.parametrize("state", list(State))
def test_a_card_has_at_most_eight_lines(state: State, language: str) -> None:
    args = {**card_args(state), "text": "字" * 300, "note": "注" * 300}
    assert len(RENDERER.speaking(language).text(Notice("card", args), MONDAY).splitlines()) <= CARD_LINES


@in_every_language
@pytest.mark.parametrize("kind", ["card", "request", "alarm", "alarm-taken", "detail", "slip-detail", "meeting-item"])
def test_a_resident_who_wrote_nothing_leaves_no_empty_line(kind: str, language: str) -> None:
    speaking = RENDERER.speaking(language)
    silent = Notice(kind, {**SAMPLES[kind].args, "text": ""})
    full = Notice(kind, {**SAMPLES[kind].args, "text": "路灯不亮"})
    gaps = [speaking.text(notice, MONDAY).count("\n\n") for notice in (silent, full)]
    assert gaps[0] == gaps[1]


def test_words_full_of_markup_stay_whole() -> None:
    """Escaping makes them longer than they look; Telegram counts what is seen."""
    for kind in ("finished-ask", "progress", "supplement", "card", "detail", "alarm"):
        length = len(str(SAMPLES[kind].args["text"]))
        words = ("<&" * length)[:length]
        shown = RENDERER.render(Notice(kind, {**SAMPLES[kind].args, "text": words}), MONDAY).text
        assert words in html.unescape(re.sub(r"<[^>]+>", "", shown)), kind


def test_what_is_too_long_all_the_same_is_cut_between_signs() -> None:
    shown = RENDERER.render(Notice("progress", {"number": "GD1", "text": "&" * 4095}), MONDAY).text
    assert len(html.unescape(shown)) == LONGEST
    assert shown.endswith("&amp;…")


MARKUP = "<a href='tg://user?id=1'>x</a>&<script>"
OURS = {"role", "reason", "limit", "state", "own", "why", "by"}
"""Arguments that choose wording and never show themselves."""


@in_every_language
def test_no_words_of_anybody_become_markup(language: str) -> None:
    """In every notice there is, in every argument it has."""
    for kind, notice in SAMPLES.items():
        args = {
            name: MARKUP if isinstance(value, str) and name not in OURS and not name.endswith("_at") else value
            for name, value in notice.args.items()
        }
        try:
            shown = RENDERER.speaking(language).text(Notice(kind, args), MONDAY)
        except (KeyError, LookupError, ValueError):
            continue  # an argument of ours that is no free text
        assert "<a href='tg" not in shown and "<script" not in shown, kind
