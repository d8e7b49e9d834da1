"""The chat page on a desk, three people side by side, against the real simulator and a bot moved by hand."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from bot.simulator.files import sample
from tests.browser.conftest import OpenPage, World, column, say
from tests.browser.served import Json, ServedSimulator, TinyBot

pytestmark = pytest.mark.usefixtures("world")
TWO_BUTTONS: Json = {
    "inline_keyboard": [[{"text": "签收", "callback_data": "sign"}, {"text": "退单", "callback_data": "refuse"}]]
}


def bubbles(seat: Locator) -> Locator:
    return seat.locator(".message")


def picture(name: str) -> FilePayload:
    photo = sample("photo")
    return {"name": name, "mimeType": photo.mime_type, "buffer": photo.content}


def test_what_a_resident_types_reaches_the_bot_and_its_answer_comes_back(
    open_page: OpenPage, bot: TinyBot, world: World
) -> None:
    resident = column(open_page(), 0)
    say(resident, "青禾路口井盖松了")
    expect(bubbles(resident).last).to_contain_text("青禾路口井盖松了")
    expect(bubbles(resident).last).to_have_class(re.compile(r"\bown\b"))
    assert bot.next_update()["text"] == "青禾路口井盖松了"
    bot.call("sendMessage", chat_id=world.resident, text="收到，已交给网格长")
    expect(bubbles(resident).last).to_contain_text("一格通")
    expect(bubbles(resident).last).to_contain_text("收到，已交给网格长")


def test_shift_enter_starts_a_new_line(open_page: OpenPage) -> None:
    resident = column(open_page(), 0)
    box = resident.get_by_role("textbox")
    box.press_sequentially("第一行")
    box.press("Shift+Enter")
    box.press_sequentially("第二行")
    assert bubbles(resident).count() == 1  # only the /start
    box.press("Enter")
    expect(bubbles(resident).last.locator(".text")).to_have_text("第一行\n第二行", use_inner_text=True)


def test_a_pressed_button_shows_the_bots_answer(open_page: OpenPage, bot: TinyBot, world: World) -> None:
    page = open_page()
    group = column(page, 1)
    bot.call("sendMessage", chat_id=world.group, text="新工单", reply_markup=TWO_BUTTONS)
    group.get_by_role("button", name="退单").click()
    query = bot.next_update("callback_query")
    assert (query["data"], query["from"]["id"], query["message"]["chat"]["id"]) == ("refuse", world.chief, world.group)
    bot.call("answerCallbackQuery", callback_query_id=query["id"], text="请先写明理由", show_alert=True)
    alert = page.get_by_role("dialog")
    expect(alert).to_contain_text("请先写明理由")
    alert.get_by_role("button", name="知道了").click()
    expect(alert).to_have_count(0)

    group.get_by_role("button", name="签收").click()
    bot.call("answerCallbackQuery", callback_query_id=bot.next_update("callback_query")["id"], text="签收好了")
    expect(group.locator(".toast")).to_have_text("签收好了")


def test_an_edited_card_changes_in_place(open_page: OpenPage, bot: TinyBot, world: World) -> None:
    group = column(open_page(), 1)
    card = bot.call("sendMessage", chat_id=world.group, text="待签收", reply_markup=TWO_BUTTONS)
    say(group, "我看看")
    expect(bubbles(group)).to_have_count(2)
    bot.call("editMessageText", chat_id=world.group, message_id=card["message_id"], text="已签收")
    first = bubbles(group).first
    expect(first).to_contain_text("已签收")
    expect(first).to_contain_text("已编辑")
    expect(first).to_have_class(re.compile(r"\bglow\b"))
    expect(first.locator(".key")).to_have_count(0)
    expect(bubbles(group)).to_have_count(2)


def test_a_photo_shows_and_opens_in_full(open_page: OpenPage, bot: TinyBot) -> None:
    page = open_page()
    resident = column(page, 0)
    resident.locator("input[type=file]").set_input_files([picture("hole.png")])
    say(resident, "就在门口")
    image = bubbles(resident).last.get_by_role("img")
    expect(image).to_be_visible()
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 320
    resident.get_by_role("button", name="放大照片").click()
    expect(page.get_by_role("dialog").get_by_role("img")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert bot.next_update()["caption"] == "就在门口"


def test_several_photos_are_one_album(open_page: OpenPage, bot: TinyBot) -> None:
    resident = column(open_page(), 0)
    resident.locator("input[type=file]").set_input_files([picture(name) for name in ("a.png", "b.png", "c.png")])
    expect(resident.locator(".thumb")).to_have_count(3)
    resident.get_by_role("button", name="去掉 b.png").click()
    resident.get_by_role("button", name="发送", exact=True).click()
    expect(resident.locator(".album img")).to_have_count(2)
    expect(bubbles(resident)).to_have_count(2)
    first, second = bot.next_update(), bot.next_update()
    assert first["media_group_id"] == second["media_group_id"]


def test_a_place_is_chosen_and_sent(open_page: OpenPage, bot: TinyBot) -> None:
    page = open_page()
    resident = column(page, 0)
    resident.get_by_role("button", name="发送位置").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("纬度").fill("95")
    dialog.get_by_role("button", name="发送").click()
    expect(dialog).to_be_visible()  # no such latitude
    dialog.get_by_label("纬度").fill("30.51")
    dialog.get_by_label("经度").fill("120.68")
    dialog.get_by_role("button", name="发送").click()
    expect(bubbles(resident).last.get_by_role("img")).to_have_attribute(
        "aria-label", "位置 纬度 30.51000 · 经度 120.68000"
    )
    location = bot.next_update()["location"]
    assert (location["latitude"], location["longitude"]) == (30.51, 120.68)


def test_the_voice_sample_is_a_real_voice_note(open_page: OpenPage, bot: TinyBot) -> None:
    page = open_page()
    resident = column(page, 0)
    resident.get_by_role("button", name="发一段语音样例").click()
    expect(resident.get_by_role("button", name="播放语音")).to_be_visible()
    file_id = bot.next_update()["voice"]["file_id"]
    decode = """async (id) => {
        const bytes = await (await fetch(`/sim/file/${id}`)).arrayBuffer();
        return (await new OfflineAudioContext(1, 1, 48000).decodeAudioData(bytes)).duration;
    }"""
    assert 2 < page.evaluate(decode, file_id) < 3


def test_entities_are_drawn_and_links_into_the_bot_open_here(open_page: OpenPage, bot: TinyBot, world: World) -> None:
    resident = column(open_page(), 0)
    text = (
        '🏮<b>工单<i>很急</i></b> <code>GD-7</code> <a href="https://t.me/yigetong_bot?start=grid-2">登记</a>'
        "<blockquote>原话</blockquote>\n谢谢"
    )
    bot.call("sendMessage", chat_id=world.resident, text=text, parse_mode="HTML")
    said = bubbles(resident).last.locator(".text")
    expect(said.locator("strong")).to_have_text("工单很急")
    expect(said.locator("strong em")).to_have_text("很急")
    expect(said.locator("code")).to_have_text("GD-7")
    expect(said.locator("blockquote")).to_have_text("原话")
    expect(said).to_have_text("🏮工单很急 GD-7 登记\n原话\n谢谢", use_inner_text=True)
    said.get_by_role("link", name="登记").click()
    assert bot.next_update()["text"] == "/start grid-2"
    expect(bubbles(resident).last).to_contain_text("/start grid-2")


@pytest.mark.parametrize(
    "hostile", ["<img src=x onerror=document.title='X'>", "<script>document.title='X'</script>", "&lt;b&gt;"]
)
def test_hostile_text_stays_text(open_page: OpenPage, bot: TinyBot, world: World, hostile: str) -> None:
    page = open_page()
    resident = column(page, 0)
    say(resident, hostile)
    expect(bubbles(resident).last.locator(".text")).to_have_text(hostile)
    button = {"inline_keyboard": [[{"text": hostile, "callback_data": "x"}]]}
    bot.call("sendMessage", chat_id=world.resident, text=hostile, reply_markup=button)
    expect(bubbles(resident).last.locator(".text")).to_have_text(hostile)
    expect(bubbles(resident).last.locator(".key")).to_have_text(hostile)
    assert "X" not in page.title()


def test_a_reply_quotes_and_reaches_the_bot_as_one(open_page: OpenPage, bot: TinyBot, world: World) -> None:
    group = column(open_page(), 1)
    card = bot.call("sendMessage", chat_id=world.group, text="工单 7 号")
    bubbles(group).first.hover()
    bubbles(group).first.get_by_role("button", name="回复").click()
    say(group, "办结 换了新井盖")
    expect(bubbles(group).last.locator(".quote")).to_contain_text("工单 7 号")
    sent = bot.next_update()
    assert sent["text"] == "办结 换了新井盖"
    assert sent["reply_to_message"]["message_id"] == card["message_id"]


def test_the_keyboard_alone_can_reply(open_page: OpenPage, bot: TinyBot, world: World) -> None:
    page = open_page()
    group = column(page, 1)
    for text in ("第一张卡", "第二张卡"):
        bot.call("sendMessage", chat_id=world.group, text=text)
    expect(bubbles(group)).to_have_count(2)
    group.get_by_role("log").focus()
    for key in ("ArrowUp", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    expect(group.locator(".quoted")).to_contain_text("第一张卡")
    expect(group.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(group.locator(".quoted")).to_be_hidden()


def test_a_prompt_opens_the_reply_by_itself(open_page: OpenPage, bot: TinyBot, world: World) -> None:
    resident = column(open_page(), 0)
    prompt = bot.call("sendMessage", chat_id=world.resident, text="还想说点什么？", reply_markup={"force_reply": True})
    expect(resident.locator(".quoted")).to_contain_text("还想说点什么？")
    say(resident, "来得很快")
    assert bot.next_update()["reply_to_message"]["message_id"] == prompt["message_id"]
    expect(resident.locator(".quoted")).to_be_hidden()


def test_what_comes_while_reading_above_is_counted(
    open_page: OpenPage, simulator: ServedSimulator, bot: TinyBot, world: World
) -> None:
    for number in range(40):
        simulator.act("send", **{"from": world.supervisor, "chat": world.group, "text": f"巡查第 {number} 处"})
    group = column(open_page(), 1)
    expect(bubbles(group).last).to_be_in_viewport()
    group.get_by_role("log").hover()
    group.page.mouse.wheel(0, -1500)
    jump = group.get_by_role("button", name="到最新消息")
    expect(jump).to_be_visible()
    bot.call("sendMessage", chat_id=world.group, text="新工单")
    expect(jump).to_have_text("1")
    jump.click()
    expect(bubbles(group).last).to_be_in_viewport()
    expect(jump).to_be_hidden()


def test_any_person_and_chat_can_be_picked_and_a_person_added(open_page: OpenPage, bot: TinyBot, world: World) -> None:
    page = open_page()
    seat = column(page, 2)
    person, chat = seat.get_by_role("combobox").nth(0), seat.get_by_role("combobox").nth(1)
    person.select_option(str(world.chief))
    chat.select_option(str(world.group))
    say(seat, "我在现场")
    sent = bot.next_update()
    assert (sent["from"]["id"], sent["chat"]["id"], sent["text"]) == (world.chief, world.group, "我在现场")
    person.select_option("add")
    page.get_by_label("怎么称呼").last.fill("新邻居")
    page.get_by_role("button", name="添加").click()
    expect(seat.locator(".pick strong").first).to_have_text("新邻居")
    seat.get_by_role("button", name="开始").click()
    expect(bubbles(seat).last).to_contain_text("/start")


def test_the_log_shows_the_bots_calls(open_page: OpenPage, bot: TinyBot, world: World) -> None:
    page = open_page()
    page.get_by_role("button", name="接口日志").click()
    bot.call("sendMessage", chat_id=world.resident, text="在吗")
    bot.try_call("sendMessage", chat_id=world.resident, text="")
    calls = page.locator(".call:not(.poll)")
    expect(calls).to_have_count(2)
    expect(calls.nth(0)).to_contain_text("sendMessage")
    expect(calls.nth(0)).to_contain_text("何秋月")
    calls.nth(0).locator("summary").click()
    expect(calls.nth(0).locator("pre")).to_contain_text('"text": "在吗"')
    expect(calls.nth(1)).to_contain_text("400")
    expect(calls.nth(1)).to_have_class("call failed")
    page.get_by_label("只看出错").check()
    expect(calls.nth(0)).to_be_hidden()
    expect(calls.nth(1)).to_be_visible()


def test_a_group_that_moves_is_followed(
    open_page: OpenPage, simulator: ServedSimulator, bot: TinyBot, world: World
) -> None:
    group = column(open_page(), 1)
    moved = simulator.act("migrate", chat=world.group)
    expect(group.get_by_role("log")).to_contain_text("升级成了超级群")
    bot.call("sendMessage", chat_id=moved["id"], text="还在这里")
    expect(bubbles(group).last).to_contain_text("还在这里")
