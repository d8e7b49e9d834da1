"""With DATA_KEYS a whole loop is what it is without, and nobody who has the file reads a word of a resident."""

from bot.storage.sealing import new_key
from tests.conversation.people import Person
from tests.conversation.stage import Stage
from tests.storage.test_sealing import on_disk

GRID = "YX010101"
PHONE, NAME, LATER = "13812345678", "王桂英", "13987654321"


async def test_a_loop_from_the_sentence_to_the_grade_leaves_nothing_to_read(stage: Stage, guiying: Person) -> None:
    await stage.close()
    stage.keys = new_key()
    await stage.open()
    await guiying.says(f"丹桂路12号门口路灯不亮好几天了，我叫{NAME}，电话{PHONE}")
    number, chief = stage.ticket(), stage.chief(GRID)
    await chief.presses("签收")
    card = stage.group(GRID).find(number)
    await chief.presses("更多")
    await chief.presses("看联系方式")
    alone = stage.person(chief.account)
    await alone.presses("约上门时间")
    assert PHONE in alone.last
    await guiying.says(f"白天打{LATER}", reply_to=guiying.last)
    assert "白天打139****4321" in stage.group(GRID).last
    await stage.restart()  # what waits is read with the same key
    await chief.says("办结 无照片 换了灯泡", reply_to=card)
    await guiying.presses("已解决")
    await guiying.presses("非常满意")
    assert stage.state(number) == "closed"
    stored = await on_disk(stage.url)
    assert not [text for text in stored for secret in (PHONE, LATER, f"我叫{NAME}") if secret in text]
