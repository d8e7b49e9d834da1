"""Where the finished town stands, and copies of it: a file on SQLite, a template on PostgreSQL."""

import asyncio
import pickle
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

import fasteners

from tests.conversation.town import Town, build
from tests.postgres import Server

TEMPLATE = "town"


@dataclass(frozen=True)
class Place:
    """``copy`` gives the address of a fresh copy of the town; a file lies in the folder."""

    town: Town
    copy: Callable[[Path], AbstractAsyncContextManager[str]]


def on_sqlite(file: Path) -> Place:
    @asynccontextmanager
    async def copy(folder: Path) -> AsyncIterator[str]:
        yield f"sqlite+aiosqlite:///{copyfile(file, folder / 'town.db')}"

    return Place(asyncio.run(build(f"sqlite+aiosqlite:///{file}")), copy)


def on_postgres(server: Server) -> Place:
    """Built once a run, whatever number of workers asks for it."""

    async def made() -> Town:
        await server.create(TEMPLATE)
        return await build(server.url(TEMPLATE))

    described = server.folder / "town.pickle"
    with fasteners.InterProcessLock(server.folder / "town.lock"):
        if not described.exists():
            described.write_bytes(pickle.dumps(asyncio.run(made())))
        town: Town = pickle.loads(described.read_bytes())
    return Place(town, lambda _: server.fresh(TEMPLATE, lend=True))
