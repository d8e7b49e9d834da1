"""What became of every message, by evidence: the bot's database on one side, the transcript on the other."""

import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

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
    """A ticket as the database has it."""

    number: str
    category: str
    sealed: bool
    state: str

    @property
    def finished(self) -> bool:
        """The handlers have done their part."""
        return self.state in {"pending_survey", "closed"}


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
    """Reads a bot's SQLite file while it runs or afterwards."""

    def __init__(self, path: Path) -> None:
        self._uri = f"file:{path}?mode=ro"

    def _rows(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self._uri, uri=True, timeout=10)) as connection:
            return connection.execute(query).fetchall()

    def _count(self, query: str) -> int:
        return int(str(self._rows(query)[0][0]))

    def backlog(self) -> Backlog:
        return Backlog(
            self._count("SELECT count(*) FROM inbox WHERE state = 'new'"),
            self._count("SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')"),
        )

    def in_flight(self) -> int:
        """Sends that may or may not have arrived when the process died."""
        return self._count("SELECT count(*) FROM outbox WHERE state = 'sending'")

    def homes(self) -> int:
        return self._count("SELECT count(*) FROM homes")

    def mail(self, transcript: Transcript) -> Mail:
        seen = {(chat, said.message_id) for chat, said in transcript.all()}
        sent = self._rows("SELECT chat_id, message_id FROM outbox WHERE state = 'sent' AND method = 'send'")
        return Mail(
            undelivered=self._count("SELECT count(*) FROM outbox WHERE state = 'undelivered'"),
            waiting=self.backlog().outbox,
            phantom=sum(row not in seen for row in sent),
        )

    def accounts(self, played: Sequence[Played], transcript: Transcript) -> list[Account]:
        """One entry a message; every resident wrote exactly one."""
        tickets = self._tickets()
        asked = self._chats("SELECT chat_id FROM outbox WHERE key LIKE 'ask:%' AND state = 'sent'")
        asked &= self._chats("SELECT chat_id FROM drafts WHERE state = 'open'")
        answered = self._chats("SELECT chat_id FROM outbox WHERE key LIKE 'smalltalk:%' AND state = 'sent'")
        parked = self._chats("SELECT chat_id FROM inbox WHERE state = 'parked'")
        cards = _first_by_number(transcript, {p.account for p in played})
        found = []
        for message in played:
            own = tickets.get(message.account, ())
            words = transcript.answers(message.account, message.message_id)
            outcome = Outcome.LOST
            if words:
                kinds = ((parked, Outcome.PARKED), (answered, Outcome.ANSWERED), (asked, Outcome.ASKED))
                outcome = next((kind for chats, kind in kinds if message.account in chats), Outcome.LOST)
                outcome = Outcome.TICKET if own else outcome
            first = words[0] if words else None
            card = next((cards[filed.number] for filed in own if filed.number in cards), None)
            done = any(filed.finished for filed in own)
            found.append(Account(message, outcome, own, first, card, words[-1] if done and words else None))
        return found

    def _tickets(self) -> dict[int, tuple[Filed, ...]]:
        query = """SELECT people.telegram_id, number, category, sealed_role IS NOT NULL, tickets.state
                   FROM tickets JOIN people ON people.id = petitioner_id"""
        found: dict[int, tuple[Filed, ...]] = {}
        for account, number, category, sealed, state in self._rows(query):
            filed = Filed(str(number), str(category), bool(sealed), str(state))
            found[int(str(account))] = (*found.get(int(str(account)), ()), filed)
        return found

    def _chats(self, query: str) -> set[int]:
        return {int(str(chat)) for (chat,) in self._rows(query) if chat is not None}


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


def repeats(transcript: Transcript) -> int:
    """Messages that came twice in the same words to the same chat."""
    counts = Counter((chat, said.text) for chat, said in transcript.all())
    return sum(count - 1 for count in counts.values())
