"""Where the finished town stands, and copies of it: a file on SQLite, a template on PostgreSQL."""

import asyncio
import pickle
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from typing import Any

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
    """Built by the first who asks for it in this file."""

    @asynccontextmanager
    async def copy(folder: Path) -> AsyncIterator[str]:
        yield f"sqlite+aiosqlite:///{copyfile(file, folder / 'town.db')}"

    return Place(_built(file, lambda: build(f"sqlite+aiosqlite:///{file}")), copy)


def on_postgres(server: Server) -> Place:
    """Built once a run, whatever number of workers asks for it."""

    async def made() -> Town:
        await server.create(TEMPLATE)
        return await build(server.url(TEMPLATE))

    return Place(_built(server.folder / "town", made), lambda _: server.fresh(TEMPLATE))


def _built(name: Path, make: Callable[[], Coroutine[Any, Any, Town]]) -> Town:
    """The description is kept beside the town."""
    described = name.with_suffix(".pickle")
    with fasteners.InterProcessLock(name.with_suffix(".lock")):
        if not described.exists():
            described.write_bytes(pickle.dumps(asyncio.run(make())))
        town: Town = pickle.loads(described.read_bytes())
    return town
