"""Full polls make a rush; it ends with one that is not full, and now and then on its own."""

from bot.chat.rush import LONGEST_SECONDS, Rush


class Hand:
    """A clock set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_full_poll_begins_it_and_another_ends_it() -> None:
    rush = Rush(Hand())
    assert not rush.on
    rush.polled(full=True)
    assert rush.on
    rush.polled(full=False)
    assert not rush.on


def test_whoever_writes_on_and_on_does_not_stop_the_others() -> None:
    hand = Hand()
    rush, seen = Rush(hand), []
    for _ in range(4):
        rush.polled(full=True)
        seen.append(rush.on)
        hand.now += LONGEST_SECONDS
    assert seen == [True, False, True, False]
