"""init, doctor."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.words import misused, print_json, refuse, say, text

if TYPE_CHECKING:
    from bot.doctor import Check

ENV = Path(".env")
TIMEZONE = "Asia/Shanghai"
MARKS = {"ok": "✓", "warning": "!", "error": "✗"}


def init(
    token: Annotated[str | None, typer.Option(help=text("option-token"))] = None,
    timezone: Annotated[str | None, typer.Option(help=text("option-timezone"))] = None,
    admin: Annotated[str | None, typer.Option(help=text("option-admin"))] = None,
    api_base_url: Annotated[str | None, typer.Option(help=text("option-base"))] = None,
    yes: Annotated[bool, typer.Option("--yes", help=text("option-yes-init"))] = False,
    force: Annotated[bool, typer.Option("--force", help=text("option-force"))] = False,
) -> None:
    if ENV.exists() and not force and (yes or not typer.confirm(text("init-ask-overwrite"))):
        refuse("init-exists")
    if token is None and yes:
        misused("init-token-missing")
    from bot.account import username_of
    from bot.config import load
    from bot.setting_up import write_env

    given = {
        "BOT_TOKEN": (token or typer.prompt(text("init-ask-token"))).strip(),
        "TIMEZONE": timezone or (TIMEZONE if yes else typer.prompt(text("init-ask-timezone"), default=TIMEZONE)),
        "ADMIN_IDS": admin if admin is not None else ("" if yes else _ask_admin()),
    }
    if api_base_url:
        given["BOT_API_BASE_URL"] = api_base_url
    settings = load(**{name.lower(): value for name, value in given.items()})
    username = asyncio.run(username_of(settings))
    write_env(ENV, given)
    say("init-done", username=username, file=str(ENV))
    if not settings.admin_ids:
        say("init-no-admin")
    say("init-next")


def _ask_admin() -> str:
    return str(typer.prompt(text("init-ask-admin"), default="", show_default=False))


def doctor(as_json: Annotated[bool, typer.Option("--json", help=text("option-json"))] = False) -> None:
    checks = _examine()
    if as_json:
        print_json([
            {"state": c.state.value, "check": c.key, "args": dict(c.args), "names": list(c.names), "text": _line(c)}
            for c in checks
        ])  # fmt: skip
    for check in [] if as_json else checks:
        typer.echo(f"{MARKS[check.state.value]} {_line(check)}")
    if any(check.state.value == "error" for check in checks):
        raise typer.Exit(1)


def _examine() -> "list[Check]":
    from bot.clock import Clock
    from bot.commands.complaint import mend
    from bot.commands.opening import settings
    from bot.config import WrongSetting
    from bot.doctor import Check, State, examine

    try:
        found = settings()
    except WrongSetting as wrong:
        return [Check(State.ERROR, "settings-wrong", {"name": wrong.name, "mend": mend(wrong.name)})]
    return asyncio.run(examine(found, Clock().now()))


def _line(check: "Check") -> str:
    return " ".join(text(f"doctor-{check.key}", **check.args).split("\n"))
