"""The commands that Telegram shows beside the field where people write."""

import structlog
from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.domain.languages import Locale
from bot.i18n import REFERENCE, Wording

log = structlog.get_logger()

IN_PRIVATE = ("my", "home", "human", "cancel", "lang", "help", "privacy")
IN_GROUPS = ("list", "due", "mine", "who", "lang")
SPOKEN = {None: REFERENCE, "en": Locale.EN.value}
"""Telegram tells languages apart by two letters, and so no Chinese from another."""


async def offer(bot: ExtBot[None], wording: Wording) -> None:
    """Puts up the menus, for residents in private and for handlers in groups. Without Telegram those of before stay."""
    try:
        for language, locale in SPOKEN.items():
            await bot.set_my_commands(
                commands(IN_PRIVATE, wording, locale), BotCommandScopeAllPrivateChats(), language_code=language
            )
            await bot.set_my_commands(
                commands(IN_GROUPS, wording, locale), BotCommandScopeAllGroupChats(), language_code=language
            )
    except TelegramError as error:
        log.warning("menu.not_offered", error=type(error).__name__)


def commands(names: tuple[str, ...], wording: Wording, locale: str) -> list[BotCommand]:
    return [BotCommand(name, wording.text(f"menu-{name}", locale=locale)) for name in names]
