"""长期项目: from 转长期项目 to the last room, with a list that was sent as a table."""

from bot.domain.org import Role
from bot.simulator import acting
from bot.simulator.files import Upload
from bot.xlsx import sheet
from tests.conversation.people import Person
from tests.conversation.stage import Stage
from tests.conversation.test_splitting import card

GRID = "YX010101"
TABLE = [["序号", "学校", "教室"], ["1", "城东小学", "4"], ["2", "第三中学", "6"]]


async def test_schools_and_rooms(stage: Stage, guiying: Person) -> None:
    room = stage.group("YX01")
    desk = stage.holder(Role.TOWN_DESK, "YX01").at(room)
    await desk.says("/project 学校饮水改造")
    assert "📘 学校饮水改造" in room.last.text
    assert "还没有现场清单" in room.last.text
    plan = room.last
    await desk.presses("定期限", on=plan)
    await desk.presses("180天内完成", on=room.last)

    # The list comes as a table; a line more is typed.
    upload = Upload("list.xlsx", sheet(TABLE))
    content = acting.media_content(stage.simulator, "document", upload, "", "")
    await desk.puts(content, reply_to=plan)
    await stage.until(lambda: stage.one("SELECT count(*) FROM project_sites") == 2)
    await stage.settled()
    assert "清单收到 2 处，新增 2 处" in room.last.text
    await desk.says("实验幼儿园 2间", reply_to=room.last)
    assert "3 处中已完成 0 处，12 间中已完成 0 间" in room.last.text

    # A matter that one handling cannot end is put on it.
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    number, chief = stage.ticket(), stage.chief(GRID)
    await chief.presses("签收", on=card(stage.group(GRID), number))
    await chief.presses("办结", on=card(stage.group(GRID), number))
    await chief.presses("转长期项目")
    await chief.says("无照片 列入改造计划，分批做", reply_to=stage.group(GRID).last)
    assert f"{number} 归入哪个长期项目" in stage.group(GRID).last
    answer = await chief.presses("学校饮水改造")
    assert answer.text == f"{number} 已归入“学校饮水改造”，居民已收到通知。"
    assert guiying.shows(f"您反映的 {number} 已列入长期项目“学校饮水改造”：3 处中已完成 0 处")

    # Counted by a reply with a picture, and by buttons.
    await desk.sends("photo", "城东小学 4间", reply_to=plan)
    assert "记下了，照片已留存" in room.last.text
    assert "✅ 城东小学：4／4 间" in room.last.text
    await desk.says("谢谢大家", reply_to=plan)
    assert "没看懂" in room.last.text
    assert not guiying.shows("做了一半")
    await desk.presses("现场清单", on=plan)
    shown = next(said for said in room.heard() if "第 1／1 页" in said.text)
    assert "✅ 城东小学：4／4 间　照片 1 张" in shown.text
    await desk.presses("第三中学 0/6", on=shown)
    await desk.presses("5/6", on=next(said for said in room.heard() if "▫️ 第三中学：0／6" in said.text))
    assert guiying.shows("“学校饮水改造”做了一半：3 处中已完成 1 处，12 间中已完成 9 间")
    await desk.says("第三中学 全部", reply_to=plan)
    await desk.says("实验幼儿园 +2", reply_to=plan)
    assert guiying.shows("“学校饮水改造”全部完成了：3 处中已完成 3 处，12 间中已完成 12 间")
    told = [said.text for said in guiying.heard() if "学校饮水改造" in said.text]
    assert len(told) == 3
    assert any("🎉 全部完成了" in said.text for said in room.heard())
