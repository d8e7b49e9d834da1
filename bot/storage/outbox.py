"""Messages that are decided and not yet delivered, in the transaction of the decision."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, func, or_, select, update

from bot.domain.notices import Arg, Notice, Priority
from bot.domain.rooms import Room
from bot.storage.gateway import Gateway
from bot.storage.notice_rows import from_json, to_json
from bot.storage.outbox_queries import DROP_EDITS, MARK, arrived, at_once, leaving, of, putting
from bot.storage.spots import Spot, at_spots, of_spots
from bot.storage.tables import outbox

ALBUM = 10
"""Telegram joins no more pictures than this."""

LONGEST_PAUSE = timedelta(seconds=60)
"""Between two tries of a letter that Telegram does not take."""

LIST = 15
"""So many lines of a list are read on a phone; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one room. ``key`` is unique, so a repeated decision says nothing twice.

    ``method`` is send, edit, delete, media, react (a mark on a message) or answer (to a callback query). ``card``
    names what the message will be for the ticket, so that it can be edited and replied to later.
    """

    key: str
    chat_id: int
    notice: Notice
    priority: Priority
    method: str = "send"
    ticket_id: int | None = None
    card: str | None = None
    message_id: int | None = None
    reply_to: int | None = None
    query_id: str | None = None
    not_before: datetime | None = None
    expires_at: datetime | None = None
    thread_id: int = 0

    @property
    def room(self) -> Room:
        return Room(self.chat_id, self.thread_id)


@dataclass(frozen=True, slots=True)
class Cause:
    """The update being handled: its chat waits for an answer since ``received_at``."""

    chat_id: int | None
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Queued:
    """A letter with its row id, how often it was tried, and when it was decided.

    ``locale``: the language of the chat it goes to, "" when none is known. ``received_at``: when the update came that
    the letter answers or raises an alarm about, None for every other.
    """

    id: int
    letter: Letter
    attempts: int
    created_at: datetime
    locale: str = ""
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A letter given up: whom it was for, what it said (its kind), and why."""

    id: int
    chat_id: int
    kind: str
    error: str
    created_at: datetime


class Outbox(Gateway):
    cause: Cause | None = None
    """Set by whoever handles an update, so that it can be measured how long its answer took."""

    async def put(self, letters: Sequence[Letter], now: datetime) -> None:
        """Queues letters; those whose key is known already are left as they are."""
        if not letters:
            return
        rows = [_row(letter, self.cause, now) for letter in letters]
        await self._connection.execute(putting(self._shared), rows)

    async def refresh_card(self, letter: Letter, now: datetime) -> None:
        """Queues an edit of a card, or rewrites what still waits for it, so that edits never pile up. Of two cards that
        wait, the first is of an earlier round and stays what it was.
        """
        newest = select(func.max(outbox.c.id)).where(
            outbox.c.ticket_id == letter.ticket_id,
            outbox.c.chat_id == letter.chat_id,
            outbox.c.thread_id == letter.thread_id,
            outbox.c.card == letter.card,
            outbox.c.state == "queued",
            outbox.c.method.in_(("send", "edit")),
        )
        # Asked once more, for it may have left while we waited for whoever took it.
        waiting = update(outbox).where(outbox.c.id == newest.scalar_subquery(), outbox.c.state == "queued")
        waiting = waiting.values(notice=to_json(letter.notice))
        if (await self._connection.execute(waiting)).rowcount == 0:
            await self.put([letter], now)

    async def last_card(self, ticket_id: int) -> Mapping[str, Arg]:
        """The arguments of the newest card of a ticket; none where it is forgotten by now."""
        query = select(outbox.c.notice).where(outbox.c.ticket_id == ticket_id, outbox.c.card == "card")
        query = query.where(outbox.c.method.in_(("send", "edit"))).order_by(outbox.c.id.desc()).limit(1)
        notice = await self._connection.scalar(query)
        return {} if notice is None else from_json(notice).args

    async def drop_edits(self, spots: Collection[Spot]) -> None:
        """New cards are coming: edits that still wait were meant for the old ones and would find the new."""
        if spots:
            await self._connection.execute(DROP_EDITS, of_spots(spots))

    async def join_pictures(self, letter: Letter, now: datetime) -> None:
        """Queues files of a ticket, or adds them to those that still wait for the same chat: an album stays one."""
        waiting = select(outbox.c.id, outbox.c.notice).where(
            outbox.c.ticket_id == letter.ticket_id,
            outbox.c.chat_id == letter.chat_id,
            outbox.c.thread_id == letter.thread_id,
            outbox.c.method == "media",
            outbox.c.state == "queued",
        )
        newest = waiting.order_by(outbox.c.id.desc()).limit(1).with_for_update()
        row = (await self._connection.execute(newest)).first()
        if row is None or len(row.notice["media"]) >= ALBUM:
            await self.put([letter], now)
            return
        joined = {**row.notice, "media": [*row.notice["media"], *letter.notice.media]}
        await self._connection.execute(update(outbox).where(outbox.c.id == row.id).values(notice=joined))

    async def join_list(self, letter: Letter, now: datetime) -> None:
        """Queues a list, or adds its lines to one of the kind (and ticket) that waits for the same room. Its ``count``
        is that of all; more than :data:`LIST` lines are counted and not shown.
        """
        waiting = (
            select(outbox.c.id, outbox.c.notice)
            .where(outbox.c.chat_id == letter.chat_id, outbox.c.thread_id == letter.thread_id)
            .where(outbox.c.card == letter.card, outbox.c.state == "queued", outbox.c.method == "send")
            .where(outbox.c.ticket_id.is_not_distinct_from(letter.ticket_id))
            .order_by(outbox.c.id.desc())
            .limit(1)
            .with_for_update()
        )
        row = (await self._connection.execute(waiting)).first()
        if row is None:
            await self.put([replace(letter, notice=_listed(letter.notice, letter.notice.lines, 0))], now)
            return
        before = from_json(row.notice)
        notice = _listed(letter.notice, (*before.lines, *letter.notice.lines), int(before.args["count"]))
        await self._connection.execute(update(outbox).where(outbox.c.id == row.id).values(notice=to_json(notice)))

    async def claim(self, now: datetime, limit: int, busy: Collection[int], bot_id: int | None = None) -> list[Queued]:
        """Takes letters that may leave now, most urgent first, none for a chat in ``busy``; marks them sending.
        With ``bot_id`` those of this bot, and those that belong to none.

        One letter of a chat at a time keeps its order, and a chat with many does not hold up the others.
        """
        taken, heads = set(busy), list[Row[Any]]()
        while wanted := limit - len(heads):
            page = await self._waiting(now, wanted, taken, bot_id)
            found = _heads(page)
            await self._mark([row.id for row in found], bot_id)
            heads += found
            taken |= {row.chat_id for row in found if row.method != "answer"}
            if len(page) < wanted:
                break
        return [
            Queued(row.id, letter_of(row), row.attempts, row.created_at, row.locale, row.received_at) for row in heads
        ]

    async def _waiting(
        self, now: datetime, limit: int, busy: Collection[int], bot_id: int | None
    ) -> Sequence[Row[Any]]:
        asked = {"now": now, "soon": now + LONGEST_PAUSE, "busy": list(busy), "most": limit} | (
            {} if bot_id is None else {"of_bot": bot_id}
        )
        return (await self._connection.execute(leaving(bot_id is not None), asked)).all()

    async def _mark(self, ids: Sequence[int], bot_id: int | None) -> None:
        if ids:
            await self._connection.execute(MARK, {"ids": list(ids), "of_bot": bot_id})

    async def recall(self, spots: Collection[Spot], card: str | None = None) -> None:
        """What waits for these rooms about these tickets, or only this ``card`` of them, never leaves; what is under
        way is undone when it has arrived. What was given up there before is emptied all the same.
        """
        if not spots:
            return
        kind = outbox.c.card.is_not(None) if card is None else outbox.c.card == card
        waiting = update(outbox).where(at_spots(outbox), kind, ~_EMPTIES, outbox.c.state.in_(("queued", "sending")))
        await self._connection.execute(waiting.values(state="recalled"), of_spots(spots))

    async def unsay(self, ticket_id: int, at: datetime, mark: str) -> set[int]:
        """Takes back what was decided about a ticket at that moment, as far as it has not left, and frees its keys,
        so that it can be said again. The chats for which something had left already.

        A card that was given up is emptied all the same: whoever gets the ticket back gets a new one.
        """
        mine = and_(outbox.c.ticket_id == ticket_id, outbox.c.created_at == at, outbox.c.method != "answer")
        waiting = update(outbox).where(mine, outbox.c.state == "queued", outbox.c.card.is_not(None), ~_EMPTIES)
        await self._connection.execute(waiting.values(state="recalled"))
        heard = select(outbox.c.chat_id).where(mine, outbox.c.state != "recalled").distinct()
        left = set(await self._connection.scalars(heard))
        await self._connection.execute(update(outbox).where(mine).values(key=outbox.c.key + f":{mark}"))
        return left

    async def sent(self, id_: int, message_id: int | None, at: datetime) -> bool:
        """Whether it was still wanted; False when it was recalled while it was under way."""
        written = {"letter": id_, "at": at} | ({} if message_id is None else {"as_message": message_id})
        return (await self._connection.execute(arrived(message_id is not None), written)).rowcount == 1

    async def again(self, id_: int, attempts: int, not_before: datetime, error: str) -> None:
        await self._connection.execute(
            update(outbox)
            .where(outbox.c.id == id_, outbox.c.state != "recalled")
            .values(state="queued", attempts=attempts, not_before=not_before, error=error[:500])
        )

    async def give_up(self, id_: int, error: str, state: str = "undelivered") -> bool:
        """Whether it was still under way; False when it was sent elsewhere or recalled meanwhile."""
        query = update(outbox).where(outbox.c.id == id_, outbox.c.state == "sending")
        return (await self._connection.execute(query.values(state=state, error=error[:500]))).rowcount == 1

    async def resend_as_new(self, id_: int) -> None:
        """The message to edit is gone: the same words go out as a new message."""
        await self._connection.execute(
            update(outbox)
            .where(outbox.c.id == id_, outbox.c.state != "recalled")
            .values(state="queued", method="send", message_id=None)
        )

    async def recover(self, bot_id: int | None = None, under_way: Collection[int] = ()) -> int:
        """After a crash: what was being sent is queued again (at least once), except the ids ``under_way``."""
        lost = update(outbox).where(outbox.c.state == "sending", outbox.c.id.not_in(list(under_way)), *of(bot_id))
        return int((await self._connection.execute(lost.values(state="queued"))).rowcount)

    async def retry(self, now: datetime, chat_id: int | None = None, id_: int | None = None) -> int:
        """Queues undelivered letters again: all, one chat's, or one."""
        query = update(outbox).where(outbox.c.state == "undelivered")
        if chat_id is not None:
            query = query.where(outbox.c.chat_id == chat_id)
        if id_ is not None:
            query = query.where(outbox.c.id == id_)
        result = await self._connection.execute(query.values(state="queued", attempts=0, not_before=now, error=None))
        return int(result.rowcount)

    async def undelivered(self, limit: int = 200) -> list[Undelivered]:
        query = select(outbox).where(outbox.c.state == "undelivered").order_by(outbox.c.id).limit(limit)
        return [
            Undelivered(row.id, row.chat_id, row.notice["kind"], row.error or "", row.created_at)
            for row in await self._connection.execute(query)
        ]

    async def counts(self) -> dict[str, int]:
        query = select(outbox.c.state, func.count()).group_by(outbox.c.state)
        return {state: int(count) for state, count in await self._connection.execute(query)}

    async def under_way(self, now: datetime) -> int:
        """How many letters are due and have not left yet."""
        ready = or_(outbox.c.not_before <= now, at_once())
        due = or_(outbox.c.state == "sending", and_(outbox.c.state == "queued", ready))
        return int(await self._connection.scalar(select(func.count()).where(due)) or 0)

    async def unconfirmed(self, chat_id: int) -> dict[int, str]:
        """Tickets of which a message may stand in the chat that we do not know yet, with what it is (its ``card``):
        Telegram has it, and our note of that is still to be written, or its answer was lost."""
        query = select(outbox.c.ticket_id, outbox.c.card).where(
            outbox.c.chat_id == chat_id,
            outbox.c.state.in_(("sending", "queued")),
            outbox.c.method == "send",
            outbox.c.card.is_not(None),
        )
        rows = await self._connection.execute(query.order_by(outbox.c.id.desc()))
        return {row.ticket_id: row.card for row in rows}

    async def recent_sends(self, now: datetime, seconds: int, bot_id: int | None = None) -> list[tuple[int, datetime]]:
        """(chat, time) of what was sent lately, so that a restart keeps Telegram's limits."""
        query = select(outbox.c.chat_id, outbox.c.sent_at).where(
            outbox.c.sent_at > now - timedelta(seconds=seconds), outbox.c.method != "answer", *of(bot_id)
        )
        return [(row.chat_id, row.sent_at) for row in await self._connection.execute(query)]


def pause_after(attempts: int) -> timedelta:
    """Until a letter is tried again that Telegram did not take, the first time with 0 ``attempts``: 1, 2, 4 … s."""
    return min(timedelta(seconds=2 ** min(attempts, 6)), LONGEST_PAUSE)


_EMPTIES = and_(outbox.c.card == "left", outbox.c.method != "send")
"""The edit, or the deletion, that takes a card out of a room which has it no more."""


def _listed(notice: Notice, lines: tuple[Notice, ...], before: int) -> Notice:
    count = before + int(notice.args["count"])
    shown = lines[:LIST]
    return replace(notice, args={**notice.args, "count": count, "more": count - len(shown)}, lines=shown)


def _heads(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """The first letter of each chat, and every answer to a press: those have no order to keep."""
    seen: set[int] = set()
    heads = []
    for row in rows:
        if row.method == "answer" or row.chat_id not in seen:
            heads.append(row)
        if row.method != "answer":
            seen.add(row.chat_id)
    return heads


def _row(letter: Letter, cause: Cause | None, now: datetime) -> dict[str, Any]:
    waited_for = cause is not None and (letter.chat_id == cause.chat_id or letter.priority is Priority.DANGER)
    return {
        "key": letter.key,
        "chat_id": letter.chat_id,
        "spoken_in": letter.chat_id,
        "thread_id": letter.thread_id,
        "priority": int(letter.priority),
        "method": letter.method,
        "notice": to_json(letter.notice),
        "ticket_id": letter.ticket_id,
        "card": letter.card,
        "message_id": letter.message_id,
        "reply_to": letter.reply_to,
        "query_id": letter.query_id,
        "not_before": letter.not_before or now,
        "expires_at": letter.expires_at,
        "received_at": cause.received_at if cause is not None and waited_for else None,
        "created_at": now,
    }


def letter_of(row: Any) -> Letter:
    """The letter in a row of the outbox."""
    return Letter(
        key=row.key,
        chat_id=row.chat_id,
        notice=from_json(row.notice),
        priority=Priority(row.priority),
        method=row.method,
        ticket_id=row.ticket_id,
        card=row.card,
        message_id=row.message_id,
        reply_to=row.reply_to,
        query_id=row.query_id,
        not_before=row.not_before,
        expires_at=row.expires_at,
        thread_id=row.thread_id,
    )
