"""Notices are values: what is said, never how."""

from bot.domain.notices import Action, Notice, Press, Priority


def test_danger_leaves_first_and_reports_last() -> None:
    order = sorted(Priority)
    assert order[0] is Priority.DANGER
    assert order[-1] is Priority.DIGEST
    assert order.index(Priority.RECEIPT) < order.index(Priority.ANSWER) < order.index(Priority.CARD)


def test_action_codes_are_two_letters_each_its_own() -> None:
    values = [action.value for action in Action]
    assert len(set(values)) == len(values)
    assert all(len(value) == 2 and value.isalpha() and value.islower() for value in values)


def test_equal_words_are_equal_notices() -> None:
    rows = ((Press(Action.SIGN, 1, 2),),)
    assert Notice("card", {"number": "x"}, rows) == Notice("card", {"number": "x"}, rows)
    assert Notice("card") != Notice("card", reply=True)
