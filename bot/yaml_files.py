"""Reads a YAML file into pydantic models. What is wrong comes back as findings with file and line."""

import re
from collections.abc import Mapping, Sequence
from datetime import time
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.bounded_yaml import reader, text_of
from bot.domain.findings import Finding

Findings = tuple[Finding, ...]
Place = Sequence[str | int]
"""Keys and positions that lead from the file's top to a value."""


class Part(BaseModel):
    """An unknown key is a slip and is refused; numbers are not read out of words."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True)


def local_time(value: object) -> time:
    """A time of day written HH:MM. Raises ValueError."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{2}:[0-9]{2}", value):
        raise ValueError(f'{value!r} is no time of day; write it as "08:00"')
    return time.fromisoformat(value)


LocalTime = Annotated[time, PlainValidator(local_time)]

_M = TypeVar("_M", bound=Part)


def load(path: Path, model: type[_M]) -> _M | Findings:
    """The whole file as one model, or at least one finding."""
    data = open_mapping(path)
    return data if isinstance(data, tuple) else validated(path, model, data)


def open_mapping(path: Path) -> Mapping[str, Any] | Findings:
    """What the file holds, not checked yet; it remembers its lines. At least one finding when it is no mapping."""
    yaml = reader("rt")
    yaml.Constructor = _Constructor
    try:
        data = yaml.load(text_of(path))
    except OSError as error:
        return (Finding(path, 1, f"cannot be read: {error.strerror}"),)
    except UnicodeDecodeError:
        return (Finding(path, 1, "is not UTF-8"),)
    except YAMLError as error:
        # A character that may not stand in YAML comes without a mark.
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        problem = error.problem if isinstance(error, MarkedYAMLError) else str(error).partition("\n")[0]
        return (Finding(path, mark.line + 1 if mark else 1, f"is no YAML: {problem}"),)
    return data if isinstance(data, CommentedMap) else (Finding(path, 1, "must be a mapping of keys to values"),)


def validated(path: Path, model: type[_M], node: object, line: int = 1) -> _M | Findings:
    """A part of an opened file that begins at ``line``; findings name their places within this part."""
    try:
        return model.model_validate(node)
    except ValidationError as error:
        return tuple(_finding(path, node, line, problem["loc"], problem["msg"]) for problem in error.errors())


def line_of(node: object, place: Place, line: int = 1) -> int:
    """Where the value at ``place`` stands, or the nearest thing around it: a missing key has no line of its own."""
    for step in place:
        if isinstance(node, CommentedMap) and step in node:
            line = node.lc.key(step)[0] + 1
        elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
            line = node.lc.item(step)[0] + 1
        else:
            break
        node = node[step]
    return line


def _finding(path: Path, node: object, line: int, place: Place, message: str) -> Finding:
    where, words = ".".join(map(str, place)), message.removeprefix("Value error, ")
    return Finding(path, line_of(node, place, line), f"{where}: {words}" if where else words)


class _Constructor(RoundTripConstructor):
    """Leaves dates as text: ruamel's own reading of 2027-02-30 fails without saying where."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
