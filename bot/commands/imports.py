"""import grids, import people, import holidays."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.options import AsJson, ReadableFile
from bot.commands.words import complain, print_json, say, text

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.domain.grid_rows import GridRow
    from bot.domain.importing import Finding
    from bot.domain.people_rows import PersonRow
    from bot.town_files import Outcome

imports = typer.Typer(help=text("help-import"), no_args_is_help=True)

DryRun = Annotated[bool, typer.Option("--dry-run", help=text("option-dry-run"))]


@imports.command("grids", help=text("help-import-grids"))
def import_grids(file: ReadableFile, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    from bot import town_files

    _import(town_files.grids, file, dry_run=dry_run, as_json=as_json)


@imports.command("people", help=text("help-import-people"))
def import_people(file: ReadableFile, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    from bot import town_files

    _import(town_files.people, file, dry_run=dry_run, as_json=as_json)


@imports.command("holidays", help=text("help-import-holidays"))
def import_holidays(file: Annotated[Path | None, typer.Argument(help=text("argument-file"))] = None) -> None:
    """Swapped days come with the library, and a notice is read and entered by a person."""
    from bot.commands.opening import settings

    complain("import-holidays", file=str(settings().rules_dir / "holidays.yaml"))
    raise typer.Exit(1)


def _import(take: "Callable[..., Awaitable[Outcome[Any]]]", file: Path, *, dry_run: bool, as_json: bool) -> None:
    """``take``: one of the imports of town_files."""
    from bot.clock import Clock
    from bot.commands.opening import database, settings

    found, data = settings(), _read(file)

    async def work() -> "Outcome[Any]":
        async with database(found) as opened:
            return await take(opened, data, Clock().now(), dry_run=dry_run)

    _report(found, asyncio.run(work()), dry_run=dry_run, as_json=as_json)


def _read(file: Path) -> bytes:
    """No more than is needed to see that it is too large."""
    from bot.domain.csv_table import MAX_BYTES

    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _report(found: "Settings", outcome: "Outcome[Any]", *, dry_run: bool, as_json: bool) -> None:
    from bot.commands.invitations import as_dict, say_invitations, username

    findings = [_finding(found, finding) for finding in outcome.findings]
    changes = outcome.changes
    name = username(found) if outcome.invited else None
    if as_json:
        answer: dict[str, Any] = {"ok": changes is not None, "dry_run": dry_run, "findings": findings}
        if changes is not None:
            answer |= {"added": len(changes.add), "changed": len(changes.change), "kept": len(changes.keep)}
            answer["invitations"] = [as_dict(invited, name) for invited in outcome.invited]
        print_json(answer)
    for finding in [] if as_json else findings:
        typer.echo(finding["text"], err=True)
    if changes is None:
        complain("import-refused", count=sum(f["severity"] == "error" for f in findings))
        raise typer.Exit(1)
    if as_json:
        return
    if dry_run:
        for key, rows in (("import-add", changes.add), ("import-change", changes.change)):
            for row in rows:
                say(key, row=_row(row))
    counts = {"added": len(changes.add), "changed": len(changes.change), "kept": len(changes.keep)}
    say("import-would" if dry_run else "import-done", **counts)
    say_invitations(outcome.invited, name)


def _finding(found: "Settings", finding: "Finding") -> dict[str, Any]:
    """``text`` begins with the place in the file, as a spreadsheet numbers its rows."""
    from bot.i18n import Wording

    # The number chooses, its text is shown: numbers would get separators.
    place = text("import-place", row=finding.row, line=str(finding.row), column=finding.column or "none")
    said = Wording(found.locales_dir, "import.ftl").text(finding.problem.value, finding.args)
    return {
        "row": finding.row,
        "column": finding.column,
        "severity": finding.severity.value,
        "problem": finding.problem.value.removeprefix("import-"),
        "text": f"{place}{said}",
    }


def _row(row: "GridRow | PersonRow") -> str:
    from bot.domain.grid_rows import GridRow

    if isinstance(row, GridRow):
        return f"{row.code} {row.name} {row.level}"
    return f"{row.name} {row.role} {row.node}"
