"""Settings from the environment and .env: defaults that run, and one clear line for each that cannot be used."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.config import MENDS, Settings, WrongSetting, load


@pytest.fixture(autouse=True)
def _nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_nothing_has_to_be_set() -> None:
    settings = load()
    assert settings.zone.key == "Asia/Shanghai"
    assert settings.admin_ids == frozenset()
    assert settings.rules_dir.is_dir() and settings.locales_dir.is_dir()
    assert settings.host == "127.0.0.1"  # nothing is open to the network by itself


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("PORT=9001\nLOG_FORMAT=json\nUNKNOWN=kept out\n", encoding="utf-8")
    monkeypatch.setenv("PORT", "9002")
    settings = load()
    assert (settings.port, settings.log_format) == (9002, "json")


def test_a_mark_of_the_editor_before_the_first_name_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=9001\n", encoding="utf-8-sig")
    assert load().port == 9001


@pytest.mark.parametrize("text", ["71,72", "71 72", " 71 , 72 ", "72,71,72"])
def test_admins_are_numbers_apart(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("ADMIN_IDS", text)
    assert load().admin_ids == {71, 72}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADMIN_IDS", "王主任"),
        ("TIMEZONE", "Mars/Olympus"),
        ("TIMEZONE", "../../etc/passwd"),
        ("DATABASE_URL", "mysql://x"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "eighty"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("BOT_API_BASE_URL", "api.telegram.org"),
    ],
)
def test_says_what_is_wrong_and_the_mend(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as wrong:
        load()
    assert wrong.value.name == name
    assert MENDS[name] in str(wrong.value)
    assert "\n" not in str(wrong.value)


def test_a_wrong_value_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be the token, put on the wrong line."""
    monkeypatch.setenv("DATABASE_URL", "123456:SECRET")
    with pytest.raises(WrongSetting) as wrong:
        load()
    assert "SECRET" not in str(wrong.value)
    assert wrong.value.__cause__ is None


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("ADMIN_IDS=王".encode("gbk"))
    with pytest.raises(WrongSetting, match=r"\.env"):
        load()


def test_the_token_is_shown_to_nobody() -> None:
    assert "SECRET" not in repr(load(bot_token="123456:SECRET"))


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        load().port = 1
