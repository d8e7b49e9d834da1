"""A process of its own that presses 签收 once: ``python -m tests.storage.one_press ADDRESS TICKET ACCOUNT``."""

import asyncio
import sys

from bot.domain.errors import Taken
from bot.storage.engine import Database
from bot.usecases import handling
from tests.storage.county import MONDAY, town_hall


async def press(address: str, ticket_id: int, account: int) -> str:
    """The kind of answer; for whoever came too late the name of who was first."""
    database = Database(address)
    try:
        async with database.begin() as tx:
            town = await town_hall().town(tx, MONDAY)
            actor = await tx.people.actor(account, town.today(MONDAY), is_admin=False)
            return (await handling.sign(tx, town, actor, ticket_id, 0, MONDAY)).kind
    except Taken as taken:
        return f"taken by {taken.args_for_text['name']}"
    finally:
        await database.close()


if __name__ == "__main__":
    print(asyncio.run(press(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
