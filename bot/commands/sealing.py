"""seal."""

import asyncio
from typing import Annotated

import typer

from bot.commands.words import refuse, say, text


def seal(
    new_key: Annotated[bool, typer.Option("--new-key", help=text("option-new-key"))] = False,
    undo: Annotated[bool, typer.Option("--undo", help=text("option-undo-seal"))] = False,
) -> None:
    from bot.storage.sealing import new_key as made

    if new_key:
        typer.echo(made())
        return
    from bot.commands.opening import database, settings
    from bot.storage.resealing import reseal

    found = settings()
    if not found.seal_keys:
        refuse("seal-no-key")

    async def work() -> int:
        async with database(found, closing=not undo) as opened:
            return await reseal(opened)

    say("seal-undone" if undo else "seal-done", count=str(asyncio.run(work())))
