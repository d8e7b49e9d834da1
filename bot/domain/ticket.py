"""The ticket, its states, and the one table of what may follow from what (handbook §3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import WrongState
from bot.domain.org import Role


class State(StrEnum):
    """Primary states of handbook §3 that this loop reaches; ``draft`` lives in its own table."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    DISPATCHED = "dispatched"
    HANDLING = "handling"
    PENDING_REVIEW = "pending_review"
    PENDING_SURVEY = "pending_survey"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({State.SUBMITTED, State.ACCEPTED, State.DISPATCHED, State.HANDLING})
"""Work is still owed. A finished ticket under survey is done for 办结率 (handbook §7)."""

UNSIGNED = frozenset({State.ACCEPTED, State.DISPATCHED})
ENDED = frozenset({State.CLOSED, State.WITHDRAWN})


class Event(StrEnum):
    """What moves a ticket or is written into its history."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    DISPATCH = "dispatch"
    CLAIM = "claim"
    SIGN = "sign"
    ARRIVE = "arrive"
    PROGRESS = "progress"
    FINISH = "finish"
    PASS_REVIEW = "pass_review"
    CLOSE = "close"
    REHANDLE = "rehandle"
    WITHDRAW = "withdraw"
    AMEND = "amend"
    RECLASSIFY = "reclassify"
    SEAL = "seal"
    SUPPLEMENT = "supplement"
    CHASE = "chase"
    REMIND = "remind"
    ESCALATE = "escalate"
    ALARM = "alarm"
    LOOK = "look"


class Who(StrEnum):
    """Kinds of actor a transition is open to; scope is checked beside it."""

    SYSTEM = "system"
    PETITIONER = "petitioner"
    HANDLER = "handler"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow: from any of ``sources`` to ``target`` (None: the state stays), open to ``who``."""

    sources: frozenset[State]
    target: State | None
    who: frozenset[Who]


def _arrow(sources: set[State], target: State | None, *who: Who) -> Transition:
    return Transition(frozenset(sources), target, frozenset(who))


_ALL_OPEN = set(OPEN)

# Numbers in comments are the rows of handbook §3, where guard and source stand.
TRANSITIONS: Mapping[Event, Transition] = {
    # 4: category, place and intent are set by the rules, so acceptance needs nobody.
    Event.ACCEPT: _arrow({State.SUBMITTED}, State.ACCEPTED, Who.SYSTEM),
    # 9: one lead, deadline printed. By rule when the place is sure, else by the desk's tap.
    Event.DISPATCH: _arrow({State.ACCEPTED}, State.DISPATCHED, Who.SYSTEM, Who.DESK),
    # 10: a desk keeps an undispatched ticket for itself; taking it counts as signing.
    Event.CLAIM: _arrow({State.ACCEPTED}, State.HANDLING, Who.HANDLER, Who.DESK),
    # 11: the chief or the unit takes it; contact and handling clocks start.
    Event.SIGN: _arrow({State.DISPATCHED}, State.HANDLING, Who.HANDLER, Who.DESK),
    # 16: arrival, progress and interim fixes; the petitioner hears each of them.
    Event.ARRIVE: _arrow({State.HANDLING}, None, Who.HANDLER, Who.DESK),
    Event.PROGRESS: _arrow({State.ACCEPTED, State.DISPATCHED, State.HANDLING}, None, Who.HANDLER, Who.DESK),
    # 23: a result with a reply text.
    Event.FINISH: _arrow({State.HANDLING}, State.PENDING_REVIEW, Who.HANDLER, Who.DESK),
    # 24: in the same transaction where no rule asks for an on-site check.
    Event.PASS_REVIEW: _arrow({State.PENDING_REVIEW}, State.PENDING_SURVEY, Who.SYSTEM),
    # 26: satisfied, or silent after three tries.
    Event.CLOSE: _arrow({State.PENDING_SURVEY}, State.CLOSED, Who.PETITIONER, Who.SYSTEM),
    # 27: not solved or dissatisfied; the round goes up.
    Event.REHANDLE: _arrow({State.PENDING_SURVEY}, State.HANDLING, Who.PETITIONER),
    # 31: not for danger (guard in the use case): a hazard outlives its reporter.
    Event.WITHDRAW: _arrow(_ALL_OPEN, State.WITHDRAWN, Who.PETITIONER),
    # 2: category or place corrected before anyone signed; it is dispatched anew.
    Event.AMEND: _arrow({State.ACCEPTED, State.DISPATCHED}, State.ACCEPTED, Who.PETITIONER, Who.DESK),
    # 2: whoever handles it sees what it really is; he keeps it, unless only an appointed person may.
    Event.RECLASSIFY: _arrow({State.ACCEPTED, State.DISPATCHED, State.HANDLING}, None, Who.HANDLER, Who.DESK),
    # §9: the petitioner asks for secrecy; it leaves the group and goes to the appointed person.
    Event.SEAL: _arrow({State.ACCEPTED, State.DISPATCHED}, State.ACCEPTED, Who.PETITIONER),
    Event.SUPPLEMENT: _arrow(_ALL_OPEN | {State.PENDING_SURVEY}, None, Who.PETITIONER),
    Event.CHASE: _arrow(_ALL_OPEN, None, Who.PETITIONER),
    # 15 and §6: the clock speaks; the state stays.
    Event.REMIND: _arrow(_ALL_OPEN, None, Who.SYSTEM),
    Event.ESCALATE: _arrow(_ALL_OPEN, None, Who.SYSTEM),
    # 3 and §9: people on duty are called beside the ordinary way.
    Event.ALARM: _arrow(_ALL_OPEN, None, Who.SYSTEM),
    # §9: whoever handles it reads the resident's unmasked words, for a reason that is kept.
    Event.LOOK: _arrow(set(State) - ENDED, None, Who.HANDLER, Who.DESK),
}


@dataclass(frozen=True, slots=True)
class Ticket:
    """工单. ``node_id`` is where the matter lies, ``owner_id`` the node that answers for it now.

    ``public_text`` is masked and fit for a group; the original is a note of its own that can be erased.
    ``round`` counts handlings (重办 adds one), ``version`` every change. All times are UTC.
    """

    id: int
    number: str
    petitioner_id: int
    category: str
    intent: str
    profile: str
    sure: bool
    sealed_role: Role | None
    danger: bool
    public_text: str
    place_text: str
    node_id: int
    owner_id: int
    state: State
    round: int
    version: int
    created_at: datetime
    signed_at: datetime | None
    signer_id: int | None
    contacted_at: datetime | None
    completed_at: datetime | None
    closed_at: datetime | None
    sign_due_at: datetime | None
    due_at: datetime | None
    rules_version: str

    @property
    def sealed(self) -> bool:
        """保密: only holders of ``sealed_role`` at the owner may read and handle it."""
        return self.sealed_role is not None


def after(ticket: Ticket, event: Event, who: Who) -> State:
    """The state that ``event`` leads to; WrongState when the table has no such arrow for ``who``."""
    arrow = TRANSITIONS[event]
    if ticket.state not in arrow.sources or who not in arrow.who:
        raise WrongState(number=ticket.number, state=ticket.state.value)
    return arrow.target or ticket.state
