"""What became of every message, by evidence: the bot's database on one side, the transcript on the other."""

import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence, Set
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from tests.bench.chiefs import NUMBER, Said, Transcript
from tests.bench.letters import Letter

TO_CALL = re.compile(r"(?<![0-9-])(?:110|119|120|12110|12356)(?![0-9])", re.ASCII)


class Outcome(StrEnum):
    """What a message led to."""

    TICKET = "ticket"
    ASKED = "asked back"
    ANSWERED = "no ticket"
    PARKED = "parked"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Played:
    """A message as it was sent; ``at`` is when the simulator had taken it, in monotonic seconds."""

    account: int
    message_id: int
    at: float
    letter: Letter


@dataclass(frozen=True, slots=True)
class Account:
    """One message accounted for. ``first`` is the bot's first word to it, ``result`` the one that closes the loop."""

    played: Played
    outcome: Outcome
    tickets: tuple["Filed", ...]
    first: Said | None
    card: Said | None
    result: Said | None

    @property
    def called(self) -> bool:
        """Whether the first word back named a number to call."""
        return self.first is not None and TO_CALL.search(self.first.text) is not None


@dataclass(frozen=True, slots=True)
class Filed:
    """A ticket as the database has it. ``shown`` is what its group may read."""

    number: str
    category: str
    sealed: bool
    state: str
    intent: str
    danger: bool
    node: str
    owner: str
    shown: str

    @property
    def finished(self) -> bool:
        """The handlers have done their part. Which ones are looked at once more goes by their number, and that by which
        of two residents was first."""
        return self.state in {"pending_review", "pending_survey", "closed"}


@dataclass(frozen=True, slots=True)
class Backlog:
    """What the bot has not settled yet."""

    inbox: int
    outbox: int

    @property
    def empty(self) -> bool:
        return self.inbox == 0 and self.outbox == 0


@dataclass(frozen=True, slots=True)
class Mail:
    """The outbox in the end. ``phantom``: marked sent, yet nobody ever saw it."""

    undelivered: int
    waiting: int
    phantom: int


class Books:
    """Reads a bot's database while it runs or afterwards."""

    def __init__(self, url: str) -> None:
        self._engine = create_async_engine(url, poolclass=NullPool)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """For what else somebody wants to know."""
        async with self._engine.connect() as connection:
            yield connection

    async def _rows(self, query: str) -> Sequence[Row[Any]]:
        async with self._engine.connect() as connection:
            return (await connection.execute(text(query))).all()

    async def _count(self, query: str) -> int:
        return int((await self._rows(query))[0][0])

    async def backlog(self) -> Backlog:
        return Backlog(
            await self._count("SELECT count(*) FROM inbox WHERE state = 'new'"),
            await self._count("SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')"),
        )

    async def in_flight(self) -> int:
        """Sends that may or may not have arrived when the process died."""
        return await self._count("SELECT count(*) FROM outbox WHERE state = 'sending'")

    async def homes(self) -> int:
        return await self._count("SELECT count(*) FROM homes")

    async def mail(self, transcript: Transcript) -> Mail:
        seen = {(chat, said.message_id) for chat, said in transcript.all()}
        sent = await self._rows("SELECT chat_id, message_id FROM outbox WHERE state = 'sent' AND method = 'send'")
        return Mail(
            undelivered=await self._count("SELECT count(*) FROM outbox WHERE state = 'undelivered'"),
            waiting=(await self.backlog()).outbox,
            phantom=sum(tuple(row) not in seen for row in sent),
        )

    async def known(self) -> Set[tuple[int, int]]:
        """Messages that the bot knows to have sent, by chat and id."""
        rows = await self._rows(
            "SELECT chat_id, message_id FROM outbox WHERE state = 'sent' AND message_id IS NOT NULL"
        )
        return {(row.chat_id, row.message_id) for row in rows}

    async def accounts(self, played: Sequence[Played], transcript: Transcript) -> list[Account]:
        """One entry a message; every resident wrote exactly one."""
        tickets = await self._tickets()
        asked = await self._chats("SELECT chat_id FROM outbox WHERE key LIKE 'ask:%' AND state = 'sent'")
        waiting = await self._chats("SELECT chat_id FROM drafts WHERE state = 'open'")
        # Where time passes quickly, the question may be over: then the resident was told so.
        asked &= waiting | await self._chats(
            "SELECT chat_id FROM outbox WHERE key LIKE 'draft-dropped:%' AND state = 'sent'"
        )
        answered = await self._chats("SELECT chat_id FROM outbox WHERE key LIKE 'smalltalk:%' AND state = 'sent'")
        parked = await self._chats("SELECT chat_id FROM inbox WHERE state = 'parked'")
        cards = _first_by_number(transcript, {p.account for p in played})
        kinds = ((parked, Outcome.PARKED), (answered, Outcome.ANSWERED), (asked, Outcome.ASKED))
        return [_account(message, tickets.get(message.account, ()), kinds, transcript, cards) for message in played]

    async def _tickets(self) -> dict[int, tuple[Filed, ...]]:
        query = """SELECT people.telegram_id, number, category, sealed_role IS NOT NULL AS sealed, tickets.state,
                          intent, danger, place.code AS node, owner.code AS owner, public_text
                   FROM tickets JOIN people ON people.id = petitioner_id JOIN nodes AS place ON place.id = node_id
                   JOIN nodes AS owner ON owner.id = owner_id
                   ORDER BY tickets.id"""
        found: dict[int, tuple[Filed, ...]] = {}
        for row in await self._rows(query):
            filed = Filed(
                row.number, row.category, bool(row.sealed), row.state, row.intent, bool(row.danger),
                row.node, row.owner, row.public_text,
            )  # fmt: skip
            found[row.telegram_id] = (*found.get(row.telegram_id, ()), filed)
        return found

    async def _chats(self, query: str) -> set[int]:
        return {chat for (chat,) in await self._rows(query) if chat is not None}


def _account(
    message: Played,
    own: tuple[Filed, ...],
    kinds: Sequence[tuple[set[int], Outcome]],
    transcript: Transcript,
    cards: dict[str, Said],
) -> Account:
    words = transcript.answers(message.account, message.message_id)
    outcome = Outcome.LOST
    if words:
        outcome = next((kind for chats, kind in kinds if message.account in chats), Outcome.LOST)
        outcome = Outcome.TICKET if own else outcome
    first = words[0] if words else None
    card = next((cards[filed.number] for filed in own if filed.number in cards), None)
    done = any(filed.finished for filed in own)
    return Account(message, outcome, own, first, card, words[-1] if done and words else None)


def _first_by_number(transcript: Transcript, residents: set[int]) -> dict[str, Said]:
    """The first message outside the residents' chats that names each ticket: its card."""
    found: dict[str, Said] = {}
    for chat, said in transcript.all():
        number = NUMBER.search(said.text)
        if chat in residents or number is None:
            continue
        if number[0] not in found or said.at < found[number[0]].at:
            found[number[0]] = said
    return found


def repeats(transcript: Transcript, known: Set[tuple[int, int]]) -> int:
    """Messages that came twice: the same words in the same chat, and the bot knows nothing of one of them. What it
    decided twice to say in the same words (a reminder, an alarm one level up) is no repeat. ``known``: by chat and id.
    """
    counts = Counter((chat, said.text) for chat, said in transcript.all())
    return sum(counts[chat, said.text] > 1 and (chat, said.message_id) not in known for chat, said in transcript.all())
