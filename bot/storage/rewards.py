"""以奖代补: the ledger of rewards."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, desc, insert, select, update

from bot.domain.org import Level
from bot.domain.rewards import Reward
from bot.storage.gateway import Gateway
from bot.storage.places_below import at_or_below
from bot.storage.tables import nodes, rewards

_COLUMNS = tuple(rewards.c[field.name] for field in fields(Reward))


class Rewards(Gateway):
    async def lock(self, node_id: int) -> None:
        """Of two that would spend the same budget the second waits here, and then sees what the first has spent."""
        await self._connection.execute(select(nodes.c.id).where(nodes.c.id == node_id).with_for_update())

    async def add(self, values: Mapping[str, Any]) -> Reward:
        row = await self._connection.execute(insert(rewards).values(**values).returning(*_COLUMNS))
        return _reward(row.one())

    async def get(self, reward_id: int) -> Reward | None:
        row = (await self._connection.execute(select(*_COLUMNS).where(rewards.c.id == reward_id))).first()
        return None if row is None else _reward(row)

    async def of(self, mediation_id: int) -> Reward | None:
        """The newest line of a case, unless it was turned down."""
        query = select(*_COLUMNS).where(rewards.c.mediation_id == mediation_id).order_by(desc(rewards.c.id)).limit(1)
        row = (await self._connection.execute(query)).first()
        found = None if row is None else _reward(row)
        return None if found is None or found.granted is False else found

    async def decide(self, reward: Reward, granted: bool, decider_id: int | None, now: datetime) -> Reward | None:
        """Of two who decide at once the first wins. None otherwise."""
        query = update(rewards).where(rewards.c.id == reward.id, rewards.c.granted.is_(None))
        values = {"granted": granted, "decider_id": decider_id, "decided_at": now, "next_at": None}
        row = (await self._connection.execute(query.values(**values).returning(*_COLUMNS))).first()
        return None if row is None else _reward(row)

    async def due(self, now: datetime, limit: int = 100) -> list[Reward]:
        """Those that nobody has decided in time, the earliest first."""
        query = select(*_COLUMNS).where(rewards.c.next_at <= now).order_by(rewards.c.next_at, rewards.c.id)
        return [_reward(row) for row in await self._connection.execute(query.limit(limit))]

    async def put_off(self, reward: Reward, next_at: datetime | None) -> None:
        await self._connection.execute(update(rewards).where(rewards.c.id == reward.id).values(next_at=next_at))

    async def lines(self, node_id: int, year: int) -> list[Reward]:
        """Every line of a budget and a year."""
        query = select(*_COLUMNS).where(rewards.c.node_id == node_id, rewards.c.year == year).order_by(rewards.c.id)
        return [_reward(row) for row in await self._connection.execute(query)]

    async def below(self, path: str, year: int) -> list[Reward]:
        """Every line of a year of the budgets at or below ``path``."""
        query = select(*_COLUMNS).join(nodes, nodes.c.id == rewards.c.node_id).where(rewards.c.year == year)
        query = query.where(at_or_below(path)).order_by(rewards.c.id)
        return [_reward(row) for row in await self._connection.execute(query)]


def _reward(row: Row[Any]) -> Reward:
    values = dict(row._mapping)
    return Reward(**{**values, "level": Level(values["level"])})
