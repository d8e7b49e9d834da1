"""What Telegram's refusals say of a group or topic, and what it answers when it is asked."""

import pytest
from telegram.ext import ExtBot

from bot.chat.limits import Limits
from bot.chat.sending import trouble_of
from bot.chat.standing import Standing, standing_in
from bot.domain.rooms import Trouble
from bot.simulator import groups, topics
from bot.simulator.chats import Chat
from tests.simulator.conftest import Telegram


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ("Bad Request: chat not found", Trouble.GONE),
        ("Bad Request: PEER_ID_INVALID", Trouble.GONE),
        ("Forbidden: the group chat was deleted", Trouble.GONE),
        ("Bad Request: CHAT_WRITE_FORBIDDEN", Trouble.MUTED),
        ("Bad Request: have no rights to send a message", Trouble.MUTED),
        ("Bad Request: not enough rights to send text messages to the chat", Trouble.MUTED),
        ("Bad Request: not enough rights to send photos to the chat", Trouble.NO_MEDIA),
        ("Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN", Trouble.NO_MEDIA),
        ("Bad Request: message thread not found", Trouble.NO_TOPIC),
        ("Bad Request: TOPIC_DELETED", Trouble.NO_TOPIC),
        ("Bad Request: TOPIC_CLOSED", Trouble.CLOSED),
        ("Bad Request: message to be replied not found", None),
        ("Bad Request: BUTTON_DATA_INVALID", None),
        ("Bad Request: message is too long", None),
    ],
)
def test_what_a_refusal_says_of_the_room(words: str, trouble: Trouble | None) -> None:
    assert trouble_of(words) is trouble


async def forum(telegram: Telegram) -> tuple[Chat, int, int]:
    """A forum group with two topics, and their numbers."""
    person = await telegram.person()
    chat = groups.group(telegram.simulator, await telegram.group(admins=[person], forum=True))
    one, other = (topics.act(telegram.simulator, chat, person, "create", 0, name) for name in ("一", "二"))
    return chat, one, other


async def test_all_is_well(telegram: Telegram, bot: ExtBot[None]) -> None:
    chat, one, other = await forum(telegram)
    standing = await standing_in(bot, chat.id, [one, other])
    assert standing == Standing(None, False, "supergroup", "三号网格")
    groups.set_status(telegram.simulator, chat, bot.id, "administrator")
    assert (await standing_in(bot, chat.id)).admin


@pytest.mark.parametrize(
    ("status", "rights", "trouble"),
    [
        ("kicked", {}, Trouble.GONE),
        ("left", {}, Trouble.GONE),
        ("restricted", {}, Trouble.MUTED),
        ("restricted", {"can_send_messages": True}, Trouble.NO_MEDIA),
        ("restricted", {"can_send_messages": True, "can_send_photos": True}, None),
    ],
)
async def test_our_own_rights(
    telegram: Telegram, bot: ExtBot[None], status: str, rights: dict[str, bool], trouble: Trouble | None
) -> None:
    chat, one, _ = await forum(telegram)
    groups.set_status(telegram.simulator, chat, bot.id, status, rights)
    assert (await standing_in(bot, chat.id, [one])).trouble is trouble


@pytest.mark.parametrize(
    ("right", "trouble"), [("can_send_messages", Trouble.MUTED), ("can_send_photos", Trouble.NO_MEDIA)]
)
async def test_what_the_group_allows(telegram: Telegram, bot: ExtBot[None], right: str, trouble: Trouble) -> None:
    chat, one, _ = await forum(telegram)
    groups.permit(telegram.simulator, chat, {right: False})
    assert (await standing_in(bot, chat.id, [one])).trouble is trouble
    groups.set_status(telegram.simulator, chat, bot.id, "administrator")
    assert (await standing_in(bot, chat.id, [one])).trouble is None


async def test_topics_that_are_no_more(telegram: Telegram, bot: ExtBot[None]) -> None:
    chat, one, other = await forum(telegram)
    person = next(iter(chat.members))
    topics.act(telegram.simulator, chat, person, "delete", one, "")
    topics.act(telegram.simulator, chat, person, "close", other, "")
    standing = await standing_in(bot, chat.id, [one, other])
    assert standing.topics == {one: Trouble.NO_TOPIC, other: Trouble.CLOSED}


async def test_a_group_that_moved_and_one_that_never_was(telegram: Telegram, bot: ExtBot[None]) -> None:
    old = groups.group(telegram.simulator, await telegram.group(await telegram.person()))
    new = groups.migrate(telegram.simulator, old)
    assert (await standing_in(bot, old.id)).moved_to == new.id
    assert (await standing_in(bot, -5)).trouble is Trouble.GONE


async def test_telegram_away_says_nothing_of_the_group(telegram: Telegram, bot: ExtBot[None]) -> None:
    chat = await telegram.group(await telegram.person())
    await telegram.sim("faults", kind="5xx", method="getChatMember", times=9)
    assert not (await standing_in(bot, chat)).asked


def test_a_group_that_moved_keeps_its_limits() -> None:
    limits = Limits()
    for _ in range(20):
        limits.started()
        limits.finished(-1, 5.0)
    limits.delay(-2, 90.0)
    limits.moved(-1, -100)
    limits.moved(-2, -100)
    limits.moved(-3, -100)
    assert limits.full(6.0) == {-100}
    assert limits.full(89.0) == {-100}
    assert limits.full(91.0) == set()
