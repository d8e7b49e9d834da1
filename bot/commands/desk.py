"""outbox list, outbox retry, report."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import AsJson
from bot.commands.words import misused, print_json, refuse, say, text

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.meeting_list import MeetingList, Row
    from bot.project_list import Row as SiteRow
    from bot.storage.outbox import Undelivered

outbox = typer.Typer(help=text("help-outbox"), no_args_is_help=True)


@outbox.command("list", help=text("help-outbox-list"))
def list_(as_json: AsJson = False) -> None:
    from bot.commands.opening import database, settings

    found = settings()

    async def work() -> "list[Undelivered]":
        async with database(found) as opened, opened.read() as tx:
            return await tx.outbox.undelivered()

    letters = asyncio.run(work())
    if as_json:
        print_json([{**asdict(letter), "created_at": letter.created_at.isoformat()} for letter in letters])
        return
    if not letters:
        say("outbox-empty")
    for letter in letters:
        when = f"{letter.created_at.astimezone(found.zone):%Y-%m-%d %H:%M}"
        numbers = {"id": str(letter.id), "chat": str(letter.chat_id)}
        say("outbox-line", **numbers, kind=letter.kind, when=when, error=letter.error)


@outbox.command(help=text("help-outbox-retry"))
def retry(
    chat: Annotated[int | None, typer.Option(help=text("option-chat"))] = None,
    id_: Annotated[int | None, typer.Option("--id", help=text("option-id"))] = None,
    as_json: AsJson = False,
) -> None:
    from bot.clock import Clock
    from bot.commands.opening import database, settings

    async def work() -> int:
        async with database(settings()) as opened, opened.begin() as tx:
            return await tx.outbox.retry(Clock().now(), chat, id_)

    count = asyncio.run(work())
    if as_json:
        print_json({"queued": count})
    else:
        say("outbox-queued", count=count)


class Period(StrEnum):
    """日调度, 周通报, 月考核, 季评比, 年定档; 交办会 and 长期项目 have rhythms of their own."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    MEETING = "meeting"
    PROJECT = "project"


def report(
    period: Annotated[Period, typer.Argument(help=text("argument-period"))],
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help=text("option-on"))] = None,
    node: Annotated[str | None, typer.Option(help=text("option-node-report"))] = None,
    out: Annotated[Path | None, typer.Option(help=text("option-out"))] = None,
    as_json: AsJson = False,
) -> None:
    if period is Period.MEETING:
        _meeting(node, out, as_json=as_json)
        return
    if period is Period.PROJECT:
        _project(node, out, as_json=as_json)
        return
    if period is not Period.DAILY:
        misused("report-later", period=period.value)
    from bot.clock import Clock
    from bot.commands.opening import settings

    found, now = settings(), Clock().now()
    today = now.astimezone(found.zone).date()
    if on is not None and on.date() != today:
        # Figures are counted from the tickets as they stand now; of another day they would be wrong.
        refuse("report-today-only", today=today.isoformat(), on=on.date().isoformat())
    asyncio.run(_daily(found, now, node, as_json=as_json))


async def _daily(found: "Settings", now: datetime, code: str | None, *, as_json: bool) -> None:
    from bot.commands.opening import database
    from bot.daily import daily

    async with database(found) as opened, opened.begin() as tx:
        answer = await daily(tx, found, now, code)
    if answer is None:
        refuse("invite-no-node", code=code or "")
    if as_json:
        print_json(dict(answer.figures))
    else:
        typer.echo(answer.text)


async def _listed(code: str | None) -> "MeetingList":
    from bot.clock import Clock
    from bot.commands.opening import database, settings
    from bot.meeting_list import meeting_list

    found = settings()
    async with database(found) as opened, opened.begin() as tx:
        answer = await meeting_list(tx, found, Clock().now(), code)
    return answer or refuse("meeting-none", code=code or "")


def _meeting(code: str | None, out: Path | None, *, as_json: bool) -> None:
    from bot.xlsx import sheet

    answer = asyncio.run(_listed(code))
    if out is not None:
        out.write_bytes(sheet([text("meeting-columns").split("|"), *map(_cells, answer.rows)]))
        say("meeting-written", file=str(out), count=len(answer.rows))
    elif as_json:
        print_json([asdict(row) for row in answer.rows])
    else:
        typer.echo(answer.text)


def _cells(row: "Row") -> list[str]:
    why, standing = text("meeting-why", why=row.why), text("meeting-standing", standing=row.standing)
    first = [row.number, row.category, row.owner, why, str(row.carried)]
    return [*first, row.lead, row.together, row.measure, row.due, standing]


async def _sites(code: str | None) -> "Sequence[SiteRow]":
    from bot.commands.opening import database, settings
    from bot.project_list import project_list

    found = settings()
    async with database(found) as opened, opened.begin() as tx:
        answer = await project_list(tx, found, code)
    return refuse("project-none", code=code or "") if answer is None else answer


def _project(code: str | None, out: Path | None, *, as_json: bool) -> None:
    from bot.xlsx import sheet

    rows = asyncio.run(_sites(code))
    if out is not None:
        cells = [[str(value) for value in asdict(row).values()] for row in rows]
        out.write_bytes(sheet([text("project-columns").split("|"), *cells]))
        say("project-written", file=str(out), count=len(rows))
    elif as_json:
        print_json([asdict(row) for row in rows])
    else:
        for row in rows:
            say("project-row", project=row.project, site=row.site, done=row.done, total=row.total, unit=row.unit)
