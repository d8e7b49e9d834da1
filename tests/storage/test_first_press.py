"""Several chiefs at once: the first press signs, everybody else hears who it was, and nothing is said twice."""

import asyncio
import sys

import pytest

from bot.domain.errors import Taken
from bot.domain.life import State
from bot.domain.notices import Notice
from bot.domain.ticket import Ticket
from bot.storage.engine import Database
from bot.storage.store import Store
from bot.usecases import handling
from tests.storage.conftest import Fresh
from tests.storage.county import ADMIN, CHIEF, MONDAY, SECRETARY, TOWN_DESK, settle, town_hall
from tests.storage.rows import add_ticket
from tests.storage.test_side_by_side import until_somebody_waits


async def waiting(database: Database) -> Ticket:
    """A ticket of the first grid that nobody has signed."""
    async with database.begin() as tx:
        await settle(tx)
        node = await tx.org.by_code("S1101")
        assert node is not None
        return await add_ticket(tx, node_id=node.id, sign_due_at=MONDAY, due_at=MONDAY)


async def sign(tx: Store, ticket: Ticket, account: int) -> Notice | Taken:
    town = await town_hall().town(tx, MONDAY)
    actor = await tx.people.actor(account, town.today(MONDAY), is_admin=account == ADMIN)
    try:
        return await handling.sign(tx, town, actor, ticket.id, ticket.version, MONDAY)
    except Taken as taken:
        return taken


async def _one_won(database: Database, ticket: Ticket, answers: list[Notice | Taken], names: set[str]) -> None:
    won = [answer for answer in answers if isinstance(answer, Notice)]
    assert [notice.kind for notice in won] == ["answer-signed"]
    async with database.read() as tx:
        signed = await tx.tickets.get(ticket.id)
        assert signed is not None
        assert (signed.state, signed.version) == (State.HANDLING, ticket.version + 1)
        winner = await tx.people.name_of(signed.signer_id or 0)
        assert winner in names
        told = [answer.args_for_text["name"] for answer in answers if isinstance(answer, Taken)]
        assert told == [winner] * (len(answers) - 1)
        assert [step.event.value for step in await tx.history.of(ticket.id)] == ["sign"]


async def test_whoever_presses_later_hears_who_was_first(database: Database) -> None:
    ticket = await waiting(database)
    answers = []
    for account in (SECRETARY, CHIEF, TOWN_DESK):
        async with database.begin() as tx:
            answers.append(await sign(tx, ticket, account))
    await _one_won(database, ticket, answers, {"丁四"})
    async with database.begin() as tx:
        again = await sign(tx, ticket, SECRETARY)
    assert isinstance(again, Taken)
    assert again.args_for_text["own"] == 1


@pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)
async def test_of_presses_side_by_side_one_wins(database: Database) -> None:
    ticket = await waiting(database)
    barrier = asyncio.Barrier(3)

    async def press(account: int) -> Notice | Taken:
        async with database.alongside() as tx:
            await barrier.wait()
            return await sign(tx, ticket, account)

    async with asyncio.timeout(60):
        answers = await asyncio.gather(*(press(account) for account in (CHIEF, SECRETARY, TOWN_DESK)))
    await _one_won(database, ticket, list(answers), {"甲一", "丁四", "己六"})


@pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)
async def test_who_waited_for_the_other_to_finish_is_told_too(database: Database) -> None:
    """He had seen the ticket free; only the row itself knows better."""
    ticket = await waiting(database)

    async def late() -> Notice | Taken:
        async with database.alongside() as tx:
            return await sign(tx, ticket, CHIEF)

    async with asyncio.timeout(60):
        async with database.alongside() as tx:
            first = await sign(tx, ticket, SECRETARY)
            second = asyncio.create_task(late())
            await until_somebody_waits(database)
        answers = [first, await second]
    assert isinstance(answers[1], Taken)
    await _one_won(database, ticket, answers, {"丁四"})


@pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)
async def test_of_two_processes_one_wins_and_the_other_is_told(fresh: Fresh) -> None:
    async with fresh() as url:
        database = Database(url)
        ticket = await waiting(database)
        async with asyncio.timeout(120):
            async with database.begin():  # Both stand at the door before it opens.
                pressing = [await _process(url, ticket.id, account) for account in (CHIEF, SECRETARY)]
                await until_somebody_waits(database, 2)
            outputs = [(await process.communicate())[0].decode().strip() for process in pressing]
        assert sorted(outputs)[0] == "answer-signed"
        assert sorted(outputs)[1] == f"taken by {('甲一', '丁四')[outputs.index('answer-signed')]}"
        async with database.read() as tx:
            assert [step.event.value for step in await tx.history.of(ticket.id)] == ["sign"]
        await database.close()


async def _process(url: str, ticket_id: int, account: int) -> asyncio.subprocess.Process:
    command = (sys.executable, "-m", "tests.storage.one_press", url, str(ticket_id), str(account))
    return await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
