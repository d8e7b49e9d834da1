"""What every gateway shares: the connection of the open transaction."""

from sqlalchemy.ext.asyncio import AsyncConnection


class Gateway:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
