"""Which language somebody is answered in: his own choice, else a guess that never overrides it."""

from enum import StrEnum


class Locale(StrEnum):
    """The languages the bot speaks; each is a folder of ``locales/``."""

    HANS = "zh-Hans"
    HANT = "zh-Hant"
    EN = "en"


class Script(StrEnum):
    """What somebody's own words are written in. ``HAN``: Chinese that looks the same in both scripts."""

    OTHER = "other"
    HAN = "han"
    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"


_TRADITIONAL_REGIONS = frozenset({"hant", "tw", "hk", "mo"})
_SIMPLIFIED_REGIONS = frozenset({"hans", "cn", "sg", "my"})


def guess(language_code: str, script: Script, before: Locale | None = None) -> Locale:
    """The language to answer in, while the person has not chosen one.

    ``language_code`` is Telegram's (IETF, "" when it told none), ``script`` that of the words just written, ``before``
    the last guess. A client set to one Chinese script decides. Otherwise Chinese words outweigh the client's language:
    many who write Chinese never changed the English their telephone came with, and they stay answered in Chinese.
    """
    language, *parts = language_code.lower().replace("_", "-").split("-")
    if language == "zh" and not _TRADITIONAL_REGIONS.isdisjoint(parts):
        return Locale.HANT
    if language == "zh" and not _SIMPLIFIED_REGIONS.isdisjoint(parts):
        return Locale.HANS
    match script:
        case Script.TRADITIONAL:
            return Locale.HANT
        case Script.SIMPLIFIED:
            return Locale.HANS
        case Script.HAN:
            return before if before is Locale.HANT else Locale.HANS
        case Script.OTHER if before is not None and before is not Locale.EN:
            return before
        case Script.OTHER:
            return Locale.HANS if language in {"", "zh"} else Locale.EN
