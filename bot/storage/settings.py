"""Small facts of the installation, by name."""

from sqlalchemy import bindparam, select

from bot.storage.gateway import Gateway
from bot.storage.tables import settings

_GET = select(settings.c.value).where(settings.c.name == bindparam("of_name"))


class Settings(Gateway):
    async def get(self, name: str, default: str = "") -> str:
        value = await self._connection.scalar(_GET, {"of_name": name})
        return default if value is None else str(value)

    async def put(self, name: str, value: str) -> None:
        statement = self._insert(settings).values(name=name, value=value)
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
