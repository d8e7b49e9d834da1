"""Strict reading of a call: every parameter known, every type right, every required one there.

The table ``methods.json`` holds names and types of the Bot API's methods and of the objects they take.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from bot.simulator.errors import ApiError, violation
from bot.simulator.files import Upload

Json = dict[str, Any]

_TABLE: Final = json.loads(Path(__file__).with_name("methods.json").read_text(encoding="utf-8"))
METHODS: Final[dict[str, dict[str, str]]] = _TABLE["methods"]
TYPES: Final[dict[str, Any]] = _TABLE["types"]
CANONICAL: Final = {name.lower(): name for name in METHODS}
# Left out of the documentation since Bot API 7.0, still understood by Telegram.
_LEGACY: Final = {
    "reply_to_message_id": "Integer",
    "allow_sending_without_reply": "Boolean",
    "disable_web_page_preview": "Boolean",
}
_LONGEST_NUMBER: Final = 20


class _Mismatch(Exception):
    """A value that does not fit; the message says where and why."""


def canonical(method: str) -> str:
    """The method's own spelling; raises 404 for a method the Bot API does not have."""
    name = CANONICAL.get(method.lower())
    if name is None:
        raise ApiError(404, "Not Found: method not found", violation=True)
    return name


def read(method: str, raw: Json) -> Json:
    """Parameters of a canonical method as typed values; raises 400, marked as a violation, when one does not fit."""
    table = METHODS[method]
    params: Json = {}
    attached = {name for name, value in raw.items() if isinstance(value, Upload) and name not in table}
    for name, value in raw.items():
        if name in attached:
            continue
        expected = table.get(name) or (_LEGACY.get(name) if "reply_parameters" in table else None)
        if expected is None:
            raise violation(f'unknown parameter "{name}" of {method}')
        try:
            params[name] = _fit(value, expected.rstrip("!"))
        except _Mismatch as error:
            raise violation(f'parameter "{name}" of {method}: {error}') from None
    for name, expected in table.items():
        if expected.endswith("!") and name not in params:
            raise violation(_missing(method, name))
    return _attach(params, {name: raw[name] for name in attached})


def _missing(method: str, name: str) -> str:
    match name:
        case "chat_id":
            return "chat_id is empty"
        case "text" if method in ("sendMessage", "editMessageText"):
            return "message text is empty"
        case _:
            return f'parameter "{name}" is required by {method}'


def _attach(params: Json, uploads: Json) -> Json:
    """Put uploads in the place of the ``attach://name`` that stands for them; raises 400 when one is missing."""
    used: set[str] = set()

    def settle(value: Any) -> Any:
        if isinstance(value, str) and value.startswith("attach://"):
            name = value.removeprefix("attach://")
            if name not in uploads:
                raise violation(f'no file "{name}" in the request')
            used.add(name)
            return uploads[name]
        if isinstance(value, list):
            return [settle(item) for item in value]
        if isinstance(value, dict):
            return {key: settle(item) for key, item in value.items()}
        return value

    if uploads or "media" in params:
        params = settle(params)
    if left := set(uploads) - used:
        raise violation(f"files nobody refers to: {', '.join(sorted(left))}")
    return params


def _fit(value: Any, expected: str) -> Any:
    """The value as one of the expected types (joined by ``|``); raises _Mismatch."""
    kinds = expected.split("|")
    if isinstance(value, str) and not {"String", "InputFile"} & set(kinds) and _composite(kinds):
        value = _json(value)
    reason = ""
    for kind in kinds:
        try:
            return _fit_one(value, kind)
        except _Mismatch as error:
            reason = reason or str(error)
    raise _Mismatch(reason if len(kinds) == 1 else f"{reason} (expected one of {', '.join(kinds)})")


def _composite(kinds: list[str]) -> bool:
    return any(kind.startswith("Array of ") or kind not in ("Integer", "Float", "Boolean") for kind in kinds)


def _json(value: str) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise _Mismatch("can't parse JSON") from None


def _fit_one(value: Any, kind: str) -> Any:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            raise _Mismatch("array expected")
        return [_fit_one(item, kind.removeprefix("Array of ")) for item in value]
    plain = _PLAIN.get(kind)
    return plain(value) if plain else _object(value, kind)


def _integer(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str):
        digits = value.strip().removeprefix("-")
        if digits.isascii() and digits.isdigit() and len(digits) < _LONGEST_NUMBER:
            return int(value)
    raise _Mismatch("integer expected")


def _float(value: Any) -> float:
    try:
        number = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else None
    except (ValueError, OverflowError):
        number = None
    if number is None or not -1e18 < number < 1e18:
        raise _Mismatch("number expected")
    return number


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    match str(value).lower():
        case "true" | "yes" | "1":
            return True
        case "false" | "no" | "0":
            return False
        case _:
            raise _Mismatch("boolean expected")


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise _Mismatch("string expected")


def _input_file(value: Any) -> Upload | str:
    if isinstance(value, Upload):
        return value
    if isinstance(value, str) and value.startswith("attach://"):
        return value
    raise _Mismatch("file expected")


_PLAIN: Final[dict[str, Callable[[Any], Any]]] = {
    "Integer": _integer,
    "Float": _float,
    "Boolean": _boolean,
    "String": _string,
    "InputFile": _input_file,
}


def _object(value: Any, kind: str) -> Any:
    if not isinstance(value, dict):
        raise _Mismatch(f"{kind} expected")
    table = TYPES.get(kind)
    if table is None:
        return value
    if isinstance(table, list):
        return _one_of(value, table)
    fields = {}
    for name, item in value.items():
        if item is None:
            continue
        if name not in table:
            raise _Mismatch(f'unknown field "{name}" of {kind}')
        fields[name] = _inner(item, table[name].rstrip("!"), kind, name)
    for name, expected in table.items():
        if expected.endswith("!") and name not in fields:
            raise _Mismatch(f'field "{name}" of {kind} is required')
    return fields


def _inner(item: Any, expected: str, kind: str, name: str) -> Any:
    try:
        return _fit(item, expected)
    except _Mismatch as error:
        raise _Mismatch(f'field "{name}" of {kind}: {error}') from None


def _one_of(value: Json, kinds: list[str]) -> Any:
    """The variant whose name ends as ``type`` says (``photo`` → InputMediaPhoto)."""
    name = str(value.get("type", "")).replace("_", "").lower()
    fitting = [kind for kind in kinds if name and kind.lower().endswith(name)]
    if not fitting:
        raise _Mismatch(f'unknown type "{name}"')
    return _object(value, min(fitting, key=len))
