"""Calls of the bot read a second time, by aiogram's models of the Bot API, which we did not write."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

Json = dict[str, Any]


@cache
def _methods() -> dict[str, type[BaseModel]]:
    """aiogram's model of each method by its name. Imported when first asked for: it takes a second."""
    _unfinished()
    from aiogram import methods

    models = (getattr(methods, name) for name in methods.__all__)
    return {m.__api_method__: m for m in models if isinstance(getattr(m, "__api_method__", None), str)}


@cache
def _unfinished() -> dict[type[BaseModel], Json]:
    """aiogram builds all its four hundred types when it is imported, in four seconds. We need a handful and import it
    without: its types, each with the names to build it with. None where somebody has imported it before.
    """
    found: dict[type[BaseModel], Json] = {}

    def later(model: type[BaseModel], *, _types_namespace: Json) -> None:
        found[model] = _types_namespace

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseModel, "model_rebuild", classmethod(later))
        import_module("aiogram.types")
    return found


def whole_aiogram() -> None:
    """For who uses more of it than the models of methods."""
    for model, names in _unfinished().items():
        model.model_rebuild(_types_namespace=names)


@cache
def _model(method: str) -> type[BaseModel] | None:
    """Built with all that stands inside it."""
    model = _methods().get(method)
    names = next(iter(_unfinished().values()), None)
    if model is not None and names is not None:
        model.model_rebuild(_types_namespace=names)
    return model


def misread(calls: Iterable[Json]) -> list[str]:
    """What aiogram does not know or would not take in the calls of a simulator's journal, a line each: the method, a
    parameter or a field inside one, or a value's type.
    """
    # A refused call says so itself, in the journal's violations; a poll is asked the same over and over.
    seen = {json.dumps([call["method"], call["params"]], sort_keys=True) for call in calls}
    return sorted({line for method, params in map(json.loads, seen) for line in _misread(method, params)})


def _misread(method: str, params: Json) -> Iterator[str]:
    model = _model(method)
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
