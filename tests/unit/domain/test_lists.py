"""Which ticket stands in which list, in what order, on which page, with how much time left."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.life import State
from bot.domain.lists import PAGE, Item, Left, View, due_of, left, page, shows
from tests.unit.domain.tickets import NOW, ticket

HOUR = timedelta(hours=1)


def item(state: State, *, near: bool = False, soon: bool = False, **values: Any) -> Item:
    return Item(ticket(state, **values), near, soon)


@pytest.mark.parametrize(
    ("shown", "views"),
    [
        (item(State.DISPATCHED, sign_due_at=NOW + HOUR, due_at=NOW + 9 * HOUR), {View.UNSIGNED}),
        (item(State.ACCEPTED, sign_due_at=NOW + HOUR, near=True, soon=True), {View.UNSIGNED, View.NEARING, View.DUE}),
        (item(State.DISPATCHED, sign_due_at=NOW, due_at=NOW + HOUR, near=True), {View.UNSIGNED, View.OVERDUE}),
        (item(State.HANDLING, sign_due_at=NOW - HOUR, due_at=NOW + HOUR), set()),
        (item(State.HANDLING, due_at=NOW + HOUR, near=True), {View.NEARING}),
        (item(State.HANDLING, due_at=NOW - HOUR, near=True, soon=True), {View.OVERDUE, View.DUE}),
        (item(State.RETURN_REVIEW, due_at=NOW - HOUR), {View.OVERDUE}),
        (item(State.SUSPENDED, due_at=NOW - HOUR, near=True, soon=True), {View.PAUSED}),
        (item(State.ON_ACCOUNT, due_at=NOW - HOUR), {View.PAUSED}),
        (item(State.DRAFT), {View.PAUSED}),
        (item(State.HANDLING), set()),
    ],
)
def test_every_filter_shows_its_own(shown: Item, views: set[View]) -> None:
    assert {view for view in View if shows(view, shown, NOW)} == {View.ALL, View.MINE, *views}


@pytest.mark.parametrize("state", [State.PENDING_REVIEW, State.PENDING_SURVEY, State.CLOSED, State.WITHDRAWN])
def test_nothing_that_is_done_stands_in_a_list(state: State) -> None:
    assert not any(shows(view, item(state, near=True, soon=True, due_at=NOW), NOW) for view in View)


def _many(count: int) -> list[Item]:
    return [item(State.HANDLING, id=n, due_at=NOW + n * HOUR) for n in range(count, 0, -1)]


def test_pages_are_in_order_of_time_and_complete() -> None:
    items = [item(State.HANDLING, id=99), *_many(2 * PAGE)]
    pages = [page(items, View.ALL, number, NOW) for number in (1, 2, 3)]
    assert [shown.ticket.id for p in pages for shown in p.items] == [*range(1, 2 * PAGE + 1), 99]
    assert {(p.pages, p.total) for p in pages} == {(3, 2 * PAGE + 1)}


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (1, 1), (2, 2), (3, 2), (10**8, 2)])
def test_a_page_that_is_no_more_is_the_last(asked: int, given: int) -> None:
    assert page(_many(PAGE + 1), View.ALL, asked, NOW).number == given


def test_an_empty_list_has_one_page() -> None:
    assert page([], View.ALL, 4, NOW) == page([], View.OVERDUE, 1, NOW)


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (timedelta(days=2), Left(2, "day", False)),
        (timedelta(days=2, seconds=-1), Left(47, "hour", False)),
        (timedelta(hours=1), Left(1, "hour", False)),
        (timedelta(minutes=59, seconds=59), Left(59, "minute", False)),
        (timedelta(), Left(0, "minute", True)),
        (timedelta(hours=-3, minutes=-50), Left(3, "hour", True)),
        (timedelta(days=-30), Left(30, "day", True)),
    ],
)
def test_the_time_left_is_never_more_than_there_is(gap: timedelta, expected: Left) -> None:
    assert left(NOW + gap, NOW) == expected


def test_what_is_due_next() -> None:
    sign, done = NOW + HOUR, NOW + 2 * HOUR
    due: dict[State, datetime | None] = {
        state: due_of(ticket(state, sign_due_at=sign, due_at=done))
        for state in (State.ACCEPTED, State.DISPATCHED, State.HANDLING, State.SUSPENDED)
    }
    assert list(due.values()) == [sign, sign, done, None]
    assert due_of(ticket(State.DISPATCHED, due_at=done)) == done
