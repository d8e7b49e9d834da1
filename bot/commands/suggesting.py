"""rules suggest: what people corrected, out of the database, for whoever tends the rules."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import AsJson
from bot.commands.words import print_json, say, text

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.domain.corrections import Correction
    from bot.domain.returns import Reroute
    from bot.understanding.rules import RuleBook
    from bot.understanding.suggest import Group

COMPARED = 2000
"""So many of the newest tickets say what a word is worth elsewhere."""


def suggest(
    as_json: AsJson = False,
    jsonl: Annotated[Path | None, typer.Option(dir_okay=False, help=text("option-jsonl"))] = None,
) -> None:
    from bot.commands.opening import settings
    from bot.private_file import write_private
    from bot.understanding.rules import load_rules
    from bot.understanding.suggest import labelled, suggestion_lines

    found = settings()
    book = load_rules(found.rules_dir)
    lines, groups, reroutes = asyncio.run(_read(found, book))
    rows = list(labelled(lines))
    if jsonl is not None:
        write_private(jsonl, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    if as_json:
        print_json([*map(asdict, groups), *map(asdict, reroutes)])
        return
    names = {code: category.name for code, category in book.categories.items()}
    for line in suggestion_lines(groups, lambda code: names.get(code, ""), text):
        typer.echo(line)
    for one in reroutes:
        say(
            "suggest-reroute", category=f"{one.category} {names.get(one.category, '')}", source=one.source,
            target=one.target, count=one.count, filed=one.filed,
        )  # fmt: skip
    if not groups and not reroutes:
        say("suggest-nothing")
    if jsonl is not None:
        say("suggest-written", file=str(jsonl), count=len(rows))


async def _read(found: "Settings", book: "RuleBook") -> "tuple[Sequence[Correction], list[Group], list[Reroute]]":
    """The corrections, one line a ticket, what follows from them, and the returns that were upheld."""
    from bot.commands.opening import database
    from bot.domain.corrections import filed, settled
    from bot.understanding.lexicon import Lexicon
    from bot.understanding.rulefile import words_of
    from bot.understanding.suggest import Told
    from bot.understanding.suggest import suggest as group

    async with database(found) as opened, opened.read() as tx:
        lines = settled(await tx.readings.corrections())
        counts = filed(await tx.readings.counts(), lines)
        told = [Told(*row) for row in await tx.readings.texts(COMPARED)] if lines else []
        reroutes = await tx.reroutes.counted()
        names = [node.name for node in await tx.org.nodes()] + [alias for _, alias in await tx.org.aliases()]
    if not lines:
        return lines, [], reroutes
    lexicon = Lexicon(book.rules, book.lexicon, found.data_dir / "cache", fast=False)
    known = {rule.category.code: words_of(rule) for rule in book.rules}
    groups = group(lines, counts, told, lexicon.cut, lambda code: known.get(code, frozenset()), "\n".join(names))
    return lines, groups, reroutes
