"""Why a ticket has its category, as it is kept and shown."""

import json

import pytest

from bot.domain import grounds
from bot.domain.reading import Candidate, Evidence, Intent, Reading, Verdict

NOISE = Verdict(
    (Candidate("0502", 9.0), Candidate("0101", 5.0), Candidate("0403", 3.0), Candidate("0801", 2.0)),
    (Evidence("0502", "楼下 + 吵", 6.5), Evidence("0502", "吵", 2.0), Evidence("0403", "摊", 3.0)),
    False,
)
COMMON = ("0401", "0502", "0403")


@pytest.mark.parametrize(
    ("current", "dangers", "expected"),
    [
        ("0502", False, ("0403", "0801", "0401", "1299")),
        ("0502", True, ("0101", "0403", "0801", "0401", "1299")),
        ("0801", True, ("0502", "0101", "0403", "0401", "1299")),
        ("1299", False, ("0502", "0403", "0801", "0401")),
    ],
)
def test_the_likeliest_come_first_and_each_once(current: str, dangers: bool, expected: tuple[str, ...]) -> None:
    assert grounds.offered(NOISE, current, COMMON, "1299", dangers=dangers) == expected


def test_where_nothing_is_known_the_common_ones_are_offered() -> None:
    assert grounds.offered(grounds.NOTHING, "1299", COMMON, "1299", dangers=True) == COMMON


def test_why_names_words_and_runner_up() -> None:
    assert grounds.why(NOISE, "0502") == grounds.Why(("楼下…吵",), "0101", ())
    assert grounds.why(NOISE, "0403") == grounds.Why(("摊",), "0502", ("楼下…吵",))
    assert grounds.why(grounds.NOTHING, "1299") == grounds.Why((), "", ())


def test_what_is_kept_comes_back_the_same() -> None:
    assert grounds.from_json(json.loads(json.dumps(grounds.to_json(NOISE)))) == NOISE
    assert grounds.from_json(None) == grounds.NOTHING


def test_masked_words_are_not_kept() -> None:
    reasons = (Evidence("0502", "wang小明", 3.0), Evidence("0502", "wang小明 + 吵", 3.0), Evidence("0502", "吵", 1.0))
    verdict = Verdict((Candidate("0502", 7.0),) * 9, reasons * 9, True)
    reading = Reading("Wang小明家太吵", "W**家太吵", verdict, Intent.COMPLAINT, None, (), (), False, False, "r1")
    kept = grounds.kept(reading, str.lower)
    assert {reason.word for reason in kept.evidence} == {"吵"}
    assert (len(kept.candidates), kept.confident) == (grounds.MOST_CANDIDATES, True)
