"""What people wrote, encrypted at rest: texts that may hold a phone number or an account are sealed with DATA_KEYS.

A sealed text begins with a mark that says so. Without keys texts stay as they are, and what was written before there
was a key stays readable. The first key seals, all of them open: that is how a key is changed while the bot runs.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, Dialect, Text, TypeDecorator

from bot.storage.columns import storable

_MARK = "\x1d"
SEALED = f"{_MARK}s"
_PLAIN = f"{_MARK}p"
"""Before a plain text that begins like a sealed one: nobody can pass off his words as sealed."""

_ON_DIALECT = "yigetong_seal"


class Shut(Exception):
    """A text is sealed with a key that is not among ours, or it was tampered with."""


class Seal:
    """Keys in hand. Without any, texts pass as they are."""

    def __init__(self, keys: Sequence[str] = (), *, closing: bool = True) -> None:
        """``keys`` as `yigetong seal --new-key` prints them; the settings have checked their form. Not ``closing``:
        what is written stays plain, for whoever wants no encryption any more.
        """
        self._keys = None
        self._closing = closing
        if keys:
            from cryptography.fernet import Fernet, MultiFernet

            self._keys = MultiFernet([Fernet(key) for key in keys])

    def __bool__(self) -> bool:
        """Whether it seals."""
        return self._keys is not None and self._closing

    def close(self, text: str) -> str:
        """The text as it is stored. The empty text stays empty: it holds nothing, and queries look for it."""
        if text and self._keys is not None and self._closing:
            return SEALED + self._keys.encrypt(text.encode()).decode()
        return _PLAIN + text if text.startswith(_MARK) else text

    def open(self, stored: str) -> str:
        """The text as it was written. Raises Shut."""
        if not stored.startswith(_MARK):
            return stored
        if stored.startswith(_PLAIN):
            return stored.removeprefix(_PLAIN)
        if self._keys is None:
            raise Shut("sealed, and there is no key")
        from cryptography.fernet import InvalidToken

        try:
            return self._keys.decrypt(stored.removeprefix(SEALED).encode()).decode()
        except InvalidToken:
            raise Shut("sealed with another key") from None


def new_key() -> str:
    from cryptography.fernet import Fernet

    return Fernet.generate_key().decode()


def use(dialect: Dialect, seal: Seal) -> None:
    """From here on the columns of this database are sealed and opened with these keys."""
    setattr(dialect, _ON_DIALECT, seal)


OPEN = Seal()
"""Without keys."""


def _seal_of(dialect: Dialect) -> Seal:
    seal: Seal = getattr(dialect, _ON_DIALECT, OPEN)
    return seal


class SealedWords(TypeDecorator[str]):
    """Text of any length, sealed. It cannot be searched by the database; nothing of ours does."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _seal_of(dialect).close(storable(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _seal_of(dialect).open(value)


class SealedJson(TypeDecorator[Any]):
    """A JSON object; sealed it is one JSON text."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        seal = _seal_of(dialect)
        return seal.close(json.dumps(value, ensure_ascii=True)) if seal and value is not None else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return json.loads(_seal_of(dialect).open(value)) if isinstance(value, str) else value
