"""init: checked answers, a private file, and never a lost setting."""

import asyncio
from pathlib import Path

import pytest

from bot.config import load
from bot.simulator.serve import TOKEN
from tests.unit.commands.conftest import Answer, Command


async def init(yigetong: Command, base: str, *words: str, token: str = TOKEN, stdin: bytes = b"") -> Answer:
    """In a thread of its own: the simulator lives in this loop."""
    answers = ("init", "--token", token, "--api-base-url", base, *words)
    return await asyncio.to_thread(yigetong, *answers, stdin=stdin)


async def test_answers_by_flags_make_a_private_file(yigetong: Command, telegram: str, folder: Path) -> None:
    answer = await init(yigetong, telegram, "--admin", "713000001, 713000002", "--timezone", "Asia/Urumqi", "--yes")
    assert answer.code == 0, answer.err
    assert "@yigetong_bot" in answer.out
    assert (folder / ".env").stat().st_mode & 0o777 == 0o600
    settings = load()
    assert settings.bot_token.get_secret_value() == TOKEN
    assert sorted(settings.admin_ids) == [713000001, 713000002]
    assert settings.timezone == "Asia/Urumqi"


async def test_questions_are_answered_by_typing(yigetong: Command, telegram: str) -> None:
    answer = await asyncio.to_thread(
        yigetong, "init", "--api-base-url", telegram, stdin=f"{TOKEN}\n\n713000001\n".encode()
    )
    assert answer.code == 0, answer.err
    assert load().timezone == "Asia/Shanghai"
    assert sorted(load().admin_ids) == [713000001]


@pytest.mark.parametrize(
    ("words", "token", "said"),
    [
        ((), "100000001:WRONG", "BOT_TOKEN"),
        ((), "no token at all", "BOT_TOKEN"),
        (("--timezone", "Mars/Olympus"), TOKEN, "TIMEZONE"),
        (("--admin", "老王"), TOKEN, "ADMIN_IDS"),
        (("--api-base-url", "http://127.0.0.1:9"), TOKEN, "BOT_API_BASE_URL"),
    ],
)
async def test_a_wrong_answer_is_one_line_and_writes_nothing(
    yigetong: Command, telegram: str, folder: Path, words: tuple[str, ...], token: str, said: str
) -> None:
    answer = await init(yigetong, telegram, *words, "--yes", token=token)
    assert answer.code == 1
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert token not in answer.out + answer.err
    assert not (folder / ".env").exists()


async def test_an_existing_file_stays_unless_told(yigetong: Command, telegram: str, folder: Path) -> None:
    (folder / ".env").write_text("# ours\nPORT=9090\nBOT_TOKEN=1:old\n", encoding="utf-8")
    before = (folder / ".env").read_bytes()
    assert (await init(yigetong, telegram, "--yes")).code == 1
    assert (await init(yigetong, telegram, stdin=b"n\n")).code == 1
    assert (await init(yigetong, telegram)).code == 1  # nobody there to ask
    assert (folder / ".env").read_bytes() == before
    assert (await init(yigetong, telegram, "--yes", "--force")).code == 0
    assert (load().port, load().bot_token.get_secret_value()) == (9090, TOKEN)
    text = (folder / ".env").read_text(encoding="utf-8")
    assert text.startswith("# ours\n")
    assert "1:old" not in text


def test_without_questions_a_token_is_needed(yigetong: Command) -> None:
    assert yigetong("init", "--yes").code == 2
