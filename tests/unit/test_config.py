"""Settings from the environment and .env: defaults that run, and one clear line for each that cannot be used."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.config import MENDS, OWN_PATHS, Settings, WrongSetting, load


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
        ("PORT", "-1"),
        ("PORT", "65536"),
        ("PORT", "eighty"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("BOT_API_BASE_URL", "api.telegram.org"),
        ("WEBHOOK_URL", "bot.example.org/telegram"),
        ("WEBHOOK_URL", "http://bot.example.org/telegram"),
        ("WEBHOOK_URL", "https://"),
        ("WEBHOOK_URL", "https://bot.example.org:8000/telegram"),
        ("WEBHOOK_URL", "https://bot.example.org:99999/telegram"),
        ("WEBHOOK_URL", "https://us:er@bot.example.org/telegram"),
        ("WEBHOOK_URL", "https://bot.example.org/telegram?key=1"),
        ("WEBHOOK_URL", "https://bot.example.org/telegram#top"),
        ("WEBHOOK_URL", "https://bot.example.org/{telegram}"),
        ("WEBHOOK_URL", "https://bot.example.org/metrics"),
        ("WEBHOOK_SECRET", "two words"),
        ("WEBHOOK_SECRET", "x" * 257),
        ("SECRETS_DIR", "no/such/folder"),
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


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("", ""),
        ("https://bot.example.org", "/"),
        ("https://bot.example.org/telegram", "/telegram"),
        ("https://bot.example.org:8443/a/b-c", "/a/b-c"),
    ],
)
def test_telegram_is_heard_on_the_path_of_the_address(url: str, path: str) -> None:
    assert load(webhook_url=url).webhook_path == path


def test_a_server_of_ones_own_may_call_without_a_certificate() -> None:
    local = load(bot_api_base_url="http://127.0.0.1:8081", webhook_url="http://127.0.0.1:8000/telegram")
    assert local.webhook_path == "/telegram"


def secrets(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_secrets_come_from_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = secrets(tmp_path / "s", bot_token="123456:SECRET\n", webhook_secret=" word \n", unknown="kept out")
    monkeypatch.setenv("SECRETS_DIR", str(folder))
    settings = load()
    assert settings.bot_token.get_secret_value() == "123456:SECRET"
    assert settings.webhook_secret.get_secret_value() == "word"
    assert "SECRET" not in repr(settings) and "word" not in repr(settings)


def test_the_folder_of_secrets_may_stand_in_the_file(tmp_path: Path) -> None:
    secrets(tmp_path / "s", port="9009")
    (tmp_path / ".env").write_text("SECRETS_DIR=s\nBOT_TOKEN=\n", encoding="utf-8")
    assert load().port == 9009


def test_the_environment_goes_before_a_secret_unless_it_is_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = secrets(tmp_path / "s", port="9009", log_format="json")
    monkeypatch.setenv("PORT", "9010")
    monkeypatch.setenv("LOG_FORMAT", "")
    settings = load(secrets_dir=folder)
    assert (settings.port, settings.log_format) == (9010, "json")


def test_a_wrong_secret_is_named_and_not_repeated(tmp_path: Path) -> None:
    folder = secrets(tmp_path / "s", database_url="oracle://SECRET")
    with pytest.raises(WrongSetting) as wrong:
        load(secrets_dir=folder)
    assert wrong.value.name == "DATABASE_URL"
    assert "SECRET:" not in str(wrong.value) and "oracle" not in str(wrong.value)


def test_no_webhook_may_lie_where_the_house_answers_itself() -> None:
    for path in OWN_PATHS:
        with pytest.raises(WrongSetting):
            load(webhook_url=f"https://bot.example.org{path}")
