"""Rows of a people file: who holds which role at which node, from a day to a day."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.csv_table import Row, check_text, read_table
from bot.domain.importing import Changes, Finding, ImportResult, Problem, compare, result
from bot.domain.org import Level, Role

COLUMNS = ("name", "role", "node", "telegram_id", "from", "to")
MAX_TELEGRAM_ID = 2**52
"""Telegram promises that ids of people have at most 52 significant bits."""
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
"""ISO, and the two forms into which spreadsheets turn it."""

ROLE_TERMS: Mapping[str, Role] = {
    "楼栋长": Role.HELPER,
    "联户长": Role.HELPER,
    "志愿者": Role.HELPER,
    "网格员": Role.GRID_MEMBER,
    "专职网格员": Role.GRID_MEMBER,
    "网格长": Role.GRID_CHIEF,
    "片区网格长": Role.GRID_CHIEF,
    "社区": Role.COMMUNITY,
    "村": Role.COMMUNITY,
    "社区书记": Role.COMMUNITY,
    "村书记": Role.COMMUNITY,
    "镇街专班": Role.TOWN_DESK,
    "镇专班": Role.TOWN_DESK,
    "街道专班": Role.TOWN_DESK,
    "职能部门": Role.UNIT,
    "承办人": Role.UNIT,
    "县专班": Role.COUNTY_DESK,
    "县城运": Role.COUNTY_DESK,
    "县领导": Role.LEADER,
    "领导": Role.LEADER,
    "调解员": Role.MEDIATOR,
    "人民调解员": Role.MEDIATOR,
    "纪检监察": Role.DISCIPLINE,
    "纪检": Role.DISCIPLINE,
    "管理员": Role.ADMIN,
    "审计": Role.AUDITOR,
}
"""Terms of handbook §2 as clerks write them. Input to be recognised, never wording we show."""

USUAL_LEVELS: Mapping[Role, Collection[Level]] = {
    Role.GRID_MEMBER: (Level.GRID,),
    Role.GRID_CHIEF: (Level.GRID,),
    Role.COMMUNITY: (Level.COMMUNITY,),
    Role.TOWN_DESK: (Level.TOWN,),
    Role.UNIT: (Level.UNIT,),
    Role.COUNTY_DESK: (Level.COUNTY,),
}
"""Where a role is held as a rule; elsewhere is a warning, since real towns differ."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One appointment as the file gives it; ``telegram_id`` None means: print an invitation link."""

    name: str
    role: Role
    node: str
    telegram_id: int | None = None
    since: date | None = None
    until: date | None = None

    @property
    def key(self) -> tuple[str, Role, str]:
        """What makes two rows the same appointment."""
        return self.name, self.role, self.node


def parse_people(data: bytes, nodes: Mapping[str, Level]) -> ImportResult[PersonRow]:
    """Reads a people file against the codes and levels of the stored ``nodes``."""
    table = read_table(data, COLUMNS)
    findings = [*table.findings, *(f for line in table.rows for f in _check_cells(line, nodes))]
    rows = [(line, person) for line in table.rows if (person := _person(line)) is not None]
    findings += _find_doubles(rows)
    return result((person for _, person in rows), findings)


def plan_people(rows: Iterable[PersonRow], existing: Iterable[PersonRow]) -> Changes[PersonRow]:
    """What an import would do. An empty telegram_id does not take away the one an invitation has brought."""
    known = {row.key: row for row in existing}

    def keep_account(row: PersonRow) -> PersonRow:
        old = known.get(row.key)
        return row if old is None or row.telegram_id is not None else replace(row, telegram_id=old.telegram_id)

    return compare(map(keep_account, rows), lambda row: known.get(row.key))


def _check_cells(line: Row, nodes: Mapping[str, Level]) -> list[Finding]:
    findings = check_text(line, "name")
    for column in ("role", "node"):
        if not line[column]:
            findings.append(line.finding(column, Problem.CELL_EMPTY))
    role, level = _role(line["role"]), nodes.get(line["node"])
    if line["role"] and role is None:
        findings.append(line.finding("role", Problem.ROLE_UNKNOWN, role=line["role"], known=", ".join(Role)))
    if line["node"] and level is None:
        findings.append(line.finding("node", Problem.NODE_UNKNOWN, node=line["node"]))
    if role is not None and level is not None and level not in USUAL_LEVELS.get(role, Level):
        findings.append(line.finding("role", Problem.ROLE_LEVEL, role=role.value, level=level.value))
    if line["telegram_id"] and _telegram_id(line["telegram_id"]) is None:
        findings.append(line.finding("telegram_id", Problem.TELEGRAM_ID_BAD, value=line["telegram_id"]))
    return findings + _check_dates(line)


def _check_dates(line: Row) -> list[Finding]:
    bad = [column for column in ("from", "to") if line[column] and _date(line[column]) is None]
    if bad:
        return [line.finding(column, Problem.DATE_BAD, value=line[column]) for column in bad]
    since, until = _date(line["from"]), _date(line["to"])
    if since is not None and until is not None and since > until:
        return [line.finding("to", Problem.DATES_REVERSED, since=since.isoformat(), until=until.isoformat())]
    return []


def _person(line: Row) -> PersonRow | None:
    role = _role(line["role"])
    if role is None or not line["name"]:
        return None
    telegram_id = _telegram_id(line["telegram_id"])
    return PersonRow(line["name"], role, line["node"], telegram_id, _date(line["from"]), _date(line["to"]))


def _role(text: str) -> Role | None:
    code = text.upper().replace(" ", "_").replace("-", "_")
    return Role(code) if code in Role.__members__ else ROLE_TERMS.get(text)


def _telegram_id(text: str) -> int | None:
    """None for what is no account of a person: spreadsheets write 7.1E+08, groups have negative ids."""
    if not (text.isascii() and text.isdigit() and len(text) <= 16):
        return None
    return int(text) if 0 < int(text) < MAX_TELEGRAM_ID else None


def _date(text: str) -> date | None:
    found = _DATE.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _find_doubles(rows: Iterable[tuple[Row, PersonRow]]) -> list[Finding]:
    appointed: dict[tuple[str, Role, str], int] = {}
    accounts: dict[int, PersonRow] = {}
    findings = []
    for line, person in rows:
        first = appointed.setdefault(person.key, line.number)
        if first != line.number:
            findings.append(line.finding("name", Problem.PERSON_TWICE, name=person.name, first=str(first)))
        if person.telegram_id is None:
            continue
        other = accounts.setdefault(person.telegram_id, person)
        if other.name != person.name:
            args = {"value": str(person.telegram_id), "name": person.name, "other": other.name}
            findings.append(line.finding("telegram_id", Problem.TELEGRAM_ID_NAMES, **args))
    return findings
