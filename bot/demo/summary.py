"""What became of the day's complaints, counted like the digest: from the tickets themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.demo.keeper import Keeper
from bot.domain.life import OPEN
from bot.storage.reports import Row
from bot.usecases import reports
from bot.usecases.town import Town

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Office:
    """Looks things up for the page; decides nothing."""

    keeper: Keeper

    async def summary(self, since: datetime | None) -> Json:
        """The digest's figures of this moment for the whole county, and the tickets filed ``since``, oldest first."""
        now = self.keeper.clock.now()
        async with self.keeper.house.database.begin() as tx:
            town = await self.keeper.house.rules.town(tx)
            root = next(node for node in town.tree if node.parent_id is None)
            figures = (await reports.digest(tx, town, root, now, "now")).args
            rows = [row for row in await tx.reports.below(root.path) if since is None or row.created_at >= since]
        return {"figures": dict(figures), "tickets": [_told(town, row, now) for row in rows]}

    async def held(self) -> Json:
        """What starting over would throw away."""
        whole = await self.summary(None)
        messages = sum(len(chat.messages) for chat in self.keeper.simulator.chats.values())
        return {"tickets": len(whole["tickets"]), "messages": messages}


def _told(town: Town, row: Row, now: datetime) -> Json:
    """One line of the summary. Of a sealed matter nothing but that there is one."""
    late = row.signed_at is None and row.sign_due_at is not None and row.sign_due_at <= now
    late = late or bool(row.signed_at and row.sign_due_at and row.signed_at > row.sign_due_at)
    told = {
        "number": row.number,
        "state": row.state.value,
        "open": row.state in OPEN,
        "danger": row.danger,
        "sealed": row.sealed,
        "round": row.round,
        "late": late,
        "rating": row.rating,
    }
    if row.sealed:
        return told
    return told | {"category": town.category(row.category).name, "place": town.node(row.node_id).name}
