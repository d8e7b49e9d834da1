"""What every gateway shares: the connection of the open transaction."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def inserting(table: Table, shared: bool) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if shared else sqlite.insert(table)


class Gateway:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def _shared(self) -> bool:
        """Whether several processes may work on this database."""
        return self._connection.dialect.name == "postgresql"

    def _insert(self, table: Table) -> postgresql.Insert | sqlite.Insert:
        """An insert that may say what happens when the row is there already, in the words of the database at hand."""
        return inserting(table, self._shared)
