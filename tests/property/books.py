"""What must hold after every deed, whoever did it."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from bot.domain.deadlines import Stage
from bot.domain.life import DROPPED, OPEN, UNSIGNED, Event, State
from bot.domain.org import Level
from bot.domain.ticket import Ticket
from bot.domain.transitions import TRANSITIONS
from bot.storage.history import Entry
from bot.usecases.town import Town
from tests.property.life import Seen, Sent
from tests.property.strict_wording import check_answer, check_notice


@dataclass
class Books:
    """Remembers what was seen before, so that nothing can be edited afterwards."""

    town: Town
    secret: str
    words: bool = True
    """Whether every word is rendered too."""
    _history: dict[int, list[Entry]] = field(default_factory=dict)
    _versions: dict[int, int] = field(default_factory=dict)
    _last_letter: int = 0
    sealed_since: dict[int, int] = field(default_factory=dict)

    def check(self, seen: Seen, now: datetime) -> None:
        assert self._versions.keys() <= seen.tickets.keys(), "a ticket vanished"
        for ticket in seen.tickets.values():
            self._check_history(ticket, seen.history[ticket.id])
            self._check_owner(ticket)
            self._check_clocks(ticket, seen)
            self._check_told(ticket, seen)
            self._check_shown(ticket, seen)
            self._check_sealed(ticket, seen)
        self._check_letters(seen, now)
        self._check_figures(seen)

    def _check_history(self, ticket: Ticket, entries: list[Entry]) -> None:
        known = self._history.get(ticket.id, [])
        assert entries[: len(known)] == known, "history was edited"
        self._history[ticket.id] = entries
        assert entries[0].event is Event.SUBMIT
        assert entries[-1].target is ticket.state, "the state is not where the history led"
        assert all(one.target is other.source for one, other in pairwise(entries)), "the chain is broken"
        for entry in entries[1:]:
            arrow = TRANSITIONS[entry.event]
            assert entry.source in arrow.sources
            if entry.event is not Event.UNDO:
                assert entry.target is (arrow.target or entry.source)
        assert ticket.version >= self._versions.get(ticket.id, 0)
        self._versions[ticket.id] = ticket.version
        assert max(entry.round for entry in entries) == ticket.round
        assert sum(entry.event is Event.FAIL_REVIEW for entry in entries) == ticket.reworks

    def _check_owner(self, ticket: Ticket) -> None:
        owner, place = self.town.node(ticket.owner_id), self.town.node(ticket.node_id)
        assert place.within(owner) or owner.level is Level.UNIT, "a stranger owns it"
        assert not (ticket.sealed and owner.level is Level.GRID), "a grid owns a sealed ticket"
        assert (ticket.signed_at is None) == (ticket.signer_id is None)
        if ticket.state in UNSIGNED:
            assert ticket.signed_at is None

    def _check_clocks(self, ticket: Ticket, seen: Seen) -> None:
        running = {r.clock.stage: r for r in seen.clocks[ticket.id]}
        if ticket.state not in OPEN or ticket.state is State.ON_ACCOUNT:
            assert not running, f"{ticket.state} and still on the clock"
            return
        assert ticket.due_at is not None
        assert running[Stage.HANDLE].clock.due_at == ticket.due_at
        assert running[Stage.HANDLE].round == ticket.round
        # A return and a question leave the sign clock where it was, standing or running.
        unsigned = UNSIGNED | {State.RETURN_REVIEW, State.DRAFT}
        assert (Stage.SIGN in running) == (ticket.state in unsigned), f"{ticket.number} {ticket.state} {running}"
        if ticket.state in UNSIGNED:
            assert running[Stage.SIGN].clock.due_at == ticket.sign_due_at
        above = len(self.town.tree.chain(self.town.node(ticket.owner_id))) - 1
        assert {r.clock.top for r in running.values()} == {above}, "the clock climbs from elsewhere"

    def _check_told(self, ticket: Ticket, seen: Seen) -> None:
        own = [letter for letter in seen.letters if letter.ticket_id == ticket.id]
        assert any(letter.card == "receipt" for letter in own), "no receipt"
        assert any(letter.card == "card" for letter in own), "nobody has to act"
        alarms = {letter.chat_id for letter in own if letter.card == "alarm"}
        assert not ticket.danger or alarms | set(seen.shown_to[ticket.id]), "a danger nobody was called for"

    def _check_shown(self, ticket: Ticket, seen: Seen) -> None:
        """Once all has left, each card tells the truth: where people must act, and nowhere else."""
        if any(letter.state == "queued" and letter.card != "pictures" for letter in seen.letters):
            return
        shown = set(seen.shown_to[ticket.id])
        cards = [letter for letter in seen.screen.values() if letter.ticket_id == ticket.id and letter.card == "card"]
        # What was handled before stands where it was done; a 重办 gets a card of its own.
        alive = [c for c in cards if c.notice.kind != "card-moved" and c.notice.args["round"] == ticket.round]
        stands = sorted(card.chat_id for card in alive)
        assert stands == sorted(shown), f"{ticket.number} stands in {stands} instead of {sorted(shown)}"
        for card in alive:
            # Nothing is said any more of what was closed a month ago.
            state = State.CLOSED if ticket.state is State.ARCHIVED else ticket.state
            assert card.notice.args["state"] == state, f"an old card of {ticket.number} in {card.chat_id}"
            assert card.notice.args["category"] == ticket.category

    def _check_sealed(self, ticket: Ticket, seen: Seen) -> None:
        if not ticket.sealed:
            self.sealed_since.pop(ticket.id, None)
            return
        new = ticket.id not in self.sealed_since and len(seen.history[ticket.id]) <= 4
        since = self.sealed_since.setdefault(ticket.id, 0 if new else self._last_letter)
        marker = ticket.public_text.split("，")[0]
        if not marker.startswith("事由"):  # told by a picture alone, or in words that others say too
            return
        for letter in seen.letters:
            if letter.chat_id < 0 and (letter.id > since or letter.state == "queued"):
                assert marker not in letter.raw, f"sealed words go to a group: {letter.key}"
        if not any(letter.state == "queued" for letter in seen.letters):
            standing = [shown.notice for (chat, _), shown in seen.screen.items() if chat < 0]
            assert not any(marker in str(notice) for notice in standing), f"{ticket.number} still stands in a group"

    def _check_letters(self, seen: Seen, now: datetime) -> None:
        keys = [letter.key for letter in seen.letters]
        assert len(set(keys)) == len(keys)
        for letter in seen.letters:
            if letter.id > self._last_letter and self.words:
                self._check_letter(letter, now)
        self._last_letter = max((letter.id for letter in seen.letters), default=0)

    def _check_letter(self, letter: Sent, now: datetime) -> None:
        assert self.secret not in letter.raw, f"what was masked left with {letter.key}"
        if letter.notice.kind.startswith("answer-"):
            check_answer(letter.notice, now)
        else:
            check_notice(letter.notice, now)

    def _check_figures(self, seen: Seen) -> None:
        day = seen.day
        assert day.open + day.done + day.dropped == day.total == len(seen.tickets)
        states = [ticket.state for ticket in seen.tickets.values()]
        assert day.open == sum(state in OPEN for state in states)
        assert day.dropped == sum(state in DROPPED for state in states)
        assert day.unsigned <= day.open and day.overdue <= day.open and day.danger <= day.open
