"""Rules that look right and never work are told of, with the place and what to do."""

from collections.abc import Callable
from copy import copy
from functools import partial
from pathlib import Path

import pytest

from bot.domain.findings import FilesInvalid, Finding
from bot.understanding.lexicon import Lexicon
from bot.understanding.rules import RuleBook, read_rules
from bot.understanding.tokens import Dictionary, Tokenizer, dictionary
from bot.understanding.traps import departments, traps, unseen

CATEGORY = """\
group: "02"
name: 公共设施
categories:
  "0202":
    name: 路灯
    department: {department}
    urgency: 一般
    profile: N
    limits: {{handle: 48h}}
    words:
      5: |
        路灯 {word}
    all_of:
      5: |
        {first}
        {second}
    none_of: {none_of}
"""
RIGHT = {"department": "城管/路灯所", "word": "路灯坏", "first": "灯 + 坏", "second": "杆 + 歪", "none_of": "车灯"}


LexiconOf = Callable[[RuleBook], Lexicon]
Found = Callable[..., list[Finding]]


@pytest.fixture(scope="module")
def jieba(cache_dir: Path) -> Dictionary:
    return dictionary(cache_dir)


@pytest.fixture
def lexicon_of(jieba: Dictionary) -> LexiconOf:
    """With a copy of the dictionary, and jieba's own cut, which is the same and made sooner."""

    def make(book: RuleBook) -> Lexicon:
        own = jieba._replace(frequencies=copy(jieba.frequencies))
        return Lexicon(book.rules, book.lexicon, new=Tokenizer(own))

    return make


@pytest.fixture
def found(tmp_path: Path, lexicon_of: LexiconOf) -> Found:
    return partial(look, tmp_path, lexicon_of)


def look(folder: Path, lexicon_of: LexiconOf, lexicon: str = "", **rule: str) -> list[Finding]:
    (folder / "categories").mkdir()
    (folder / "categories" / "02.yaml").write_text(CATEGORY.format(**{**RIGHT, **rule}), encoding="utf-8")
    (folder / "lexicon.yaml").write_text(lexicon or "neutral: 火锅\nslips: 丁坏=灯坏\n", encoding="utf-8")
    (folder / "departments.yaml").write_text("departments: 城管 路灯所\ncases: 小区\n", encoding="utf-8")
    book, findings = read_rules(folder)
    assert book is not None
    assert findings == []
    return [*traps(book, lexicon_of(book)), *departments(folder, book)]


@pytest.mark.parametrize(
    ("rule", "line", "column", "severity", "words"),
    [
        (
            {"first": "灯 + 不亮"},
            15,
            9,
            "warning",
            "'灯' and '不亮' are not seen in '灯不亮', one word of the dictionary",
        ),
        ({"first": "不亮 + 灯"}, 15, 14, "warning", "write 灯不亮=0 under frequency in lexicon.yaml"),
        ({"first": "灯 + 丁坏"}, 15, 13, "error", "'丁坏' never stands in a text: '丁坏' is mended before"),
        ({"word": "路丁坏"}, 12, 12, "error", "'路丁坏' never stands in a text: '丁坏' is mended before"),
        ({"none_of": "路丁坏"}, 17, 14, "error", "'路丁坏' never stands in a text"),
        ({"none_of": "\u200b"}, 17, 1, "error", "the tokenizer can never produce ''"),
        ({"word": "车灯坏"}, 12, 12, "error", "'车灯坏' never counts: '车灯' of none_of stands in it"),
        ({"first": "家里灯 + 坏 - 家里"}, 15, 9, "error", "'家里灯' never counts here: '家里' behind the minus"),
        ({"second": "灯 + 坏 ~ 6"}, 16, 9, "warning", "adds nothing to line 15"),
        ({"second": "灯 + 坏 - 车"}, 16, 9, "warning", "adds nothing to line 15"),
        ({"first": "灯 + 坏 ~ 6", "second": "灯|灯杆 + 坏|歪"}, 15, 9, "warning", "adds nothing to line 16"),
        ({"second": "灯 + 坏"}, 16, 9, "warning", "adds nothing to line 15"),
        (
            {"department": "城管/路灯锁"},
            6,
            20,
            "warning",
            "unknown department '路灯锁'; is it '路灯所'? If not, add it",
        ),
        ({"department": "城管；小区→物业"}, 6, 23, "warning", "unknown department '物业'; add it to departments.yaml"),
    ],
)
def test_told_with_its_place(
    found: Found, rule: dict[str, str], line: int, column: int, severity: str, words: str
) -> None:
    (finding,) = found(**rule)
    assert words in finding.message
    assert (finding.line, finding.column, finding.severity) == (line, column, severity)


@pytest.mark.parametrize(
    ("rule", "lexicon"),
    [
        ({}, ""),
        ({"first": "灯 + 不亮"}, "frequency: 灯不亮=0\n"),
        ({"first": "灯 + 不亮"}, "whole: 灯不亮\n"),
        ({"first": "火 + 锅"}, ""),
        ({"first": "灯 + 不亮", "word": "灯不亮"}, ""),
        ({"second": "灯 + 坏 ~ 20"}, ""),
        ({"second": "坏 + 灯"}, ""),
        ({"first": "家里灯 + 坏 - 灯泡"}, ""),
        ({"department": "城管（路灯所）；小区→城管"}, ""),
    ],
)
def test_nothing_to_tell(found: Found, rule: dict[str, str], lexicon: str) -> None:
    told = found(lexicon, **rule)
    wider = rule.get("second") == "灯 + 坏 ~ 20"
    assert [finding.line for finding in told] == ([15] if wider else [])


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["桶又满出来了"] * 5, [(12, 12, "'满出' stands in 5 samples and is seen in none (桶又满出来了)")]),
        (["桶又满出来了"] * 4, []),
        ([*["桶又满出来了"] * 5, "水满出桶了"], []),
        (["桶又倒了"] * 9, []),
    ],
)
def test_a_word_that_samples_have_and_nobody_sees(
    tmp_path: Path, found: Found, lexicon_of: LexiconOf, texts: list[str], told: list[tuple[int, int, str]]
) -> None:
    assert found(word="满出 满出来") == []
    book, _ = read_rules(tmp_path)
    assert book is not None
    findings = list(unseen(book, lexicon_of(book), texts))
    assert [(one.line, one.column) for one in findings] == [(line, column) for line, column, _ in told]
    assert all(words in one.message for one, (_, _, words) in zip(findings, told, strict=True))


def test_without_a_list_of_departments_none_is_unknown(tmp_path: Path, found: Found) -> None:
    assert found() == []
    (tmp_path / "departments.yaml").unlink()
    book, _ = read_rules(tmp_path)
    assert book is not None
    assert list(departments(tmp_path, book)) == []


def test_a_spoilt_list_is_a_fault(tmp_path: Path, found: Found) -> None:
    assert found() == []
    (tmp_path / "departments.yaml").write_text("offices: 城管\n", encoding="utf-8")
    book, _ = read_rules(tmp_path)
    assert book is not None
    with pytest.raises(FilesInvalid, match="unknown key 'offices'"):
        list(departments(tmp_path, book))
