"""The script of a played day (day/day.yaml): who does what at which time, and where one sees what follows from it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from bot.domain.findings import FilesInvalid, Finding
from bot.yaml_files import LocalTime, Part, line_of, open_mapping, validated

DAY = Path(__file__).parent / "day" / "day.yaml"
FIRST_RESIDENT = 721_000_001
"""Accounts of the day's residents are numbered from here in the order of the file."""

_P = TypeVar("_P", bound=Part)

DEEDS = ("says", "photo", "voice", "spot", "presses", "edits", "joins")


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


class Resident(Part):
    """Somebody of the day: ``home`` is the code of a grid, ``temper`` a few words for the onlooker."""

    name: str
    home: str = ""
    temper: str
    language: str = "zh-hans"


class Step(Part):
    """One thing that somebody does, or (without ``who``) time that passes.

    ``group``: said in this group instead of in private. ``on``: words of the message that is replied to, pressed or
    edited; the newest with them counts. ``sees``: what must then stand in which chats, by words.
    """

    at: LocalTime
    caption: str = ""
    who: str = ""
    group: str = ""
    says: str = ""
    photo: str = ""
    voice: bool = False
    spot: str = ""
    presses: str = ""
    edits: str = ""
    joins: bool = False
    on: str = ""
    sees: Mapping[str, Annotated[tuple[str, ...], BeforeValidator(_listed)]] = Field(default_factory=dict)
    line: int = 0

    @model_validator(mode="after")
    def _one_deed(self) -> "Step":
        deeds = [name for name in DEEDS if getattr(self, name)]
        if deeds == ["says", "photo"]:
            deeds = ["photo"]
        if len(deeds) > 1:
            raise ValueError(f"one step is one deed, not {' and '.join(deeds)}")
        if bool(deeds) != bool(self.who) and not self.joins:
            raise ValueError(f"{'who does it?' if deeds else self.who + ' does nothing'}: one of {', '.join(DEEDS)}")
        if not deeds and not self.sees:
            raise ValueError("time passes, but nothing is to be seen: say sees")
        return self


@dataclass(frozen=True, slots=True)
class Script:
    """The whole day: residents by name with their accounts, and the steps in order of time."""

    residents: Mapping[str, tuple[int, Resident]]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class County:
    """What the script may name: people in office, groups, codes of grids."""

    people: Collection[str]
    groups: Collection[str]
    grids: Collection[str]


def load(path: Path, county: County) -> Script:
    """Reads and checks the script. Raises FilesInvalid with file and line of everything that is wrong."""
    data = _open(path)
    findings: list[Finding] = []
    residents = {
        part.name: (FIRST_RESIDENT + i, part)
        for i, (_, part) in enumerate(_parts(path, data, "people", Resident, findings))
    }
    steps = [step.model_copy(update={"line": line}) for line, step in _parts(path, data, "steps", Step, findings)]
    script = Script(residents, tuple(steps))
    findings += [Finding(path, line, message) for line, message in _unknown(script, county, path.parent)]
    if findings:
        raise FilesInvalid(findings)
    return script


def _open(path: Path) -> Mapping[str, Any]:
    data = open_mapping(path)
    if isinstance(data, tuple):
        raise FilesInvalid(data)
    if set(data) != {"people", "steps"}:
        raise FilesInvalid([Finding(path, 1, "must have the keys people and steps")])
    return data


def _parts(
    path: Path, data: Mapping[str, Any], key: str, form: type[_P], findings: list[Finding]
) -> Iterator[tuple[int, _P]]:
    """Each entry of a list with its line; what cannot be read goes to ``findings``."""
    if not isinstance(data[key], list):
        findings.append(Finding(path, line_of(data, [key]), f"{key} must be a list"))
        return
    for i, row in enumerate(data[key]):
        line = line_of(data, [key, i])
        part = validated(path, form, row, line)
        if isinstance(part, tuple):
            findings += part
        else:
            yield line, part


def _unknown(script: Script, county: County, folder: Path) -> Iterator[tuple[int, str]]:
    """Names that nobody bears, places and pictures that are not there, steps out of order."""
    people = {*script.residents, *county.people}
    last = time.min
    for name, (_, resident) in script.residents.items():
        if resident.home and resident.home not in county.grids:
            yield 1, f"{name}: there is no grid {resident.home!r}"
    for step in script.steps:
        if step.at < last:
            yield step.line, f"{step.at:%H:%M} comes after {last:%H:%M}"
        last = max(last, step.at)
        if step.who and step.who not in people:
            yield step.line, f"nobody is called {step.who!r}"
        for name in (step.group, *step.sees):
            if name and name not in county.groups and (name == step.group or name not in people):
                yield step.line, f"there is no chat {name!r}"
        if step.spot and step.spot not in county.grids:
            yield step.line, f"there is no grid {step.spot!r}"
        if step.photo and not (folder / step.photo).is_file():
            yield step.line, f"there is no picture {step.photo!r}"
