"""A table of sites that somebody sent: read once it is here."""

from datetime import datetime

from bot.domain.csv_table import read_rows
from bot.domain.errors import Refusal
from bot.domain.notices import Notice
from bot.domain.projects import NewSite, tabled, typed
from bot.storage.store import Store
from bot.usecases import projects, telling
from bot.usecases.town import Town
from bot.xlsx_reading import NotASheet, rows

_ZIP = b"PK\x03\x04"


async def read(tx: Store, town: Town, media_id: int, author: int, content: bytes, now: datetime) -> None:
    """Enters the sites and says so where the file was sent; anything else that was fetched is none of its business."""
    sent = await tx.projects.table_of(media_id)
    if sent is None:
        return
    actor = await tx.people.holding(author, town.today(now))
    try:
        notice = await projects.enter(tx, town, actor, sent.project_id, sites_in(content), now)
    except Refusal as refusal:
        notice = Notice(refusal.key, refusal.args_for_text)
    await telling.reply(
        tx, sent.room.chat_id, notice, f"sheet:{media_id}", now, card=f"{projects.CARD}:{sent.project_id}",
        thread_id=sent.room.thread_id,
    )  # fmt: skip


def sites_in(content: bytes) -> tuple[NewSite, ...]:
    """From .xlsx, .csv or a plain text with one site a line; nothing where it is none of these."""
    if content.startswith(_ZIP):
        try:
            return tabled(rows(content))
        except NotASheet:
            return ()
    found = read_rows(content)
    if all(len(row) == 1 for row in found):
        return typed("\n".join(row[0] for row in found))
    return tabled(found)
