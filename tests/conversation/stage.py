"""A stage for conversations: the real bot, the simulated Telegram over HTTP, people who speak and press.

Every act waits until the bot has nothing left to do, by its own database: nothing is slept away.
"""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, cast

from sqlalchemy import QueuePool, event

from bot.app import House, running
from bot.config import ROOT, load
from bot.domain.org import Role
from bot.i18n import Wording
from bot.rules_in_use import Rules
from bot.simulator import control
from bot.simulator.app import create_app
from bot.simulator.serve import TOKEN, serving
from bot.web.server import listen
from tests.conversation.looking import PATIENCE_SECONDS, look_into
from tests.conversation.people import Chat, Person
from tests.conversation.town import ADMIN, ZONE, Town

HEARD = "SELECT id, error FROM inbox WHERE state = 'new'"
DUE = """SELECT notice ->> 'kind', chat_id, state, attempts, error FROM outbox
WHERE state = 'sending' OR (state = 'queued' AND not_before <= ?)"""
"""What is left to do."""


class Stage:
    """The house, the simulated Telegram and the clock of one test."""

    def __init__(self, town: Town, url: str, folder: Path, rules: Rules, wording: Wording) -> None:
        self.town, self.url, self.folder, self._rules, self._wording = town, url, folder, rules, wording
        self.clock = town.clock()
        self.simulator = town.telegram(self.clock)
        self._look = look_into(url)
        self._changed = asyncio.Event()
        self._curtain = asyncio.Event()
        self._play: asyncio.Task[None] | None = None
        self.house: House
        self.webhook, self.web = False, ""
        """Whether Telegram posts, from the next opening on; and where the house answers then."""
        self.limits = False
        """Whether the bot keeps Telegram's limits, from the next opening on. The simulator's own are off."""
        self.keys = ""
        """DATA_KEYS from the next opening on."""
        self.rules_dir = ROOT / "routing_rules"
        """Where the rules lie from the next opening on; the same files."""

    # The house

    async def open(self) -> None:
        """Starts the bot, again if it was closed, on the same database and the same Telegram."""
        self._up: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._curtain.clear()
        self._play = asyncio.create_task(self._run())
        await asyncio.wait({self._up, self._play}, return_when=asyncio.FIRST_COMPLETED)
        if self._play.done():
            self._play.result()

    async def _run(self) -> None:
        web = listen("127.0.0.1", 0) if self.webhook else None
        self.web = f"http://127.0.0.1:{web.getsockname()[1]}" if web else ""
        async with self._telegram() as port:
            settings = load(
                _env_file=None,
                bot_token=TOKEN,
                bot_api_base_url=f"http://127.0.0.1:{port}",
                database_url=self.url,
                data_dir=self.folder,
                rules_dir=self.rules_dir,
                data_keys=self.keys,
                admin_ids=str(ADMIN),
                webhook_url=f"{self.web}/telegram" if web else "",
            )
            async with running(
                settings,
                self.clock,
                limits=self.limits,
                migrate=False,
                tick_every=timedelta(hours=1),
                rules=self._rules,
                wording=self._wording,
                web=web,
            ) as house:
                event.listen(house.database.engine.sync_engine, "checkin", lambda *_: self._changed.set())
                self.house = house
                self._up.set_result(None)
                await self._curtain.wait()

    def _telegram(self) -> AbstractAsyncContextManager[int]:
        """Telegram on a port of this machine while the block lasts."""
        return serving(create_app(self.simulator, page=False))

    async def close(self) -> None:
        """Stops the bot; raises what made it stop before."""
        self._curtain.set()
        if self._play is not None:
            await self._play

    async def restart(self) -> None:
        await self.close()
        await self.open()

    def look_again(self, url: str | None = None) -> None:
        """A new look from outside, after the server was restarted, or into the database that the bot moves to."""
        self._look.close()
        self.url = url or self.url
        self._look = look_into(self.url)

    def dispose(self) -> None:
        self._look.close()

    # Waiting and looking

    async def settled(self) -> None:
        """Until everything that came is handled and everything decided has left."""
        await self.until(self._quiet)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Looks again after every transaction of the bot."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while True:
                    self._changed.clear()
                    if condition():
                        return
                    await self._next_change()
        except TimeoutError:
            raise AssertionError(f"the bot did not come to rest: {self._unfinished()}") from None

    async def _next_change(self) -> None:
        if self._play is None or self._play.done():
            raise AssertionError("the bot is not running")
        waiting = asyncio.create_task(self._changed.wait())
        await asyncio.wait({waiting, self._play}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()

    def _quiet(self) -> bool:
        """Asked after every transaction, so it asks little; while another is open, the end of that is waited for."""
        if cast(QueuePool, self.house.database.engine.pool).checkedout():
            return False
        return not (self._not_taken() or self.one(f"SELECT EXISTS ({HEARD}) OR EXISTS ({DUE})", self.clock.now()))

    def _not_taken(self) -> list[int]:
        waiting = self.simulator.updates.waiting
        if not waiting:
            return []
        known = "SELECT update_id FROM inbox WHERE update_id >= ?"
        stored = {row[0] for row in self.rows(known, min(e.number for e in waiting))}
        return [entry.number for entry in waiting if entry.number not in stored or entry.due]

    def _unfinished(self) -> dict[str, list[Any]]:
        """For people."""
        return {
            "not taken": list(self._not_taken()),
            "not handled": self.rows(HEARD),
            "not sent": self.rows(DUE, self.clock.now()),
            "open": [cast(QueuePool, self.house.database.engine.pool).checkedout()],
        }

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database says now."""
        return self._look.rows(sql, values)

    def one(self, sql: str, *values: object) -> Any:
        """The single value of the single row."""
        ((value,),) = self.rows(sql, *values)
        return value

    # Time

    async def later(self, **how_long: float) -> None:
        """Time passes, and the house does what it brings about."""
        self.clock.offset += timedelta(**how_long)
        await self.tick()

    async def at(self, clock: str) -> None:
        """On to the next time the town's clocks show this, e.g. 17:30."""
        self.clock.offset += self._until(clock)
        await self.tick()

    def _until(self, clock: str) -> timedelta:
        now = self.clock.now().astimezone(ZONE)
        target = datetime.combine(now.date(), time.fromisoformat(clock), ZONE)
        return (target if target > now else target + timedelta(days=1)) - now

    async def open_at(self, clock: str) -> None:
        """The house was closed all the while and opens at this time."""
        self.clock.offset += self._until(clock)
        await self.open()
        await self.tick()

    async def tick(self) -> None:
        await self.house.ticks.tick()
        self.house.sender.wake()
        await self.settled()

    async def look_at_rules(self) -> None:
        """A change is read when it has rested from one look to the next."""
        for _ in range(2):
            await self.house.reloader.look()
        await self.settled()

    # The cast

    def person(self, account: int) -> Person:
        return Person(self, account, account)

    def newcomer(self, account: int = 720_000_099) -> Person:
        """Somebody who has never met the bot."""
        control.add_person(self.simulator, {"id": account, "first_name": "新来的"})
        return Person(self, account, account)

    def holder(self, role: Role, code: str) -> Person:
        """Whoever holds the post, in private."""
        return self.person(self.town.posts[role, code])

    def group(self, code: str) -> Chat:
        return Chat(self, self.town.groups[code].chat_id)

    def chief(self, code: str) -> Person:
        """The chief of a grid, speaking in the grid's group."""
        return self.person(self.town.posts[Role.GRID_CHIEF, code]).at(self.group(code))

    def secretary(self, code: str) -> Person:
        """The secretary of a community, speaking in its group."""
        return self.person(self.town.posts[Role.COMMUNITY, code]).at(self.group(code))

    # What was ever said

    def ticket(self) -> str:
        """The number of the newest ticket."""
        return str(self.rows("SELECT number FROM tickets ORDER BY id DESC")[0][0])

    def state(self, number: str | None = None) -> str:
        return str(self.one("SELECT state FROM tickets WHERE number = ?", number or self.ticket()))

    def tickets(self) -> int:
        return int(self.one("SELECT count(*) FROM tickets"))

    def told_groups(self) -> Iterator[str]:
        """Everything that any group was ever sent or is still to be sent, also what was edited away since."""
        for call in self.simulator.journal.calls:
            if str(call["params"].get("chat_id", "")).startswith("-"):
                yield json.dumps(call["params"], ensure_ascii=False)
        for (notice,) in self.rows("SELECT notice FROM outbox WHERE chat_id < 0"):
            yield json.dumps(json.loads(notice), ensure_ascii=False)
