"""The check of the wording: every fault with its file and line, and nothing wrong with what is shipped."""

from pathlib import Path

import pytest

from bot.config import ROOT
from bot.linting import check_all
from bot.locale_check import check_locales
from bot.understanding.read import Reader
from tests.storage.county import categories
from tests.unit.test_i18n import folder

FIRST = "one = 一 { $name }\n\ntwo =\n    二 { $count }\n    <b>{ $name }</b>\n"


def found(files: Path) -> list[str]:
    return [f"{f.file.relative_to(files)}:{f.line}: {f.message}" for f in check_locales(files)]


@pytest.mark.parametrize(
    ("english", "finding"),
    [
        ("one = One { $name }\n", "en/a.ftl:1: two is missing, see zh-Hans/a.ftl:3"),
        ("two = { $count } { $name }\none = One { $name }\n\nfour = x\n", "en/a.ftl:4: four is not in zh-Hans"),
        (
            "two = { $count } { $name }\n\none = One { $nam }\n",
            "en/a.ftl:3: one uses $nam, which zh-Hans does not have",
        ),
        (
            "# About both.\ntwo = Two { $name }\none = { $name }\n",
            "en/a.ftl:2: two does not use $count; if it is meant so, say in a comment: not used: $count",
        ),
        ("one = { $name }\ntwo = { $count } { $name }\none = { $name }\n", "en/a.ftl:3: one stands already in a.ftl:1"),
        ("one = { $name }\ntwo = { $count } <b>{ $name }\n", "en/a.ftl:2: two never closes <b>"),
        ("one = { $name }\ntwo = { $count } { $name }</b>\n", "en/a.ftl:2: two closes <b>, which is not open"),
        (
            "one = { $name }\ntwo = { $count }<br>{ $name }\n",
            "en/a.ftl:2: two holds <br>, which Telegram does not know",
        ),
        ("one = { $name } < 3\ntwo = { $count } { $name }\n", "en/a.ftl:1: one holds a bare <"),
        ("one = A & B { $name }\ntwo = { $count } { $name }\n", "en/a.ftl:1: one holds a bare &"),
        ("one = { $name }\ntwo =\n    .title = x\n", "en/a.ftl:2: two has no text"),
        ("one = { $name }\n\n\ntwo = { $\n", 'en/a.ftl:4: Expected a character from range: "a-zA-Z"'),
    ],
)
def test_every_fault_has_its_place(tmp_path: Path, english: str, finding: str) -> None:
    assert finding in found(folder(tmp_path, zh_Hans__a=FIRST, en__a=english))


@pytest.mark.parametrize(
    "english",
    [
        "one = One { $name }\ntwo = { $count ->\n    [one] a <b>{ $name }</b>\n   *[other] { $name }\n}\n",
        "# not used: $count\ntwo = { $name }\none = One { $name }\n",
        "two = { two-more }\ntwo-more = { $count } { $name }\none = { $name } &amp;\n",
    ],
)
def test_what_says_the_same_is_left_alone(tmp_path: Path, english: str) -> None:
    assert found(folder(tmp_path, zh_Hans__a=FIRST, en__a=english)) == []


def test_messages_in_a_circle_end(tmp_path: Path) -> None:
    files = folder(tmp_path, zh_Hans__a="a = { b }\nb = { a }\n", en__a="a = { b }\nb = { a }\n")
    assert found(files) == []


def test_faults_of_the_first_language_are_found_too(tmp_path: Path) -> None:
    files = folder(tmp_path, zh_Hans__a="one = 一\n\ntwo = 二 { $\n", zh_Hans__b="# again\n\none = 壹\n")
    assert found(files) == [
        'zh-Hans/a.ftl:3: Expected a character from range: "a-zA-Z"',
        "zh-Hans/b.ftl:3: one stands already in a.ftl:1",
    ]


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (folder(tmp_path, zh_Hans__a="a = a") / "zh-Hans" / "b.ftl").write_bytes("b = 二".encode("gbk"))
    assert found(tmp_path) == ["zh-Hans/b.ftl:1: is not encoded in UTF-8"]


def test_a_caption_that_no_button_holds(tmp_path: Path) -> None:
    caption = "字" * 22
    files = folder(tmp_path, zh_Hans__a=f"button-sign = {caption}\n")
    assert found(files) == ["zh-Hans/a.ftl:1: button-sign is longer than 64 bytes, too long for a button"]


def test_every_category_has_a_name_in_every_language(tmp_path: Path) -> None:
    files = folder(tmp_path, zh_Hans__a="a = a", en__a="a = a", en__categories="category-0101 = Fire\ncategory-9 = x\n")
    wrong = list(check_locales(files, {"0101": categories()["0101"], "0202": categories()["0202"]}))
    assert [(f.file.name, f.line, f.severity, f.message) for f in wrong] == [
        ("categories.ftl", 1, "warning", "category-0202 is missing"),
        ("categories.ftl", 1, "warning", "group-01 is missing"),
        ("categories.ftl", 1, "warning", "group-02 is missing"),
        ("categories.ftl", 2, "error", "category-9 is no category of the rules"),
    ]


def test_what_is_shipped_is_whole(reader: Reader) -> None:
    assert [str(wrong) for wrong in check_all(ROOT / "routing_rules", ROOT / "locales", like=reader).findings] == []
