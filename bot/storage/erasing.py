"""Files that nobody may see any more leave the disk. Killed between two steps, the next look does what is left."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from bot.storage.engine import Database
from bot.storage.media import Stored


async def erase_files(database: Database, folder: Path, going: Sequence[Stored]) -> None:
    """Removes files whose rows say that they have to go, unless another row keeps the same file. Not while a file is
    being fetched: the same picture may be on its way again.

    Raises OSError, StorageFailed.
    """
    async with database.read() as tx:
        kept = await tx.media.still_kept({one.path for one in going if one.path})
    await asyncio.to_thread(_remove, [folder / one.path for one in going if one.path and one.path not in kept])
    async with database.alongside() as tx:
        await tx.media.erased([one.id for one in going])


def partial(file: Path) -> Path:
    """Where a file is written first; left there by whoever was killed meanwhile."""
    return file.with_name(f"{file.name}.part")


def _remove(files: list[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)
        partial(file).unlink(missing_ok=True)
