"""Every kind of notice that the code can make, found in its source."""

import ast
from collections.abc import Iterator
from functools import cache

from bot.domain.errors import Refusal
from bot.usecases.desk import ENDS
from tests.storage.county import categories, town_hall
from tests.unit.meta.source import BOT, functions, modules

KIND_ARGUMENT = {
    "Notice": 0, "petitioner": 2, "standing": 2, "_tell_handlers": 3, "_Word": 0, "_list": 1, "_item": 1,
    "leave": 4, "_gone": 2, "hot_line": 1, "joined": 2, "everyone": 2, "shown": 3, "tell_residents": 3,
    "say": 2, "letters": 0, "leave_all": 3, "Word": 2,
}  # fmt: skip
"""Calls that name a kind, and which argument it is."""

UNSPOKEN = {"noted"}
"""Kinds that are a mark and no words."""


@cache
def families() -> dict[str, set[str]]:
    """Kinds put together at run time, by the unchanging part of their name."""
    dangers = {f"danger-{code}" for code in categories() if code.startswith("01")}
    policy = town_hall()._policies.deadlines
    ends = {f"ended-{event.value}" for event in ENDS}
    return {
        "ended-": ends,
        "danger-": dangers,
        "remind-": {f"remind-{reminder.percent}" for reminder in policy.reminders},
    }


def refusals() -> Iterator[type[Refusal]]:
    waiting: list[type[Refusal]] = [Refusal]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += found.__subclasses__()


@cache
def made() -> frozenset[str]:
    """Literal kinds, whole families where a kind is put together, and the keys of refusals."""
    kinds = {refusal.key for refusal in refusals()}
    for folder in ("usecases", "chat"):
        for module in modules(BOT / folder).values():
            for function in functions(module):
                kinds |= set(_kinds_in(function))
    return frozenset(kinds - UNSPOKEN)


def _kinds_in(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    values = _named_values(function)
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and _called(node) in KIND_ARGUMENT:
            place = KIND_ARGUMENT[_called(node)]
            given = node.args[place : place + 1] + [k.value for k in node.keywords if k.arg == "kind"]
            for argument in given:
                yield from _texts(argument, values)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _named_values(function: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[str, list[ast.expr]]:
    """What each name is given: by assignment, by a default, or by a loop over pairs that stand in the function."""
    values: dict[str, list[ast.expr]] = {}
    arguments, defaults = function.args.args, function.args.defaults
    for argument, default in zip(arguments[len(arguments) - len(defaults) :], defaults, strict=True):
        values.setdefault(argument.arg, []).append(default)
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=given)):
                pairs = list(zip(names, given, strict=True))
            case ast.Assign(targets=[name], value=value):
                pairs = [(name, value)]
            case _:
                continue
        for name, value in pairs:
            if isinstance(name, ast.Name):
                values.setdefault(name.id, []).append(value)
    values["kind"] = [*values.get("kind", []), *_firsts_of_pairs(function)]
    return values


def _firsts_of_pairs(function: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        match node:
            case ast.Tuple(elts=[ast.Constant() as first, ast.Name()]):
                yield first


def _texts(value: ast.expr, values: dict[str, list[ast.expr]]) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp():
            yield from _texts(value.body, values)
            yield from _texts(value.orelse, values)
        case ast.JoinedStr(values=[ast.Constant(value=str(prefix)), *_]):
            assert prefix in families(), f"line {value.lineno}: no family of kinds begins with {prefix}"
            yield from families()[prefix]
        case ast.Name(id=name):
            for given in values.get(name, []):
                yield from _texts(given, {})
        case _:
            return
