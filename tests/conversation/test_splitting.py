"""拆分: one letter with three matters, each handled by whoever it belongs to; the parent waits and is finished last."""

from tests.conversation.people import Chat, Person, Said
from tests.conversation.stage import Stage

GRID, OTHER = "YX010101", "YX010102"
LETTER = "丹桂路12号门口路灯不亮好几天了"
SAME = "丹桂路12号那里一到晚上黑漆漆的"
LINES = "拆分\n1. 丹桂路12号门口的路灯不亮\n2. 隔壁半夜放音响，吵得睡不着\n3. 小区的垃圾好几天没人清运，很臭"


def card(chat: Chat, number: str) -> Said:
    """The card of a ticket as it stands in the group now."""
    return next(said for said in chat.heard() if f"{number} " in said.text.split("\n")[0] and "地点" in said.text)


async def solved(stage: Stage, resident: Person, number: str, words: str) -> None:
    """The chief finishes it, the resident is content."""
    await stage.chief(GRID).says(f"办结 无照片 {words}", reply_to=card(stage.group(GRID), number))
    await resident.presses("已解决")
    await resident.presses("满意")
    assert stage.state(number) == "closed"


async def test_one_letter_three_matters(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    await guiying.says(LETTER)
    parent = stage.ticket()
    await zhiqiang.says(SAME)
    joined = stage.ticket()
    group, chief = stage.group(GRID), stage.chief(GRID)
    # 并单 by word, with the number cut to what tells it apart: asked first, then done.
    await chief.says(f"并单 {parent.rpartition('-')[2]}", reply_to=card(group, joined))
    assert f"{joined} 并到 {parent}" in group.last
    await chief.presses("确定并单")
    assert stage.state(joined) == "merged"

    # Looked at before it happens; the wrong number of lines is said kindly.
    await chief.says("拆分 只有一行", reply_to=card(group, parent))
    assert "一行写一件" in group.last
    await chief.says(LINES, reply_to=card(group, parent))
    assert f"{parent} 要拆成 3 件" in group.last
    assert "1. 丹桂路12号门口的路灯不亮" in group.last
    assert stage.tickets() == 2
    preview = group.heard()[-1]
    await chief.presses("确定拆分", on=preview)
    assert stage.state(parent) == "suspended"
    first, second, third = (row[0] for row in stage.rows("SELECT number FROM tickets WHERE parent_id = 1 ORDER BY id"))
    assert "🔀 3 件子单，已办结 0" in card(group, parent)
    assert "都结了由" in card(group, parent)
    assert "恢复办理" not in card(group, parent).buttons
    assert f"🔀 从 {parent} 拆出来的" in card(group, first)
    assert stage.one("SELECT count(DISTINCT category) FROM tickets WHERE parent_id = 1") == 3
    assert (
        stage.one("SELECT count(*) FROM clocks WHERE ticket_id = 1 AND paused_at IS NULL AND stopped_at IS NULL") == 0
    )
    for person in (guiying, zhiqiang):
        told = [said for said in person.heard() if f"您反映的 {parent} 里有 3 件事" in said.text]
        assert len(told) == 1
        assert all(number in told[0].text for number in (first, second, third))
    assert (await chief.presses("确定拆分", on=preview)).alert

    # Nobody has signed: it can be taken back, and done again.
    await chief.presses("更多", on=card(group, parent))
    answer = await chief.presses("撤销拆分")
    assert "还是一件办" in answer.text
    assert [stage.state(number) for number in (parent, first, second, third)] == ["dispatched", *["merged"] * 3]
    assert "子单" not in card(group, parent)
    assert guiying.shows(f"{parent} 不用分开办了")
    await chief.says(LINES, reply_to=card(group, parent))
    await chief.presses("确定拆分")
    first, second, third = (
        row[0] for row in stage.rows("SELECT number FROM tickets WHERE parent_id = 1 AND state <> 'merged' ORDER BY id")
    )

    # Each has its own way; the parent waits for all of them.
    await solved(stage, guiying, first, "换了灯泡")
    assert zhiqiang.shows("换了灯泡")
    assert "🔀 3 件子单，已办结 1" in card(group, parent)
    await chief.says("办结 都好了", reply_to=card(group, parent))
    assert f"{parent} 还有 2 件子单没结" in group.last
    await chief.says("撤回", reply_to=card(group, parent))
    assert stage.state(parent) == "suspended"
    await solved(stage, guiying, second, "说好了不再放")
    await solved(stage, guiying, third, "垃圾清运了")
    assert stage.state(parent) == "handling"
    assert f"{parent} " in group.last
    assert "3 件子单都结了" in group.last
    assert guiying.shows(f"{parent} 分开办的 3 件都结了")
    assert zhiqiang.shows("垃圾清运了")
    await solved(stage, guiying, parent, "三件都办好了")
    assert zhiqiang.shows("三件都办好了")
