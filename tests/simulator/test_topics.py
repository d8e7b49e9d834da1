"""Forum topics, restricted rights, and what a supergroup still shows of the group it was."""

from __future__ import annotations

from tests.simulator.conftest import Json, Telegram

BOT = 100000001


async def _forum(telegram: Telegram, person: int, **options: bool) -> int:
    chat = await telegram.group(admins=[person], forum=True, **options)
    assert (await telegram.call("getChat", chat_id=chat))["is_forum"] is True
    return chat


async def _topic(telegram: Telegram, chat: int, person: int, name: str = "一网格") -> int:
    thread: int = (await telegram.sim("topic", chat=chat, from_=person, name=name))["thread"]
    return thread


async def _told(telegram: Telegram) -> list[Json]:
    return [update["message"] for update in await telegram.updates() if "message" in update]


async def test_a_message_stands_in_its_topic(telegram: Telegram) -> None:
    person = await telegram.person()
    chat = await _forum(telegram, person)
    thread = await _topic(telegram, chat, person)
    created = (await _told(telegram))[-1]
    assert created["forum_topic_created"]["name"] == "一网格"
    assert created["message_id"] == created["message_thread_id"] == thread
    sent = await telegram.call("sendMessage", chat_id=chat, text="卡片", message_thread_id=thread)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    assert sent["reply_to_message"]["message_id"] == thread
    general = await telegram.call("sendMessage", chat_id=chat, text="大家好")
    assert "message_thread_id" not in general
    shown = await telegram.look(f"messages?chat={chat}")
    assert [message["topic"] for message in shown][-2:] == ["一网格", "General"]


async def test_an_answer_stands_where_its_message_does(telegram: Telegram) -> None:
    person = await telegram.person()
    chat = await _forum(telegram, person)
    one, other = [await _topic(telegram, chat, person, name) for name in ("一", "二")]
    card = await telegram.call("sendMessage", chat_id=chat, text="卡片", message_thread_id=one)
    answer = await telegram.sim("send", from_=person, chat=chat, text="办结 好了", reply_to=card["message_id"])
    assert answer["message_thread_id"] == one
    reply = {"reply_parameters": {"message_id": card["message_id"]}}
    assert (await telegram.call("sendMessage", chat_id=chat, text="是", **reply))["message_thread_id"] == one
    across = {"chat_id": chat, "text": "是", "message_thread_id": other, **reply}
    assert await telegram.refusal("sendMessage", **across) == "400 Bad Request: message to be replied not found"
    lenient = {"message_id": card["message_id"], "allow_sending_without_reply": True}
    sent = await telegram.call("sendMessage", **{**across, "reply_parameters": lenient})
    assert (sent["message_thread_id"], sent["reply_to_message"]["message_id"]) == (other, other)


async def test_privacy_mode_in_topics(telegram: Telegram) -> None:
    """Every message of a topic replies to its first one, which makes none of them an answer to the bot."""
    person = await telegram.person()
    chat = await _forum(telegram, person, bot_admin=True)
    thread = (await telegram.call("createForumTopic", chat_id=chat, name="一网格"))["message_thread_id"]
    await telegram.sim("members", chat=chat, user=BOT, status="member")
    await telegram.confirm()
    await telegram.sim("send", from_=person, chat=chat, text="大家早", thread=thread)
    await telegram.sim("send", from_=person, chat=chat, text="/list", thread=thread)
    assert [message["text"] for message in await _told(telegram)] == ["/list"]


async def test_no_such_topic(telegram: Telegram) -> None:
    person = await telegram.person()
    chat = await _forum(telegram, person)
    thread = await _topic(telegram, chat, person)
    card = await telegram.call("sendMessage", chat_id=chat, text="卡片", message_thread_id=thread)
    await telegram.confirm()
    await telegram.sim("topic", chat=chat, from_=person, deed="delete", thread=thread)
    missing = "400 Bad Request: message thread not found"
    for number in (thread, 1):  # 1 is General's own number, which Telegram refuses
        refused = {"chat_id": chat, "message_thread_id": number}
        assert await telegram.refusal("sendMessage", text="x", **refused) == missing
        assert await telegram.refusal("sendChatAction", action="typing", **refused) == missing
    edit = {"chat_id": chat, "message_id": card["message_id"], "text": "x"}
    assert await telegram.refusal("editMessageText", **edit) == "400 Bad Request: message to edit not found"
    assert await telegram.updates() == []  # nobody tells a bot


async def test_a_closed_topic_takes_words_of_admins_only(telegram: Telegram) -> None:
    person = await telegram.person()
    chat = await _forum(telegram, person)
    thread = await _topic(telegram, chat, person)
    await telegram.sim("topic", chat=chat, from_=person, deed="close", thread=thread)
    await telegram.sim("topic", chat=chat, from_=person, deed="close")
    assert ["forum_topic_closed" in message for message in await _told(telegram)][-2:] == [True, True]
    for where in ({"message_thread_id": thread}, {}):
        assert await telegram.refusal("sendMessage", chat_id=chat, text="x", **where) == "400 Bad Request: TOPIC_CLOSED"
    await telegram.sim("members", chat=chat, user=BOT, status="administrator")
    await telegram.call("sendMessage", chat_id=chat, text="x", message_thread_id=thread)
    assert await telegram.call("reopenForumTopic", chat_id=chat, message_thread_id=thread)
    assert await telegram.call("reopenGeneralForumTopic", chat_id=chat)
    again = await telegram.refusal("reopenForumTopic", chat_id=chat, message_thread_id=thread)
    assert again == "400 Bad Request: TOPIC_NOT_MODIFIED"


async def test_topics_need_a_forum_and_rights(telegram: Telegram) -> None:
    person = await telegram.person()
    plain, forum = await telegram.group(person, bot_admin=True), await _forum(telegram, person)
    refused = await telegram.refusal("createForumTopic", chat_id=plain, name="一")
    assert refused == "400 Bad Request: the chat is not a forum"
    refused = await telegram.refusal("createForumTopic", chat_id=forum, name="一")
    assert refused == "400 Bad Request: not enough rights to manage topics in the chat"
    assert (await telegram.control("topic", **{"chat": plain, "from": person, "name": "一"}))[0] == 400
    assert (await telegram.control("topic", **{"chat": forum, "from": person, "deed": "close", "thread": 77}))[0] == 400
    assert (await telegram.control("forum", chat=plain))[0] == 400


async def test_a_restricted_bot(telegram: Telegram) -> None:
    person = await telegram.person()
    chat = await telegram.group(person, supergroup=True)
    await telegram.confirm()
    rights = {"can_send_messages": True}
    await telegram.sim("members", chat=chat, user=BOT, status="restricted", rights=rights)
    (update,) = await telegram.updates()
    assert update["my_chat_member"]["new_chat_member"]["can_send_messages"] is True
    assert update["my_chat_member"]["new_chat_member"]["can_send_photos"] is False
    await telegram.call("sendMessage", chat_id=chat, text="x")
    photo = (await telegram.sim_media(from_=person, kind="photo"))["photo"][0]["file_id"]
    refused = await telegram.refusal("sendPhoto", chat_id=chat, photo=photo)
    assert refused == "400 Bad Request: not enough rights to send photos to the chat"
    await telegram.sim("members", chat=chat, user=BOT, status="restricted")
    refused = await telegram.refusal("sendMessage", chat_id=chat, text="x")
    assert refused == "400 Bad Request: not enough rights to send text messages to the chat"
    unknown = {"chat": chat, "user": BOT, "status": "restricted", "rights": {"can_fly": True}}
    assert (await telegram.control("members", **unknown))[0] == 400


async def test_what_ordinary_members_may(telegram: Telegram) -> None:
    chat = await telegram.group(await telegram.person())
    await telegram.sim("permissions", chat=chat, rights={"can_send_messages": False})
    refused = await telegram.refusal("sendMessage", chat_id=chat, text="x")
    assert refused == "400 Bad Request: not enough rights to send text messages to the chat"
    assert (await telegram.call("getChat", chat_id=chat))["permissions"]["can_send_messages"] is False
    await telegram.sim("members", chat=chat, user=BOT, status="administrator")
    await telegram.call("sendMessage", chat_id=chat, text="x")


async def test_a_group_gets_another_name(telegram: Telegram) -> None:
    chat = await telegram.group(await telegram.person())
    await telegram.confirm()
    await telegram.sim("title", chat=chat, title="三号<b>网格</b>")
    told = (await _told(telegram))[-1]
    assert told["new_chat_title"] == "三号<b>网格</b>"
    assert (await telegram.call("getChat", chat_id=chat))["title"] == "三号<b>网格</b>"
    passed_on = {"chat_id": chat, "from_chat_id": chat, "message_id": told["message_id"]}
    assert await telegram.refusal("copyMessage", **passed_on) == "400 Bad Request: message can't be copied"


async def test_buttons_from_before_the_move_can_be_pressed(telegram: Telegram) -> None:
    person = await telegram.person()
    chat = await telegram.group(person)
    button = {"text": "签收", "callback_data": "sg:1:2:"}
    card = await telegram.call("sendMessage", chat_id=chat, text="卡片", reply_markup={"inline_keyboard": [[button]]})
    await telegram.sim("migrate", chat=chat)
    await telegram.sim("press", from_=person, chat=chat, message_id=card["message_id"], data="sg:1:2:")
    query = (await telegram.updates())[-1]["callback_query"]
    assert query["message"]["chat"]["id"] == chat
