"""What a resident says after the receipt: more, 催办, a correction, "it is mended"."""

from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了"


async def test_a_reply_to_the_receipt_is_a_supplement(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await guiying.says("晚上黑得看不见台阶", reply_to=guiying.last)
    assert stage.tickets() == 1
    assert "看不见台阶" in stage.group(GRID).last
    assert "已加到" in guiying.last


async def test_the_button_for_a_supplement_asks(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await guiying.says("/my")
    await guiying.presses("补充")
    await guiying.says("一共坏了三盏", reply_to=guiying.last)
    assert "三盏" in stage.group(GRID).last


async def test_a_reply_to_an_old_message_goes_by_the_number(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.later(days=2)
    await guiying.says("还是没人来看", reply_to=guiying.heard()[0])
    assert any("还是没人来看" in told for told in stage.told_groups())


async def test_the_button_chases(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await guiying.says("/my")
    await guiying.presses("催办")
    assert "居民在催" in stage.group(GRID).last
    assert "替您催" in guiying.last


async def test_a_chase_by_word_is_no_second_ticket(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.later(hours=3)
    await guiying.says("怎么还没人来，催一下")
    assert stage.tickets() == 1
    assert "居民在催" in stage.group(GRID).last


async def test_the_group_hears_of_a_chase_once_an_hour(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await guiying.says("/my")
    listed = guiying.last
    for _ in range(3):
        await guiying.presses("催办", on=listed)
    assert len([m for m in stage.group(GRID).heard() if "居民在催" in m]) == 1


async def test_an_edited_message_reaches_whoever_has_the_ticket(stage: Stage, guiying: Person) -> None:
    said = await guiying.says(LAMP)
    await guiying.edits(said, "丹桂路12号门口路灯不亮好几天了，是靠左边那盏")
    assert stage.tickets() == 1
    assert "靠左边那盏" in stage.group(GRID).last


async def test_an_edited_answer_to_a_question_is_not_lost(stage: Stage, laoliu: Person) -> None:
    said = await laoliu.says("停水了")
    await laoliu.edits(said, "停水了，在丹桂路12号")
    await stage.later(minutes=11)
    assert any("丹桂路12号" in told for told in stage.told_groups())


async def test_mended_by_itself_is_passed_on(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.chief(GRID).presses("签收")
    await guiying.says("路灯已经修好了，谢谢")
    assert stage.tickets() == 1
    assert "修好了" in stage.group(GRID).last


async def test_thanks_are_no_ticket(stage: Stage, guiying: Person) -> None:
    await guiying.says("谢谢你们")
    assert stage.tickets() == 0
    assert guiying.last.text


async def test_greetings_are_no_ticket(stage: Stage, guiying: Person) -> None:
    await guiying.says("你好，在吗")
    assert stage.tickets() == 0
    assert "一句话" in guiying.last


async def test_another_matter_is_another_ticket(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await guiying.says("还有，楼下麻将馆天天吵到半夜，睡不着")
    assert stage.tickets() == 2


async def test_two_neighbours_two_tickets(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    await guiying.says(LAMP)
    await zhiqiang.says("停水了")
    assert stage.tickets() == 2
    assert stage.ticket() in zhiqiang.last
    assert stage.ticket() not in guiying.last
