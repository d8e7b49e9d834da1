"""Every word the bot says: Fluent files by locale. A missing key is a failed check, never a crash."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource, resolver
from fluent.runtime.resolver import CurrentEnvironment, Message, Pattern, ResolverEnvironment
from fluent.runtime.types import FluentInt, FluentNone, FluentType

REFERENCE = "zh-Hans"

# Fluent gives a whole message up over one argument of more than 2500 characters. Ours are cut to what may be shown and
# then escaped, which can make them five times as long.
resolver.MAX_PART_LENGTH = 5 * 4096


class Later(FluentType):
    """An argument that is put into words when a message shows it: a card has five times and shows one."""

    def __init__(self, say: Callable[[], str]) -> None:
        self.say = say

    def format(self, locale: object) -> str:
        return self.say()


class _Whole(FluentInt):
    """A whole number. To write even a 7 the library asks Babel, which takes longer than the rest of the message."""

    def __new__(cls, value: int) -> "_Whole":
        self = int.__new__(cls, value)
        self.options = cls.default_number_format_options
        return self

    def format(self, locale: Any) -> str:
        return str(int(self)) if 0 <= self < 1000 else str(super().format(locale))


Argument = str | int | Later

_REMEMBERED = 2_000
"""Messages without arguments, captions of buttons and names of categories above all: we have so many in a language."""


class Wording:
    """Texts of all locales below a folder; each locale is a folder of .ftl files."""

    def __init__(self, folder: Path, files: str = "*.ftl") -> None:
        """``files``: which ones are read. Raises FileNotFoundError when the reference locale is not there."""
        if not (folder / REFERENCE).is_dir():
            raise FileNotFoundError(f"no wording in {folder / REFERENCE}")
        self._bundles = {path.name: _bundle(path, files) for path in sorted(folder.iterdir()) if path.is_dir()}
        self._plain = lru_cache(_REMEMBERED)(partial(self._said, {}))

    def text(self, key: str, args: Mapping[str, Argument] | None = None, locale: str = REFERENCE) -> str:
        """The message in this locale, else in the reference one, else the key itself."""
        if args:
            return self._said(args, key, locale)
        return self._plain(key, locale)

    def _said(self, args: Mapping[str, Argument], key: str, locale: str) -> str:
        for name in (locale, REFERENCE):
            bundle = self._bundles.get(name)
            if bundle is None or not bundle.has_message(key):
                continue
            pattern = bundle.get_message(key).value
            if pattern is not None:
                text, _errors = bundle.format_pattern(pattern, dict(args))
                return str(text)
        return key

    def has(self, key: str, locale: str = REFERENCE) -> bool:
        return locale in self._bundles and bool(self._bundles[locale].has_message(key))


_HEAD = re.compile(r"^(-?[a-zA-Z][\w-]*) *=", re.ASCII | re.MULTILINE)
"""Where a message or a term (-name) begins. Within one no line begins so: what belongs to it is indented, a brace or a
variant."""
_NAME = re.compile(r"-?[a-zA-Z][\w-]*", re.ASCII)


class _Bundle(FluentBundle):
    """A message is parsed when it is first said, with those it names: all of them would take half a second, and a
    process says few."""

    def __init__(self, locale: str, texts: Mapping[str, str]) -> None:
        """``texts``: of every message, by its name."""
        # Isolation marks would show as boxes in some clients and break copying of ticket numbers.
        super().__init__([locale], use_isolating=False)
        self._texts = dict(texts)

    def has_message(self, message_id: str) -> bool:
        self._parse(message_id)
        return bool(super().has_message(message_id))

    def get_message(self, message_id: str) -> Message:
        self._parse(message_id)
        return super().get_message(message_id)

    def format_pattern(
        self, pattern: Pattern, args: dict[str, Any] | None = None
    ) -> tuple[str | FluentNone, list[Exception]]:
        """As the library does it, with whole numbers of our own."""
        given = {name: _Whole(value) if isinstance(value, int) else value for name, value in (args or {}).items()}
        errors: list[Exception] = []
        try:
            return pattern(ResolverEnvironment(self, errors, CurrentEnvironment(args=given))), errors
        except ValueError as error:
            return "{???}", [*errors, error]

    def _parse(self, name: str) -> None:
        texts = self._texts
        if name not in texts:
            return
        found = {name: texts[name]}
        new = [name]
        while new:
            for other in _NAME.findall(found[new.pop()]):
                if other not in found and other in texts:
                    found[other] = texts[other]
                    new.append(other)
        self.add_resource(FluentResource("\n".join(found.values())))
        for done in found:  # only now: another thread may want it meanwhile
            texts.pop(done, None)


def _bundle(folder: Path, files: str) -> _Bundle:
    texts: dict[str, str] = {}
    for file in sorted(folder.glob(files)):
        text = file.read_text(encoding="utf-8")
        heads = list(_HEAD.finditer(text))
        ends = [*(head.start() for head in heads[1:]), len(text)]
        for head, end in zip(heads, ends, strict=False):
            # Of two with one name the first that can be read counts, as in Fluent.
            texts[head[1]] = texts.get(head[1], "") + text[head.start() : end] + "\n"
    return _Bundle(folder.name, texts)
