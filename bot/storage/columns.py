"""Kinds of columns that both databases keep alike."""

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Dialect, ForeignKey, Integer, String, Text, TypeDecorator
from sqlalchemy import text as sql


class Utc(TypeDecorator[datetime]):
    """An aware UTC datetime on both databases; SQLite would drop the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a datetime without a zone reached the database")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        aware: datetime = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return aware


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text as both databases take it: PostgreSQL knows no NUL, neither half a surrogate pair."""
    return text if text.isascii() and "\x00" not in text else _UNSTORABLE.sub(_stand_in, text)


def _stand_in(found: re.Match[str]) -> str:
    return "" if found[0] == "\x00" else "\N{REPLACEMENT CHARACTER}"


class Words(TypeDecorator[str]):
    """Text, cleaned on its way in, also where it is only compared. Without a length of any length."""

    impl = String
    cache_ok = True

    def __init__(self, length: int | None = None) -> None:
        super().__init__()
        self.length = length
        self.impl = String(length) if length else Text()  # type: ignore[assignment]  # the stub knows the class's alone

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


# SQLite gives automatic numbers only to INTEGER keys.
Id = BigInteger().with_variant(Integer, "sqlite")


def own_id() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=True)


def ref(name: str, target: str, *, nullable: bool = False, primary_key: bool = False) -> Column[int]:
    """A row of another table; as ``primary_key`` there is one at most for each."""
    return Column(name, Id, ForeignKey(target), nullable=nullable, primary_key=primary_key, autoincrement=False)


def only(condition: str) -> dict[str, Any]:
    """Arguments of an index over some of the rows, for both databases."""
    return {"sqlite_where": sql(condition), "postgresql_where": sql(condition)}
