"""The commands. Slow imports stay inside them, so that ``--help`` is quick."""

import io
import sys

import typer

from bot.commands import backing_up, copying, desk, imports, installing, invitations, rules, sealing, serving
from bot.commands.words import text

app = typer.Typer(
    help=text("help-app"),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,  # frames could show the token
)

app.command(help=text("help-init"))(installing.init)
app.command(help=text("help-run"))(serving.run)
app.command(help=text("help-demo"))(serving.demo)
app.command(help=text("help-doctor"))(installing.doctor)
app.add_typer(imports.imports, name="import")
app.command(help=text("help-invite"))(invitations.invite)
app.add_typer(desk.outbox, name="outbox")
app.command(help=text("help-report"))(desk.report)
app.add_typer(rules.rules, name="rules")
app.command(help=text("help-understand"))(rules.understand)
app.command(help=text("help-backup"))(backing_up.backup)
app.command(help=text("help-restore"))(backing_up.restore)
app.command(help=text("help-seal"))(sealing.seal)
app.command("copy-db", help=text("help-copy-db"))(copying.copy_db)
app.command(help=text("help-migrate"))(serving.migrate)
app.command(help=text("help-simulator"))(serving.simulator)


def main() -> None:
    """Runs the command line. Exit code 0 done, 1 refused or findings, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Lone surrogates of a broken message leave as escapes instead of stopping the stream.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except Exception as error:
        from bot.commands.complaint import complaint

        line = complaint(error)
        if line is None:
            raise
        typer.echo(line, err=True)
        sys.exit(1)
