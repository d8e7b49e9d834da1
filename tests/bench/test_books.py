"""The books notice what is missing: they are believed only because they can say no."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.bench.books import TO_CALL, Books, Outcome, Played, repeats
from tests.bench.both import difference
from tests.bench.chiefs import Said, Transcript
from tests.bench.letters import BadFile, Letter, load, mix

TABLES = """
CREATE TABLE people (id INTEGER, telegram_id INTEGER);
CREATE TABLE nodes (id INTEGER, code TEXT);
CREATE TABLE tickets (id INTEGER, number TEXT, petitioner_id INTEGER, category TEXT, sealed_role TEXT, state TEXT,
    intent TEXT, danger BOOLEAN, node_id INTEGER, owner_id INTEGER, public_text TEXT);
CREATE TABLE outbox (key TEXT, chat_id INTEGER, message_id INTEGER, method TEXT, state TEXT);
CREATE TABLE drafts (chat_id INTEGER, state TEXT);
CREATE TABLE inbox (chat_id INTEGER, state TEXT);
INSERT INTO people VALUES (1, 71), (2, 72), (3, 73), (4, 74);
INSERT INTO nodes VALUES (1, 'CN');
INSERT INTO tickets VALUES (1, 'GD20260101-0001', 1, '0202', NULL, 'closed', 'report', 0, 1, 1, '灯不亮');
INSERT INTO tickets VALUES (2, 'GD20260101-0002', 4, '0202', NULL, 'closed', 'report', 0, 1, 1, '灯不亮');
INSERT INTO outbox VALUES ('receipt:1', 71, 2, 'send', 'sent'), ('ask:1:1', 72, 2, 'send', 'sent');
INSERT INTO drafts VALUES (72, 'open'), (75, 'dropped'), (76, 'dropped');
INSERT INTO outbox VALUES ('ask:2:1', 75, 2, 'send', 'sent'), ('draft-dropped:2', 75, 3, 'send', 'sent');
INSERT INTO outbox VALUES ('ask:3:1', 76, 2, 'send', 'sent');
"""


@pytest.fixture
def books(tmp_path: Path) -> Books:
    with closing(sqlite3.connect(tmp_path / "bot.db")) as connection:
        connection.executescript(TABLES)
    return Books(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}")


def played(account: int) -> Played:
    return Played(account, 1, 0.0, Letter("路灯坏了", danger=False))


async def test_each_message_has_one_outcome(books: Books) -> None:
    transcript = Transcript({71: [Said(1.0, 2, "收到")], 72: [Said(1.0, 2, "在哪里？")], 73: [Said(1.0, 2, "嗯")]})
    found = await books.accounts([played(71), played(72), played(73), played(74)], transcript)
    assert [account.outcome for account in found] == [
        Outcome.TICKET,
        Outcome.ASKED,
        Outcome.LOST,  # an answer, yet nothing in the database
        Outcome.LOST,  # a ticket, yet the resident heard nothing
    ]


async def test_a_question_that_is_over_counts_where_that_was_said(books: Books) -> None:
    transcript = Transcript({75: [Said(1.0, 2, "在哪里？"), Said(2.0, 3, "算了")], 76: [Said(1.0, 2, "在哪里？")]})
    found = await books.accounts([played(75), played(76)], transcript)
    assert [account.outcome for account in found] == [Outcome.ASKED, Outcome.LOST]


async def test_a_letter_marked_sent_that_nobody_saw_is_noticed(books: Books) -> None:
    seen = {71: [Said(1.0, 2, "收到")], 75: [Said(1.0, 2, "在哪里？"), Said(2.0, 3, "算了")]}
    assert (await books.mail(Transcript(seen))).phantom == 2


def test_the_same_words_twice_are_a_repeat() -> None:
    """Unless the bot knows of both: then it meant to say them twice."""
    twice = [Said(1.0, 2, "收到"), Said(2.0, 3, "收到"), Said(3.0, 4, "谢谢")]
    transcript = Transcript({71: twice, 72: twice[:1]})
    assert repeats(transcript, {(71, 3), (71, 4), (72, 2)}) == 1
    assert repeats(transcript, {(71, 2), (71, 3), (72, 2)}) == 0


@pytest.mark.parametrize(
    ("text", "called"), [("请打 119 报火警", True), ("GD20260101-0119 已受理", False), ("1190", False)]
)
def test_a_number_to_call_is_no_part_of_another(text: str, called: bool) -> None:
    assert bool(TO_CALL.search(text)) is called


def test_dangers_are_spread_over_the_whole_run() -> None:
    mixed = mix([Letter("a", danger=False)] * 6, [Letter("b", danger=True)] * 2)
    assert [letter.text for letter in mixed] == list("aabaaaba")


@pytest.mark.parametrize("line", ["no json", '{"title": "only"}', '{"text": " "}', "[1]"])
def test_a_line_that_cannot_be_played_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "messages.jsonl"
    path.write_text(f'{{"text": "fine"}}\n{line}\n', "utf-8")
    with pytest.raises(BadFile, match=r"messages\.jsonl:2"):
        load(path, danger=False)


def test_runs_are_compared_by_what_came_of_each_message() -> None:
    assert difference(["1 ticket 0202", "2 asked back"], ["1 ticket 0202", "2 asked back"]) == []
    assert difference(["1 ticket 0202", "2 asked back"], ["1 ticket 0202", "2 lost"])[-2:] == [
        "-2 asked back",
        "+2 lost",
    ]
