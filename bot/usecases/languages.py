"""/lang: the language of a person, of a group, and the guess that stands until somebody chooses."""

from dataclasses import dataclass

from bot.domain.errors import NotYours
from bot.domain.languages import Locale, Script, guess
from bot.domain.notices import Action, Notice, Press
from bot.domain.org import Actor, may_choose_language
from bot.storage.store import Store
from bot.usecases.town import Town


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote or pressed: our number for him, None for an account we have not met; whether he has a language."""

    person_id: int | None
    has_language: bool


NOBODY = Sender(None, has_language=False)


async def noticed(tx: Store, telegram_id: int, language_code: str, script: Script, *, private: bool) -> Sender:
    """Somebody wrote or pressed: keeps the guess of his language up to date, whatever becomes of what he wants.

    What is said in a group makes no acquaintance, and a press there tells nothing: in a Chinese group a telephone in
    English is no wish to read English.
    """
    known = await tx.languages.of_account(telegram_id)
    if known is None:
        if not private:
            return Sender(None, has_language=False)
        async with tx.savepoint():
            return Sender(await tx.languages.met(telegram_id, guess(language_code, script)), has_language=True)
    if known.chosen is not None or not (private or script is not Script.OTHER):
        return Sender(known.person_id, (known.chosen or known.guessed) is not None)
    guessed = guess(language_code, script, known.guessed)
    if guessed is not known.guessed:
        async with tx.savepoint():
            await tx.languages.note_guess(known.person_id, guessed)
    return Sender(known.person_id, has_language=True)


def choice() -> Notice:
    """One button a language, each in its own script."""
    return Notice("language-choose", buttons=tuple((Press(Action.SPEAK, 0, choice=locale.value),) for locale in Locale))


async def choose(tx: Store, person_id: int, locale: Locale) -> Notice:
    """A person's own choice; no guess changes it."""
    await tx.languages.choose(person_id, locale)
    return Notice("language-chosen")


async def may_choose_for_group(tx: Store, town: Town, actor: Actor, chat_id: int) -> None:
    """Raises NotYours for anybody who has no office in what the group stands for."""
    nodes = [town.node(binding.node_id) for binding in await tx.bindings.in_chat(chat_id)]
    if not may_choose_language(actor, nodes):
        raise NotYours(number="")


async def choose_for_group(tx: Store, town: Town, actor: Actor, chat_id: int, locale: Locale) -> Notice:
    """The language of everything the group reads from now on; cards follow with their next change."""
    await may_choose_for_group(tx, town, actor, chat_id)
    await tx.languages.choose_for_group(chat_id, locale)
    return Notice("language-chosen-here")
