"""Two independent client libraries as readers: every answer must parse, every request must pass strict mode."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import telegram as ptb
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.simulator.files import sample
from tests.bot_api import whole_aiogram
from tests.simulator.conftest import Telegram

PHOTO = sample("photo").content


@pytest.fixture
async def scene(telegram: Telegram) -> AsyncIterator[tuple[int, int]]:
    """A person and a group where something of every kind has happened; no strict violation may come of it."""
    person = await telegram.person()
    chat = await telegram.group(person, bot_admin=True)
    for kind in ("photo", "voice", "video", "document", "sticker", "animation", "video_note", "audio"):
        await telegram.sim_media(from_=person, kind=kind)
    await telegram.sim("send", from_=person, text="/start 你好 😀 https://a.example", chat=chat)
    await telegram.sim("location", from_=person, latitude=1, longitude=2, venue={"title": "a", "address": "b"})
    await telegram.sim("contact", from_=person, phone_number="+1", first_name="x")
    await telegram.sim("poll", from_=person, question="?", options=["a", "b"])
    await telegram.sim("block", user=person)
    await telegram.sim("start", from_=person)
    await telegram.sim("press", from_=person, chat=person, message_id=999, data="x", forged=True)
    await telegram.sim("migrate", chat=chat)
    yield person, telegram.simulator.chats[chat].migrated_to or 0
    assert await telegram.look("violations") == []


async def test_python_telegram_bot(telegram: Telegram, scene: tuple[int, int]) -> None:
    person, chat = scene
    token = telegram.simulator.token
    bot = ptb.Bot(token, base_url=f"{telegram.base}/bot", base_file_url=f"{telegram.base}/file/bot")
    markup = ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("签收", callback_data="sign:1")]])
    async with bot:
        updates = await bot.get_updates(timeout=1, allowed_updates=ptb.Update.ALL_TYPES)
        assert len(updates) == (await telegram.look("counters"))["updates"]["queued"]
        query = next(update.callback_query for update in updates if update.callback_query)
        assert await query.answer("好", show_alert=True)
        sent = await bot.send_message(person, "<b>粗😀</b>", parse_mode="HTML", reply_markup=markup)
        assert sent.parse_entities() == {sent.entities[0]: "粗😀"}
        reply = await sent.reply_text("答", do_quote=True, reply_markup=ptb.ForceReply(selective=True))
        assert reply.reply_to_message == sent
        with pytest.raises(ptb.error.BadRequest, match="Message is not modified"):
            await sent.edit_text("<b>粗😀</b>", parse_mode="HTML", reply_markup=markup)
        await sent.edit_reply_markup(None)
        photo = await bot.send_photo(chat, PHOTO, caption="图")
        await photo.edit_caption("新图")
        await bot.send_media_group(chat, [ptb.InputMediaPhoto(PHOTO), ptb.InputMediaPhoto(photo.photo[-1].file_id)])
        await photo.edit_media(ptb.InputMediaDocument(b"text", filename="a.txt"))
        await bot.send_document(person, b"text", filename="a.txt")
        await bot.send_venue(person, 1.5, 2.5, "桥", "路1号")
        await bot.send_chat_action(person, "typing")
        file = await photo.photo[-1].get_file()
        assert bytes(await file.download_as_bytearray()) == PHOTO
        assert (await bot.copy_message(person, chat, photo.message_id)).message_id
        assert (await bot.forward_message(person, chat, photo.message_id)).forward_origin
        await bot.pin_chat_message(chat, photo.message_id)
        await bot.set_message_reaction(chat, photo.message_id, "👍")
        await bot.set_my_commands([ptb.BotCommand("my", "我的诉求")], scope=ptb.BotCommandScopeAllPrivateChats())
        (command,) = await bot.get_my_commands(scope=ptb.BotCommandScopeAllPrivateChats())
        assert command.command == "my"
        assert (await bot.get_chat(chat)).pinned_message == photo
        assert {member.status for member in await bot.get_chat_administrators(chat)} == {"creator", "administrator"}
        assert (await bot.get_chat_member(chat, person)).user.id == person
        assert (await bot.get_webhook_info()).url == ""
        await bot.delete_messages(chat, [photo.message_id])
    with pytest.raises(ptb.error.InvalidToken):
        async with ptb.Bot("1:WRONG", base_url=f"{telegram.base}/bot"):
            pass


async def test_aiogram(telegram: Telegram, scene: tuple[int, int]) -> None:
    # Five seconds, which whoever does not run this test need not wait for.
    whole_aiogram()
    import aiogram
    import aiogram.types as at
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    person, chat = scene
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.base))
    markup = at.InlineKeyboardMarkup(inline_keyboard=[[at.InlineKeyboardButton(text="签收", callback_data="sign:1")]])
    async with aiogram.Bot(telegram.simulator.token, session=session) as bot:
        assert (await bot.me()).username == "yigetong_bot"
        updates = await bot.get_updates()
        assert len(updates) == (await telegram.look("counters"))["updates"]["queued"]
        assert all(_known_only(update) for update in updates)
        sent = await bot.send_message(person, "<b>粗😀</b>", parse_mode="HTML", reply_markup=markup)
        assert sent.html_text == "<b>粗😀</b>"
        assert sent.reply_markup is not None
        assert sent.reply_markup.model_dump() == markup.model_dump()
        edited = await bot.edit_message_text("改", chat_id=person, message_id=sent.message_id)
        assert isinstance(edited, at.Message)
        photo = await bot.send_photo(chat, at.BufferedInputFile(PHOTO, "a.png"), caption="图")
        media: list[Any] = [at.InputMediaPhoto(media=at.BufferedInputFile(PHOTO, "b.png")) for _ in range(2)]
        album = await bot.send_media_group(chat, media)
        sticker = await bot.send_sticker(person, at.BufferedInputFile(sample("sticker").content, "s.webp"))
        assert photo.photo
        downloaded = await bot.download(photo.photo[-1].file_id)
        assert downloaded is not None
        assert downloaded.read() == PHOTO
        seen: list[Any] = [sent, edited, photo, *album, sticker]
        seen.append(await bot.send_poll(person, "?", [at.InputPollOption(text="a"), at.InputPollOption(text="b")]))
        seen.append(await bot.send_location(person, 1.5, 2.5))
        seen.append(await bot.forward_message(person, chat, photo.message_id))
        seen.append(await bot.get_chat(chat))
        seen.append(await bot.get_chat(person))
        seen.extend(await bot.get_chat_administrators(chat))
        seen.append(await bot.get_chat_member(chat, person))
        seen.append(await bot.get_webhook_info())
        seen.append(await bot.get_me())
        assert all(_known_only(answer) for answer in seen)
        await bot.set_my_commands(
            [at.BotCommand(command="my", description="我的")], at.BotCommandScopeChat(chat_id=chat)
        )


async def test_aiogram_answers_in_the_answer_to_its_webhook(telegram: Telegram) -> None:
    whole_aiogram()
    from aiogram import Bot, Dispatcher
    from aiogram.methods import SendMessage
    from aiogram.types import Message
    from aiogram.webhook.aiohttp_server import SimpleRequestHandler

    async def echo(message: Message) -> SendMessage:
        return message.answer(f"收到:{message.text}")

    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    async with Bot(telegram.simulator.token) as bot:
        app = web.Application()
        SimpleRequestHandler(dispatcher, bot, handle_in_background=False).register(app, path="/hook")
        async with TestServer(app) as server:
            await telegram.call("setWebhook", url=str(server.make_url("/hook")))
            person = await telegram.person()
            await telegram.sim("send", from_=person, text="灯坏了")
            while (await telegram.call("getWebhookInfo"))["pending_update_count"]:
                pass
    sent = [call for call in await telegram.look("journal") if call["method"] == "sendMessage"]
    assert [(call["params"]["text"], call["status"]) for call in sent] == [("收到:灯坏了", 200)]


def _known_only(answer: Any) -> bool:
    """No field that this library does not know either, anywhere in the answer."""
    if isinstance(answer, list):
        return all(_known_only(item) for item in answer)
    if not hasattr(answer, "model_extra"):
        return True
    unknown = set(answer.model_extra or ()) - {"all_members_are_administrators"}
    assert not unknown, (type(answer).__name__, unknown)
    return all(_known_only(getattr(answer, name)) for name in answer.model_fields_set)
