"""What ended without work, was set aside or never filed loses its words as what was closed does, and not before; files
and messages go with them.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from bot.domain.intake import Draft
from bot.domain.life import DROPPED, State
from bot.domain.notices import Notice, Priority
from bot.domain.originals import ORIGINAL
from bot.domain.ticket import Ticket
from bot.storage import archive
from bot.storage.engine import Database
from bot.storage.erasing import erase_files
from bot.storage.media import Attachment
from bot.storage.notice_rows import from_json
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.storage.tables import locations, media, outbox, splits
from bot.usecases import waking
from tests.storage.county import MONDAY, settle, town_hall
from tests.storage.rows import add_ticket

DAY = timedelta(days=1)
WORDS = "门口漏水，打13812345678"


async def ended(tx: Store, state: State, **values: object) -> Ticket:
    node_id = (await tx.org.nodes())[0].id
    ticket = await add_ticket(tx, node_id=node_id, state=state.value, closed_at=MONDAY, **values)
    await tx.tickets.add_note(ticket.id, ticket.petitioner_id, "words", WORDS, MONDAY)
    await tx.tickets.locate(ticket.id, 24.5, 115.5, MONDAY)
    return ticket


async def kept(tx: Store, ticket: Ticket) -> bool:
    (note,) = await tx.tickets.notes(ticket.id)
    located = await tx.connection.scalar(
        select(func.count()).select_from(locations).where(locations.c.ticket_id == ticket.id)
    )
    assert bool(located) is ("13812345678" in note.body), "all of it or nothing"
    return bool(located)


async def look(tx: Store, days: int) -> int:
    return await waking.archive(tx, await town_hall().town(tx, MONDAY), MONDAY + days * DAY)


async def test_every_end_loses_its_words_when_the_term_is_over(county: Store) -> None:
    tickets = [await ended(county, state) for state in sorted(DROPPED)]
    assert await look(county, 29) == 0
    assert all([await kept(county, ticket) for ticket in tickets])
    assert await look(county, 31) == len(DROPPED)
    assert not any([await kept(county, ticket) for ticket in tickets])
    assert await look(county, 32) == 0
    for before, state in zip(tickets, sorted(DROPPED), strict=True):
        after = await county.tickets.get(before.id)
        assert after is not None
        assert after.state is state, "it stays where it ended"


async def test_a_merged_one_follows_the_matter_that_goes_on(county: Store) -> None:
    head = await add_ticket(county, node_id=(await county.org.nodes())[0].id, state=State.HANDLING.value)
    merged = await ended(county, State.MERGED, merged_into_id=head.id)
    assert await look(county, 60) == 0
    assert await kept(county, merged)
    await county.tickets.change(head, state=State.CLOSED.value, closed_at=MONDAY + 60 * DAY)
    assert await look(county, 91) == 2
    assert not await kept(county, merged)


async def test_the_draft_goes_with_its_ticket_and_what_was_never_filed_by_its_age(county: Store) -> None:
    ticket = await ended(county, State.WITHDRAWN)
    filed, dropped, late, told = [
        await county.drafts.add(ticket.petitioner_id, 71, Draft(WORDS), MONDAY, MONDAY + hours * timedelta(hours=1))
        for hours in (1, 1, 24 * 20, 1)
    ]
    await county.drafts.filed(filed, ticket.id)
    for one in (dropped, late):
        await county.drafts.dropped(one)
    await look(county, 31)
    words = []
    for one in (filed, dropped, late, told):
        found = await county.drafts.get(one.id)
        assert found is not None
        words.append(found.draft.text)
    assert words == ["", "", WORDS, WORDS]


# Files and messages


def photo(name: str) -> Attachment:
    return Attachment("photo", f"file-{name}", f"unique-{name}", "album")


async def kept_file(tx: Store, folder: Path, ticket: Ticket, name: str) -> Path:
    """A picture of a ticket that was fetched; the same name is the same picture."""
    media_id = await tx.media.add(photo(name), ticket.petitioner_id, "report", MONDAY, ticket_id=ticket.id)
    file = folder / "media" / "aa" / f"{name}.jpg"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"picture")
    assert await tx.media.fetched(media_id, "a" * 64, str(file.relative_to(folder)), 7)
    return file


async def erase(database: Database, folder: Path) -> int:
    """One look; how many rows had to go."""
    async with database.read() as tx:
        going = await tx.media.erasing(10)
    await erase_files(database, folder, going)
    return len(going)


async def rows(tx: Store) -> list[tuple[object, ...]]:
    found = await tx.connection.execute(
        select(media.c.state, media.c.file_id, media.c.album, media.c.path).order_by(media.c.id)
    )
    return [tuple(row) for row in found]


async def test_files_go_with_the_words_and_one_that_another_keeps_stays(database: Database, tmp_path: Path) -> None:
    async with database.begin() as tx:
        await settle(tx)
        node = (await tx.org.nodes())[0].id
        gone = await ended(tx, State.WITHDRAWN)
        alive = await add_ticket(tx, node_id=node)
        own = await kept_file(tx, tmp_path, gone, "own")
        both = await kept_file(tx, tmp_path, gone, "both")
        await kept_file(tx, tmp_path, alive, "both")
        await tx.media.add(photo("late"), gone.petitioner_id, "report", MONDAY, ticket_id=gone.id)
    assert await erase(database, tmp_path) == 0
    async with database.begin() as tx:
        await look(tx, 31)
        assert await tx.media.of_ticket(gone.id) == await tx.media.get([1, 2, 4]) == []
        assert await tx.media.waiting(10) == [], "what was not fetched yet is not fetched any more"
        assert len(await tx.media.of_ticket(alive.id)) == 1
    assert own.exists(), "the row says so first"
    assert await erase(database, tmp_path) == 3
    assert (own.exists(), both.exists()) == (False, True)
    nothing = ("erased", "", None, None)
    async with database.read() as tx:
        found = await rows(tx)
    assert [found[0], found[1], found[3]] == [nothing] * 3
    assert found[2][0] == "kept"
    assert await erase(database, tmp_path) == 0


async def test_killed_between_file_and_row_the_next_look_does_the_rest(database: Database, tmp_path: Path) -> None:
    async with database.begin() as tx:
        await settle(tx)
        ticket = await ended(tx, State.WITHDRAWN)
        file = await kept_file(tx, tmp_path, ticket, "own")
        on_its_way = await tx.media.add(photo("late"), ticket.petitioner_id, "report", MONDAY, ticket_id=ticket.id)
        (waiting,) = await tx.media.waiting(10)
        await look(tx, 31)
    file.unlink()
    assert await erase(database, tmp_path) == 2
    late = tmp_path / "media" / "aa" / "late.jpg"
    late.write_bytes(b"picture")
    async with database.alongside() as tx:
        await tx.media.failed(waiting, "NetworkError")
        assert await tx.media.waiting(10) == []
        assert not await tx.media.fetched(on_its_way, "b" * 64, "media/aa/late.jpg", 7), (
            "it came when all was forgotten"
        )
    assert await erase(database, tmp_path) == 1
    assert not late.exists()
    async with database.read() as tx:
        assert {row[0] for row in await rows(tx)} == {"erased"}


@pytest.mark.parametrize("left", ["own.jpg", "own.jpg.part"])
async def test_killed_before_the_row_says_kept_the_file_goes_all_the_same(
    database: Database, tmp_path: Path, left: str
) -> None:
    """The row names the file before it is written, and then nothing more is heard of it."""
    async with database.begin() as tx:
        await settle(tx)
        ticket = await ended(tx, State.WITHDRAWN)
        media_id = await tx.media.add(photo("own"), ticket.petitioner_id, "report", MONDAY, ticket_id=ticket.id)
        assert await tx.media.coming(media_id, "media/aa/own.jpg")
    file = tmp_path / "media" / "aa" / left
    file.parent.mkdir(parents=True)
    file.write_bytes(b"picture")
    async with database.begin() as tx:
        assert [stored.id for stored in await tx.media.waiting(10)] == [media_id], "fetched again while it is wanted"
        await look(tx, 31)
    assert await erase(database, tmp_path) == 1
    assert not file.exists()
    async with database.begin() as tx:
        assert not await tx.media.coming(media_id, "media/aa/own.jpg"), "nobody wants it any more"
        assert [row[0] for row in await rows(tx)] == ["erased"]


async def test_a_file_that_is_coming_for_another_matter_stays(database: Database, tmp_path: Path) -> None:
    async with database.begin() as tx:
        await settle(tx)
        gone, alive = await ended(tx, State.WITHDRAWN), await add_ticket(tx, node_id=(await tx.org.nodes())[0].id)
        file = await kept_file(tx, tmp_path, gone, "both")
        again = await tx.media.add(photo("both"), alive.petitioner_id, "report", MONDAY, ticket_id=alive.id)
        assert await tx.media.coming(again, str(file.relative_to(tmp_path)))
        await look(tx, 31)
    assert await erase(database, tmp_path) == 1
    assert file.exists(), "it is just being found there"


async def test_what_never_became_a_ticket_loses_its_files_and_its_place(county: Store) -> None:
    person = await county.people.of_telegram(71)
    dropped, told = [await county.drafts.add(person, 71, Draft(WORDS), MONDAY, MONDAY) for _ in range(2)]
    for one in (dropped, told):
        await county.media.add(photo(str(one.id)), person, "report", MONDAY, draft_id=one.id)
        await county.tickets.add_location(one.id, 24.5, 115.5, MONDAY)
    await county.drafts.dropped(dropped)
    await look(county, 31)
    assert [row[0] for row in await rows(county)] == ["erasing", "waiting"]
    places = await county.connection.scalars(select(locations.c.draft_id))
    assert list(places) == [told.id]


def letter(ticket: Ticket, name: str, card: str = "notice") -> Letter:
    said = Notice("message", {"number": ticket.number, "text": WORDS}, media=(1,))
    return Letter(name, 71, said, Priority.ANSWER, ticket_id=ticket.id, card=card)


async def test_what_was_said_loses_its_words_and_an_original_never_leaves(county: Store) -> None:
    node = (await county.org.nodes())[0].id
    ticket, other = await ended(county, State.WITHDRAWN), await add_ticket(county, node_id=node)
    names = ("sent", "given up", "waits", "other")
    letters = [letter(other if name == "other" else ticket, name) for name in names]
    await county.outbox.put([*letters, letter(ticket, "original", ORIGINAL)], MONDAY)
    ids = {str(row.key): row.id for row in await county.connection.execute(select(outbox.c.key, outbox.c.id))}
    await county.outbox.sent(ids["sent"], 5, MONDAY)
    await county.connection.execute(update(outbox).where(outbox.c.key == "given up").values(state="undelivered"))
    await county.splits.add(ticket.id, ticket.petitioner_id, [Draft(WORDS)], MONDAY)
    for days in (31, 32):
        await look(county, days)
        found = {
            row.key: (row.state, from_json(row.notice).args.get("text"), row.message_id)
            for row in await county.connection.execute(select(outbox))
        }
        assert found == {
            "sent": ("sent", None, 5),
            "given up": ("recalled", None, None),
            "waits": ("queued", WORDS, None),
            "other": ("queued", WORDS, None),
            "original": ("recalled", None, None),
        }
    assert await county.outbox.undelivered() == []
    assert await county.connection.scalar(select(func.count()).select_from(splits)) == 0


async def test_what_was_put_away_by_an_earlier_version_is_looked_at_once_more(county: Store) -> None:
    ticket = await ended(county, State.ARCHIVED)
    await county.outbox.put([letter(ticket, "original", ORIGINAL)], MONDAY)
    assert await look(county, 31) == 1
    assert await look(county, 32) == 0
    assert not await kept(county, ticket)
    assert await county.outbox.claim(MONDAY + 32 * DAY, 10, set()) == []


def test_a_backup_leaves_out_what_is_erased_meanwhile(tmp_path: Path) -> None:
    database, names = tmp_path / archive.SQLITE, [f"media/aa/{sign * 64}.jpg" for sign in "ab"]
    for file in (database, tmp_path / names[0]):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"bytes")
    archive.pack(tmp_path / "whole.tar", [(name, tmp_path / name) for name in (archive.SQLITE, *names)])
    (tmp_path / "out").mkdir()
    assert archive.unpack(tmp_path / "whole.tar", tmp_path / "out") == archive.SQLITE
    assert archive.media_below(tmp_path / "out") == names[:1]
    with pytest.raises(FileNotFoundError):
        archive.pack(tmp_path / "none.tar", [(archive.SQLITE, tmp_path / "nothing")])
