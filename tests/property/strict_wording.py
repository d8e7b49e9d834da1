"""The real renderer over the shipped wording, which here forgives nothing: no missing message, no missing argument."""

import html
import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from telegram import InlineKeyboardMarkup

from bot.chat.render import LONGEST, LONGEST_ANSWER, Renderer
from bot.domain.notices import Notice
from bot.i18n import REFERENCE, Argument, Later, Wording
from tests.storage.county import RULES, ZONE, categories, town_hall

LOCALES = RULES.parent / "locales"
LONGEST_CALLBACK_BYTES = 64
MOST_REMEMBERED = 5000
MOST_BUTTONS, MOST_IN_A_ROW = 100, 8


class StrictWording(Wording):
    """Raises AssertionError where the real one falls back. The same message with the same arguments is put together
    once: thousands are rendered, twice as a message and as an answer, and nearly all name the same few days."""

    def __init__(self) -> None:
        super().__init__(LOCALES)
        self._told = lru_cache(MOST_REMEMBERED)(self._tell)

    def text(self, key: str, args: Mapping[str, Argument] | None = None, locale: str = REFERENCE) -> str:
        said = {name: one.say() if isinstance(one, Later) else one for name, one in (args or {}).items()}
        return self._told(key, frozenset(said.items()), locale)

    def _tell(self, key: str, args: frozenset[tuple[str, str | int]], locale: str) -> str:
        bundle = self._bundles[locale]
        assert bundle.has_message(key), f"no wording for {key}"
        pattern = bundle.get_message(key).value
        assert pattern is not None, f"{key} has no text"
        text, errors = bundle.format_pattern(pattern, dict(args))
        assert not errors, f"{key}: {errors}"
        return str(text)


RENDERER = Renderer(StrictWording(), ZONE, lambda code: categories()[code].name, town_hall()._policies.life.reason_name)


def check_notice(notice: Notice, now: datetime, renderer: Renderer = RENDERER) -> str:
    """Renders as a message; gives its text. Raises AssertionError for what Telegram would refuse."""
    rendered = renderer.render(notice, now)
    assert rendered.text.strip(), f"{notice.kind} says nothing"
    seen = html.unescape(re.sub(r"<[^>]+>", "", renderer.text(notice, now)))
    assert len(seen) <= LONGEST, f"{notice.kind}: {len(seen)} characters, which had to be cut"
    assert rendered.text.count("<b>") == rendered.text.count("</b>"), f"{notice.kind}: an open tag"
    if isinstance(rendered.markup, InlineKeyboardMarkup):
        _check_keyboard(notice.kind, rendered.markup)
    return rendered.text


def check_answer(notice: Notice, now: datetime, renderer: Renderer = RENDERER) -> str:
    """Renders as the answer to a press, which the renderer may not have to cut."""
    text = renderer.text(notice, now)
    assert 0 < len(text) <= LONGEST_ANSWER, f"{notice.kind}: {len(text)} characters in an answer"
    return text


def _check_keyboard(kind: str, markup: InlineKeyboardMarkup) -> None:
    rows = markup.inline_keyboard
    assert sum(map(len, rows)) <= MOST_BUTTONS, f"{kind}: too many buttons"
    for row in rows:
        assert 1 <= len(row) <= MOST_IN_A_ROW, f"{kind}: {len(row)} buttons in a row"
        for button in row:
            assert button.text.strip(), f"{kind}: a button without a caption"
            assert len(str(button.callback_data).encode()) <= LONGEST_CALLBACK_BYTES, f"{kind}: {button.callback_data}"
