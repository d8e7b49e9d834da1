"""Options and arguments that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.words import text

AsJson = Annotated[bool, typer.Option("--json", help=text("option-json"))]
ReadableFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help=text("argument-file"))]
