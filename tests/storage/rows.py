"""Rows to start from."""

from datetime import date
from typing import Any

from bot.domain.life import State
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from tests.storage.county import MONDAY


async def add_node(tx: Store, code: str = "G", level: str = "grid", parent: int | None = None, above: str = "") -> int:
    """A node, or the id of the one that has this code already."""
    known = await tx.org.by_code(code)
    if known is not None:
        return known.id
    path = f"{above}{code}/"
    return await tx.org.add_node({"code": code, "name": code, "level": level, "parent_id": parent, "path": path})


async def add_ticket(tx: Store, **values: Any) -> Ticket:
    """A dispatched ticket of account 71 in grid G."""
    node_id = values.get("node_id") or await add_node(tx)
    row: dict[str, Any] = {
        "number": await tx.tickets.next_number(date(2026, 11, 16)),
        "petitioner_id": await tx.people.of_telegram(71),
        "category": "0401",
        "intent": "投诉",
        "profile": "N",
        "sure": True,
        "danger": False,
        "public_text": "路灯坏了",
        "place_text": "",
        "node_id": node_id,
        "owner_id": node_id,
        "state": State.DISPATCHED.value,
        "round": 1,
        "version": 1,
        "created_at": MONDAY,
        "rules_version": "r1",
    }
    return await tx.tickets.add({**row, **values})
