"""Small facts of the installation, by name."""

from sqlalchemy import delete, insert, select

from bot.storage.gateway import Gateway
from bot.storage.tables import settings


class Settings(Gateway):
    async def get(self, name: str, default: str = "") -> str:
        value = await self._connection.scalar(select(settings.c.value).where(settings.c.name == name))
        return default if value is None else str(value)

    async def put(self, name: str, value: str) -> None:
        await self._connection.execute(delete(settings).where(settings.c.name == name))
        await self._connection.execute(insert(settings).values(name=name, value=value))
