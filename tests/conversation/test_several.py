"""Several matters in one message: a ticket for each, one receipt; where it is not sure, one tap.

The full texts stand in golden/several.txt; see test_languages.py for how to write them anew.
"""

from tests.conversation.people import Person
from tests.conversation.stage import Stage
from tests.conversation.test_languages import at, same_as_golden, transcript

GRID, NEIGHBOUR = "YX010101", "YX010302"
THREE = "丹桂路12号门口路灯不亮，楼下烧烤摊天天吵到半夜，还有停车位被人装了地锁"
TWO = "丹桂路12号门口路灯不亮好几天了，垃圾桶也满了没人收"
PERHAPS = "西边大门的杆子成天抬着谁都能进，光这个月我们楼就丢了三辆电瓶车了"


def categories(stage: Stage) -> list[str]:
    return [row[0] for row in stage.rows("SELECT category FROM tickets ORDER BY id")]


async def test_each_matter_is_a_ticket_in_its_own_words(stage: Stage, guiying: Person) -> None:
    await guiying.says(THREE)
    assert categories(stage) == ["0202", "0502", "0702"]
    texts = [row[0] for row in stage.rows("SELECT public_text FROM tickets ORDER BY id")]
    assert texts == ["丹桂路12号门口路灯不亮", "楼下烧烤摊天天吵到半夜", "还有停车位被人装了地锁"]
    cards = [said for said in stage.group(GRID).heard() if "🆕" in said]
    assert len(cards) == 3
    assert not any("烧烤" in card and "路灯" in card for card in cards)


async def test_the_resident_gets_one_receipt(stage: Stage, guiying: Person) -> None:
    await guiying.says(TWO)
    numbers = [row[0] for row in stage.rows("SELECT number FROM tickets ORDER BY id")]
    assert len(numbers) == 2
    assert len(guiying.heard()) == 1
    assert all(number in guiying.last for number in numbers)


async def test_one_of_them_is_corrected_by_itself(stage: Stage, guiying: Person) -> None:
    await guiying.says(TWO)
    second = stage.rows("SELECT number FROM tickets ORDER BY id")[1][0]
    await guiying.presses(f"改 {second}")
    assert second in guiying.last
    await guiying.presses("撤销")
    await guiying.presses("确定撤销")
    assert stage.rows("SELECT number FROM tickets WHERE state = 'withdrawn'") == [(second,)]


async def test_a_stranger_sees_nothing_of_it(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    await guiying.says(TWO)
    await zhiqiang.says("/my")
    (caption,) = [caption for caption in guiying.last.buttons if caption.endswith("0001")]
    answer = await zhiqiang.presses_data(guiying.last.buttons[caption], zhiqiang.last)
    assert answer.alert
    assert not zhiqiang.shows("路灯")


async def test_the_place_is_asked_once_for_all(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("门口路灯不亮好几天了，垃圾桶也满了没人收")
    assert stage.tickets() == 0
    await laoliu.says("丹桂路12号")
    assert categories(stage) == ["0202", "0401"]
    owners = {row[0] for row in stage.rows("SELECT owner_id FROM tickets")}
    assert owners == {stage.town.nodes[GRID].id}


async def test_a_clause_with_a_place_of_its_own_goes_there(stage: Stage, xiaozhao: Person) -> None:
    await xiaozhao.says("丹桂路12号门口路灯不亮，另外石泉乡的垃圾桶满了没人收")
    owners = [row[0] for row in stage.rows("SELECT node_id FROM tickets ORDER BY id")]
    assert len(set(owners)) == 2


async def test_a_picture_belongs_to_each(stage: Stage, guiying: Person) -> None:
    await guiying.sends("photo", TWO)
    await stage.later(seconds=3)
    assert stage.one("SELECT count(DISTINCT ticket_id) FROM media") == 2


async def test_where_it_is_not_sure_one_tap_asks(stage: Stage, guiying: Person) -> None:
    await guiying.says(PERHAPS)
    assert stage.tickets() == 0
    assert "2 件事吗" in guiying.last
    await guiying.presses("是，分开办")
    assert len(categories(stage)) == 2
    assert categories(stage)[0] == "0607"


async def test_one_matter_stays_one(stage: Stage, guiying: Person) -> None:
    await guiying.says(PERHAPS)
    asked = guiying.last
    await guiying.presses("就是一件事")
    assert stage.tickets() == 1
    await guiying.presses("是，分开办", on=asked)
    assert stage.tickets() == 1


async def test_without_an_answer_it_is_one(stage: Stage, guiying: Person) -> None:
    await guiying.says(PERHAPS)
    await stage.later(minutes=11)
    assert stage.tickets() == 1
    assert PERHAPS in stage.one("SELECT public_text FROM tickets")


async def test_a_danger_takes_the_whole_message(stage: Stage, guiying: Person) -> None:
    await guiying.says("丹桂路12号三楼着火了，好大的烟，有人困在里面，楼道里堆满了杂物")
    assert stage.tickets() == 1
    assert stage.one("SELECT danger FROM tickets")


async def test_the_whole_conversation(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    at(stage, "10:05")
    await guiying.says(THREE)
    first = stage.rows("SELECT number FROM tickets ORDER BY id")[0][0]
    await guiying.presses(f"改 {first}")
    at(stage, "10:20")
    await zhiqiang.says(PERHAPS)
    await zhiqiang.presses("是，分开办")
    same_as_golden("several", transcript(guiying), transcript(zhiqiang), transcript(stage.group(GRID)))
