"""Migrations, backups and restores that end by SIGKILL in the middle, each in a process of its own.

``python -m tests.crash.interrupted`` takes a line ``WORK URL FOLDER POINT NTH [FILE]`` a life from its standard input
and answers with its exit code: -9 when it was killed, 0 when it came to its end before it reached the point.
"""

import asyncio
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from bot.storage import archive, backup
from bot.storage.engine import Database
from bot.upgrading import bring_up

TOOL_SECONDS = 60


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def at(owner: Any, name: str, *, after: bool = False) -> Callable[[int], None]:
    """Dies at the nth call of this function, before or after what it does."""

    def arm(nth: int) -> None:
        original, calls = getattr(owner, name), iter(range(1, nth))

        def counted(*args: Any, **options: Any) -> Any:
            last = next(calls, None) is None
            if last and not after:
                die()
            result = original(*args, **options)
            if last:
                die()
            return result

        setattr(owner, name, counted)

    return arm


def at_statement(nth: int) -> None:
    """Dies before the nth statement that changes the database."""
    calls = iter(range(1, nth))

    def look(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        words = statement.split(maxsplit=1)
        if words and words[0].upper() in CHANGES and next(calls, None) is None:
            die()

    event.listen(Engine, "before_cursor_execute", look)


CHANGES = {"CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE"}


def before_commit(nth: int) -> None:
    event.listen(Engine, "commit", die)


def while_copying(_nth: int) -> None:
    """Half of the database is copied: SQLite's pages one by one, or pg_dump has begun its file and dies as well."""

    class Slow(sqlite3.Connection):
        def backup(self, target: sqlite3.Connection, **_: Any) -> None:
            def look(_status: int, remaining: int, total: int) -> None:
                if remaining < total / 2:
                    die()

            super().backup(target, pages=1, progress=look)

    connect = sqlite3.connect

    def run(command: list[str], *, env: dict[str, str], **_: Any) -> None:
        file = Path(command[-1].removeprefix("--file="))
        tool = subprocess.Popen(command, env=env)
        while not file.exists() and tool.poll() is None:
            pass
        tool.kill()
        tool.wait(TOOL_SECONDS)
        die()

    def open_slow(*args: Any, **options: Any) -> sqlite3.Connection:
        opened: sqlite3.Connection = connect(*args, **{**options, "factory": Slow})
        return opened

    for module, name, ours in ((sqlite3, "connect", open_slow), (subprocess, "run", run)):
        setattr(module, name, ours)


POINTS: dict[str, Callable[[int], None]] = {
    "while-copying": while_copying,
    "copied": at(backup, "_dump", after=True),
    "while-packing": at(archive, "_anonymous"),
    "packed": at(archive, "pack", after=True),
    "named": at(backup, "make", after=True),
    "statement": at_statement,
    "before-commit": before_commit,
    "never": lambda _: None,
}


def migrate(url: str, folder: Path, _file: Path) -> None:
    async def work() -> None:
        database = Database(url)
        await bring_up(database, url, folder)
        await database.close()

    asyncio.run(work())


def keep(url: str, folder: Path, file: Path) -> None:
    backup.make(url, folder, file)


WORK: dict[str, Callable[[str, Path, Path], object]] = {
    "migrate": migrate,
    "backup": keep,
    "restore": lambda url, folder, file: backup.restore(file, url, folder),
}


def main() -> None:
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _live(shlex.split(line))
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


def _live(given: list[str]) -> None:
    """The whole life of a child."""
    work, url, folder, point, nth, file = given
    os.dup2(2, 1)  # what it logs is no answer
    code = 1
    try:
        POINTS[point](int(nth))
        WORK[work](url, Path(folder), Path(file))
        code = 0
    except Exception:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


class Lives:
    """Lives of that program, one after the other."""

    def __init__(self, nurse: subprocess.Popen[str]) -> None:
        self._nurse = nurse

    def live(self, work: str, url: str, folder: Path, point: str, nth: int = 1, file: Path = Path()) -> int:
        """The exit code."""
        if self._nurse.stdin is None or self._nurse.stdout is None:
            raise RuntimeError("no pipes")
        words = (work, url, str(folder), point, str(nth), str(file))
        self._nurse.stdin.write(shlex.join(words) + "\n")
        self._nurse.stdin.flush()
        return int(self._nurse.stdout.readline())


@contextmanager
def lives(tools: Path) -> Iterator[Lives]:
    """``tools``: where PostgreSQL's client tools lie."""
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    with subprocess.Popen(
        [sys.executable, "-m", "tests.crash.interrupted"],
        env={**os.environ, "PATH": path}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as nurse:  # fmt: skip
        yield Lives(nurse)
        if nurse.stdin is not None:
            nurse.stdin.close()


if __name__ == "__main__":
    main()
