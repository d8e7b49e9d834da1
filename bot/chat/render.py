"""A notice in the reader's language: text, keyboard, files."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from string import ascii_lowercase

from telegram import ForceReply, InlineKeyboardMarkup

from bot.chat.keyboard import keyboard
from bot.domain.everyday import everyday
from bot.domain.names import GRADE, MEETING
from bot.domain.notices import Action, Arg, Notice, Press
from bot.i18n import REFERENCE, Argument, Later, Wording

CATEGORY_ACTIONS = {Action.DRAFT_WHAT, Action.SET_CATEGORY, Action.RECLASSIFY_AS}
REASON_ACTIONS: Mapping[Action, str] = {
    Action.REJECT_FOR: "rejection",
    Action.REFER_TO: "referral",
    Action.INVALID_FOR: "invalid",
    Action.REVEAL_FOR: "contact",
    Action.ON_ACCOUNT_FOR: "on_account",
    Action.RETURN_FOR: "returns",
    Action.EXTEND_FOR: "extension",
    Action.SUSPEND_FOR: "suspension",
    Action.EXCLUDE_FOR: "exclusion",
    Action.SUPERVISE_AS: GRADE,
}
"""Buttons that choose a reason, with the list it stands in."""
LIMIT_ACTIONS = {Action.EXTEND_BY, Action.SUSPEND_UNTIL}
"""Buttons that choose a length of time: a limit, the last part of the choice."""
CHOICE_ACTIONS = {
    Action.SOLVED, Action.RATE, Action.DRAFT_DANGER, Action.DRAFT_SEVERAL, Action.ORIGINAL_FOR, Action.SPEAK,
    Action.WHISTLE_GRADE, Action.FINISH_AS, Action.LIST, Action.MEDIATION_WORDS, Action.MEDIATION_VISIT,
}  # fmt: skip

LONGEST = 4096
LONGEST_ANSWER = 200

LISTS = {"places", "numbers", "words", "other_words", "parties", "missing"}
"""Arguments that are several names, joined by the reference language's mark."""
_LIST_MARK = "、"

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Rendered:
    """Ready to send: HTML text and what stands below it."""

    text: str
    markup: InlineKeyboardMarkup | ForceReply | None


class Renderer:
    """Turns notices into messages in one language. ``category_name`` gives a category's name by its code,
    ``reason_name`` a reason's by its list and code (``returns-area``).
    """

    def __init__(
        self,
        wording: Wording,
        zone: tzinfo,
        category_name: Callable[[str], str],
        reason_name: Callable[[str], str],
        locale: str = REFERENCE,
    ) -> None:
        self._wording = wording
        self._zone = zone
        self._category_name = category_name
        self._reason_name = reason_name
        self._locale = locale

    def speaking(self, locale: str) -> "Renderer":
        """The same in another language; "" and what nobody translated: in the reference language."""
        return Renderer(self._wording, self._zone, self._category_name, self._reason_name, locale or REFERENCE)

    def render(self, notice: Notice, now: datetime) -> Rendered:
        return Rendered(_cut(self.text(notice, now)), self._markup(notice))

    def text(self, notice: Notice, now: datetime) -> str:
        """HTML; every argument is escaped here and nowhere else."""
        own = self._said(notice.kind, self._args(notice.args, now))
        parts = [_tidy(own), *(self.text(line, now) for line in notice.lines)]
        return "\n".join(part for part in parts if part)

    def answer(self, notice: Notice, now: datetime) -> str:
        """Plain text for a callback answer, cut to Telegram's limit."""
        return html.unescape(self.text(notice, now))[:LONGEST_ANSWER]

    def _said(self, key: str, args: Mapping[str, Argument] | None = None) -> str:
        return self._wording.text(key, args, self._locale)

    def _args(self, args: Mapping[str, Arg], now: datetime) -> dict[str, Argument]:
        # Fluent cannot choose by an empty text, so each argument has a has_… beside it, 0 or 1.
        shown: dict[str, Argument] = {f"has_{name}": int(value != "") for name, value in args.items()}
        for name, value in args.items():
            if isinstance(value, int):
                shown[name] = value
            elif name.endswith("_at"):
                moment = datetime.fromisoformat(value) if value else None
                shown[name] = Later(partial(self.when, moment, now)) if moment else ""
                # "At the latest yesterday" is no promise, so texts can tell a time that has passed.
                shown[f"past_{name}"] = int(moment is not None and moment <= now)
            elif name == "role":
                shown[name] = self._said(f"role-{value.lower().replace('_', '-')}")
            elif name == "category":
                shown["code"] = value
                shown[name] = html.escape(self.category(value)) if value else ""
            elif name == "other_category":
                shown[name] = html.escape(self.category(value)) if value else ""
            elif name == "reason" or (name in (GRADE, MEETING) and value.startswith(f"{name}-")):
                shown[name] = html.escape(self.reason(value)) if value else ""
            elif name == "limit":
                shown[name] = html.escape(self.limit(value), quote=False)
            elif name in LISTS:
                shown[name] = html.escape(value.replace(_LIST_MARK, self._said("list-mark")), quote=False)
            else:
                shown[name] = html.escape(value, quote=False)
        return shown

    def category(self, code: str) -> str:
        """A category's name; the rules' own where this language has none for it."""
        key = f"category-{code}"
        return self._said(key) if self._wording.has(key, self._locale) else self._category_name(code)

    def reason(self, reason: str) -> str:
        """A reason's name; the rules' own where this language has none for it."""
        key = f"reason-{reason}"
        return self._said(key) if self._wording.has(key, self._locale) else self._reason_name(reason)

    def limit(self, written: str) -> str:
        """A length of time such as 2wd in words; anything else as it is written."""
        count = written.rstrip(ascii_lowercase)
        if not re.fullmatch("[0-9]{1,4}", count):
            return written
        return self._said("limit", {"unit": written[len(count) :], "count": int(count)})

    def when(self, moment: datetime, now: datetime) -> str:
        """An instant in everyday words, e.g. 明天上午10点."""
        seen = everyday(moment, now, self._zone)
        args: dict[str, str | int] = {
            "named": seen.day.value,
            "year": str(seen.date.year),
            "month": seen.date.month,
            "day": seen.date.day,
            "weekday": seen.date.isoweekday(),
            "part": seen.part.value,
            "hour": seen.hour,
            "hour12": (seen.hour - 1) % 12 + 1,
            "minute": seen.minute,
            "minutes": f"{seen.minute:02}",
        }
        return self._said("when", args)

    def _markup(self, notice: Notice) -> InlineKeyboardMarkup | ForceReply | None:
        if notice.buttons:
            return keyboard(notice.buttons, self.caption)
        return ForceReply(selective=True) if notice.reply else None

    def caption(self, press: Press) -> str:
        """A place's own name, a category's name, or the wording of the action (and of what it chooses)."""
        if press.action in CATEGORY_ACTIONS:
            return self.category(press.choice)
        if press.action in REASON_ACTIONS:
            return self.reason(f"{REASON_ACTIONS[press.action]}-{press.choice.partition('-')[0]}")
        if press.action in LIMIT_ACTIONS:
            return self.limit(press.choice.rpartition("-")[2])
        key = f"button-{press.action.name.lower().replace('_', '-')}"
        if press.action in CHOICE_ACTIONS:
            return self._said(f"{key}-{press.choice}")
        if press.label and not self._wording.has(f"{key}-label"):
            return press.label
        if press.label:
            return self._said(f"{key}-label", {"label": press.label})
        return self._said(key)


def _cut(text: str) -> str:
    """At most what Telegram takes, counted as it counts: what is seen, not the markup, which a cut text loses."""
    seen = html.unescape(_TAG.sub("", text))
    return text if len(seen) <= LONGEST else html.escape(seen[: LONGEST - 1], quote=False) + "…"


def _tidy(text: str) -> str:
    """Lines that an absent fact left empty vanish."""
    lines = [line.rstrip() for line in text.split("\n")]
    return "\n".join(line for i, line in enumerate(lines) if line or (i and lines[i - 1])).strip()
