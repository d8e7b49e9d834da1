"""What reading an import file yields: rows or findings, and what the rows would change."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

R = TypeVar("R")


class Severity(StrEnum):
    """An error stops the whole import; a warning is shown and the import goes on."""

    ERROR = "error"
    WARNING = "warning"


class Problem(StrEnum):
    """Everything an import file is told. The value is the message key in locales/*/import.ftl."""

    NOT_TEXT = "import-not-text"
    TOO_LARGE = "import-too-large"
    SPREADSHEET = "import-spreadsheet"
    READ_AS_GBK = "import-read-as-gbk"
    EMPTY = "import-empty"
    BROKEN_CSV = "import-broken-csv"
    COLUMN_MISSING = "import-column-missing"
    COLUMN_UNKNOWN = "import-column-unknown"
    COLUMN_TWICE = "import-column-twice"
    CELLS_TOO_MANY = "import-cells-too-many"
    CELL_EMPTY = "import-cell-empty"
    TEXT_BAD = "import-text-bad"
    CODE_BAD = "import-code-bad"
    CODE_TWICE = "import-code-twice"
    LEVEL_UNKNOWN = "import-level-unknown"
    LEVEL_CHANGED = "import-level-changed"
    PARENT_EMPTY = "import-parent-empty"
    PARENT_UNKNOWN = "import-parent-unknown"
    PARENT_LEVEL = "import-parent-level"
    PARENT_CYCLE = "import-parent-cycle"
    ALIAS_SHORT = "import-alias-short"
    ALIAS_RANGE = "import-alias-range"
    ALIAS_SHARED = "import-alias-shared"
    POLYGON_UNREADABLE = "import-polygon-unreadable"
    POLYGON_KIND = "import-polygon-kind"
    POLYGON_INVALID = "import-polygon-invalid"
    POLYGON_SWAPPED = "import-polygon-swapped"
    POLYGON_OFF_EARTH = "import-polygon-off-earth"
    POLYGON_ABROAD = "import-polygon-abroad"
    POLYGON_OVERLAP = "import-polygon-overlap"
    ROLE_UNKNOWN = "import-role-unknown"
    ROLE_LEVEL = "import-role-level"
    NODE_UNKNOWN = "import-node-unknown"
    TELEGRAM_ID_BAD = "import-telegram-id-bad"
    TELEGRAM_ID_NAMES = "import-telegram-id-names"
    DATE_BAD = "import-date-bad"
    DATES_REVERSED = "import-dates-reversed"
    PERSON_TWICE = "import-person-twice"


WARNINGS = frozenset(
    {
        Problem.READ_AS_GBK,
        Problem.COLUMN_UNKNOWN,
        Problem.ALIAS_SHARED,
        Problem.POLYGON_ABROAD,
        Problem.ROLE_LEVEL,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about a file: spreadsheet ``row`` (header = 1, 0 = the whole file) and ``column`` ("" = all)."""

    row: int
    column: str
    problem: Problem
    args: Mapping[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.problem in WARNINGS else Severity.ERROR


@dataclass(frozen=True, slots=True)
class ImportResult(Generic[R]):
    """Rows in file order with all findings by row. One error empties ``rows``: all or nothing."""

    rows: tuple[R, ...]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return all(f.severity is Severity.WARNING for f in self.findings)


def result(rows: Iterable[R], findings: Iterable[Finding]) -> ImportResult[R]:
    """Orders the findings by row and drops the rows when one of them is an error."""
    ordered = tuple(sorted(findings, key=lambda f: f.row))
    checked = ImportResult(tuple(rows), ordered)
    return checked if checked.ok else ImportResult((), ordered)


@dataclass(frozen=True, slots=True)
class Changes(Generic[R]):
    """What an import would do. What exists but is not in the file is left alone."""

    add: tuple[R, ...]
    change: tuple[R, ...]
    keep: tuple[R, ...]


def compare(rows: Iterable[R], before: Callable[[R], R | None]) -> Changes[R]:
    """Sorts ``rows`` by what ``before(row)``, the row as it exists today or None, says of them."""
    add: list[R] = []
    change: list[R] = []
    keep: list[R] = []
    for row in rows:
        old = before(row)
        (add if old is None else keep if old == row else change).append(row)
    return Changes(tuple(add), tuple(change), tuple(keep))
