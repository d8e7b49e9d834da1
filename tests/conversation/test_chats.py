"""Chats that change: blocked, left, upgraded, unbound, with cards that somebody deleted."""

from bot.domain.org import Role
from bot.simulator import acting, groups
from tests.conversation.people import Chat, Person
from tests.conversation.stage import Stage
from tests.conversation.town import ADMIN

GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了"


async def test_a_deleted_card_is_posted_anew(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    group = stage.group(GRID)
    acting.delete(stage.simulator, group.chat_id, group.last.id)
    await guiying.says("/my")
    ticket_id = stage.one("SELECT id FROM tickets")
    await stage.chief(GRID).presses_data(f"sg:{ticket_id}:3:", guiying.last)
    assert "办理中" in group.last
    await stage.chief(GRID).says("办结 无照片 换了灯泡", reply_to=group.last)
    assert "已办结" in group.last
    assert len(group.heard()) == 2


async def test_a_group_nobody_bound_is_told_once(stage: Stage) -> None:
    chat = groups.found(stage.simulator, "邻里群", [stage.chief(GRID).account], [], {})
    await stage.settled()
    group = Chat(stage, chat.id)
    assert "/bind" in group.last
    for status in ("administrator", "member", "administrator"):
        groups.set_status(stage.simulator, chat, stage.simulator.bot["id"], status)
    await stage.settled()
    assert len(group.heard()) == 1


async def test_commands_in_a_group_nobody_bound(stage: Stage) -> None:
    chat = groups.found(stage.simulator, "邻里群", [stage.chief(GRID).account], [], {})
    await stage.settled()
    person = Person(stage, chat.id, stage.chief(GRID).account)
    for command in ("/list", "/who"):
        await person.says(command)
        assert "/bind" in person.last


async def test_the_admin_binds_a_group_by_buttons(stage: Stage) -> None:
    chat = groups.found(stage.simulator, "邻里群", [ADMIN], [], {})
    await stage.settled()
    admin = Person(stage, chat.id, ADMIN)
    await admin.says("/bind")
    for step in ("云溪县", "丹江街道", "江滨社区", "江滨社区第一网格", "江滨社区第一网格"):
        await admin.presses(step)
    assert "YX010201" in admin.last


async def test_thrown_out_of_a_group_the_admins_hear_it(stage: Stage, guiying: Person) -> None:
    group = stage.group(GRID)
    chat = groups.group(stage.simulator, group.chat_id)
    groups.set_status(stage.simulator, chat, stage.simulator.bot["id"], "kicked")
    await stage.settled()
    assert "丹桂社区第一网格" in stage.person(ADMIN).last
    await guiying.says(LAMP)
    assert "路灯" in stage.holder(Role.GRID_CHIEF, GRID).last
    groups.set_status(stage.simulator, chat, stage.simulator.bot["id"], "member")
    await stage.settled()
    await guiying.says("丹桂路12号楼下麻将馆天天吵到半夜")
    assert "麻将馆" in group.last


async def test_a_group_that_becomes_a_supergroup_keeps_its_grid(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    old = groups.group(stage.simulator, stage.group(GRID).chat_id)
    new = groups.migrate(stage.simulator, old)
    await stage.settled()
    await guiying.says("丹桂路12号楼下麻将馆天天吵到半夜")
    group = Chat(stage, new.id)
    assert "麻将馆" in group.last
    chief = Person(stage, new.id, stage.chief(GRID).account)
    await chief.presses("签收")
    assert "办理中" in group.last


async def test_an_upgrade_nobody_told_us_of_is_learnt_when_sending(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    old = groups.group(stage.simulator, stage.group(GRID).chat_id)
    updates = stage.simulator.updates
    new = groups.migrate(stage.simulator, old)
    updates.drop()
    number = stage.ticket()
    await guiying.says("快一点", reply_to=guiying.last)
    group = Chat(stage, new.id)
    assert group.shows("快一点")
    assert number in group.button("签收")


async def test_a_resident_who_blocked_the_bot_is_a_recorded_state(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await guiying.blocks()
    await stage.chief(GRID).presses("签收")
    assert stage.state() == "handling"
    assert stage.one("SELECT state FROM chats WHERE chat_id = ?", guiying.chat_id) == "blocked"
    assert stage.rows("SELECT chat_id FROM outbox WHERE state = 'undelivered'") == [(guiying.chat_id,)]
    await guiying.starts()
    await guiying.says("/my")
    assert stage.ticket() in guiying.last
    assert stage.one("SELECT state FROM chats WHERE chat_id = ?", guiying.chat_id) == "ok"


async def test_a_chief_who_blocked_the_bot_loses_nothing(stage: Stage, guiying: Person) -> None:
    secretary = stage.holder(Role.COMMUNITY, "YX0101")
    await secretary.blocks()
    await guiying.says("着火了，六楼在冒烟，里面还有人")
    assert "着火" in stage.group(GRID).last
    assert stage.ticket() in stage.person(ADMIN).find("送不到")


async def test_a_group_where_we_may_not_write(stage: Stage, guiying: Person) -> None:
    chat = groups.group(stage.simulator, stage.group(GRID).chat_id)
    chat.members[stage.simulator.bot["id"]] = "left"
    await guiying.says(LAMP)
    assert "丹桂社区第一网格" in stage.person(ADMIN).find("没有机器人")
    chief = stage.holder(Role.GRID_CHIEF, GRID)
    assert "路灯" in chief.button("签收")
    assert stage.one("SELECT state FROM chats WHERE chat_id = ?", chat.id) == "gone"
    assert stage.rows("SELECT id FROM outbox WHERE state = 'undelivered'") == []
    await guiying.says("丹桂路12号楼下麻将馆天天吵到半夜")
    assert "麻将馆" in chief.last
    assert len([said for said in stage.person(ADMIN).heard() if "没有机器人" in said]) == 1
