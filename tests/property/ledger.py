"""What must hold after every step of the crowd, looked at cheaply: only what is new since the step before."""

from collections import Counter
from datetime import date, datetime

from sqlalchemy import Row, select

from bot.domain.clocks import Stage
from bot.domain.life import OPEN, RUNNING, UNSIGNED, Event, State
from bot.domain.ticket import Ticket
from bot.domain.transitions import TRANSITIONS
from bot.storage.notice_rows import from_json
from bot.storage.store import Store
from bot.storage.tables import history, outbox
from bot.usecases import telling
from bot.usecases.town import Town
from tests.property.crowd import SECRET
from tests.property.strict_wording import check_answer, check_notice

E = Event
RESIDENT_HEARS = frozenset(
    {
        E.REJECT, E.REFER, E.INVALIDATE, E.ASK, E.CLAIM, E.SIGN, E.ARRIVE, E.WHISTLE, E.SUSPEND, E.RESUME, E.EXTEND,
        E.ON_ACCOUNT, E.OFF_ACCOUNT, E.PASS_REVIEW, E.FAIL_REVIEW, E.CLOSE_DONE, E.REPORT_UP, E.HAND_DOWN, E.SUPERVISE,
        E.SUBMIT, E.MERGE, E.UNMERGE, E.REOPEN, E.REHANDLE, E.ANSWER, E.ASSIGN,
    }
)  # fmt: skip
"""Of these the resident hears at once, unless he did it himself."""

HANDLERS_HEAR = frozenset(
    {
        E.WITHDRAW, E.SUPPLEMENT, E.AMEND, E.SEAL, E.REHANDLE, E.REOPEN, E.ANSWER, E.SUPERVISE, E.FAIL_REVIEW, E.EXTEND,
        E.REPORT_UP, E.HAND_DOWN, E.REFUSE, E.DECLINE, E.SUBMIT, E.DISPATCH, E.UNMERGE, E.ON_ACCOUNT, E.OFF_ACCOUNT,
        E.SUSPEND, E.UNDO, E.ASSIGN,
    }
)  # fmt: skip
"""Of these somebody who must act hears: a message, or his card is told anew."""

AUDITED = frozenset({"original", "reveal"})
"""Shown to one person for a reason that stays in the history."""

EACH_KIND = 12
_rendered: Counter[str] = Counter()


class Ledger:
    """Grows with an example."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._history = self._letters = 0
        self._states: dict[int, State] = {}
        self._visits: set[tuple[int, int, date]] = set()
        self.sealed_since: dict[int, int] = {}
        """The newest letter when a ticket became secret: later ones may not tell of it."""

    async def begin(self, tx: Store) -> None:
        """What lies in the outbox before anybody has done anything."""
        await self._new_letters(tx, {})

    async def check(self, tx: Store, town: Town, now: datetime) -> None:
        steps = (await tx.connection.execute(select(history).where(history.c.id > self._history))).all()
        letters = await self._new_letters(tx, {})
        self._check_words(letters, now)
        if not steps:
            return
        steps = sorted(steps, key=lambda step: step.id)
        self._history = steps[-1].id
        tickets = await tx.tickets.several({step.ticket_id for step in steps})
        for ticket in tickets.values():
            mine = [step for step in steps if step.ticket_id == ticket.id]
            new = ticket.id not in self._states
            self._check_steps(ticket, mine)
            if ticket.sealed:
                self.sealed_since.setdefault(ticket.id, 0 if new else self._letters)
            await self._check_clocks(tx, town, ticket)
            await self._check_told(tx, town, ticket, mine, letters, now)

    async def _new_letters(self, tx: Store, _: object) -> list[Row[tuple[object, ...]]]:
        rows = list((await tx.connection.execute(select(outbox).where(outbox.c.id > self._letters))).all())
        self._letters = max((row.id for row in rows), default=self._letters)
        return rows

    def _check_words(self, letters: list[Row[tuple[object, ...]]], now: datetime) -> None:
        for row in (row for row in letters if row.method not in {"react", "media"}):
            assert SECRET not in str(row.notice) or row.notice["kind"] in AUDITED, f"unmasked in {row.key}"
            kind = row.notice["kind"]
            _rendered[kind] += 1
            if _rendered[kind] > EACH_KIND and _rendered[kind] % 50:
                continue
            notice = from_json(row.notice)
            check_answer(notice, now) if row.method == "answer" else check_notice(notice, now)

    def _check_steps(self, ticket: Ticket, steps: list[Row[tuple[object, ...]]]) -> None:
        state = self._states.get(ticket.id)
        for step in steps:
            event, source, target = Event(step.event), State(step.source), State(step.target)
            if event is Event.SUBMIT:
                assert state is None
            else:
                assert source is state, f"{ticket.number}: {event} from {source}, and it was {state}"
                arrow = TRANSITIONS[event]
                assert source in arrow.sources, f"{ticket.number}: {event} from {source}"
                assert event is Event.UNDO or target is (arrow.target or source)
            state = target
        assert ticket.state is state, f"{ticket.number} is {ticket.state} after {state}"
        self._states[ticket.id] = ticket.state

    async def _check_clocks(self, tx: Store, town: Town, ticket: Ticket) -> None:
        """An open ticket has a next time at which somebody or something looks at it."""
        running = {one.clock.stage: one for one in await tx.clocks.of(ticket.id)}
        if ticket.state in RUNNING - {State.SUBMITTED}:
            assert Stage.HANDLE in running, f"{ticket.number} {ticket.state} without a clock"
            assert ticket.due_at == running[Stage.HANDLE].clock.due_at
            assert running[Stage.HANDLE].clock.paused_at is None
            assert (Stage.SIGN in running) == (ticket.state in UNSIGNED or State.RETURN_REVIEW is ticket.state), running
        elif ticket.state in OPEN:
            assert ticket.wake_at is not None, f"{ticket.number} {ticket.state} sleeps for ever"
        else:
            assert not running, f"{ticket.number} {ticket.state} and still on the clock"
        owner = town.node(ticket.owner_id)
        above = len(town.tree.chain(owner)) - 1
        assert {one.clock.top for one in running.values()} <= {above}, "it climbs from elsewhere"

    def _seen_there(self, ticket: Ticket, town: Town, now: datetime) -> bool:
        """到场 is said once a day, however often it is pressed."""
        visit = (ticket.id, ticket.round, town.today(now))
        known = visit in self._visits
        self._visits.add(visit)
        return known

    async def _check_told(
        self, tx: Store, town: Town, ticket: Ticket, steps: list[Row[tuple[object, ...]]],
        letters: list[Row[tuple[object, ...]]], now: datetime,
    ) -> None:  # fmt: skip
        own = await tx.people.chat_of(ticket.petitioner_id)
        mine = [
            row for row in letters if row.ticket_id in {ticket.id, ticket.merged_into_id} and row.method != "answer"
        ]
        heard = {row.chat_id for row in mine}
        for step in steps:
            event = Event(step.event)
            if event is Event.ARRIVE and self._seen_there(ticket, town, now):
                continue
            if event in RESIDENT_HEARS and step.actor_id != ticket.petitioner_id:
                assert own in heard, f"{ticket.number}: the resident hears nothing of {event}"
            if event not in HANDLERS_HEAR:
                continue
            rooms = {room.chat_id for room in await telling.handlers(tx, town, ticket, now)}
            waits = select(outbox.c.id).where(outbox.c.ticket_id == ticket.id, outbox.c.chat_id.in_(rooms))
            waits = waits.where(outbox.c.state == "queued").limit(1)
            told = rooms & heard or await tx.connection.scalar(waits) is not None
            assert told, f"{ticket.number}: nobody at {town.node(ticket.owner_id).name} hears of {event}"
