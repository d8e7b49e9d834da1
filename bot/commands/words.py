"""What the commands say. At start only this one file of wording is read: ``--help`` must be quick."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import typer

from bot.i18n import Wording

LOCALES = Path(__file__).resolve().parent.parent.parent / "locales"


@cache
def _wording() -> Wording:
    return Wording(LOCALES, "cli.ftl")


def text(key: str, **args: str | int) -> str:
    return _wording().text(key, args)


def has(key: str) -> bool:
    return _wording().has(key)


def say(key: str, **args: str | int) -> None:
    typer.echo(text(key, **args))


def complain(key: str, **args: str | int) -> None:
    typer.echo(text(key, **args), err=True)


def refuse(key: str, **args: str | int) -> NoReturn:
    """One line on stderr, exit code 1."""
    complain(key, **args)
    raise typer.Exit(1)


def misused(key: str, **args: str | int) -> NoReturn:
    """One line on stderr, exit code 2."""
    complain(key, **args)
    raise typer.Exit(2)


def print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))
