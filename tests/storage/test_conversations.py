"""What lasts beyond one message: drafts, files, surveys, settings, slots."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.errors import Stale
from bot.domain.intake import Asked, Draft, Spot
from bot.storage.engine import Database
from bot.storage.media import MAX_ATTEMPTS, Attachment
from bot.storage.store import Store
from tests.storage.county import MONDAY
from tests.storage.rows import add_ticket

MINUTES = timedelta(minutes=10)
DRAFT = Draft(text="停水了", category="0201", asked=Asked.WHERE, spot=Spot.CHOICE, options=(4, 5))


async def test_a_draft_outlives_the_process(database: Database) -> None:
    async with database.begin() as tx:
        person = await tx.people.of_telegram(71)
        saved = await tx.drafts.add(person, 71, DRAFT, MONDAY, MONDAY + MINUTES)
    async with database.read() as tx:
        assert await tx.drafts.open_of(person) == await tx.drafts.get(saved.id) == saved
        assert saved.draft == DRAFT
        assert await tx.drafts.open_of(person + 1) is None


async def test_a_draft_answered_twice_is_filed_once(tx: Store) -> None:
    ticket = await add_ticket(tx)
    saved = await tx.drafts.add(ticket.petitioner_id, 71, DRAFT, MONDAY, MONDAY + MINUTES)
    await tx.drafts.filed(saved, ticket.id)
    for again in (tx.drafts.dropped(saved), tx.drafts.filed(saved, ticket.id), tx.drafts.keep(saved, DRAFT, MONDAY)):
        with pytest.raises(Stale):
            await again
    found = await tx.drafts.get(saved.id)
    assert found is not None
    assert (found.state, found.ticket_id) == ("filed", ticket.id)
    assert await tx.drafts.open_of(ticket.petitioner_id) is None


async def test_silent_drafts_come_up_when_their_time_is_over(tx: Store) -> None:
    person = await tx.people.of_telegram(71)
    saved = await tx.drafts.add(person, 71, DRAFT, MONDAY, MONDAY + MINUTES)
    kept = await tx.drafts.keep(saved, DRAFT, MONDAY + 2 * MINUTES)
    assert await tx.drafts.expired(MONDAY + MINUTES) == []
    assert await tx.drafts.expired(MONDAY + 2 * MINUTES) == [kept]
    await tx.drafts.dropped(kept)
    assert await tx.drafts.expired(MONDAY + 2 * MINUTES) == []


def photo(number: int, album: str = "") -> Attachment:
    return Attachment("photo", f"file-{number}", f"unique-{number}", album, 1000, "image/jpeg")


async def test_files_of_a_draft_go_with_it(tx: Store) -> None:
    ticket = await add_ticket(tx)
    person = ticket.petitioner_id
    saved = await tx.drafts.add(person, 71, DRAFT, MONDAY, MONDAY + MINUTES)
    ids = [await tx.media.add(photo(n, "album"), person, "report", MONDAY, draft_id=saved.id) for n in range(2)]
    assert await tx.media.ticket_of_album(person, "album") is None
    assert sorted(await tx.media.give(saved.id, ticket.id)) == ids
    assert [stored.id for stored in await tx.media.of_ticket(ticket.id)] == ids
    assert await tx.media.ticket_of_album(person, "album") == ticket.id
    assert await tx.media.ticket_of_album(person + 1, "album") is None


async def test_files_are_fetched_in_order_and_given_up_at_last(tx: Store) -> None:
    ticket = await add_ticket(tx)
    for number in range(3):
        await tx.media.add(photo(number), ticket.petitioner_id, "report", MONDAY, ticket_id=ticket.id)
    first, second, third = await tx.media.waiting(10)
    await tx.media.fetched(first.id, "a" * 64, "media/aa/a.jpg", 1000)
    await tx.media.failed(second, "gone", for_good=True)
    for attempt in range(MAX_ATTEMPTS):
        (waiting,) = await tx.media.waiting(10)
        assert (waiting.id, waiting.attempts) == (third.id, attempt)
        await tx.media.failed(waiting, "NetworkError" + "x" * 600)
    assert await tx.media.waiting(10) == []
    kept, *failed = await tx.media.get([third.id, first.id, second.id])
    assert (kept.state, kept.sha256, kept.path) == ("kept", "a" * 64, "media/aa/a.jpg")
    assert [stored.state for stored in failed] == ["failed", "failed"]


async def test_a_survey_is_asked_and_answered_by_round(tx: Store) -> None:
    ticket = await add_ticket(tx)
    await tx.surveys.start(ticket.id, 1, MONDAY, MONDAY + MINUTES)
    survey = await tx.surveys.of(ticket.id, 1)
    assert survey is not None
    assert await tx.surveys.of(ticket.id, 2) is None
    assert [s.id for s in await tx.surveys.due(MONDAY + MINUTES)] == [survey.id]
    assert await tx.surveys.due(MONDAY) == []
    await tx.surveys.answered(survey, solved="solved")
    await tx.surveys.answered(survey, rating=4)
    await tx.surveys.asked_again(survey, MONDAY + 2 * MINUTES)
    note = await tx.tickets.add_note(ticket.id, ticket.petitioner_id, "comment", "谢谢", MONDAY)
    await tx.surveys.commented(survey, note)
    await tx.surveys.ended(survey, MONDAY)
    ended = await tx.surveys.of(ticket.id, 1)
    assert ended is not None
    assert (ended.tries, ended.solved, ended.rating, ended.ended_at) == (2, "solved", 4, MONDAY)
    assert await tx.surveys.due(MONDAY + 99 * MINUTES) == []


async def test_settings_are_replaced(tx: Store) -> None:
    assert await tx.settings.get("name", "nothing") == "nothing"
    await tx.settings.put("name", "one")
    await tx.settings.put("name", "two")
    assert await tx.settings.get("name") == "two"


async def test_a_slot_is_taken_once_however_many_try(database: Database) -> None:
    async def take() -> bool:
        async with database.begin() as tx:
            return await tx.slots.take("report-evening", "2026-11-16", MONDAY)

    assert sum(await asyncio.gather(*(take() for _ in range(8)))) == 1
    async with database.begin() as tx:
        assert await tx.slots.taken("report-evening", "2026-11-16")
        assert await tx.slots.take("report-evening", "2026-11-17", MONDAY)
        assert await tx.slots.take("report-morning", "2026-11-16", MONDAY)


async def test_a_slot_whose_work_failed_is_free_again(database: Database) -> None:
    with pytest.raises(LookupError):
        async with database.begin() as tx:
            assert await tx.slots.take("report-evening", "2026-11-16", MONDAY)
            raise LookupError
    async with database.begin() as tx:
        assert await tx.slots.take("report-evening", "2026-11-16", MONDAY)
