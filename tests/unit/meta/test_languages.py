"""Every notice in every language, whatever stands in it: Telegram takes it, and nothing of another language shows."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import opencc
import pytest

from bot.chat.render import LONGEST, LONGEST_ANSWER, Renderer
from bot.domain.notices import Action, Arg, Notice
from bot.simulator.html import parse
from tests.property.strict_wording import LONGEST_CALLBACK_BYTES, RENDERER
from tests.storage.county import MONDAY, categories
from tests.unit.meta.samples import all_samples, answers
from tests.unit.meta.source import together
from tests.unit.meta.wording import LANGUAGES, messages

pytestmark = together

SAMPLES = all_samples()
LONGEST_CAPTION = 1024
IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")

HOSTILE = {
    "markup": "<b>",
    "half a tag": '<a href="tg://user?id=1',
    "references": "&lt;&amp;&#x3c;&",
    "emoji": "👨‍👩‍👧‍👦🏳️‍🌈",
    "right to left": "\u202eمرحبا\u2067",
    "long": "长" * 4096,
    "lines": "\n\n\n",
    "braces of Fluent": "{ $number } { card }",
    "nothing": "",
}

IN_ANOTHER_SCRIPT = {"language-choose", "help", "welcome", "refused-hazard", "refused-stays-danger"}
"""Messages that show words of another language on purpose: its name, an example of what to write."""

ALSO_TRADITIONAL = set("里台后只干面占才污")
"""Written in traditional texts too, though opencc would write another character in some meaning."""

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


def spoken(name: str) -> bool:
    """Whether an argument is somebody's words or a name, rather than one of the words that texts choose by."""
    chosen = {
        "number",
        "category",
        "role",
        "state",
        "stage",
        "event",
        "slot",
        "trouble",
        "presser_id",
        "north",
        "east",
        "account",
        "view",
        "left_in",
        "id",
        "by",
        "other_category",
    }
    return name not in chosen and not name.endswith("_at")


def filled(notice: Notice, words: str) -> Notice:
    """With these words wherever people's words stand."""
    args: Mapping[str, Arg] = {
        name: words if isinstance(value, str) and spoken(name) else value for name, value in notice.args.items()
    }
    rows = tuple(tuple(replace(press, label="x") for press in row) for row in notice.buttons)
    return replace(notice, args=args, buttons=rows, lines=tuple(filled(line, words) for line in notice.lines))


@cache
def renderer(language: str) -> Renderer:
    return RENDERER.speaking(language)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
@in_every_language
def test_whatever_people_write_telegram_takes_it(language: str, words: str) -> None:
    for kind, notice in SAMPLES.items():
        rendered = renderer(language).render(filled(notice, words), MONDAY)
        shown, _ = parse(rendered.text)
        assert 0 < len(shown.strip()) <= len(shown) <= LONGEST, kind
        answer = renderer(language).answer(filled(notice, words), MONDAY)
        assert 0 < len(answer) <= LONGEST_ANSWER, kind


@pytest.mark.parametrize("words", ["<b>", "&amp;", "مرحبا"])
@in_every_language
def test_peoples_words_are_shown_as_they_wrote_them(language: str, words: str) -> None:
    for kind in ("progress", "finished-ask", "supplement", "card", "alarm", "detail"):
        shown, _ = parse(renderer(language).text(filled(SAMPLES[kind], words), MONDAY))
        assert words in shown, kind


@in_every_language
def test_no_machinery_shows(language: str) -> None:
    """No placeable, no key of a message, no name of an argument."""
    keys = re.compile("|".join(rf"(?<![\w-]){key}(?![\w-])" for key in messages() if "-" in key))
    for kind, notice in SAMPLES.items():
        shown, _ = parse(renderer(language).text(filled(notice, "x"), MONDAY))
        assert not set("{}$") & set(shown), kind
        assert keys.findall(shown) == [], kind


def own_words(language: str) -> dict[str, str]:
    """What each kind says where people's words are left out."""
    kinds = SAMPLES.keys() - IN_ANOTHER_SCRIPT
    return {kind: renderer(language).text(filled(SAMPLES[kind], "x"), MONDAY) for kind in kinds}


def test_english_is_english() -> None:
    """No ideograph and no Chinese mark stands in it but what people wrote."""
    foreign = {kind: re.findall("[\u3000-\u9fff！，：；？（）]", shown) for kind, shown in own_words("en").items()}
    assert {kind: marks for kind, marks in foreign.items() if marks} == {}


def test_traditional_is_traditional() -> None:
    foreign = {kind: simplified(shown) for kind, shown in own_words("zh-Hant").items()}
    assert {kind: marks for kind, marks in foreign.items() if marks} == {}


def simplified(text: str) -> set[str]:
    """Characters that only simplified texts have."""
    found = set(IDEOGRAPH.findall(text)) - ALSO_TRADITIONAL
    return {mark for mark in found if table("s2tw").convert(mark) != mark == table("t2s").convert(mark)}


@cache
def table(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


def test_categories_and_captions_are_in_their_language() -> None:
    names = {language: [renderer(language).category(code) for code in categories()] for language in LANGUAGES}
    assert names["zh-Hans"] == [category.name for category in categories().values()]
    assert not IDEOGRAPH.search("".join(names["en"]))
    assert simplified("".join(names["zh-Hant"])) == set()
    assert all(len(set(found)) == len(found) for found in names.values())


@in_every_language
def test_buttons_hold(language: str) -> None:
    for kind, notice in SAMPLES.items():
        markup = renderer(language).render(notice, MONDAY).markup
        for row in getattr(markup, "inline_keyboard", ()):
            for button in row:
                assert button.text.strip(), kind
                assert len(str(button.callback_data).encode()) <= LONGEST_CALLBACK_BYTES, kind


@in_every_language
def test_captions_of_pictures_fit(language: str) -> None:
    assert len(renderer(language).text(SAMPLES["pictures"], MONDAY)) <= LONGEST_CAPTION


@in_every_language
def test_answers_fit_whole(language: str) -> None:
    """With everyday names nothing of an answer has to be cut."""
    for kind, notice in answers().items():
        text = renderer(language).text(filled(notice, "丹桂社区第一网格"), MONDAY)
        assert len(text) <= LONGEST_ANSWER, kind


def test_each_language_is_named_in_its_own_script() -> None:
    rows = SAMPLES["language-choose"].buttons
    assert {press.action for row in rows for press in row} == {Action.SPEAK}
    for language in LANGUAGES:
        captions = [renderer(language).caption(press) for row in rows for press in row]
        assert captions == ["简体中文", "繁體中文", "English"]
