"""The loop: one sentence, the right group, 签收, words in between, 办结."""

from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了"


async def test_a_sentence_is_a_card_in_the_right_group(stage: Stage, laoliu: Person) -> None:
    await laoliu.says(LAMP)
    card = stage.group(GRID).last
    assert "路灯不亮" in card
    assert "签收" in card.buttons
    assert stage.ticket() in card
    assert stage.ticket() in laoliu.last
    assert "丹桂社区第一网格" in laoliu.last


async def test_a_short_word_of_a_registered_resident_needs_no_question(stage: Stage, guiying: Person) -> None:
    await guiying.says("停水了")
    assert stage.tickets() == 1
    assert stage.ticket() in guiying.last
    assert "停水了" in stage.group(GRID).last


async def test_the_place_in_the_text_goes_before_the_home(stage: Stage, guiying: Person) -> None:
    await guiying.says("江滨路120号门口下水道堵了，污水流到马路上")
    assert "污水" in stage.group("YX010203").last
    assert stage.group(GRID).heard() == []


async def test_signing_tells_the_resident_and_changes_the_card(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    answer = await stage.chief(GRID).presses("签收")
    assert stage.ticket() in answer.text
    assert not answer.alert
    assert stage.state() == "handling"
    assert "有人接手" in guiying.last
    card = stage.group(GRID).last
    assert "办理中" in card
    assert set(card.buttons) == {"到场", "办结", "延期", "协办", "上报", "详情", "更多"}


async def test_arriving_is_told(stage: Stage, guiying: Person) -> None:
    await _signed(stage, guiying)
    await stage.chief(GRID).presses("到场")
    assert "到现场" in guiying.last


async def test_a_reply_to_the_card_is_progress(stage: Stage, guiying: Person) -> None:
    await _signed(stage, guiying)
    chief = stage.chief(GRID)
    note = await chief.says("灯罩坏了，下午换", reply_to=stage.group(GRID).find(stage.ticket()))
    assert "灯罩坏了，下午换" in guiying.last
    assert "灯罩坏了" in stage.group(GRID).find(stage.ticket())
    assert stage.simulator.chats[chief.chat_id].reactions[note.id]


async def test_a_photo_in_reply_reaches_the_resident(stage: Stage, guiying: Person) -> None:
    await _signed(stage, guiying)
    await stage.chief(GRID).sends("photo", "正在修", reply_to=stage.group(GRID).last)
    await stage.later(seconds=3)
    assert "正在修" in guiying.heard()[-2]
    assert "photo" in guiying.last.raw


async def test_finishing_by_the_button_asks_for_a_sentence(stage: Stage, guiying: Person) -> None:
    await _signed(stage, guiying)
    chief = stage.chief(GRID)
    await chief.presses("办结")
    await chief.presses("已解决")
    prompt = stage.group(GRID).last
    assert "怎么解决" in prompt
    assert stage.state() == "handling"
    await chief.says("无照片 换了新灯泡，亮了", reply_to=prompt)
    _is_finished(stage, guiying, "换了新灯泡")


async def test_a_chief_is_quicker_than_our_note_of_the_prompt(stage: Stage, guiying: Person) -> None:
    """Telegram has shown the prompt, its answer to us was lost: it waits to be sent again, and no card is known."""
    await _signed(stage, guiying)
    chief = stage.chief(GRID)
    await chief.presses("办结")
    prompt = stage.group(GRID).last
    stage.rows("DELETE FROM cards WHERE kind LIKE 'prompt%'")
    stage.rows("UPDATE outbox SET state = 'queued', not_before = '2099-01-01 00:00:00+00' WHERE card LIKE 'prompt%'")
    await chief.says("无照片 换了新灯泡，亮了", reply_to=prompt)
    _is_finished(stage, guiying, "换了新灯泡")


async def test_finishing_by_a_word_in_reply(stage: Stage, guiying: Person) -> None:
    await _signed(stage, guiying)
    await stage.chief(GRID).says("办结 无照片 换了新灯泡，亮了", reply_to=stage.group(GRID).last)
    _is_finished(stage, guiying, "换了新灯泡")


async def test_finishing_by_a_photo_with_a_caption(stage: Stage, guiying: Person) -> None:
    await _signed(stage, guiying)
    await stage.chief(GRID).sends("photo", "办结：换了新灯泡，亮了", reply_to=stage.group(GRID).last)
    _is_finished(stage, guiying, "换了新灯泡")
    await stage.later(seconds=3)
    assert "photo" in guiying.last.raw


async def test_finishing_without_a_word_is_explained(stage: Stage, guiying: Person) -> None:
    await _signed(stage, guiying)
    await stage.chief(GRID).says("办结", reply_to=stage.group(GRID).last)
    assert "要写一句怎么解决的" in stage.group(GRID).last
    assert stage.state() == "handling"


async def test_finishing_an_unsigned_ticket_signs_it(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.chief(GRID).says("办结 无照片 路过顺手修好了", reply_to=stage.group(GRID).last)
    _is_finished(stage, guiying, "顺手修好了")
    assert guiying.shows("有人接手")


async def test_a_reply_to_a_forgotten_message_goes_by_the_number(stage: Stage, guiying: Person) -> None:
    await _signed(stage, guiying)
    with_number = await stage.chief(GRID).says(f"/list {stage.ticket()}")
    await stage.chief(GRID).says("材料明天到", reply_to=stage.group(GRID).last)
    assert with_number.id < stage.group(GRID).last.id
    assert "材料明天到" in guiying.last


async def test_details_show_what_has_happened(stage: Stage, guiying: Person) -> None:
    await _signed(stage, guiying)
    await stage.chief(GRID).presses("详情")
    detail = stage.group(GRID).last
    assert "居民报事" in detail
    assert "签收" in detail


async def _signed(stage: Stage, resident: Person) -> None:
    await resident.says(LAMP)
    await stage.chief(GRID).presses("签收")


def _is_finished(stage: Stage, resident: Person, result: str) -> None:
    assert stage.state() == "pending_survey"
    assert result in resident.find("办完了")
    assert "已解决" in resident.find("办完了").buttons
    assert "等居民评价" in stage.group(GRID).find("✅")
