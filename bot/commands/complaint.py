"""Exceptions that a person can mend → one line that says how. Imported only when something went wrong."""

from collections.abc import Sequence

from telegram.error import InvalidToken

from bot.account import TelegramAway, TokenRefused
from bot.commands.words import has, text
from bot.config import WrongSetting
from bot.domain.findings import FilesInvalid
from bot.seat import AlreadyRunning
from bot.storage.sealing import Shut
from bot.storage.store import StorageFailed
from bot.web.server import CannotListen


def complaint(error: BaseException) -> str | None:
    """The line for ``error``; None for what is a fault of the program and deserves its traceback."""
    match error:
        case BaseExceptionGroup():
            return next((line for inner in error.exceptions if (line := complaint(inner))), None)
        case WrongSetting():
            return text("error-setting", name=error.name, mend=mend(error.name))
        case FilesInvalid() | FilesInvalid():
            return _rules(error.findings)
        case InvalidToken() | TokenRefused():
            # Their own text may hold the token.
            return text("error-token")
        case CannotListen():
            return text("error-listen", host=error.host, port=str(error.port), reason=error.reason)
        case AlreadyRunning():
            return text("error-running", file=str(error.file))
        case TelegramAway():
            return text("error-away", address=error.address)
    return _of_the_machine(error)


def _of_the_machine(error: BaseException) -> str | None:
    match error:
        case Shut():
            return text("error-keys")
        case StorageFailed():
            # The first line alone: statements and their values stand below it.
            return text("error-database", reason=str(error).partition("\n")[0])
        case OSError():
            return text("error-file", file=str(error.filename or ""), reason=error.strerror or type(error).__name__)
        case ModuleNotFoundError():
            return text("error-module", name=error.name or "")
    return None


def mend(setting: str) -> str:
    key = f"mend-{setting.lstrip('.')}"
    return text(key if has(key) else "mend-other")


def _rules(findings: Sequence[object]) -> str:
    return text("error-rules", finding=str(findings[0]), count=len(findings))
