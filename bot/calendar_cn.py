"""China's working calendar as a value: the holidays library plus our override table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import holidays

from bot.domain.worktime import Calendar, WorkSpan


@dataclass(frozen=True, slots=True)
class Overrides:
    """routing_rules/holidays.yaml; it goes before the library. A year in ``published`` stands here in full, the
    library's own is not used. No day is both off and worked.
    """

    days_off: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()
    published: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Built:
    """The calendar, and as a warning the years asked for whose holidays nobody has published yet."""

    calendar: Calendar
    unpublished: tuple[int, ...]


@cache
def _china() -> Any:
    """The library's class of China alone. Asked for by its name, it comes with the two hundred other countries, which
    take a fifth of a second and eight megabytes."""
    file = Path(holidays.__file__).parent / "countries" / "china.py"
    spec = spec_from_file_location("holidays.countries.china", file) if file.exists() else None
    if spec is None or spec.loader is None:
        return type(holidays.country_holidays("CN"))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.China


def build_calendar(years: Iterable[int], hours: tuple[WorkSpan, ...], overrides: Overrides, zone: tzinfo) -> Built:
    """The calendar of ``years``. In an unpublished year festivals and weekends are off and nothing is swapped.

    Ask for every year that a due time may reach: outside them only weekends and overrides are known.
    """
    wanted = sorted(set(years))
    # A year's notice may swap days of the December before it.
    off, worked = _published(frozenset(wanted) | {year + 1 for year in wanted})
    ours = frozenset(wanted) - overrides.published
    festivals = frozenset(day for day in off if day.year in ours)
    swapped = frozenset(day for day in worked if day.year in ours)
    # Every notice since 2001 swapped days; a year without any is the library's own reckoning.
    known = frozenset(day.year for day in swapped) | overrides.published
    calendar = Calendar(
        zone=zone,
        hours=hours,
        holidays=festivals - overrides.working_days | overrides.days_off,
        workdays=swapped - overrides.days_off | overrides.working_days,
        known_years=known,
    )
    return Built(calendar, tuple(year for year in wanted if year not in known))


@cache
def _published(years: frozenset[int]) -> tuple[frozenset[date], frozenset[date]]:
    """Days off and weekend days worked, as the library knows them. It takes as long as a complaint."""
    library = _china()(years=sorted(years))
    return frozenset(library), frozenset(library.weekend_workdays)
