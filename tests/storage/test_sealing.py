"""What people wrote is encrypted at rest where there is a key, readable with it alone, and keys can be changed."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from bot.domain.intake import Draft
from bot.domain.notices import Notice
from bot.storage.engine import Database
from bot.storage.inbox import Arrival
from bot.storage.resealing import ensure_keys_fit, keys_fit, reseal, sealed_columns
from bot.storage.sealing import SEALED, Seal, Shut, new_key
from bot.storage.tables import metadata
from tests.storage.rows import add_ticket
from tests.storage.test_outbox import letter

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PHONE = "13812345678"
WORDS = f"我的电话是{PHONE},路灯不亮"
OLD, NEW = new_key(), new_key()
Fresh = Callable[[], AbstractAsyncContextManager[str]]


async def fill(database: Database) -> int:
    """The phone in every place where it may come to lie; the ticket's id."""
    async with database.begin() as tx:
        ticket = await add_ticket(tx)
        await tx.tickets.add_note(ticket.id, ticket.petitioner_id, "report", WORDS, NOW)
        await tx.inbox.store([Arrival(1, 7, 5, 1, f'{{"text": "{WORDS}"}}', NOW)])
        await tx.drafts.add(ticket.petitioner_id, 5, Draft(text=WORDS), NOW, NOW + timedelta(minutes=10))
        await tx.outbox.put([letter("k", 5, notice=Notice("reveal", {"numbers": PHONE}))], NOW)
        return ticket.id


async def on_disk(url: str) -> list[str]:
    """Every text the database really holds, by a look that knows no keys."""
    plain = Database(url)
    found: list[str] = []
    async with plain.engine.connect() as connection:
        for table in metadata.sorted_tables:
            rows = await connection.exec_driver_sql(f"SELECT * FROM {table.name}")
            found += [str(value) for row in rows for value in row]
    await plain.close()
    return found


async def read_back(database: Database, ticket_id: int) -> list[str]:
    async with database.read() as tx:
        notes = await tx.tickets.notes(ticket_id)
        waiting = await tx.inbox.next(9)
        due = await tx.drafts.expired(NOW + timedelta(hours=1))
        return [notes[0].body, waiting[0].raw, due[0].draft.text]


async def test_a_phone_lies_nowhere_in_the_database(fresh: Fresh) -> None:
    async with fresh() as url:
        database = Database(url, Seal([OLD]))
        ticket_id = await fill(database)
        assert all(PHONE in text for text in await read_back(database, ticket_id))
        stored = await on_disk(url)
        assert not [text for text in stored if PHONE in text]
        assert sum(SEALED in text or "\\u001ds" in text for text in stored) == len(list(sealed_columns()))
        await database.close()


async def test_without_a_key_it_works_as_before_and_a_key_may_come_later(fresh: Fresh) -> None:
    async with fresh() as url:
        plain = Database(url)
        ticket_id = await fill(plain)
        await plain.close()
        sealing = Database(url, Seal([OLD]))
        assert all(PHONE in text for text in await read_back(sealing, ticket_id))
        assert await reseal(sealing) == 4
        assert not [text for text in await on_disk(url) if PHONE in text]
        await sealing.close()


async def test_a_key_is_changed_in_three_steps_and_the_old_one_opens_nothing_after(fresh: Fresh) -> None:
    async with fresh() as url:
        before, both, after = (Database(url, Seal(keys)) for keys in ([OLD], [NEW, OLD], [NEW]))
        await ensure_keys_fit(before)
        ticket_id = await fill(before)
        assert not await keys_fit(after)
        await reseal(both)
        assert all(PHONE in text for text in await read_back(after, ticket_id))
        assert await keys_fit(after) and not await keys_fit(before)
        with pytest.raises(Shut):
            await read_back(before, ticket_id)
        for database in (before, both, after):
            await database.close()


async def test_encryption_can_be_given_up(fresh: Fresh) -> None:
    async with fresh() as url:
        sealing, opening, plain = Database(url, Seal([OLD])), Database(url, Seal([OLD], closing=False)), Database(url)
        await ensure_keys_fit(sealing)
        ticket_id = await fill(sealing)
        with pytest.raises(Shut):
            await ensure_keys_fit(plain)
        await reseal(opening)
        await ensure_keys_fit(plain)
        assert all(PHONE in text for text in await read_back(plain, ticket_id))
        for database in (sealing, opening, plain):
            await database.close()


@pytest.mark.parametrize("words", ["", "路灯", "\x1ds forged", "\x1dp", "\x1d", SEALED + "x", "😀\n"])
@pytest.mark.parametrize("keys", [[], [OLD], [NEW, OLD]])
def test_what_anybody_writes_comes_back_as_it_was(words: str, keys: list[str]) -> None:
    """Also what looks as if it were sealed: with that, somebody could make a ticket that nobody can open."""
    assert Seal(keys).open(Seal(keys).close(words)) == words


def test_the_same_words_twice_cannot_be_seen_to_be_the_same() -> None:
    assert Seal([OLD]).close(WORDS) != Seal([OLD]).close(WORDS)


def test_a_tampered_text_is_refused() -> None:
    stored = Seal([OLD]).close(WORDS)
    with pytest.raises(Shut):
        Seal([OLD]).open(stored[:-6] + ("A" if stored[-6] != "A" else "B") + stored[-5:])


def test_a_new_key_is_one_that_fernet_takes() -> None:
    assert Fernet(new_key())
