"""The table of transitions: complete, closed, and the only way from state to state."""

import re
from collections import deque
from pathlib import Path

import pytest

from bot.domain.errors import WrongState
from bot.domain.life import ENDED, OPEN, UNSIGNED, Event, State, Who
from bot.domain.ticket import after
from bot.domain.transitions import TRANSITIONS
from tests.unit.domain.tickets import ticket

USECASES = Path(__file__).parents[3] / "bot" / "usecases"


@pytest.mark.parametrize(
    ("state", "event", "who", "expected"),
    [
        (State.SUBMITTED, Event.ACCEPT, Who.SYSTEM, State.ACCEPTED),
        (State.ACCEPTED, Event.DISPATCH, Who.DESK, State.DISPATCHED),
        (State.ACCEPTED, Event.CLAIM, Who.HANDLER, State.HANDLING),
        (State.DISPATCHED, Event.SIGN, Who.HANDLER, State.HANDLING),
        (State.HANDLING, Event.ARRIVE, Who.HANDLER, State.HANDLING),
        (State.HANDLING, Event.FINISH, Who.HANDLER, State.PENDING_REVIEW),
        (State.PENDING_REVIEW, Event.PASS_REVIEW, Who.SYSTEM, State.PENDING_SURVEY),
        (State.PENDING_SURVEY, Event.CLOSE, Who.PETITIONER, State.CLOSED),
        (State.PENDING_SURVEY, Event.REHANDLE, Who.PETITIONER, State.HANDLING),
        (State.DISPATCHED, Event.WITHDRAW, Who.PETITIONER, State.WITHDRAWN),
        (State.DISPATCHED, Event.AMEND, Who.PETITIONER, State.ACCEPTED),
        (State.DISPATCHED, Event.SEAL, Who.PETITIONER, State.ACCEPTED),
        (State.PENDING_SURVEY, Event.SUPPLEMENT, Who.PETITIONER, State.PENDING_SURVEY),
    ],
)
def test_leads_where_the_handbook_says(state: State, event: Event, who: Who, expected: State) -> None:
    assert after(ticket(state), event, who) is expected


@pytest.mark.parametrize(
    ("state", "event", "who"),
    [
        (State.HANDLING, Event.SIGN, Who.HANDLER),  # signed already
        (State.HANDLING, Event.WITHDRAW, Who.HANDLER),  # not the handler's to withdraw
        (State.DISPATCHED, Event.FINISH, Who.HANDLER),  # nobody has taken it
        (State.HANDLING, Event.AMEND, Who.PETITIONER),  # somebody is on the way by now
        (State.PENDING_SURVEY, Event.CLOSE, Who.HANDLER),  # no handler closes his own work
        (State.CLOSED, Event.SUPPLEMENT, Who.PETITIONER),
        (State.WITHDRAWN, Event.REMIND, Who.SYSTEM),
    ],
)
def test_refuses_what_does_not_follow(state: State, event: Event, who: Who) -> None:
    with pytest.raises(WrongState) as refused:
        after(ticket(state), event, who)
    assert refused.value.args_for_text == {"number": "GD20261116-0001", "state": state.value}


def test_nothing_follows_an_end() -> None:
    """But what was closed may be opened again, archived, joined to a project or left out of the rates; a
    merge may be undone."""
    follows = {event for event, arrow in TRANSITIONS.items() if arrow.sources & ENDED}
    assert follows == {
        Event.UNMERGE, Event.REOPEN, Event.ARCHIVE, Event.LINK,
        Event.APPEAL, Event.EXCLUDE, Event.INCLUDE, Event.DECLINE,
    }  # fmt: skip


def test_every_state_can_be_reached_and_left() -> None:
    reached, waiting = {State.SUBMITTED}, deque([State.SUBMITTED])
    while waiting:
        state = waiting.popleft()
        targets = {a.target for a in TRANSITIONS.values() if state in a.sources and a.target} - reached
        reached |= targets
        waiting.extend(targets)
    assert reached == set(State)
    assert all(any(s in a.sources and a.target for a in TRANSITIONS.values()) for s in set(State) - ENDED)


def test_only_submitting_stands_outside_the_table() -> None:
    assert set(Event) - TRANSITIONS.keys() == {Event.SUBMIT}
    assert all(arrow.who for arrow in TRANSITIONS.values())


def test_every_event_is_made_by_some_use_case() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in USECASES.glob("*.py"))
    assert set(re.findall(r"Event\.([A-Z_]+)", code)) == {event.name for event in Event}


def test_unsigned_is_open_and_open_has_not_ended() -> None:
    assert UNSIGNED < OPEN
    assert not OPEN & ENDED


def test_sealed_is_a_matter_of_the_role_that_may_read() -> None:
    from bot.domain.org import Role

    assert not ticket(State.ACCEPTED).sealed
    assert ticket(State.ACCEPTED, sealed_role=Role.DISCIPLINE).sealed
