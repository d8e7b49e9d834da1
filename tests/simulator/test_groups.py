"""Groups and private chats: who sees what, who may write where, and how chats change."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulator.conftest import Telegram


async def _seen(telegram: Telegram) -> list[str]:
    return [update["message"]["text"] for update in await telegram.updates() if "text" in update.get("message", {})]


async def test_adding_the_bot_is_reported_twice(telegram: Telegram) -> None:
    person = await telegram.person()
    await telegram.group(admins=[person])
    changed, service = await telegram.updates()
    assert changed["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert changed["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert changed["my_chat_member"]["from"]["id"] == person
    assert service["message"]["new_chat_members"][0]["id"] == 100000001


async def test_privacy_mode(telegram: Telegram) -> None:
    person = await telegram.person()
    chat = await telegram.group(person)
    card = await telegram.call("sendMessage", chat_id=chat, text="卡片")
    await telegram.confirm()
    say = {"from_": person, "chat": chat}
    await telegram.sim("send", **say, text="大家早")
    await telegram.sim("send", **say, text="/list")
    await telegram.sim("send", **say, text="/list@yigetong_bot")
    await telegram.sim("send", **say, text="/list@other_bot")
    await telegram.sim("send", **say, text="办结 换好了", reply_to=card["message_id"])
    assert await _seen(telegram) == ["/list", "/list@yigetong_bot", "办结 换好了"]
    await telegram.confirm()
    await telegram.sim("privacy", on=False)
    await telegram.sim("send", **say, text="都看得见")
    assert await _seen(telegram) == ["都看得见"]


async def test_an_admin_bot_sees_everything(telegram: Telegram) -> None:
    person = await telegram.person()
    chat = await telegram.group(person, bot_admin=True)
    await telegram.sim("send", from_=person, chat=chat, text="大家早")
    assert await _seen(telegram) == ["大家早"]
    admins = await telegram.call("getChatAdministrators", chat_id=chat)
    assert {admin["user"]["id"]: admin["status"] for admin in admins} == {
        person: "creator",
        100000001: "administrator",
    }
    assert await telegram.call("getChatMemberCount", chat_id=chat) == 2


async def test_a_bot_cannot_open_a_conversation(telegram: Telegram) -> None:
    person = await telegram.person(started=False)
    refused = await telegram.refusal("sendMessage", chat_id=person, text="您好")
    assert refused == "403 Forbidden: bot can't initiate conversation with a user"
    await telegram.sim("start", from_=person, payload="grid-3")
    assert await _seen(telegram) == ["/start grid-3"]
    await telegram.call("sendMessage", chat_id=person, text="您好")
    assert await telegram.refusal("sendMessage", chat_id=12, text="x") == "400 Bad Request: chat not found"


async def test_blocked_and_let_in_again(telegram: Telegram) -> None:
    person = await telegram.person()
    await telegram.sim("block", user=person, blocked=True)
    refused = await telegram.refusal("sendMessage", chat_id=person, text="您好")
    assert refused == "403 Forbidden: bot was blocked by the user"
    assert (await telegram.control("send", **{"from": person, "text": "喂"}))[0] == 400
    await telegram.sim("start", from_=person)
    changes = [update.get("my_chat_member", {}) for update in await telegram.updates()]
    assert [change["new_chat_member"]["status"] for change in changes if change] == ["kicked", "member"]
    await telegram.call("sendMessage", chat_id=person, text="您好")


@pytest.mark.parametrize(
    ("status", "reason"),
    [("kicked", "bot was kicked from the supergroup chat"), ("left", "bot is not a member of the supergroup chat")],
)
async def test_a_group_without_the_bot(telegram: Telegram, status: str, reason: str) -> None:
    person = await telegram.person()
    chat = await telegram.group(person, supergroup=True)
    await telegram.confirm()
    await telegram.sim("members", chat=chat, user=100000001, status=status)
    assert await telegram.refusal("sendMessage", chat_id=chat, text="x") == f"403 Forbidden: {reason}"
    await telegram.sim("send", from_=person, chat=chat, text="/list")
    assert [set(update) - {"update_id"} for update in await telegram.updates()] == [{"my_chat_member"}]


async def test_a_group_becomes_a_supergroup(telegram: Telegram) -> None:
    person = await telegram.person()
    old = await telegram.group(person)
    await telegram.confirm()
    new: int = (await telegram.sim("migrate", chat=old))["id"]
    assert str(new).startswith("-100")
    farewell, welcome = [update["message"] for update in await telegram.updates()]
    assert (farewell["chat"]["id"], farewell["migrate_to_chat_id"]) == (old, new)
    assert (welcome["chat"]["id"], welcome["migrate_from_chat_id"]) == (new, old)
    body = await telegram.answer("sendMessage", chat_id=old, text="x")
    assert body == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new},
    }
    await telegram.call("sendMessage", chat_id=new, text="x")


async def test_an_anonymous_admin_has_no_user_id(telegram: Telegram) -> None:
    person = await telegram.person()
    chat = await telegram.group(admins=[person], supergroup=True)
    await telegram.sim("send", from_=person, chat=chat, text="/list", anonymous=True)
    message: dict[str, Any] = (await telegram.updates())[-1]["message"]
    assert message["from"]["username"] == "GroupAnonymousBot"
    assert message["sender_chat"]["id"] == chat


async def test_pinning_needs_rights(telegram: Telegram) -> None:
    chat = await telegram.group()
    card = await telegram.call("sendMessage", chat_id=chat, text="卡片")
    target = {"chat_id": chat, "message_id": card["message_id"]}
    refused = await telegram.refusal("pinChatMessage", **target)
    assert refused == "400 Bad Request: not enough rights to manage pinned messages in the chat"
    await telegram.sim("members", chat=chat, user=100000001, status="administrator")
    assert await telegram.call("pinChatMessage", **target)
    assert (await telegram.call("getChat", chat_id=chat))["pinned_message"]["message_id"] == card["message_id"]
    assert await telegram.call("unpinChatMessage", **target)
    assert await telegram.refusal("unpinChatMessage", **target) == "400 Bad Request: message to unpin not found"


async def test_leaving(telegram: Telegram) -> None:
    chat = await telegram.group()
    assert await telegram.call("leaveChat", chat_id=chat)
    assert (await telegram.refusal("getChat", chat_id=chat)).startswith("403 Forbidden: bot is not a member")
