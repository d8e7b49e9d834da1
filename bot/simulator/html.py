"""parse_mode=HTML: tags to entities, with Telegram's complaints (they name the byte where the trouble starts)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.entities import utf16
from bot.simulator.errors import ApiError, bad

Json = dict[str, Any]

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_NAMED = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7});?")
_SPACE = " \t\r\n"
_USER_LINK = re.compile(r"tg://user\?id=(\d+)")


def decode(text: str) -> str:
    """Replace the references Telegram knows; every other ampersand stays as it is."""

    def replacement(match: re.Match[str]) -> str:
        found = match.group()
        if found[1] != "#":
            return _NAMED.get(found if found.endswith(";") else f"{found};", found)
        digits = found[2:].rstrip(";")
        code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        usable = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
        return chr(code) if usable else found

    return _REFERENCE.sub(replacement, text) if "&" in text else text


@dataclass
class _Open:
    """A tag that waits for its end."""

    tag: str
    entity: Json


@dataclass
class _Parser:
    source: str
    at: int = 0
    parts: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def run(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            start = self.source.find("<", self.at)
            if start < 0:
                start = len(self.source)
            self._text(self.source[self.at : start])
            self.at = start
            if start < len(self.source):
                self._tag()
        if self.stack:
            raise _cannot(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return "".join(self.parts), self.entities

    def _text(self, raw: str) -> None:
        if raw:
            text = decode(raw)
            self.parts.append(text)
            self.length += utf16(text)

    def _tag(self) -> None:
        start, self.at = self.at, self.at + 1
        if self.source[self.at : self.at + 1] == "/":
            self.at += 1
            self._end(start)
        else:
            self._start(start)

    def _end(self, start: int) -> None:
        if not self.stack:
            raise _cannot(f"Unexpected end tag at byte offset {self._byte(start)}")
        name = self._name()
        self._skip_space()
        if self._next() != ">":
            raise _cannot(f"Unclosed end tag at byte offset {self._byte(start)}")
        self.at += 1
        opened = self.stack.pop()
        if name and name != opened.tag:
            where = self._byte(start)
            raise _cannot(f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{name}>"')
        self._finish(opened.entity)

    def _finish(self, entity: Json) -> None:
        entity["length"] = self.length - entity["offset"]
        if entity["type"] == "text_link" and not _complete_link(entity, "".join(self.parts)):
            return
        if entity["length"] > 0 and not self._language_of_pre(entity):
            self.entities.append(entity)

    def _language_of_pre(self, entity: Json) -> bool:
        """``<pre><code class="language-x">`` is one entity of type pre with a language."""
        outer = self.stack[-1].entity if self.stack else None
        if entity["type"] != "code" or outer is None or outer["type"] != "pre" or outer["offset"] != entity["offset"]:
            entity.pop("language", None) if entity["type"] == "code" else None
            return False
        if "language" in entity:
            outer["language"] = entity["language"]
        return True

    def _start(self, start: int) -> None:
        name = self._name()
        if name not in _TYPES:
            raise _cannot(f'Unsupported start tag "{name}" at byte offset {self._byte(start)}')
        attributes = self._attributes(name, start)
        entity: Json = {"type": _TYPES[name], "offset": self.length}
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(start)}')
        entity.update(_fields(name, attributes))
        if name == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        self.stack.append(_Open(name, entity))

    def _attributes(self, tag: str, start: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._skip_space()
            if self._next() == ">":
                self.at += 1
                return attributes
            if not self._next():
                raise _cannot(f"Unclosed start tag at byte offset {self._byte(start)}")
            name, value = self._attribute(tag, start)
            attributes[name] = value

    def _attribute(self, tag: str, start: int) -> tuple[str, str]:
        name = self._until(_SPACE + "=>/\"'")
        if not name:
            raise _cannot(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(start)}')
        self._skip_space()
        if self._next() != "=":
            return name.lower(), ""
        self.at += 1
        self._skip_space()
        return name.lower(), self._value(start)

    def _value(self, start: int) -> str:
        quote = self._next()
        if quote not in ("'", '"') or not quote:
            return decode(self._until(_SPACE + ">"))
        end = self.source.find(quote, self.at + 1)
        if end < 0:
            raise _cannot(f"Unclosed start tag at byte offset {self._byte(start)}")
        value = self.source[self.at + 1 : end]
        self.at = end + 1
        return decode(value)

    def _name(self) -> str:
        return self._until(_SPACE + ">").lower()

    def _until(self, stops: str) -> str:
        start = self.at
        while self.at < len(self.source) and self.source[self.at] not in stops:
            self.at += 1
        return self.source[start : self.at]

    def _skip_space(self) -> None:
        while self._next() and self._next() in _SPACE:
            self.at += 1

    def _next(self) -> str:
        return self.source[self.at : self.at + 1]

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode())


def _fields(tag: str, attributes: dict[str, str]) -> Json:
    match tag:
        case "a":
            return {"url": attributes.get("href", "")}
        case "code" if attributes.get("class", "").startswith("language-"):
            return {"language": attributes["class"].removeprefix("language-")}
        case "tg-emoji":
            return {"custom_emoji_id": attributes.get("emoji-id", "")}
        case "tg-time":
            unix = attributes.get("unix", "0")
            return {"unix_time": int(unix) if unix.isdecimal() else 0}
        case _:
            return {}


def _complete_link(entity: Json, text: str) -> bool:
    """Settle where a link leads; False when it leads nowhere and is plain text."""
    url = entity.get("url") or text.encode("utf-16-le")[entity["offset"] * 2 :].decode("utf-16-le")
    if user := _USER_LINK.fullmatch(url):
        entity["type"] = "text_mention"
        entity["user_id"] = int(user[1])
        del entity["url"]
        return True
    if not re.fullmatch(r"(?:https?://|tg://|mailto:|tel:|ton://)?[^\s<>]+\.?[^\s<>]*", url) or not re.search(
        r"[.:]", url
    ):
        return False
    entity["url"] = url if ":" in url else f"http://{url}"
    return True


def _cannot(reason: str) -> ApiError:
    return bad(f"can't parse entities: {reason}")


def parse(source: str) -> tuple[str, list[Json]]:
    """Text without tags and its entities in closing order; raises 400 "can't parse entities: …"."""
    if "<" not in source:
        return decode(source), []
    return _Parser(source).run()
