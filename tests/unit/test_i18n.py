"""Wording files: what is found, and what stands in for it."""

from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from bot.config import ROOT
from bot.i18n import Later, Wording


def folder(tmp_path: Path, **files: str) -> Path:
    """``zh_Hans__a="…"`` becomes zh-Hans/a.ftl."""
    for name, text in files.items():
        locale, _, file = name.partition("__")
        path = tmp_path / locale.replace("_", "-") / f"{file}.ftl"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_says_it_in_the_readers_language(tmp_path: Path) -> None:
    wording = Wording(folder(tmp_path, zh_Hans__a="hello = 你好，{ $name }", en__a="hello = Hello { $name }"))
    assert wording.text("hello", {"name": "李"}) == "你好，李"
    assert wording.text("hello", {"name": "Li"}, "en") == "Hello Li"


def test_what_a_language_lacks_is_said_in_the_first(tmp_path: Path) -> None:
    wording = Wording(folder(tmp_path, zh_Hans__a="hello = 你好", en__a="other = x"))
    assert wording.text("hello", locale="en") == "你好"
    assert wording.text("hello", locale="fr") == "你好"
    assert not wording.has("hello", "en")
    assert wording.has("hello")


def test_what_nobody_wrote_is_a_key_and_not_a_crash(tmp_path: Path) -> None:
    wording = Wording(folder(tmp_path, zh_Hans__a="hello = 你好，{ $name }\nempty =\n    .title = x"))
    assert wording.text("nothing") == "nothing"
    assert wording.text("empty") == "empty"
    assert "name" in wording.text("hello")  # an argument that was forgotten shows itself


def test_numbers_stay_bare(tmp_path: Path) -> None:
    """No isolation marks, which break the copying of ticket numbers."""
    wording = Wording(folder(tmp_path, zh_Hans__a="n = { $number }件"))
    assert wording.text("n", {"number": "GD20261116-0001"}) == "GD20261116-0001件"


def test_numbers_are_written_and_chosen_by_as_fluent_does_it(tmp_path: Path) -> None:
    text = "n = { $count }\nmany = { $count ->\n    [0] none\n    [one] one\n   *[other] { $count } of them\n }"
    wording = Wording(folder(tmp_path, zh_Hans__a=text, en__a=text))
    plain = FluentBundle(["en"], use_isolating=False)
    plain.add_resource(FluentResource(text))
    for key in ("n", "many"):
        pattern = plain.get_message(key).value
        assert pattern is not None
        for count in (0, 1, 7, 999, 1000, 1234567, -3, True):
            expected, errors = plain.format_pattern(pattern, {"count": count})
            assert (wording.text(key, {"count": count}, "en"), errors) == (expected, [])


def test_what_is_put_into_words_later_is_said_where_it_stands_and_nowhere_else(tmp_path: Path) -> None:
    def never() -> str:
        raise AssertionError

    wording = Wording(folder(tmp_path, zh_Hans__a="when = { $past ->\n    [1] 已过\n   *[0] { $at }前\n }"))
    assert wording.text("when", {"past": 0, "at": Later(lambda: "明天")}) == "明天前"
    assert wording.text("when", {"past": 1, "at": Later(never)}) == "已过"


def test_without_the_first_language_nothing_starts(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="zh-Hans"):
        Wording(folder(tmp_path, en__a="hello = Hello"))


def test_a_message_is_parsed_alone_as_in_its_file() -> None:
    """What Fluent makes of the whole file, with every message that it finds there."""
    wording = Wording(ROOT / "locales")
    for locale in sorted(path for path in (ROOT / "locales").iterdir() if path.is_dir()):
        for file in sorted(locale.glob("*.ftl")):
            found = [one for one in FluentResource(file.read_text("utf-8")).body if isinstance(one, ast.Message)]
            for one in found:
                assert wording.has(one.id.name, locale.name)
                alone = wording._bundles[locale.name]._messages[one.id.name]
                assert one.equals(alone, ignored_fields=["span", "comment"]), one.id.name


def test_what_cannot_be_read_spoils_nothing_else(tmp_path: Path) -> None:
    text = (
        "-house = 一格通\nbroken = { $x\nopen = {\nhello = 你好，{ -house }{ other }\nother = 。\nhello = 二\nopen = 开"
    )
    wording = Wording(folder(tmp_path, zh_Hans__a=text, zh_Hans__b="other = b\nbroken = 好"))
    assert wording.text("hello") == "你好，一格通。"
    assert (wording.text("open"), wording.text("broken")) == ("开", "好")
    assert not wording.has("house")
    assert not wording.has("-house")


def test_messages_that_name_each_other_end(tmp_path: Path) -> None:
    wording = Wording(folder(tmp_path, zh_Hans__a="one = 一{ two }\ntwo = 二{ one }"))
    assert wording.text("one").startswith("一二")
