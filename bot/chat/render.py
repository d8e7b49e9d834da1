"""A notice in the reader's language: text, keyboard, files."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat.buttons import encode
from bot.domain.notices import Action, Arg, Notice, Press
from bot.i18n import REFERENCE, Wording

CATEGORY_ACTIONS = {Action.DRAFT_WHAT, Action.SET_CATEGORY}
CHOICE_ACTIONS = {Action.SOLVED, Action.RATE, Action.DRAFT_DANGER}

LONGEST = 4096
LONGEST_ANSWER = 200

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Rendered:
    """Ready to send: HTML text and what stands below it."""

    text: str
    markup: InlineKeyboardMarkup | ForceReply | None


class Renderer:
    """Turns notices into messages. ``category_name`` gives a category's name by its code."""

    def __init__(self, wording: Wording, zone: tzinfo, category_name: Callable[[str], str]) -> None:
        self._wording = wording
        self._zone = zone
        self._category_name = category_name

    def render(self, notice: Notice, now: datetime, locale: str = REFERENCE) -> Rendered:
        text = self.text(notice, now, locale)
        return Rendered(_cut(text), self._markup(notice, locale))

    def text(self, notice: Notice, now: datetime, locale: str = REFERENCE) -> str:
        """HTML; every argument is escaped here and nowhere else."""
        own = self._wording.text(notice.kind, self._args(notice.args, now, locale), locale)
        parts = [_tidy(own), *(self.text(line, now, locale) for line in notice.lines)]
        return "\n".join(part for part in parts if part)

    def answer(self, notice: Notice, now: datetime, locale: str = REFERENCE) -> str:
        """Plain text for a callback answer, cut to Telegram's limit."""
        return html.unescape(self.text(notice, now, locale))[:LONGEST_ANSWER]

    def _args(self, args: Mapping[str, Arg], now: datetime, locale: str) -> dict[str, str | int]:
        # Fluent cannot choose by an empty text, so each argument has a has_… beside it, 0 or 1.
        shown: dict[str, str | int] = {f"has_{name}": int(value != "") for name, value in args.items()}
        for name, value in args.items():
            if isinstance(value, int):
                shown[name] = value
            elif name.endswith("_at"):
                shown[name] = self.when(datetime.fromisoformat(value), now, locale) if value else ""
                # "At the latest yesterday" is no promise, so texts can tell a time that has passed.
                shown[f"past_{name}"] = int(bool(value) and datetime.fromisoformat(value) <= now)
            elif name == "role":
                shown[name] = self._wording.text(f"role-{value.lower().replace('_', '-')}", locale=locale)
            elif name == "category":
                shown["code"] = value
                shown[name] = html.escape(self._category_name(value)) if value else ""
            else:
                shown[name] = html.escape(value, quote=False)
        return shown

    def when(self, moment: datetime, now: datetime, locale: str = REFERENCE) -> str:
        """An instant in everyday words, e.g. 今天18:00."""
        local, today = moment.astimezone(self._zone), now.astimezone(self._zone).date()
        # Midnight belongs to the day it ends: "by the 3rd 24:00", not "the 4th 0:00".
        midnight = local.hour == 0 and local.minute == 0
        day = (local - timedelta(minutes=1)).date() if midnight else local.date()
        away = (day - today).days
        args: dict[str, str | int] = {
            "away": {-1: "yesterday", 0: "today", 1: "tomorrow", 2: "overmorrow"}.get(away, "other"),
            "year": str(day.year),
            "has_year": int(day.year != today.year),
            "month": str(day.month),
            "day": str(day.day),
            "weekday": day.isoweekday(),
            "time": "24:00" if midnight else f"{local:%H:%M}",
        }
        return self._wording.text("when", args, locale)

    def _markup(self, notice: Notice, locale: str) -> InlineKeyboardMarkup | ForceReply | None:
        if notice.buttons:
            rows = [[self._button(press, locale) for press in row] for row in notice.buttons]
            return InlineKeyboardMarkup(rows)
        return ForceReply(selective=True) if notice.reply else None

    def _button(self, press: Press, locale: str) -> InlineKeyboardButton:
        return InlineKeyboardButton(self.caption(press, locale), callback_data=encode(press))

    def caption(self, press: Press, locale: str = REFERENCE) -> str:
        """A place's own name, a category's name, or the wording of the action (and of what it chooses)."""
        if press.action in CATEGORY_ACTIONS:
            return self._category_name(press.choice)
        key = f"button-{press.action.name.lower().replace('_', '-')}"
        if press.action in CHOICE_ACTIONS:
            return self._wording.text(f"{key}-{press.choice}", locale=locale)
        if press.label and not self._wording.has(f"{key}-label", locale):
            return press.label
        if press.label:
            return self._wording.text(f"{key}-label", {"label": press.label}, locale)
        return self._wording.text(key, locale=locale)


def _cut(text: str) -> str:
    """At most what Telegram takes, counted as it counts: what is seen, not the markup, which a cut text loses."""
    seen = html.unescape(_TAG.sub("", text))
    return text if len(seen) <= LONGEST else html.escape(seen[: LONGEST - 1], quote=False) + "…"


def _tidy(text: str) -> str:
    """Lines that an absent fact left empty vanish."""
    lines = [line.rstrip() for line in text.split("\n")]
    return "\n".join(line for i, line in enumerate(lines) if line or (i and lines[i - 1])).strip()
