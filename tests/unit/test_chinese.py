"""The script somebody writes in."""

from pathlib import Path

import pytest

from bot import chinese
from bot.chinese import keep_in, script_of, simplified
from bot.domain.languages import Script


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("路燈壞了三天", Script.TRADITIONAL),
        ("路灯坏了三天", Script.SIMPLIFIED),
        ("停水了", Script.HAN),
        ("The lamp at 丹桂路12号 has been broken for days", Script.OTHER),
        ("OK 丹桂路12号路灯坏了", Script.SIMPLIFIED),
        ("巷口 lamp 壞了", Script.TRADITIONAL),
        ("Не работает фонарь", Script.OTHER),
        ("12345 !!", Script.OTHER),
        ("", Script.OTHER),
    ],
)
def test_tells_the_script(text: str, script: Script) -> None:
    assert script_of(text) is script


def test_only_the_beginning_is_looked_at() -> None:
    assert script_of("a " * 2000 + "路燈壞了" * 50_000) is Script.OTHER


def test_every_character_has_at_most_one_simplified_form() -> None:
    assert "丹桂路12號門口燈壞了".translate(dict(simplified())) == "丹桂路12号门口灯坏了"
    assert all(len(form) == 1 for form in simplified().values())


def test_the_table_is_the_same_when_it_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chinese, "_KEPT_IN", [])
    make = chinese._only_simplified.__wrapped__
    made = make()
    keep_in(tmp_path)
    assert make() == make() == made
    assert len(list(tmp_path.iterdir())) == 1
    assert {"坏", "们"} <= made
    assert made.isdisjoint("壞們人")
