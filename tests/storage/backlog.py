"""Many open tickets with their clocks, in the real places of a county, for what time brings about."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.clocks import Stage
from bot.domain.life import State
from bot.domain.org import Level
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import timing
from bot.usecases.town import Town
from tests.storage.rows import add_ticket

CATEGORIES = ("0401", "0202", "0502", "1204", "0801")
"""Of the profiles N, E1, N, C and M."""
FIRST_RESIDENT = 5000


async def pile_up(tx: Store, town: Town, count: int, began: datetime, spread: timedelta) -> list[Ticket]:
    """``count`` open tickets told within ``spread`` of ``began``, by turns of every grid and category, half of them
    signed.
    """
    grids = sorted((node for node in town.tree if node.level is Level.GRID), key=lambda node: node.code)
    people = [await tx.people.of_telegram(FIRST_RESIDENT + number) for number in range(min(count, 500))]
    return [
        await _one(tx, town, number, began + spread * number / count, [node.id for node in grids], people)
        for number in range(count)
    ]


async def _one(
    tx: Store, town: Town, number: int, now: datetime, grids: Sequence[int], people: Sequence[int]
) -> Ticket:
    category = CATEGORIES[number // len(grids) % len(CATEGORIES)]
    owner = town.node(grids[number % len(grids)])
    clocks = timing.clocks_for(town, category, owner, 1, now)
    signed = number % 2 == 1
    ticket = await add_ticket(
        tx,
        number=f"GD{town.today(now):%Y%m%d}-{number:05}",
        petitioner_id=people[number % len(people)],
        category=category,
        profile=town.category(category).profile.value,
        node_id=owner.id,
        owner_id=owner.id,
        state=(State.HANDLING if signed else State.DISPATCHED).value,
        created_at=now,
        due_at=timing.due_of(clocks, Stage.HANDLE),
        sign_due_at=timing.due_of(clocks, Stage.SIGN),
    )
    await timing.start(tx, town, ticket, [c for c in clocks if not (signed and c.stage is Stage.SIGN)])
    return ticket
