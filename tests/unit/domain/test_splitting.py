"""拆分 and 并单 by word: lines as people write them, numbers as people shorten them."""

import pytest

from bot.domain.life import State
from bot.domain.numbers import read_number
from bot.domain.splitting import lines_of, may_be_split, open_of, untouched
from tests.storage.county import MONDAY
from tests.unit.domain.tickets import ticket

LINES = [
    ("路灯不亮\n井盖坏了", ("路灯不亮", "井盖坏了")),
    ("1. 路灯不亮\n2、井盖坏了\n3）有人吵", ("路灯不亮", "井盖坏了", "有人吵")),
    ("（1）路灯\n- 井盖\n• 噪音", ("路灯", "井盖", "噪音")),
    ("路灯不亮\n\n   \n井盖坏了\n", ("路灯不亮", "井盖坏了")),
    ("3号楼路灯不亮\n12栋漏水", ("3号楼路灯不亮", "12栋漏水")),
    ("一行", ("一行",)),
    ("", ()),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_one_line_one_part(text: str, expected: tuple[str, ...]) -> None:
    assert lines_of(text) == expected


NUMBERS = [
    ("GD20261116-0007", "GD20261116-0007"),
    ("gd20261116-0007", "GD20261116-0007"),
    ("20261115-0007", "GD20261115-0007"),
    ("1115-0007", "GD20261115-0007"),
    ("1115-7", "GD20261115-0007"),
    ("0007", "GD20261116-0007"),
    ("7", "GD20261116-0007"),
    (" 12345. ", "GD20261116-12345"),
    ("GD202611150007", "GD20261115-0007"),
    ("那一件", ""),
    ("7号楼", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers_as_people_shorten_them(text: str, expected: str) -> None:
    assert read_number(text, "GD20261116-0001") == expected


def test_what_may_be_split() -> None:
    assert may_be_split(ticket(State.HANDLING))
    assert not may_be_split(ticket(State.HANDLING, danger=True))
    assert not may_be_split(ticket(State.HANDLING, parent_id=7))


def test_how_far_the_children_are() -> None:
    waiting, done = ticket(State.DISPATCHED), ticket(State.CLOSED)
    finished = ticket(State.PENDING_SURVEY)
    assert open_of([waiting, done, finished]) == 2
    assert untouched([waiting, ticket(State.ACCEPTED)])
    assert not untouched([waiting, done])
    assert not untouched([ticket(State.DISPATCHED, signed_at=MONDAY)])
    assert not untouched([ticket(State.DISPATCHED, danger=True)])
