"""The only reader of the environment: frozen, validated settings, each with its mend when wrong."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent

MENDS = {
    "BOT_TOKEN": "take the token from @BotFather, e.g. 123456:ABC…, or run: yigetong init",
    "ADMIN_IDS": "numbers of Telegram accounts, separated by commas, e.g. ADMIN_IDS=123456789",
    "TIMEZONE": "a name like Asia/Shanghai",
    "DATABASE_URL": "sqlite+aiosqlite:///path/to/file.db or postgresql+asyncpg://…",
    "PORT": "a number from 1 to 65535",
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
    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8-sig", extra="ignore", frozen=True)

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
    port: int = Field(8080, ge=1, le=65535)
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

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


def load(**overrides: Any) -> Settings:
    """Reads the settings. Raises WrongSetting with one line that names the first wrong one and its mend."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "settings"
        # The value itself stays out: it may be the token.
        raise WrongSetting(name, first["msg"]) from None
    except UnicodeDecodeError:
        raise WrongSetting(".env", "is not UTF-8") from None
