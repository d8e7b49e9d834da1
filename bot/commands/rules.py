"""understand, rules check, rules explain, rules eval, rules fit; rules suggest stands beside it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from bot.commands.options import AsJson
from bot.commands.suggesting import suggest
from bot.commands.words import complain, print_json, refuse, say, text

if TYPE_CHECKING:
    from bot.understanding.read import Reader

rules = typer.Typer(help=text("help-rules"), no_args_is_help=True)

Spoken = Annotated[
    Path | None, typer.Argument(exists=True, dir_okay=False, readable=True, help=text("argument-file-stdin"))
]


Labelled = Annotated[
    list[Path], typer.Argument(exists=True, dir_okay=False, readable=True, help=text("argument-files"))
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

    here = settings()
    checked = check_all(here.rules_dir, here.locales_dir, here.data_dir / "cache" if here.data_dir.is_dir() else None)
    findings = checked.findings
    if as_json:
        print_json([{**asdict(found), "file": str(found.file)} for found in findings])
    for found in [] if as_json else findings:
        typer.echo(str(found))
    errors = sum(found.severity == "error" for found in findings)
    if errors:
        complain("rules-counts", errors=errors, warnings=len(findings) - errors)
        raise typer.Exit(1)
    if not as_json:
        say("rules-clean", count=len(checked.categories or ()))


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
def evaluate(
    files: Labelled,
    as_json: AsJson = False,
    most: Annotated[int, typer.Option(min=0, help=text("option-most"))] = 20,
) -> None:
    from dataclasses import asdict

    from bot.understanding.report import evaluate as measure
    from bot.understanding.report import evaluation_lines

    rows = [row for file in files for row in _labelled(file)]
    evaluation = measure(_reader(), rows)
    if as_json:
        print_json(asdict(evaluation))
        return
    for line in evaluation_lines(evaluation, text, most):
        typer.echo(line)


rules.command("suggest", help=text("help-rules-suggest"))(suggest)


@rules.command("fit", help=text("help-rules-fit"))
def fit(
    files: Labelled,
    folds: Annotated[bool, typer.Option(help=text("option-folds"))] = True,
    patch: Annotated[Path | None, typer.Option(dir_okay=False, help=text("option-patch"))] = None,
    write: Annotated[bool, typer.Option("--write", help=text("option-write"))] = False,
) -> None:
    from importlib.util import find_spec

    from bot.commands.opening import settings
    from bot.understanding import fitting
    from bot.understanding.report import share_lines

    if find_spec("sklearn") is None:
        refuse("fit-missing")
    reader, folder = _reader(), settings().rules_dir
    rows = [row for file in files for row in _labelled(file)]
    corpus = fitting.Corpus(reader, [*rows, *fitting.examples(reader.book)])
    for number, fold in enumerate(corpus.folds() if folds else (), start=1):
        say("fit-fold", number=number, rows=fold.rows)
        typer.echo("  " + "  ".join(share_lines(fold, text)))
    fitted = corpus.fit()
    say("fit-learnt", rows=len(corpus.rows), categories=len(fitted.categories), intents=len(fitted.intents))
    say("fit-proposals")
    for category, words in fitting.proposals(fitted, reader.book, most=8).items():
        typer.echo(f"  {category} {' '.join(words)}")
    if patch is not None:
        patch.write_text(fitting.patch(folder, fitted), encoding="utf-8")
        say("fit-patch", file=str(patch))
    if write:
        fitting.write(folder, fitted)
        say("fit-written")
    elif patch is None:
        say("fit-dry")


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
