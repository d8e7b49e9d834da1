"""backup, restore."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import ReadableFile
from bot.commands.words import misused, refuse, say, text

if TYPE_CHECKING:
    from bot.config import Settings


def backup(
    target: Annotated[Path | None, typer.Argument(help=text("argument-backup"))] = None,
    keep: Annotated[int | None, typer.Option(min=1, help=text("option-keep"))] = None,
) -> None:
    from bot.commands.opening import settings
    from bot.storage import backup as copying
    from bot.storage.postgres_dump import ToolMissing

    found = settings()
    place = target or found.data_dir / "backups"
    if keep is not None and place.is_file():
        misused("backup-keep-needs-folder")
    file = place / _name(found) if target is None or keep is not None or place.is_dir() else place
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        contents = copying.make(found.database_url, found.data_dir, file)
    except FileExistsError:
        refuse("backup-exists", file=str(file))
    except FileNotFoundError as error:
        refuse("backup-nothing", file=str(error.filename))
    except ToolMissing as missing:
        refuse("backup-tool-missing", tool=str(missing))
    _note(found)
    say("backup-done", file=str(file), size=str(file.stat().st_size), media=str(contents.media))
    if keep is not None:
        gone = copying.forget_old(place, keep)
        say("backup-forgotten", count=str(len(gone)), keep=str(keep))


def restore(
    file: ReadableFile,
    yes: Annotated[bool, typer.Option("--yes", help=text("option-yes-restore"))] = False,
    check: Annotated[bool, typer.Option("--check", help=text("option-check"))] = False,
) -> None:
    from bot.commands.opening import settings
    from bot.storage import backup as copying
    from bot.storage.postgres_dump import ToolMissing
    from bot.storage.sqlite_copy import Damaged, InUse

    found = settings()
    try:
        if check:
            contents = copying.examine(file, found.data_dir)
            say("restore-sound", file=str(file), database=contents.database, media=str(contents.media))
            return
        if copying.occupied(found.database_url) and not yes:
            refuse("restore-exists")
        contents = copying.restore(file, found.database_url, found.data_dir)
    except Damaged as error:
        refuse("restore-damaged", file=str(file), reason=str(error))
    except InUse:
        refuse("restore-in-use")
    except ToolMissing as missing:
        refuse("backup-tool-missing", tool=str(missing))
    say("restore-done", file=str(file), media=str(contents.media))


def _note(found: "Settings") -> None:
    """For /metrics. The backup is made, whether or not this can be written."""
    from bot.clock import Clock
    from bot.storage.backup import note_made
    from bot.storage.failing import StorageFailed

    with suppress(StorageFailed):
        asyncio.run(note_made(found.database_url, Clock().now()))


def _name(settings: "Settings") -> str:
    """By the local clock, so that the names sort by age."""
    from bot.clock import Clock

    return f"yigetong-{Clock().now().astimezone(settings.zone):%Y%m%d-%H%M%S}.tar"
