"""The only reader of the environment: frozen, validated settings, each with its mend when wrong."""

import re
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
SECRETS = Path("/run/secrets")
"""Where containers are given their secrets."""

TELEGRAM = "api.telegram.org"
TELEGRAM_PORTS = {None, 443, 80, 88, 8443}
OWN_PATHS = {"/healthz", "/readyz", "/metrics"}
"""What the web server answers itself: no webhook may lie there."""

MENDS = {
    "BOT_TOKEN": "take the token from @BotFather, e.g. 123456:ABC…, or run: yigetong init",
    "ADMIN_IDS": "numbers of Telegram accounts, separated by commas, e.g. ADMIN_IDS=123456789",
    "TIMEZONE": "a name like Asia/Shanghai",
    "DATABASE_URL": "sqlite+aiosqlite:///path/to/file.db or postgresql+asyncpg://…",
    "HOST": "an address of this machine, e.g. 127.0.0.1",
    "PORT": "a number from 1 to 65535, or 0 for any free one",
    "WEBHOOK_URL": "an address that Telegram can call, e.g. https://bot.example.org/telegram, or empty for polling",
    "WEBHOOK_SECRET": "1 to 256 letters, digits, _ or -, or empty to have one made",
    "SECRETS_DIR": "a folder with UTF-8 files named like settings in small letters, e.g. bot_token",
    "DATA_KEYS": "keys as `yigetong seal --new-key` prints them, separated by commas, or empty",
    "LOG_LEVEL": "one of DEBUG INFO WARNING ERROR",
    "LOG_FORMAT": "text or json",
    "BOT_API_BASE_URL": "an address like https://api.telegram.org",
}


class WrongSetting(Exception):
    """A setting cannot be used; the message names it and the mend, ``name`` is the setting's alone."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        super().__init__(f"{name}: {reason}. {MENDS.get(name, 'see docs/operations.md')}")


class Settings(BaseSettings):
    """Every setting of docs/operations.md, from the environment or from ``.env``."""

    # utf-8-sig: some editors put a mark before the first name, which would then be another name.
    # An empty line of .env means what no line means, so that it does not hide a secret given by file.
    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8-sig", env_ignore_empty=True, extra="ignore", frozen=True
    )

    bot_token: SecretStr = SecretStr("")
    bot_api_base_url: str = Field("https://api.telegram.org", pattern=r"^https?://\S+$")
    database_url: str = Field(
        "sqlite+aiosqlite:///var/yigetong.db", pattern=r"^(sqlite\+aiosqlite|postgresql\+asyncpg):"
    )
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    rules_dir: Path = ROOT / "routing_rules"
    locales_dir: Path = ROOT / "locales"
    data_dir: Path = Path("var")
    timezone: str = "Asia/Shanghai"
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=0, le=65535)
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    data_keys: SecretStr = SecretStr("")
    secrets_dir: Path = SECRETS
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    log_format: str = Field("text", pattern="^(text|json)$")

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return [part for part in value.replace(",", " ").split() if part] if isinstance(value, str) else value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("unknown time zone") from error
        return value

    @field_validator("webhook_url")
    @classmethod
    def _telegram_calls_it(cls, value: str, info: ValidationInfo) -> str:
        if value:
            own = urlsplit(info.data.get("bot_api_base_url", "")).hostname != TELEGRAM
            _check_webhook(value, own_server=own)
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _fits_a_header(cls, value: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", value.get_secret_value()):
            raise ValueError("has characters that Telegram does not take")
        return value

    @field_validator("data_keys")
    @classmethod
    def _are_keys(cls, value: SecretStr) -> SecretStr:
        for number, key in enumerate(_apart(value), 1):
            if not _KEY.fullmatch(key):
                raise ValueError(f"key {number} is no key")
        return value

    @cached_property
    def seal_keys(self) -> tuple[str, ...]:
        """Keys for texts at rest, that for new ones first."""
        return _apart(self.data_keys)

    @cached_property
    def webhook_path(self) -> str:
        """The path on which we hear Telegram; "" while polling."""
        return (urlsplit(self.webhook_url).path or "/") if self.webhook_url else ""

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
"""32 bytes in base64 for addresses, as Fernet takes them."""


def _apart(keys: SecretStr) -> tuple[str, ...]:
    return tuple(keys.get_secret_value().replace(",", " ").split())


def _check_webhook(url: str, *, own_server: bool) -> None:
    """``own_server``: a Bot API server of one's own also calls plain http and any port. Raises ValueError."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (own_server and parts.scheme == "http"):
        raise ValueError("must begin with https://")
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        raise ValueError("must be host and path alone")
    if not own_server and parts.port not in TELEGRAM_PORTS:
        raise ValueError("Telegram calls the ports 443, 80, 88 and 8443 only")
    if not re.fullmatch(r"[A-Za-z0-9._~/-]*", parts.path) or parts.path in OWN_PATHS:
        raise ValueError("has a path that cannot be used")


def load(**overrides: Any) -> Settings:
    """Reads the settings. Raises WrongSetting with one line that names the first wrong one and its mend."""
    try:
        # The folder of secrets is itself a setting; what it holds yields to the environment and to .env.
        folder = Settings(**overrides).secrets_dir
        if folder != SECRETS and not folder.is_dir():
            raise WrongSetting("SECRETS_DIR", "is no folder")
        return Settings(**{**overrides, "_secrets_dir": folder}) if folder.is_dir() else Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "settings"
        # The value itself stays out: it may be the token.
        raise WrongSetting(name, first["msg"]) from None
    except UnicodeDecodeError:
        raise WrongSetting(".env", "is not UTF-8") from None
