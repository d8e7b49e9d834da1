"""Words and leanings brought together: chances, danger that cannot be talked away, numbers with their lines."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.domain.findings import FilesInvalid
from bot.domain.reading import Candidate, Danger, Evidence, Intent, Verdict
from bot.understanding.danger import Heard, floor
from bot.understanding.judging import NOTHING, Chances, Classes, Judge, Policy, with_danger
from bot.understanding.leanings import Leaning, pieces
from bot.understanding.read import Reader

CLASSES = ("0101", "0103", "0202", "0504", NOTHING)
POLICY = Policy(
    category_rules=0.2, category_alone=1.0, category_sure=0.8, category_least=0.1, category_nothing=0.3,
    category_smalltalk=0.5, chatter_start=1.0, chatter_leaning=0.5, chatter_intent=0.5, chatter_outstanding=-2.0,
    chatter_named=-1.0, chatter_length=-0.5, sure_chance=0.3, sure_ahead=0.5, sure_length=0.25, sure_needed=2.7,
    matter_least=0.3, danger_ask=0.3, danger_dismissed=0.9, danger_certain=0.6, danger_chatter=0.8, danger_short=12,
    danger_pieces=6, intent_rules=1.0,
)  # fmt: skip
LINES = (Leaning("灯", 1.0, {"0202": 3.0}), Leaning("谢", 1.0, {NOTHING: 6.0}))
ASKING = (Leaning("吗", 1.0, {"咨询": 5.0}), Leaning("呢", 1.0, {"咨询": 1.0}))
JUDGE = Judge.of(POLICY, CLASSES, LINES, ASKING)
FIRE = Danger("0101", ("着火",))


def _chances(**shares: float) -> Chances:
    named = {name.lstrip("c").replace("none", NOTHING): share for name, share in shares.items()}
    return Chances(Classes(tuple(named)), np.array(list(named.values())))


def test_words_and_leanings_add_up() -> None:
    known = JUDGE.known("灯")
    alone, both = JUDGE.chances(known), JUDGE.chances(known, [Evidence("0504", "灰", 20.0)])
    assert alone.likeliest(1)[0][0] == "0202"
    assert both.likeliest(1)[0][0] == "0504"
    assert sum(chance for _, chance in both.likeliest(len(CLASSES))) == pytest.approx(1.0)


def test_where_nothing_leans_the_words_must_do() -> None:
    found = JUDGE.chances(JUDGE.known("street light"), [Evidence("0202", "street light", 4.0)])
    assert JUDGE.verdict(found).category == "0202"


def test_without_any_sign_nothing_is_said_of_it() -> None:
    found = JUDGE.chances(JUDGE.known("abc"))
    assert found.shares.sum() == 0
    assert JUDGE.verdict(found) == Verdict()
    assert not JUDGE.is_smalltalk(found)


@pytest.mark.parametrize(
    ("shares", "category", "confident"),
    [
        ({"c0202": 0.85, "c0504": 0.1, "none": 0.05}, "0202", True),
        ({"c0202": 0.5, "c0504": 0.4, "none": 0.1}, "0202", False),
        ({"c0202": 0.6, "none": 0.4}, "", False),
        ({"c0202": 0.09, "c0504": 0.08, "none": 0.1}, "", False),
    ],
)
def test_the_verdict_goes_by_chances(shares: dict[str, float], category: str, confident: bool) -> None:
    verdict = JUDGE.verdict(_chances(**shares))
    assert (verdict.category, verdict.confident) == (category, confident)


def _settled(text: str, judge: Judge = JUDGE, signs: float = 0.0, named: bool = False) -> float:
    known = judge.known(text)
    return judge.settled(judge.chances(known), known, signs, named).of(NOTHING)


def test_signs_speak_for_no_matter_and_a_named_place_against_it() -> None:
    told = "灯谢"
    assert _settled(told, signs=2.0) > _settled(told) > _settled(told, named=True) > _settled(told, signs=-3.0)
    assert _settled(told) > _settled("灯")


def test_the_categories_share_what_no_matter_leaves_in_the_same_order() -> None:
    known = JUDGE.known("灯谢")
    before = JUDGE.chances(known, [Evidence("0504", "灰", 4.0)])
    after = JUDGE.settled(before, known, 3.0, False)
    assert after.shares.sum() == pytest.approx(1.0)
    assert after.of("0202") / after.of("0504") == pytest.approx(before.of("0202") / before.of("0504"))


def test_where_nothing_leans_no_sign_makes_it_chatter() -> None:
    known = JUDGE.known("street light")
    found = JUDGE.chances(known, [Evidence("0202", "street light", 4.0)])
    assert JUDGE.settled(found, known, 9.0, False) is found


def test_no_sign_talks_a_short_cry_away() -> None:
    cry, calm = (Judge.of(POLICY, CLASSES, (Leaning("火", 1.0, {code: 9.0}),), ASKING) for code in ("0101", "0504"))
    assert _settled("火", cry, signs=9.0) < 0.5 < _settled("火", calm, signs=9.0)


def test_sure_needs_a_high_chance_a_lead_and_something_said() -> None:
    leaning, even = _chances(c0101=0.01, c0202=0.95, c0504=0.04), _chances(c0101=0.01, c0202=0.5, c0504=0.49)
    likely, unlikely = (Verdict((Candidate("0202", score), Candidate("0504", 0.02))) for score in (0.95, 0.06))
    assert JUDGE.is_sure(likely, leaning, None, 20)
    assert not JUDGE.is_sure(unlikely, leaning, None, 20)
    assert not JUDGE.is_sure(likely, even, None, 20)
    assert not JUDGE.is_sure(likely, leaning, None, 0)
    assert not JUDGE.is_sure(Verdict(), leaning, None, 20)


def test_an_emergency_is_sure_only_when_it_is_certain() -> None:
    verdict, leaning = Verdict((Candidate("0101", 0.95),)), _chances(c0101=0.97, c0202=0.03)
    assert [JUDGE.is_sure(verdict, leaning, danger, 20) for danger in (FIRE, DOUBT, None)] == [True, False, False]
    assert not JUDGE.is_sure(Verdict((Candidate("0202", 0.95),)), _chances(c0202=0.97, c0504=0.03), DOUBT, 20)


LONG = "楼上黑烟往外翻里面没人应"
UNSURE = Verdict((Candidate("0504", 0.5),))
SURE = Verdict((Candidate("0504", 0.9),), confident=True)
DOUBT = Danger("0101", (), certain=False)
UNHEARD, HEARD, DISMISSED = Heard(), Heard(FIRE), Heard(dismissed=True)


def _smoke(weight: float) -> Judge:
    """A judge for whom smoke leans to fire with this much."""
    lines = [Leaning(piece, 1.0, {"0101": weight}) for piece in pieces(LONG) if len(piece) == 2]
    return Judge.of(POLICY, CLASSES, lines, ASKING)


@pytest.mark.parametrize(
    ("text", "weight", "heard", "otherwise", "expected"),
    [
        (LONG, 3.0, UNHEARD, UNSURE, Danger("0101", ())),
        (LONG, 0.1, UNHEARD, UNSURE, DOUBT),
        (LONG, 0.1, UNHEARD, SURE, None),
        (LONG, -3.0, UNHEARD, UNSURE, None),
        ("黑烟", 3.0, UNHEARD, UNSURE, None),
        (LONG, 3.0, DISMISSED, UNSURE, Danger("0101", ())),
        (LONG, 0.1, DISMISSED, UNSURE, None),
        (LONG, 0.1, HEARD, SURE, FIRE),
        (LONG, -3.0, HEARD, UNSURE, None),
        ("着火了快来", -3.0, HEARD, UNSURE, FIRE),
        ("着火了快来", -3.0, UNHEARD, UNSURE, None),
    ],
)
def test_danger(text: str, weight: float, heard: Heard, otherwise: Verdict, expected: Danger | None) -> None:
    judge = _smoke(weight)
    known = judge.known(text)
    leaning = judge.chances(known)
    assert judge.danger(text, known, leaning, judge.emergency(leaning), heard, otherwise) == expected


@pytest.mark.parametrize(("category", "word"), floor())
def test_no_leaning_talks_a_word_of_the_floor_away(reader: Reader, category: str, word: str) -> None:
    danger = reader.read(word).danger
    assert danger is not None
    assert danger.category == category


def test_every_danger_of_the_bench_is_seen(reader: Reader) -> None:
    lines = (Path(__file__).parents[2] / "bench" / "dangers.jsonl").read_text("utf-8").splitlines()
    missed = [row["text"] for row in map(json.loads, lines) if reader.read(row["text"]).danger is None]
    assert missed == []


def test_the_shipped_cries_are_dangers_and_seen_at_the_first_look(reader: Reader) -> None:
    for text in ("着火了", "救命", "电梯困人", "有人跳楼", "煤气漏了"):
        assert reader.read(text).danger is not None
        assert reader.suspects_danger(text)


def test_chatter_is_no_doubt_but_hides_no_certain_danger() -> None:
    for weight, expected in ((0.1, None), (3.0, Danger("0101", ()))):
        judge = _smoke(weight)
        known = judge.known(LONG)
        leaning = judge.chances(known)
        assert judge.danger(LONG, known, leaning, judge.emergency(leaning), UNHEARD, UNSURE, 0.9) == expected


def test_a_doubt_never_hides_the_matter() -> None:
    verdict = Verdict((Candidate("0504", 0.6), Candidate("0101", 0.3)))
    doubt = with_danger(verdict, Danger("0101", (), certain=False), 0.35)
    assert [one.category for one in doubt.candidates] == ["0504", "0101"]
    sure = with_danger(verdict, FIRE, 0.35)
    assert sure.category == "0101"
    assert sure.confident
    assert with_danger(replace(verdict, confident=True), None, 0.0).category == "0504"


def test_an_unconfirmed_emergency_counts_half() -> None:
    verdict = Verdict((Candidate("0101", 0.5), Candidate("0504", 0.4)), confident=True)
    assert with_danger(verdict, None, 0.1) == Verdict((Candidate("0504", 0.4), Candidate("0101", 0.25)))


def test_intent_is_told_by_words_and_leanings() -> None:
    assert JUDGE.intent(JUDGE.known("能办吗"), Intent.COMPLAINT) is Intent.QUESTION
    assert JUDGE.intent(JUDGE.known("灯坏了"), Intent.HELP) is Intent.HELP


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  ask: 0.23", "  ask: soon", "'ask' must be a number"),
        ("  ask: 0.23", "  asks: 0.28", "unknown key 'asks'"),
        ("intent:", "intents:", "unknown key 'intents'"),
    ],
)
def test_a_fault_of_the_numbers_is_named(tmp_path: Path, rules_dir: Path, old: str, new: str, message: str) -> None:
    file = tmp_path / "judging.yaml"
    file.write_text((rules_dir / "judging.yaml").read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(FilesInvalid) as caught:
        Policy.load(file)
    assert message in str(caught.value)
    assert "judging.yaml:" in str(caught.value)
