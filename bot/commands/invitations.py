"""invite, and the links that an import of people prints."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.words import print_json, refuse, say, text
from bot.domain.org import Role
from bot.domain.start_links import start_link

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.usecases.importing import Invited

DAYS = 7


def invite(
    role: Annotated[Role, typer.Option(case_sensitive=False, help=text("option-role"))],
    node: Annotated[str, typer.Option(help=text("option-node"))],
    name: Annotated[str | None, typer.Option(help=text("option-name"))] = None,
    days: Annotated[int, typer.Option(min=1, max=90, help=text("option-days"))] = DAYS,
    as_json: Annotated[bool, typer.Option("--json", help=text("option-json"))] = False,
) -> None:
    from bot.commands.opening import settings

    found = settings()
    invited = asyncio.run(_invite(found, role, node, name, timedelta(days=days)))
    bot = username(found)
    if as_json:
        print_json(as_dict(invited, bot))
    else:
        say_invitations([invited], bot, days)


async def _invite(found: "Settings", role: Role, code: str, name: str | None, lives: timedelta) -> "Invited":
    from bot.clock import Clock
    from bot.commands.opening import database
    from bot.usecases import people
    from bot.usecases.importing import Invited

    async with database(found) as opened, opened.begin() as tx:
        node = await tx.org.by_code(code)
        if node is None:
            refuse("invite-no-node", code=code)
        person_id = None if name is None else await tx.people.named(name, role, node.id)
        if name is not None and person_id is None:
            refuse("invite-no-person", node=code, name=name, role=role.value)
        token = await people.invite(tx, role, node, Clock().now(), person_id=person_id, lives=lives)
    return Invited(name or text("invite-anyone"), role, code, token)


def username(found: "Settings") -> str | None:
    """The bot's name for links; None when Telegram cannot be asked now."""
    from bot.account import TelegramAway, TokenRefused, username_of

    try:
        return asyncio.run(username_of(found))
    except (TokenRefused, TelegramAway):
        return None


def as_dict(invited: "Invited", bot: str | None) -> dict[str, str | None]:
    return {
        "name": invited.name,
        "role": invited.role.value,
        "node": invited.node,
        "payload": invited.token,
        "link": start_link(bot, invited.token) if bot else None,
    }


def say_invitations(invited: Sequence["Invited"], bot: str | None, days: int = DAYS) -> None:
    for one in invited:
        args = {"name": one.name, "role": one.role.value, "node": one.node}
        if bot is None:
            say("invitation-payload", **args, payload=one.token)
        else:
            say("invitation", **args, link=start_link(bot, one.token))
    if invited and bot is None:
        say("invitation-how")
    if invited:
        say("invitation-days", days=days)
