"""run, demo, simulator, migrate."""

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.words import refuse, say, text
from bot.memory import importing


class Switch(StrEnum):
    """on or off."""

    ON = "on"
    OFF = "off"


Pace = Annotated[Switch, typer.Option(help=text("option-limits"), hidden=True)]


def run(
    no_migrate: Annotated[bool, typer.Option("--no-migrate", help=text("option-no-migrate"))] = False,
    limits: Pace = Switch.ON,
) -> None:
    with importing():
        from bot import observe
        from bot.config import load
        from bot.service import serve

    settings = load()
    observe.set_up(settings.log_level, settings.log_format)
    asyncio.run(serve(settings, limits=limits is Switch.ON, migrate=not no_migrate))


def demo(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help=text("option-port"))] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help=text("option-fresh"))] = False,
) -> None:
    with importing():
        from bot import observe
        from bot.config import load
        from bot.demo.run import serve

    settings = load()
    observe.set_up("WARNING", settings.log_format)
    chosen = port or settings.port
    _listen_first(chosen)
    asyncio.run(serve(Path("var/demo"), chosen, fresh=fresh))


def simulator(
    port: Annotated[int, typer.Option(min=0, max=65535, help=text("option-port"))] = 8081,
    limits: Annotated[Switch, typer.Option(help=text("option-limits"))] = Switch.ON,
    token: Annotated[str | None, typer.Option(help=text("option-simulator-token"))] = None,
) -> None:
    from bot.simulator.serve import TOKEN
    from bot.simulator.serve import run as serve

    try:
        serve(port, limits=limits is Switch.ON, token=token or TOKEN)
    except OSError as error:
        refuse("error-port", port=str(port), reason=error.strerror or str(error))


def migrate() -> None:
    from bot.commands.opening import database, settings
    from bot.storage.migrate import newest

    async def work() -> None:
        async with database(settings()):
            say("migrate-done", revision=newest())

    asyncio.run(work())


def _listen_first(port: int) -> None:
    """A port in use is found before anything else is started or wiped."""
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            refuse("error-port", port=str(port), reason=error.strerror or str(error))
