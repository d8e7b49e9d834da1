"""What can go wrong with the database itself, told apart from what is wrong with a statement."""

import sqlite3
from enum import StrEnum

from sqlalchemy.exc import DBAPIError, OperationalError, PendingRollbackError


class Fault(StrEnum):
    """What a person would have to mend."""

    AWAY = "away"
    REFUSED = "refused"
    MISSING = "missing"
    FULL = "full"
    OTHER = "other"


class StorageFailed(Exception):
    """The database did not do what was asked: locked, full, away or broken. The text is one line without values."""

    def __init__(self, reason: str, fault: Fault = Fault.OTHER) -> None:
        self.fault = fault
        super().__init__(reason)


# Classes of SQLSTATE: connection, rolled back (deadlock, serialization), resources, lock or object in use, operator
# (a server that stops), system, internal.
_PASSING = ("08", "40", "53", "55", "57", "58", "XX")
_REFUSED = ("28P01", "28000")
_MISSING = "3D000"
_AWAY = ("08", "57P03")
_FULL = "53100"


def failure(error: BaseException) -> StorageFailed:
    """The driver's or SQLAlchemy's exception as ours."""
    if isinstance(error, StorageFailed):
        return error
    cause = _cause(error)
    reason = str(cause).partition("\n")[0].strip() or type(cause).__name__
    return StorageFailed(reason, _fault(cause))


def is_outage(error: BaseException) -> bool:
    """Whether the same would fail for everybody now, or pass when tried again: no fault of whoever asked."""
    if isinstance(error, OperationalError | PendingRollbackError | OSError):
        return True
    state = _state(_cause(error))
    return state.startswith(_PASSING) or (isinstance(error, DBAPIError) and error.connection_invalidated)


def _cause(error: BaseException) -> BaseException:
    """What the driver said, without SQLAlchemy's statement and values around it."""
    while isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    # SQLAlchemy's stand-in for asyncpg's exceptions puts a class name before their text.
    return error.__cause__ if error.__cause__ is not None and _state(error.__cause__) else error


def _state(error: BaseException) -> str:
    return getattr(error, "sqlstate", None) or ""


def _fault(cause: BaseException) -> Fault:
    state = _state(cause)
    if state in _REFUSED:
        return Fault.REFUSED
    if state == _MISSING:
        return Fault.MISSING
    if state == _FULL or getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
        return Fault.FULL
    return Fault.AWAY if isinstance(cause, OSError) or state.startswith(_AWAY) else Fault.OTHER
