"""The language of each person and each group: what was chosen, else what was guessed."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, func, insert, literal, select, update

from bot.domain.languages import Locale
from bot.storage.gateway import Gateway
from bot.storage.tables import chats, outbox, people


@dataclass(frozen=True, slots=True)
class Spoken:
    """A person's language. ``chosen`` by himself with /lang goes before whatever was ``guessed``."""

    person_id: int
    chosen: Locale | None
    guessed: Locale | None


_OF_ACCOUNT = select(people.c.id, people.c.locale, people.c.guessed_locale).where(
    people.c.telegram_id == bindparam("account")
)


class Languages(Gateway):
    async def of_account(self, telegram_id: int) -> Spoken | None:
        """None for an account we have never met."""
        row = (await self._connection.execute(_OF_ACCOUNT, {"account": telegram_id})).first()
        return None if row is None else Spoken(row.id, _locale(row.locale), _locale(row.guessed_locale))

    async def met(self, telegram_id: int, guessed: Locale) -> int:
        """A new account, with the language its first words are answered in: our number for it."""
        new = insert(people).values(telegram_id=telegram_id, guessed_locale=guessed.value).returning(people.c.id)
        return int((await self._connection.execute(new)).scalar_one())

    async def note_guess(self, person_id: int, guessed: Locale) -> None:
        await self._connection.execute(
            update(people).where(people.c.id == person_id).values(guessed_locale=guessed.value)
        )

    async def choose(self, person_id: int, chosen: Locale) -> None:
        await self._connection.execute(update(people).where(people.c.id == person_id).values(locale=chosen.value))

    async def choose_for_group(self, chat_id: int, chosen: Locale) -> None:
        await self._connection.execute(update(chats).where(chats.c.chat_id == chat_id).values(locale=chosen.value))


def language_of_letter() -> ColumnElement[str]:
    """The language of the chat an outbox row goes to, "" when nobody chose or guessed one: a column to select.

    A private chat has its person's number, a group has one of its own; both are found by an index.
    """
    own = select(func.coalesce(people.c.locale, people.c.guessed_locale)).where(
        people.c.telegram_id == outbox.c.chat_id
    )
    group = select(chats.c.locale).where(chats.c.chat_id == outbox.c.chat_id)
    return func.coalesce(own.scalar_subquery(), group.scalar_subquery(), literal("")).label("locale")


def _locale(stored: str | None) -> Locale | None:
    return Locale(stored) if stored in set(Locale) else None
