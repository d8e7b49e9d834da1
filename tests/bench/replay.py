"""Plays messages of residents through the Bot API while simulated chiefs sign and finish, and balances the books.

    python -m tests.bench.replay FILE [FILE …] [--rate N] [--limits on|off] [--kill N] [--postgres] [--webhook]
                                 [--dangers PATH] [--json]

Each message is written by a resident of its own, registered by the deep link of his grid, evenly over the 60 grids.
Residents do not answer questions. The exit code is 1 when anything is lost, doubled, undelivered, or a danger was not
told which number to call.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bot.config import ROOT
from bot.understanding.rules import load_rules
from tests.bench import county, report
from tests.bench.books import Books, Played, repeats
from tests.bench.chiefs import Chiefs
from tests.bench.control import Control, control, simulator
from tests.bench.crew import Crew
from tests.bench.letters import DANGERS, BadFile, Letter, load, mix
from tests.bench.nursery import Brood
from tests.bench.process import Bot, NotStarted
from tests.postgres import Server, start

RATES = {True: 3.0, False: 20.0}
"""Messages a second by default, with Telegram's limits on and off."""

CALM_SECONDS = 0.2
CALM_LOOKS = 5
"""So many looks in a row must find nothing left to do."""

SHORTEST_LIFE = 0.6
"""Seconds; up to so long."""

SENDING = ("sendMessage", "editMessageText", "sendPhoto", "sendMediaGroup")


@dataclass(frozen=True, slots=True)
class Plan:
    """How to play. ``patience``: seconds to wait for everything to settle after the last message.

    ``deaths``: options of tests.bench.child, one life of the bot each; after the last of them it lives on.
    ``postgres`` and ``webhook``: on a real PostgreSQL instead of SQLite, by webhook instead of polling. ``brood``: its
    lives are forked from one process, which makes them start faster.
    """

    letters: Sequence[Letter]
    limits: bool = True
    rate: float = 3.0
    kills: int = 0
    seed: int = 0
    patience: float = 900.0
    deaths: Sequence[Sequence[str]] = ()
    postgres: bool = False
    webhook: bool = False
    brood: bool = False


class Replay:
    """One run in a folder of its own."""

    def __init__(self, plan: Plan, bot: Bot | Crew, control: Control, chiefs: Chiefs) -> None:
        self._plan = plan
        self._bot = bot
        self._control = control
        self._chiefs = chiefs
        self._books = Books(bot.database_url)
        self._played: list[Played] = []
        self._in_flight = 0
        self._kills = 0
        self._before = 0.0

    async def run(self, cast: county.Cast) -> report.Figures:
        await self._register(cast)
        self._before = self._bot.cpu
        reviving = asyncio.create_task(self._revive())
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._play())
            tasks.create_task(self._disturb())
        settled = await self._settled()
        if reviving.done():
            reviving.result()
        reviving.cancel()
        await self._bot.stop()
        return await self._balance(settled)

    async def _register(self, cast: county.Cast) -> None:
        """Without limits, so that it does not take half a minute; then the bot starts anew as it will be tested."""
        wanted, self._bot.limits = self._bot.limits, False
        await self._control.post("limits", on=False)
        await self._bot.start()
        await county.register(self._control, cast, len(self._plan.letters))
        if not await self._settled() or await self._books.homes() != len(self._plan.letters):
            raise NotStarted("the residents could not be registered:\n" + "\n".join(self._bot.problems[-20:]))
        if not wanted and not self._plan.deaths:
            return
        await self._bot.stop()
        self._bot.limits = wanted
        await self._control.post("limits", on=wanted)
        await self._bot.start(*(self._plan.deaths[0] if self._plan.deaths else ()))

    async def _play(self) -> None:
        start = time.monotonic()
        for number, letter in enumerate(self._plan.letters):
            await asyncio.sleep(start + number / self._plan.rate - time.monotonic())
            account = county.FIRST_RESIDENT + number
            sent = await self._control.post("send", **{"from": account}, text=letter.text)
            self._played.append(Played(account, sent["message_id"], time.monotonic(), letter))

    async def _disturb(self) -> None:
        """Kills at random moments, one in each equal part of the run; the seed is printed, so it can be had again."""
        chance = random.Random(self._plan.seed)
        length = len(self._plan.letters) / self._plan.rate
        part = length / max(1, self._plan.kills)
        start = time.monotonic()
        for number in range(self._plan.kills):
            moment = start + (number + chance.random()) * part
            # Where a start takes longer than a part, each life has at least a moment.
            shortest = chance.random() * SHORTEST_LIFE
            await asyncio.sleep(max(shortest, moment - time.monotonic()))
            await self._bot.kill()
            await self._rise()

    async def _revive(self) -> None:
        """A bot that dies at a named point is started again, to die at the next."""
        for options in (*self._plan.deaths[1:], ()) if self._plan.deaths else ():
            await self._bot.wait()
            try:
                await self._rise(*options)
            except NotStarted:
                # What Telegram has kept comes as soon as the door is open: it may die before it says it is ready.
                if not options:
                    raise

    async def _rise(self, *options: str) -> None:
        self._kills += 1
        self._in_flight += await self._books.in_flight()
        await self._bot.start(*options)

    async def _in_flight_besides(self) -> int:
        """Sends of which something else than a kill left open whether they arrived."""
        return 0

    async def _settled(self) -> bool:
        """Waits until updates, inbox, outbox and chiefs have nothing left, at most as long as the plan's patience."""
        deadline, calm = time.monotonic() + self._plan.patience, 0
        while time.monotonic() < deadline:
            pending = (await self._control.get("counters"))["updates"]["pending"]
            busy = pending or not self._chiefs.idle or not self._bot.running or not (await self._books.backlog()).empty
            calm = 0 if busy else calm + 1
            if calm == CALM_LOOKS:
                return True
            await asyncio.sleep(CALM_SECONDS)
        return False

    async def _balance(self, settled: bool) -> report.Figures:
        counters = await self._control.get("counters")
        transcript = self._chiefs.transcript
        machine = report.Machine(
            ready=tuple(self._bot.ready),
            ready_cpu=tuple(self._bot.ready_cpu),
            cpu=self._bot.cpu - self._before,
            rss=self._bot.rss,
            too_many=counters["results"].get("429", 0),
            violations=counters["violations"],
            sends=sum(counters["by_method"].get(method, {}).get("200", 0) for method in SENDING),
            kills=self._kills,
            in_flight=self._in_flight + await self._in_flight_besides(),
            repeats=repeats(transcript, await self._books.known()),
            refused_presses=self._chiefs.refused,
            settled=settled,
            problems=len(self._bot.problems),
        )
        accounts = await self._books.accounts(self._played, transcript)
        return report.figures(accounts, await self._books.mail(transcript), machine)


async def play(plan: Plan, folder: Path) -> report.Figures:
    """Runs simulator and bot as processes of their own, keeps everything below ``folder``. Raises NotStarted."""
    with simulator(limits=plan.limits) as address:
        async with control(address) as people, database(plan, folder) as (url, _):
            bot = (Brood if plan.brood else Bot)(folder, address, plan.limits, url, plan.webhook)
            cast = await county.settle(people, bot.database_url)
            chiefs = Chiefs(people, cast.chiefs)
            acting = [asyncio.create_task(chiefs.watch()), asyncio.create_task(chiefs.act())]
            try:
                return await Replay(plan, bot, people, chiefs).run(cast)
            finally:
                for task in acting:
                    task.cancel()
                await bot.close()
                (folder / "log.txt").write_text("\n".join(bot.problems), "utf-8")


@asynccontextmanager
async def database(plan: Plan, folder: Path) -> AsyncIterator[tuple[str, Server | None]]:
    """Its address, and the server behind it where there is one."""
    if not plan.postgres:
        yield f"sqlite+aiosqlite:///{folder / 'yigetong.db'}", None
        return
    # Not below our own folder: the server runs as another user, who may not enter there.
    server = start(Path(tempfile.mkdtemp(prefix="yigetong-postgres-")))
    try:
        async with server.fresh("template1") as url:
            yield url, server
    finally:
        server.stop()


def category_names() -> dict[str, str]:
    return {code: category.name for code, category in load_rules(ROOT / "routing_rules").categories.items()}


def arguments(program: str, purpose: str) -> argparse.ArgumentParser:
    """What every player of messages understands."""
    parser = argparse.ArgumentParser(prog=program, description=purpose)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON lines with text and perhaps title")
    parser.add_argument("--rate", type=float, help="messages a second (3, or 20 with --limits off)")
    parser.add_argument("--limits", choices=["on", "off"], default="on", help="Telegram's sending limits")
    parser.add_argument("--kill", type=int, default=0, metavar="N", help="kill -9 the bot N times on the way")
    parser.add_argument("--seed", type=int, help="of the moments of the kills")
    parser.add_argument("--dangers", type=Path, default=DANGERS, help="dangers that are mixed in")
    parser.add_argument("--patience", type=float, default=900.0, help="seconds to settle after the last message")
    return parser


def planned(options: argparse.Namespace) -> Plan:
    """Raises BadFile."""
    own = [letter for path in options.files for letter in load(path, danger=False)]
    letters = mix(own, load(options.dangers, danger=True))
    limits = options.limits == "on"
    seed = random.randrange(10**6) if options.seed is None else options.seed
    return Plan(letters, limits, options.rate or RATES[limits], options.kill, seed, options.patience)


def main() -> int:
    parser = arguments("python -m tests.bench.replay", "Plays real messages.")
    parser.add_argument("--postgres", action="store_true", help="on a real PostgreSQL instead of SQLite")
    parser.add_argument("--webhook", action="store_true", help="by webhook instead of polling")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep database and log there")
    parser.add_argument("--json", action="store_true", help="print figures for machines")
    options = parser.parse_args()
    try:
        plan = replace(planned(options), postgres=options.postgres, webhook=options.webhook)
    except BadFile as error:
        print(error, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        found = asyncio.run(play(plan, folder))
    if options.json:
        print(json.dumps({**asdict(found), "seed": plan.seed, "faults": found.faults}, ensure_ascii=False, indent=1))
    else:
        print(report.table(found, category_names()))
        print(
            "\n".join(f"FAULT {fault} (seed {plan.seed})" for fault in found.faults) or "Every message accounted for."
        )
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
