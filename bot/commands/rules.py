"""understand, rules check, rules explain, rules eval."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from bot.commands.options import AsJson, ReadableFile
from bot.commands.words import complain, print_json, refuse, say, text

if TYPE_CHECKING:
    from bot.understanding.read import Reader

rules = typer.Typer(help=text("help-rules"), no_args_is_help=True)

Spoken = Annotated[
    Path | None, typer.Argument(exists=True, dir_okay=False, readable=True, help=text("argument-file-stdin"))
]


def understand(file: Spoken = None) -> None:
    from bot.understanding.report import answer_lines

    reader = _reader()
    failed = False
    source: BinaryIO = sys.stdin.buffer if file is None else file.open("rb")
    with source:
        for answer in answer_lines(reader, _lines(source)):
            sys.stdout.write(f"{answer}\n")
            sys.stdout.flush()
            failed = failed or "error" in json.loads(answer)
    if failed:
        raise typer.Exit(1)


def _lines(source: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(source):
        yield line.decode("utf-8-sig" if number == 0 else "utf-8", errors="replace")


def _reader() -> "Reader":
    """Keeps the tokenizer's dictionary beside the database where that may be written."""
    from bot.commands.opening import settings
    from bot.understanding.read import Reader

    found = settings()
    return Reader(found.rules_dir, found.data_dir / "cache")


@rules.command(help=text("help-rules-check"))
def check(as_json: AsJson = False) -> None:
    from dataclasses import asdict

    from bot.commands.opening import settings
    from bot.linting import check_all
    from bot.understanding.rules import read_rules

    here = settings()
    findings = check_all(here.rules_dir, here.locales_dir, here.data_dir / "cache" if here.data_dir.is_dir() else None)
    if as_json:
        print_json([{**asdict(found), "file": str(found.file)} for found in findings])
    for found in [] if as_json else findings:
        typer.echo(str(found))
    errors = sum(found.severity == "error" for found in findings)
    if errors:
        complain("rules-counts", errors=errors, warnings=len(findings) - errors)
        raise typer.Exit(1)
    if not as_json:
        book, _ = read_rules(here.rules_dir)
        say("rules-clean", count=len(book.categories) if book else 0)


@rules.command(help=text("help-rules-explain"))
def explain(
    spoken: Annotated[str, typer.Argument(metavar="TEXT", help=text("argument-text"))], as_json: AsJson = False
) -> None:
    from dataclasses import asdict

    from bot.understanding.report import explain_lines

    explanation = _reader().explain(spoken)
    if as_json:
        print_json(asdict(explanation))
        return
    for line in explain_lines(explanation, text):
        typer.echo(line)


@rules.command("eval", help=text("help-rules-eval"))
def evaluate(file: ReadableFile, as_json: AsJson = False) -> None:
    from dataclasses import asdict

    from bot.understanding.report import evaluate as measure
    from bot.understanding.report import evaluation_lines

    evaluation = measure(_reader(), _labelled(file))
    if as_json:
        print_json(asdict(evaluation))
        return
    for line in evaluation_lines(evaluation, text):
        typer.echo(line)


def _labelled(file: Path) -> Iterator[dict[str, Any]]:
    with file.open("rb") as lines:
        for number, line in enumerate(_lines(lines), start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            if not isinstance(row, dict) or not isinstance(row.get("category"), str) or "text" not in row:
                refuse("eval-bad-line", line=str(number))
            yield {key: value for key, value in row.items() if value is not None}
