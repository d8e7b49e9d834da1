"""Text of a message as Telegram stores it: cleaned, parsed, trimmed, measured, with all its entities."""

from __future__ import annotations

import re
from typing import Any

from bot.simulator import html, markdown
from bot.simulator.chats import Person
from bot.simulator.entities import detect, ordered, utf16
from bot.simulator.errors import bad

Json = dict[str, Any]
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_CONTROL = {code: " " for code in range(32) if code != 10} | {13: ""}
_NEEDS_CLEANING = re.compile(r"[\x00-\x09\x0b-\x1f\ud800-\udfff]")


def clean(text: str) -> str:
    """Control characters become spaces; raises 400 for half a surrogate pair, which is no text at all."""
    if not _NEEDS_CLEANING.search(text):
        return text
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise bad("strings must be encoded in UTF-8")
    return text.translate(_CONTROL)


def formatted(
    raw: str, parse_mode: str | None, given: list[Json] | None, people: dict[int, Person]
) -> tuple[str, list[Json]]:
    """Trimmed text with entities: from the parse mode or as given, and those Telegram finds by itself."""
    text, entities = _parsed(clean(raw), parse_mode, given)
    text, entities = _trimmed(text, [_with_user(entity, people) for entity in entities])
    entities += detect(text, entities)
    return text, ordered(entities)


def _parsed(raw: str, parse_mode: str | None, given: list[Json] | None) -> tuple[str, list[Json]]:
    match (parse_mode or "").lower():
        case "":
            return raw, [dict(entity) for entity in given or ()]
        case "html":
            return html.parse(raw)
        case "markdownv2":
            return markdown.parse(raw)
        case _:
            raise bad("unsupported parse_mode")


def _with_user(entity: Json, people: dict[int, Person]) -> Json:
    """A mention by user id carries the User; of someone unknown it is plain text (length 0 drops it)."""
    if "user_id" not in entity:
        return entity
    person = people.get(entity["user_id"])
    known = {name: value for name, value in entity.items() if name != "user_id"}
    return {**known, "user": person.user} if person else {**known, "length": 0}


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    left = utf16(text) - utf16(text.lstrip())
    text = text.strip()
    end = utf16(text)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - left)
        stop = min(end, entity["offset"] + entity["length"] - left)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return text, kept


def message_text(params: Json, people: dict[int, Person]) -> Json:
    """Fields ``text`` and ``entities`` of a message to send; raises 400 when empty or over 4096 characters."""
    text, entities = formatted(str(params.get("text", "")), params.get("parse_mode"), params.get("entities"), people)
    if not text:
        raise bad("message text is empty")
    if len(text) > LONGEST_TEXT:
        raise bad("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption(params: Json, people: dict[int, Person]) -> Json:
    """Fields ``caption`` and ``caption_entities``; empty when there is none; raises 400 over 1024 characters."""
    raw = params.get("caption")
    if not raw:
        return {}
    text, entities = formatted(str(raw), params.get("parse_mode"), params.get("caption_entities"), people)
    if len(text) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}
