"""长期项目: many tickets become one plan with a list of sites; how tables and replies of people are read."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.limits import Limit

MOST_SITES, MOST_PARTS, LONGEST_NAME, LONGEST_TITLE, LONGEST_UNIT = 500, 99_999, 60, 60, 4

_BETWEEN = " \t,，、;；:：|"
_LONGEST_LINE = 200
"""A longer one is no site, and is not searched for one: what a search costs grows with the square of its length."""
_COUNTED = re.compile(rf"^(.*?)[{_BETWEEN}]+([0-9]{{1,5}})\s*([^\W\d_]{{0,{LONGEST_UNIT}}})\.?$")
_TICKED = re.compile(rf"^([+]?)\s*([0-9]{{1,5}})\s*[^\W\d_]{{0,{LONGEST_UNIT}}}$")
_NUMBER = re.compile(r"[0-9]{1,5}(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class ProjectRule:
    """``days``: buttons of the due date; ``review``: looked at so often; ``whole``: words for all parts of a site."""

    days: tuple[int, ...]
    review: Limit
    whole: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """``node_id``: the town or county whose plan it is; ``lead_id``: who leads; ``unit``: what parts are counted in.
    ``closer_id``: who ended it by hand.
    """

    id: int
    node_id: int
    title: str
    unit: str
    lead_id: int | None
    actor_id: int
    created_at: datetime
    due_at: datetime | None
    review_at: datetime
    half_at: datetime | None
    ended_at: datetime | None
    closer_id: int | None


@dataclass(frozen=True, slots=True)
class Site:
    """One place; ``done`` of ``total`` parts."""

    id: int
    project_id: int
    name: str
    done: int
    total: int
    changed_at: datetime | None

    @property
    def ready(self) -> bool:
        return self.done >= self.total


@dataclass(frozen=True, slots=True)
class NewSite:
    """A line of a list: a place, its number of parts and what they are counted in ("" where nothing says it)."""

    name: str
    total: int = 1
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """With its denominators: so many of so many sites, so many of so many parts."""

    sites: int = 0
    sites_done: int = 0
    parts: int = 0
    parts_done: int = 0

    @property
    def half(self) -> bool:
        return self.parts > 0 and 2 * self.parts_done >= self.parts

    @property
    def complete(self) -> bool:
        return self.parts > 0 and self.parts_done >= self.parts


def progress(sites: Sequence[Site]) -> Progress:
    done = sum(min(site.done, site.total) for site in sites)
    return Progress(len(sites), sum(site.ready for site in sites), sum(site.total for site in sites), done)


def typed(text: str) -> tuple[NewSite, ...]:
    """One site a line: 城东小学 14间. Without a number it has one part."""
    return _listed(_typed(line) for line in _plain(text).splitlines())


def tabled(rows: Sequence[Sequence[str]]) -> tuple[NewSite, ...]:
    """Of each row the first cell that is no number is the name, the next number behind it how many parts. A first row
    without a number above rows that have one is the caption.
    """
    read = [_row([_plain(cell).strip() for cell in row]) for row in rows]
    counted = [site is not None and bool(site.unit) for site in read]
    if read and not counted[0] and any(counted):
        read = read[1:]
    return _listed(NewSite(site.name, site.total) if site else None for site in read)


def is_list(text: str, *, first: bool) -> bool:
    """Whether every line says how many; a ``first`` list of several places may leave that out."""
    lines = [line.strip() for line in _plain(text).splitlines() if line.strip()]
    return (first and len(lines) > 1) or (bool(lines) and all(_counted(line) for line in lines))


@dataclass(frozen=True, slots=True)
class Tick:
    """So many parts of a site are done now."""

    site: Site
    done: int


def read_tick(text: str, sites: Sequence[Site], whole: Collection[str]) -> Tick | None:
    """城东小学 12间: twelve are done by now. 城东小学 +3: three more. 城东小学 全部: all of them. None: it says no such
    thing of a site. Never more than there are.
    """
    said = _plain(text).strip()
    named = [site for site in sites if said.startswith(site.name)]
    if not named:
        return None
    site = max(named, key=lambda one: len(one.name))
    rest = said[len(site.name) :].strip(_BETWEEN + ".。!！")
    if rest.lower() in whole:
        return Tick(site, site.total)
    match = _TICKED.match(rest)
    if match is None:
        return None
    counted = int(match[2]) + (site.done if match[1] else 0)
    return Tick(site, min(counted, site.total))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _counted(line: str) -> re.Match[str] | None:
    return _COUNTED.match(line) if len(line) <= _LONGEST_LINE else None


def _typed(line: str) -> NewSite | None:
    line = line.strip()
    if len(line) > _LONGEST_LINE:
        return None
    match = _counted(line)
    if match is None or not match[1].strip(_BETWEEN):
        return NewSite(line.strip(_BETWEEN)) if line.strip(_BETWEEN) else None
    return NewSite(match[1].strip(_BETWEEN), int(match[2]), match[3])


def _row(cells: Sequence[str]) -> NewSite | None:
    """``unit`` only says here whether the row had a number."""
    place = next((i for i, cell in enumerate(cells) if cell and not _NUMBER.fullmatch(cell)), None)
    if place is None:
        return None
    number = next((cell for cell in cells[place + 1 :] if _NUMBER.fullmatch(cell)), "")
    return NewSite(cells[place], int(float(number)) if number else 1, number)


def _listed(read: Iterable[NewSite | None]) -> tuple[NewSite, ...]:
    """Each name once, the last line counts; nothing without parts."""
    found: dict[str, NewSite] = {}
    for site in read:
        if site is not None and 0 < site.total <= MOST_PARTS and len(site.name) <= LONGEST_NAME:
            found[site.name] = site
    return tuple(found.values())
