"""The sample county with its groups and as many registered residents as wanted, without a Telegram."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select

from bot.demo.run import COUNTY
from bot.domain.org import Level
from bot.domain.people_rows import parse_people
from bot.domain.rooms import Room
from bot.domain.tree import Tree
from bot.places.grid_rows import parse_grids
from bot.storage.engine import Database
from bot.storage.migrate import upgrade
from bot.storage.store import Store
from bot.storage.tables import homes, people
from bot.usecases import importing
from tests.bench.county import FIRST_RESIDENT, GROUP_LEVELS

Raw = dict[str, Any]
FIRST_GROUP = -1_000_000_000_001
_BATCH = 5_000


async def settle(database: Database, residents: int) -> None:
    """An empty database becomes the county; each resident has one of its grids as his home, in turn."""
    await upgrade(database)
    now = datetime.now(UTC)
    async with database.begin() as tx:
        grids = parse_grids((COUNTY / "grids.csv").read_bytes(), await importing.stored_grids(tx))
        await importing.import_grids(tx, grids.rows, now)
        staff = parse_people((COUNTY / "people.csv").read_bytes(), await importing.stored_levels(tx))
        await importing.import_people(tx, staff.rows, now)
        tree = Tree(await tx.org.nodes())
        places = [node for node in tree if node.level in GROUP_LEVELS]
        for number, node in enumerate(places):
            chat_id = FIRST_GROUP - number
            await tx.chats.seen(chat_id, "group", node.name)
            await tx.bindings.bind(Room(chat_id), node.id, now)
        await register(tx, residents)


async def register(tx: Store, count: int) -> None:
    """Residents from the first account on, each with one of the grids as his home, in turn."""
    now = datetime.now(UTC)
    grids = [node.id for node in await tx.org.nodes() if node.level is Level.GRID]
    for start in range(0, count, _BATCH):
        accounts = range(FIRST_RESIDENT + start, FIRST_RESIDENT + min(start + _BATCH, count))
        rows = [{"telegram_id": account, "locale": "zh-Hans", "welcomed_at": now} for account in accounts]
        await tx.connection.execute(insert(people), rows)
    known = select(people.c.id).where(people.c.telegram_id >= FIRST_RESIDENT).order_by(people.c.telegram_id)
    ids = list(await tx.connection.scalars(known.limit(count)))
    rows = [{"person_id": person, "node_id": grids[turn % len(grids)]} for turn, person in enumerate(ids)]
    for start in range(0, len(rows), _BATCH):
        await tx.connection.execute(insert(homes), rows[start : start + _BATCH])


def written(number: int, account: int, text: str) -> Raw:
    """A private message as Telegram delivers it; ``number`` is update and message at once."""
    who = {"id": account, "is_bot": False, "first_name": "居民", "language_code": "zh-hans"}
    chat = {"id": account, "type": "private", "first_name": "居民"}
    message = {"message_id": number, "date": 1_790_000_000, "from": who, "chat": chat, "text": text}
    return {"update_id": number, "message": message}
