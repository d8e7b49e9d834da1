"""Telegram's limits as sliding windows. Times are seconds of an imaginary clock."""

import pytest

from bot.chat.limits import UNLIMITED, Limits, Rates

PERSON, GROUP = 7, -100


def send(limits: Limits, chat: int, at: float) -> None:
    limits.started()
    limits.finished(chat, at)


def room(limits: Limits, at: float) -> int:
    """How many may leave now."""
    return len(limits.places(at, at, 100))


def test_thirty_a_second_over_all_chats() -> None:
    limits = Limits()
    for number in range(30):
        send(limits, 1000 + number, 5.0)
    assert room(limits, 5.9) == 0
    assert room(limits, 6.0) == 30


def test_what_is_under_way_takes_room() -> None:
    limits = Limits()
    for _ in range(28):
        limits.started()
    assert room(limits, 0.0) == 2
    limits.finished(PERSON, 0.5)
    assert room(limits, 0.6) == 2  # now it counts as sent
    assert room(limits, 1.5) == 3


def test_places_are_known_before_they_open() -> None:
    limits = Limits(Rates(overall=3))
    send(limits, 7, 5.0)
    send(limits, 8, 5.25)
    assert limits.places(5.5, 6.0, most=16) == [5.5, 6.0]
    assert limits.places(5.5, 6.25, most=16) == [5.5, 6.0, 6.25]
    assert limits.places(5.5, 6.25, most=2) == [5.5, 6.0]
    limits.started()
    assert limits.places(5.5, 6.25, most=16) == [6.0, 6.25]  # the free one is taken
    limits.started()
    assert limits.places(5.5, 6.25, most=16) == [6.25]  # a letter waits for that of 6.0
    limits.finished(9, 5.5)
    limits.finished(10, 6.0)
    assert limits.places(6.0, 6.75, most=16) == [6.25, 6.5]


def test_after_a_restart_more_than_the_limit_may_be_remembered() -> None:
    limits = Limits(Rates(overall=2))
    limits.recall([(7, 1.0), (8, 1.25), (9, 1.5)])
    assert limits.places(1.75, 2.75, most=16) == [2.25, 2.5]


def test_one_a_second_to_a_person() -> None:
    limits = Limits()
    send(limits, PERSON, 10.0)
    assert limits.full(10.99) == {PERSON}
    assert limits.full(11.0) == set()


def test_twenty_a_minute_to_a_group_in_any_rhythm() -> None:
    limits = Limits()
    for number in range(19):
        send(limits, GROUP, number * 0.1)
    assert limits.full(2.0) == set()
    send(limits, GROUP, 2.0)
    assert limits.full(59.9) == {GROUP}
    assert limits.full(60.0) == set()  # the first one has left the window
    send(limits, GROUP, 60.0)
    assert limits.full(60.05) == {GROUP}


def test_after_429_only_that_chat_waits() -> None:
    limits = Limits()
    limits.delay(GROUP, 33.0)
    limits.delay(GROUP, 12.0)  # a shorter word does not shorten the longer one
    assert limits.full(32.9) == {GROUP}
    assert limits.full(33.0) == set()
    assert room(limits, 0.0) == 30


def test_counts_the_chats_that_wait() -> None:
    limits = Limits()
    limits.count(71, 0.0)
    limits.count(72, 0.0)
    limits.delay(GROUP, 33.0)
    assert limits.waiting(0.5) == {"private": 2, "group": 1, "told": 1}
    assert limits.waiting(40.0) == {"private": 0, "group": 0, "told": 0}


def test_knows_when_it_is_worth_looking_again() -> None:
    limits = Limits(Rates(overall=2))
    assert limits.next_change(0.0) == float("inf")
    send(limits, PERSON, 4.0)
    limits.delay(GROUP, 9.0)
    assert limits.next_change(4.5) == 5.0
    assert limits.next_change(5.5) == 9.0
    send(limits, 8, 6.0)
    send(limits, 9, 6.2)
    assert limits.next_change(6.3) == 7.0
    assert limits.next_change(6.3, ahead=0.5) == 6.5
    assert limits.next_change(6.5, ahead=0.5) == 7.0  # that one can be taken already; it is the person who waits
    limits.started()
    assert limits.next_change(6.5, ahead=0.5) == pytest.approx(6.7)


def test_a_restart_does_not_forget_what_was_sent() -> None:
    limits = Limits()
    limits.recall([(GROUP, -float(number)) for number in range(20)])
    assert limits.full(1.0) == {GROUP}
    assert limits.full(41.5) == set()


def test_chats_that_are_quiet_again_are_forgotten() -> None:
    """Thousands of residents write once; the table must not grow with them."""
    limits = Limits()
    for person in range(1, 500):
        limits.count(person, 0.0)
    limits.full(100.0)
    limits.full(100.0)
    assert len(limits._chats) == 0


@pytest.mark.parametrize("chat", [PERSON, GROUP])
def test_load_tests_may_send_without_end(chat: int) -> None:
    limits = Limits(UNLIMITED)
    for _ in range(100):
        send(limits, chat, 1.0)
    assert limits.full(1.0) == set()
    assert len(limits.places(1.0, 1.0, 2000)) == 2000
