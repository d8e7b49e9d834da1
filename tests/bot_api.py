"""Calls of the bot read a second time, by aiogram's models of the Bot API, which we did not write."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError

Json = dict[str, Any]


@cache
def _methods() -> dict[str, type[BaseModel]]:
    """aiogram's model of each method by its name. Imported when first asked for: it takes a second."""
    from aiogram import methods

    models = (getattr(methods, name) for name in methods.__all__)
    return {m.__api_method__: m for m in models if isinstance(getattr(m, "__api_method__", None), str)}


def misread(calls: Iterable[Json]) -> list[str]:
    """What aiogram does not know or would not take in the calls of a simulator's journal, a line each: the method, a
    parameter or a field inside one, or a value's type.
    """
    # A refused call says so itself, in the journal's violations; a poll is asked the same over and over.
    seen = {json.dumps([call["method"], call["params"]], sort_keys=True) for call in calls}
    return sorted({line for method, params in map(json.loads, seen) for line in _misread(method, params)})


def _misread(method: str, params: Json) -> Iterator[str]:
    model = _methods().get(method)
    if model is None:
        yield f"{method}: unknown method"
        return
    try:
        read = model.model_validate_json(json.dumps(params), strict=True)
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_input=False):
            yield f"{method}.{'.'.join(map(str, problem['loc']))}: {problem['msg']}"
        return
    yield from _unknown(method, read)


def _unknown(place: str, value: Any) -> Iterator[str]:
    """Fields that no model has: aiogram keeps them aside instead of refusing them."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from _unknown(place, item)
    elif isinstance(value, BaseModel):
        yield from (f"{place}.{name}: unknown field" for name in value.model_extra or ())
        for name in value.model_fields_set & set(type(value).model_fields):
            yield from _unknown(f"{place}.{name}", getattr(value, name))
