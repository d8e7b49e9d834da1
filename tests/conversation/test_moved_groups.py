"""A group becomes a supergroup: whatever is said of it, in whatever order, nothing is lost."""

from typing import Any

import pytest

from bot.simulator import acting, groups
from tests.conversation.people import Chat, Person
from tests.conversation.stage import Stage
from tests.conversation.town import ADMIN

GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了"
NOISE = "丹桂路12号楼下麻将馆天天吵到半夜"


def told(stage: Stage, old: int, new: int, way: str) -> dict[str, Any]:
    """The service message in the old group (to) or in the new one (from)."""
    chat_id, kind = (old, "group") if way == "to" else (new, "supergroup")
    return {
        "message": {
            "message_id": 900,
            "date": int(stage.clock.now().timestamp()),
            "from": {"id": ADMIN, "is_bot": False, "first_name": "管理员"},
            "chat": {"id": chat_id, "type": kind, "title": "丹桂社区第一网格"},
            **({"migrate_to_chat_id": new} if way == "to" else {"migrate_from_chat_id": old}),
        }
    }


@pytest.mark.parametrize(
    "ways",
    [("to", "from"), ("from", "to"), ("to",), ("from",), ("to", "to", "from", "from"), ("from", "to", "from"), ()],
    ids=lambda ways: "-".join(ways) or "nothing",
)
async def test_in_whatever_order_it_is_said(stage: Stage, guiying: Person, ways: tuple[str, ...]) -> None:
    """Said by nobody, the refusal of the next card tells it."""
    await guiying.says(LAMP)
    old = groups.group(stage.simulator, stage.group(GRID).chat_id)
    new = groups.migrate(stage.simulator, old)
    stage.simulator.updates.drop()
    for way in ways:
        stage.simulator.updates.inject(told(stage, old.id, new.id, way), stage.clock.now().timestamp())
    await stage.settled()
    await guiying.says(NOISE)
    group, chief = Chat(stage, new.id), stage.chief(GRID).at(Chat(stage, new.id))
    for words in ("路灯", "麻将馆"):
        assert len([said for said in group.heard() if words in said]) == 1
    assert stage.rows("SELECT chat_id FROM bindings WHERE chat_id IN (?, ?)", old.id, new.id) == [(new.id,)]
    for words in ("路灯", "麻将馆"):
        await chief.says("办结 无照片 已经处理好了", reply_to=group.find(words))
        assert "已办结" in group.find(words)
    assert stage.rows("SELECT id FROM outbox WHERE state IN ('undelivered', 'queued') AND card = 'card'") == []


async def test_what_waited_for_the_old_group(stage: Stage, guiying: Person) -> None:
    """The upgrade happens while the group may get nothing; letters decided before go to the new one."""
    await guiying.says(LAMP)
    old = groups.group(stage.simulator, stage.group(GRID).chat_id)
    stage.house.sender._limits.delay(old.id, float("inf"))
    chief = stage.chief(GRID)
    card = chief.last
    for words in ("快一点", "又黑了一晚"):
        acting.write(
            stage.simulator, guiying.account, None, acting.text_content(words), {"reply_to": guiying.find("收到了").id}
        )
    waiting = "SELECT id FROM outbox WHERE chat_id = ? AND state = 'queued' AND card = 'supplement'"
    await stage.until(lambda: len(stage.rows(waiting, old.id)) == 2)
    new = groups.migrate(stage.simulator, old)
    stage.house.sender._limits._chats.clear()
    await stage.settled()
    group = Chat(stage, new.id)
    assert group.shows("快一点")
    assert group.shows("又黑了一晚")
    await chief.presses_data(card.buttons["签收"], card)
    assert "办理中" in group.find(stage.ticket())


async def test_buttons_from_before_still_work(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    chief = stage.chief(GRID)
    card = chief.last
    old = groups.group(stage.simulator, chief.chat_id)
    new = Chat(stage, groups.migrate(stage.simulator, old).id)
    await stage.settled()
    answer = await chief.presses_data(card.buttons["签收"], card)
    assert "归您了" in answer.text
    assert "办理中" in new.button("办结")
    await chief.presses_data(f"fi:{stage.one('SELECT id FROM tickets')}:0:", card)
    prompt = new.find("办得怎么样")
    assert "reply_to_message" not in prompt.raw  # the number of the old card means nothing here
    await chief.at(new).says("无照片 换了灯泡", reply_to=prompt)
    assert guiying.shows("换了灯泡")


async def test_the_language_of_the_group_moves_along(stage: Stage, guiying: Person) -> None:
    old = groups.group(stage.simulator, stage.group(GRID).chat_id)
    old.members[ADMIN] = "member"
    admin = Person(stage, old.id, ADMIN)
    await admin.says("/lang")
    await admin.presses("English")
    new = Chat(stage, groups.migrate(stage.simulator, old).id)
    await stage.settled()
    await guiying.says(LAMP)
    assert "等丹桂社区第一网格签收" not in new.last
    assert "丹桂路12号" in new.last


async def test_a_command_that_comes_late_binds_the_new_group(stage: Stage) -> None:
    chat = groups.found(stage.simulator, "第二个群", [ADMIN], [], {})
    await stage.settled()
    late = {
        "message": {
            "message_id": 901,
            "date": int(stage.clock.now().timestamp()),
            "from": {"id": ADMIN, "is_bot": False, "first_name": "管理员"},
            "chat": {"id": chat.id, "type": "group", "title": "第二个群"},
            "text": f"/bind {GRID}",
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        }
    }
    new = groups.migrate(stage.simulator, chat)
    await stage.settled()
    stage.simulator.updates.inject(late, stage.clock.now().timestamp())
    await stage.settled()
    assert stage.rows("SELECT chat_id FROM bindings WHERE chat_id IN (?, ?)", chat.id, new.id) == [(new.id,)]
    assert "现在代表" in Chat(stage, new.id).last
