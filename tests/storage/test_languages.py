"""Whose language a letter is written in: of the person or the group it goes to, a choice before a guess."""

import pytest

from bot.domain.languages import Locale
from bot.domain.notices import Notice, Priority
from bot.storage.engine import Database
from bot.storage.outbox import Letter
from tests.storage.county import MONDAY

PERSON, GROUP = 501, -601


async def _language(database: Database, chat_id: int) -> str:
    async with database.begin() as tx:
        await tx.outbox.put([Letter(f"k{chat_id}", chat_id, Notice("help"), Priority.ANSWER)], MONDAY)
        (queued,) = await tx.outbox.claim(MONDAY, 10, ())
        return queued.locale


@pytest.mark.parametrize(
    ("guessed", "chosen", "read"),
    [(Locale.EN, None, "en"), (Locale.EN, Locale.HANT, "zh-Hant"), (Locale.HANS, None, "zh-Hans")],
)
async def test_a_person_reads_what_he_chose_else_what_was_guessed(
    database: Database, guessed: Locale, chosen: Locale | None, read: str
) -> None:
    async with database.begin() as tx:
        await tx.languages.met(PERSON, guessed)
        known = await tx.languages.of_account(PERSON)
        assert known is not None
        if chosen is not None:
            await tx.languages.choose(known.person_id, chosen)
            await tx.languages.note_guess(known.person_id, Locale.HANS)
    assert await _language(database, PERSON) == read


async def test_who_was_never_asked_has_none(database: Database) -> None:
    async with database.begin() as tx:
        assert await tx.languages.of_account(PERSON) is None
        await tx.people.of_telegram(PERSON)
    assert await _language(database, PERSON) == ""


async def test_a_group_keeps_its_language_when_it_moves(database: Database) -> None:
    async with database.begin() as tx:
        await tx.chats.seen(GROUP, "group", "x")
        await tx.languages.choose_for_group(GROUP, Locale.EN)
        await tx.chats.migrate(GROUP, GROUP * 10)
    assert await _language(database, GROUP * 10) == "en"


async def test_a_language_that_is_no_longer_spoken_is_none(database: Database) -> None:
    """After a downgrade the database may know more than the program."""
    async with database.begin() as tx:
        await tx.people.of_telegram(PERSON)
        await tx.connection.exec_driver_sql(f"UPDATE people SET locale = 'tlh' WHERE telegram_id = {PERSON}")
        known = await tx.languages.of_account(PERSON)
    assert known is not None
    assert known.chosen is None
