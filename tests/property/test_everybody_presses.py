"""Everybody presses everything at any time, through the real handlers: the books stay right after every step.

``CROWD_STEPS`` says how many steps there are together on both databases: 20,000, and more in ``make bench``.
"""

import asyncio
import os
from collections.abc import Callable, Iterator
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from sqlalchemy import select

from bot.storage.engine import Database
from bot.storage.tables import tickets
from tests.postgres import Server
from tests.property.books import Books
from tests.property.crowd import SECRET, Crowd, Stand
from tests.property.ledger import Ledger
from tests.property.life import RESIDENTS, Site, on_postgres, on_sqlite, seen_in

STEPS = int(os.environ.get("CROWD_STEPS", "20000"))
A_RUN = 200
"""Steps of one example; then everybody begins anew."""

ON_POSTGRES = 0.1
"""The share of the steps there: the decisions are the same, what may differ is how they are stored."""

UNTOUCHABLE = {
    "sqlite": [
        "CREATE TRIGGER no_{0} BEFORE {0} ON history BEGIN SELECT RAISE(ABORT, 'history was edited'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION no_edit() RETURNS trigger AS $$ "
        "BEGIN RAISE EXCEPTION 'history was edited'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER no_{0} BEFORE {0} ON history FOR EACH ROW EXECUTE FUNCTION no_edit()",
    ],
}
"""The database itself forbids to write into what happened."""

seeds = st.integers(0, 2**31)


class Everybody(RuleBasedStateMachine):
    stands: ClassVar[list[Stand]] = []

    def __init__(self) -> None:
        super().__init__()
        self.crowd = Crowd(self.stands[0])
        self.ledger = Ledger(self.crowd.town)
        self.books = Books(self.crowd.town, SECRET, words=False, sealed_since=self.ledger.sealed_since)
        self.steps = 0
        self.crowd.stand.runner.run(self.ledger.begin(self.crowd.tx))

    def teardown(self) -> None:
        try:
            self.look_at_everything()
        finally:
            self.crowd.close()

    @rule(kind=st.integers(0, 99), seed=seeds)
    def somebody_does_something(self, kind: int, seed: int) -> None:
        crowd = self.crowd
        for below, step in (
            (50, crowd.press), (72, crowd.reply), (84, crowd.tell), (94, crowd.wait), (97, crowd.forge),
            (100, crowd.command),
        ):  # fmt: skip
            if kind < below:
                crowd.run(step, seed, self.look)
                break
        self.steps += 1
        if self.steps % 60 == 0:
            self.look_at_everything()

    async def look(self) -> None:
        await self.ledger.check(self.crowd.tx, self.crowd.town, self.crowd.now)

    def look_at_everything(self) -> None:
        self.crowd.stand.runner.run(self._look())

    async def _look(self) -> None:
        crowd = self.crowd
        people = list(await crowd.tx.connection.scalars(select(tickets.c.petitioner_id).distinct()))
        self.books.check(await seen_in(crowd.tx, crowd.town, people, crowd.now, crowd.screen), crowd.now)


class OnPostgres(Everybody):
    stands: ClassVar[list[Stand]] = []


def _settings(steps: float) -> settings:
    return settings(
        max_examples=max(1, round(steps / A_RUN)),
        stateful_step_count=A_RUN,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
        database=None,
    )


def stand_on(site: Site) -> Iterator[Stand]:
    with asyncio.Runner() as runner:
        made = site()
        address = runner.run(made.__aenter__())
        inline = address.startswith("sqlite")
        database = Database(f"{address}?check_same_thread=false" if inline else address)
        if inline:
            runner.run(_without_its_thread(database))
        stand = Stand(database, runner.run(_prepared(database)), runner)
        yield stand
        runner.run(database.close())
        runner.run(made.__aexit__(None, None, None))


async def _without_its_thread(database: Database) -> None:
    """Nobody else waits here: each statement runs at once, which takes half the time of a trip to a thread."""

    async def at_once(work: Callable[..., object], *args: object, **options: object) -> object:
        return work(*args, **options)

    async with database.engine.connect() as connection:
        held = (await connection.get_raw_connection()).driver_connection
        assert held is not None
        held._execute = at_once


async def _prepared(database: Database) -> dict[int, int]:
    async with database.begin() as tx:
        for statement in UNTOUCHABLE[tx.connection.dialect.name]:
            for edit in ("UPDATE", "DELETE") if "{0}" in statement else ("",):
                await tx.connection.exec_driver_sql(statement.format(edit))
        return {account: await tx.people.of_telegram(account) for account in RESIDENTS}


@pytest.fixture(scope="module")
def crowd_on_sqlite() -> Iterator[None]:
    for stand in stand_on(on_sqlite):
        Everybody.stands = [stand]
        yield


@pytest.fixture(scope="module")
def crowd_on_postgres(postgres: Server) -> Iterator[None]:
    for stand in stand_on(on_postgres(postgres)):
        OnPostgres.stands = [stand]
        yield


def _day(machine: type[Everybody], fixture: str, steps: float) -> type:
    """A test case of so many steps."""
    case = type(machine.__name__, (machine.TestCase,), {"settings": _settings(steps)})
    return pytest.mark.timeout(1200)(pytest.mark.usefixtures(fixture)(case))


# In parts, so that every core has one.
TestMorning, TestNoon, TestEvening = (
    _day(Everybody, "crowd_on_sqlite", STEPS * (1 - ON_POSTGRES) / 3) for _ in range(3)
)
TestOnPostgres = _day(OnPostgres, "crowd_on_postgres", STEPS * ON_POSTGRES)
