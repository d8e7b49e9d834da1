"""Files people send: recognised in a message, fetched to disk after the receipt."""

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import structlog
from telegram import Bot, Message
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.chat.retrying import wait
from bot.domain.pictures import bare
from bot.presence import Duty
from bot.storage.engine import Database
from bot.storage.erasing import erase_files, partial
from bot.storage.media import Attachment, Stored
from bot.storage.store import StorageFailed, Store

log = structlog.get_logger()

BATCH = 8
IDLE_SECONDS = 1.0
LARGEST_BYTES = 20 * 1024 * 1024
"""Telegram lets a bot download no more."""

_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}", re.ASCII)


def attachment_of(message: Message) -> Attachment | None:
    """The file in a message that can be evidence, None for text, stickers and the like."""
    if message.photo:
        best = message.photo[-1]
        return Attachment(
            "photo", best.file_id, best.file_unique_id, message.media_group_id or "", best.file_size, "image/jpeg"
        )
    for kind in ("voice", "video", "video_note", "animation", "audio", "document"):
        file = getattr(message, kind)
        if file is not None:
            mime = getattr(file, "mime_type", None) or ""
            album = message.media_group_id or ""
            return Attachment(kind, file.file_id, file.file_unique_id, album, file.file_size, mime)
    return None


class Fetcher:
    """Downloads what waits, one after the other, and removes what is forgotten; the tickets never wait for it."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        folder: Path,
        duty: Duty,
        came: Callable[[Store, Stored, bytes], Awaitable[None]],
    ) -> None:
        """``came``: told of every file once it is here, in the transaction that says so."""
        self._duty = duty
        self._database = database
        self._came = came
        self._bot = bot
        self._folder = folder

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                more = await self._fetch_some()
            except StorageFailed as error:
                # Files can wait; the next round tries again.
                self._database.tell(error)
                more = False
            await wait(stop, 0 if more else IDLE_SECONDS)

    async def _fetch_some(self) -> bool:
        """Whether there may be more at once."""
        if not self._duty.ours:
            return False
        async with self._database.read() as tx:
            waiting = await tx.media.waiting(BATCH, self._bot.id)
            going = await tx.media.erasing(BATCH, self._bot.id)
        kept = await self._erase(going) if going else True
        for stored in waiting:
            try:
                await self._fetch(stored)
            except OSError as error:
                # A full disk, say: the file waits at Telegram, and nobody else for it.
                log.error("media.not_kept", media=stored.id, error=type(error).__name__)
                kept = False
        return kept and BATCH in {len(waiting), len(going)}

    async def _erase(self, going: Sequence[Stored]) -> bool:
        """Whether it could be done. One after the other with what is fetched: both may mean the same file."""
        try:
            await erase_files(self._database, self._folder, going)
        except OSError as error:
            log.error("media.not_erased", error=type(error).__name__)
            return False
        return True

    async def _fetch(self, stored: Stored) -> None:
        try:
            file = await self._bot.get_file(stored.file_id)
            if (file.file_size or 0) > LARGEST_BYTES:
                # A Bot API server of one's own would hand out gigabytes.
                raise BadRequest("file is too big")
            # What is kept says nothing of where and with which device it was taken.
            content = bare(bytes(await file.download_as_bytearray()))
        except TelegramError as error:
            log.warning("media.fetch_failed", media=stored.id, error=type(error).__name__)
            for_good = isinstance(error, BadRequest | Forbidden)
            async with self._database.alongside() as tx:
                await tx.media.failed(stored, str(error), for_good=for_good)
            return
        digest = hashlib.sha256(content).hexdigest()
        path = f"media/{digest[:2]}/{digest}{_suffix(file.file_path)}"
        async with self._database.alongside() as tx:
            if not await tx.media.coming(stored.id, path):
                return
        await asyncio.to_thread(_keep, self._folder / path, content)
        async with self._database.alongside() as tx:
            if await tx.media.fetched(stored.id, digest, path, len(content)):
                await self._came(tx, stored, content)


def _suffix(path: str | None) -> str:
    """A harmless ending; nothing else of a stranger's file name reaches the disk."""
    ending = Path(path or "").suffix.lower()
    return ending if _SUFFIX.fullmatch(ending) else ""


def _keep(target: Path, content: bytes) -> None:
    """Writes the file under its own hash; the same picture twice is one file."""
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        written = partial(target)
        written.touch(mode=0o600)
        written.write_bytes(content)
        written.replace(target)
