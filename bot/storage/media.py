"""Photos, albums, voices and videos: known by file id at once, fetched to disk afterwards."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, case, insert, literal, or_, select, update

from bot.storage.gateway import Gateway
from bot.storage.tables import media

MAX_ATTEMPTS = 5

ERASING, ERASED = "erasing", "erased"
"""Nobody may see it any more: its bytes may still lie on the disk, or are gone."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file somebody sent. ``kind``: photo, video, voice ...; ``album`` joins pictures that came together."""

    kind: str
    file_id: str
    file_unique_id: str
    album: str = ""
    size: int | None = None
    mime: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """An attachment with its row; ``path`` is below DATA_DIR; the file is there once it is kept."""

    id: int
    kind: str
    file_id: str
    ticket_id: int | None
    state: str
    attempts: int
    sha256: str | None
    path: str | None
    author_id: int = 0


_GIVE = (
    update(media)
    .where(media.c.draft_id == bindparam("of_draft"))
    .values(ticket_id=bindparam("new_ticket"))
    .returning(media.c.id)
)


class Media(Gateway):
    heard_by: int | None = None
    """Set by whoever handles an update: the bot that received it."""

    async def add(
        self,
        attachment: Attachment,
        author_id: int,
        purpose: str,
        now: datetime,
        *,
        ticket_id: int | None = None,
        draft_id: int | None = None,
    ) -> int:
        """Remembers a file for a ticket or draft; ``purpose`` is report, supplement, or what a handler
        shows: before (on arrival), result (under way) or after (finished).
        """
        values = {
            "kind": attachment.kind,
            "bot_id": self.heard_by,
            "file_id": attachment.file_id,
            "file_unique_id": attachment.file_unique_id,
            "album": attachment.album or None,
            "size": attachment.size,
            "mime": attachment.mime or None,
            "author_id": author_id,
            "purpose": purpose,
            "ticket_id": ticket_id,
            "draft_id": draft_id,
            "state": "waiting",
            "at": now,
        }
        return int((await self._connection.execute(insert(media).values(values).returning(media.c.id))).scalar_one())

    async def give(self, draft_id: int, ticket_id: int) -> list[int]:
        """The draft's files become the ticket's; their ids."""
        given = await self._connection.scalars(_GIVE, {"of_draft": draft_id, "new_ticket": ticket_id})
        return sorted(given.all())

    async def copy(self, from_ticket: int, to_ticket: int) -> list[int]:
        """The files of one ticket belong to another of the same message too; the ids of the copies."""
        same = [column for column in media.c if column.name not in {"id", "ticket_id", "draft_id"}]
        rows = select(*same, literal(to_ticket)).where(media.c.ticket_id == from_ticket).order_by(media.c.id)
        query = insert(media).from_select([*(column.name for column in same), "ticket_id"], rows)
        return sorted(row.id for row in await self._connection.execute(query.returning(media.c.id)))

    async def ticket_of_album(self, author_id: int, album: str) -> int | None:
        """The ticket that earlier pictures of the same album went to."""
        query = select(media.c.ticket_id).where(
            media.c.author_id == author_id, media.c.album == album, media.c.ticket_id.is_not(None)
        )
        found = await self._connection.scalar(query.limit(1))
        return None if found is None else int(found)

    async def get(self, ids: Sequence[int]) -> list[Stored]:
        """Those of them that were not erased."""
        rows = await self._connection.execute(select(media).where(media.c.id.in_(ids), ~_GONE).order_by(media.c.id))
        return [_stored(row) for row in rows]

    async def of_ticket(self, ticket_id: int) -> list[Stored]:
        return (await self.of_tickets([ticket_id])).get(ticket_id, [])

    async def of_tickets(self, ticket_ids: Collection[int]) -> dict[int, list[Stored]]:
        query = select(media).where(media.c.ticket_id.in_(list(ticket_ids)), ~_GONE).order_by(media.c.id)
        found: dict[int, list[Stored]] = {}
        for row in await self._connection.execute(query):
            found.setdefault(row.ticket_id, []).append(_stored(row))
        return found

    async def shown_with(self, ticket_id: int, purposes: Collection[str], since: datetime) -> tuple[int, ...]:
        """Ids of what handlers gave to a ticket from then on, for one of these purposes, in order."""
        query = select(media.c.id).where(
            media.c.ticket_id == ticket_id, media.c.purpose.in_(list(purposes)), media.c.at >= since
        )
        return tuple(int(row.id) for row in await self._connection.execute(query.order_by(media.c.id)))

    async def waiting(self, limit: int, bot_id: int | None = None) -> list[Stored]:
        """With ``bot_id`` only what this bot can fetch."""
        query = select(media).where(media.c.state == "waiting").order_by(media.c.id).limit(limit)
        if bot_id is not None:
            query = query.where(or_(media.c.bot_id == bot_id, media.c.bot_id.is_(None)))
        return [_stored(row) for row in await self._connection.execute(query)]

    async def coming(self, id_: int, path: str) -> bool:
        """Says where the file will lie before anything is written there: whatever happens then, forgetting finds it.
        Whether it is still wanted.
        """
        query = update(media).where(media.c.id == id_, ~_GONE).values(path=path).returning(media.c.id)
        return (await self._connection.execute(query)).first() is not None

    async def fetched(self, id_: int, sha256: str, path: str, size: int) -> bool:
        """Whether it is kept; what was erased while it was on its way goes again."""
        state = case((_GONE, ERASING), else_="kept")
        values = {"state": state, "sha256": sha256, "path": path, "size": size, "error": None}
        query = update(media).where(media.c.id == id_).values(**values).returning(media.c.state)
        return bool((await self._connection.execute(query)).scalar_one() == "kept")

    async def failed(self, stored: Stored, error: str, *, for_good: bool = False) -> None:
        attempts = stored.attempts + 1
        state = "failed" if for_good or attempts >= MAX_ATTEMPTS else "waiting"
        values = {"attempts": attempts, "state": state, "error": error[:500]}
        await self._connection.execute(update(media).where(media.c.id == stored.id, ~_GONE).values(**values))

    # Forgetting: the row says first that its file has to go, and last that it is gone.

    async def erase(self, ticket_id: int) -> None:
        """Whatever was sent for a ticket."""
        await self._erase(media.c.ticket_id == ticket_id)

    async def erase_unfiled(self, drafts: Collection[int]) -> None:
        """Whatever was sent for drafts that became no ticket."""
        await self._erase(media.c.draft_id.in_(list(drafts)) & media.c.ticket_id.is_(None))

    async def _erase(self, which: ColumnElement[bool]) -> None:
        values = {"state": ERASING, "file_id": "", "file_unique_id": "", "album": None, "error": None}
        await self._connection.execute(update(media).where(which, ~_GONE).values(**values))

    async def erasing(self, limit: int, bot_id: int | None = None) -> list[Stored]:
        """What has to go from the disk. With ``bot_id`` only what this bot fetched, or none did."""
        query = select(media).where(media.c.state == ERASING).order_by(media.c.id).limit(limit)
        if bot_id is not None:
            query = query.where(or_(media.c.bot_id == bot_id, media.c.bot_id.is_(None)))
        return [_stored(row) for row in await self._connection.execute(query)]

    async def still_kept(self, paths: Collection[str]) -> set[str]:
        """Those of the files that something else is kept in: the same picture twice is one file."""
        query = select(media.c.path).where(media.c.path.in_(list(paths)), ~_GONE)
        return {str(path) for path in await self._connection.scalars(query)}

    async def erased(self, ids: Collection[int]) -> None:
        values = {"state": ERASED, "sha256": None, "path": None}
        gone = update(media).where(media.c.id.in_(list(ids)), media.c.state == ERASING)
        await self._connection.execute(gone.values(**values))


_GONE = media.c.state.in_((ERASING, ERASED))


def _stored(row: Row[Any]) -> Stored:
    return Stored(
        row.id, row.kind, row.file_id, row.ticket_id, row.state, row.attempts, row.sha256, row.path, row.author_id
    )
