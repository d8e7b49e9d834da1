"""The whole bot, as conversations have it."""

from tests.conversation.conftest import (
    laoliu,
    log,
    no_errors,
    place,
    pytest_configure,
    rules,
    stage,
    town,
    wording,
    zhiqiang,
)
from tests.web.conftest import database, databases, fresh, front, migrated

__all__ = [
    "database",
    "databases",
    "fresh",
    "front",
    "laoliu",
    "log",
    "migrated",
    "no_errors",
    "place",
    "pytest_configure",
    "rules",
    "stage",
    "town",
    "wording",
    "zhiqiang",
]
