"""What the rules could learn from corrections."""

import pytest

from bot.domain.corrections import Correction, Corrector
from bot.understanding.rulefile import words_of
from bot.understanding.rules import load_rules
from bot.understanding.suggest import KeyWord, Told, key_words, labelled, suggest, suggestion_lines
from tests.storage.county import MONDAY, RULES


def words(*texts: str) -> list[set[str]]:
    return [set(text.split()) for text in texts]


@pytest.mark.parametrize(
    ("inside", "outside", "known", "expected"),
    [
        pytest.param(words("a b", "a c"), words("b", "d"), "", [KeyWord("a", 2, 0)], id="in both and nowhere else"),
        pytest.param(words("a b", "a c"), words("b", "d"), "a", [], id="the rules have it already"),
        pytest.param(words("a", "a"), words("a", "a", "b"), "", [], id="as often elsewhere"),
        pytest.param(words("a", "a", "a"), words("a", *"bcdefgh"), "", [KeyWord("a", 3, 1)], id="seldom elsewhere"),
        pytest.param(words("a"), words("b", "c"), "", [KeyWord("a", 1, 0)], id="one sentence is all there is"),
        pytest.param(
            words("a b", "a b", "a"),
            words(*"cdef"),
            "",
            [KeyWord("a", 3, 0), KeyWord("b", 2, 0)],
            id="the most typical first",
        ),
        pytest.param(words("a", "a"), [], "", [], id="nothing to compare with"),
        pytest.param([], words("a"), "", [], id="all of it is sealed"),
    ],
)
def test_words_that_are_typical(
    inside: list[set[str]], outside: list[set[str]], known: str, expected: list[KeyWord]
) -> None:
    assert list(key_words(inside, outside, known)) == expected


def cut(text: str) -> list[str]:
    """Every other mark would be folded away."""
    return text.split("/")


def line(ticket_id: int, text: str, was: str, became: str, who: Corrector, *, sealed: bool = False) -> Correction:
    return Correction(ticket_id, "" if sealed else text, "投诉", sealed, was, became, who, MONDAY)


LINES = [
    line(1, "门口/那个坑/积水/139****1234", "0204", "0201", Corrector.RESIDENT),
    line(2, "门口/那个坑/电动车", "0204", "0201", Corrector.CHIEF),
    line(3, "丹桂/烧烤", "0503", "0502", Corrector.DESK),
    line(4, "", "0503", "0502", Corrector.DESK, sealed=True),
]
TOLD = [
    Told(1, "0201", LINES[0].text),
    Told(7, "0401", "门口/垃圾"),
    Told(8, "0401", "门口/垃圾"),
    Told(9, "0502", "烧烤"),
]


def grouped() -> list[str]:
    filed = {"0204": 20, "0503": 5}
    groups = suggest(LINES, filed, TOLD, cut, lambda _: {"积水"}, "丹桂社区")
    return list(suggestion_lines(groups, lambda code: f"N{code}", lambda key, **args: f"{key} {args}"))


def test_groups_with_counts_sentences_and_words() -> None:
    first, second = suggest(LINES, {"0204": 20, "0503": 5}, TOLD, cut, lambda _: {"积水"}, "丹桂社区")
    assert (second.was, second.became, second.count, second.filed) == ("0503", "0502", 2, 5)
    assert (second.sealed, second.sentences, second.who) == (1, (LINES[2].text,), {"desk": 2})
    assert second.words == (KeyWord("烧烤", 1, 0),)  # the names of places say nothing
    assert (first.was, first.who) == ("0204", {"resident": 1, "chief": 1})
    assert first.words == (KeyWord("那个坑", 2, 0),)
    assert first.others == 3


def test_a_person_reads_where_to_add_what() -> None:
    told = "\n".join(grouped())
    assert "0204 N0204" in told
    assert "'filed': 20" in told
    assert "categories/02.yaml" in told
    assert "suggest-sealed {'count': 1}" in told


def test_lines_for_training_leave_out_what_is_sealed() -> None:
    rows = list(labelled(LINES))
    assert [row["category"] for row in rows] == ["0201", "0201", "0502"]
    assert rows[0] == {"text": LINES[0].text, "category": "0201", "intent": "投诉"}


def test_the_words_of_a_category_are_all_it_names() -> None:
    rule = next(rule for rule in load_rules(RULES).rules if rule.category.code == "0204")
    named = words_of(rule)
    assert "积水" in named
    assert {word for pattern in rule.patterns for part in pattern.parts for word in part} <= named
