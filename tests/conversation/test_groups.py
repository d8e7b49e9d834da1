"""Groups as they are: several of one grid, topics, rights taken away and given back, bindings changed and undone."""

import pytest

from bot.domain.org import Role
from bot.domain.rooms import Room
from bot.simulator import acting, groups, topics
from bot.simulator.chats import Chat as Gathering
from tests.conversation.people import Chat, Person
from tests.conversation.stage import Stage
from tests.conversation.town import ADMIN, MORNING

GRID, NEIGHBOUR = "YX010101", "YX010102"
LAMP = "丹桂路12号门口路灯不亮好几天了"
NOISE = "丹桂路12号楼下麻将馆天天吵到半夜"


def bot_id(stage: Stage) -> int:
    return int(stage.simulator.bot["id"])


async def another(stage: Stage, *, forum: bool = False, title: str = "第二个群") -> Gathering:
    """A group of the chief and the administrator that nobody bound yet."""
    members = [ADMIN, stage.chief(GRID).account]
    chat = groups.found(stage.simulator, title, members, [ADMIN], {"forum": forum})
    await stage.settled()
    return chat


async def topic(stage: Stage, chat: Gathering, name: str, code: str) -> int:
    """A topic of the forum that stands for a grid."""
    thread = topics.act(stage.simulator, chat, ADMIN, "create", 0, name)
    await admin_in(stage, chat).says(f"/bind {code}", thread=thread)
    return thread


def admin_in(stage: Stage, chat: Gathering) -> Person:
    return Person(stage, chat.id, ADMIN)


def own_group(stage: Stage, code: str = GRID) -> Gathering:
    return groups.group(stage.simulator, stage.group(code).chat_id)


def threads(chat: Chat) -> list[int]:
    """Where the bot's messages stand, by topic."""
    return [said.raw.get("message_thread_id", 0) for said in chat.heard()]


# Several groups of one grid


async def test_two_groups_of_a_grid_show_one_ticket(stage: Stage, guiying: Person) -> None:
    second = await another(stage)
    await admin_in(stage, second).says(f"/bind {GRID}")
    assert "另外还有 1 个地方" in Chat(stage, second.id).last
    await guiying.says(LAMP)
    first_card, second_card = stage.group(GRID).last, Chat(stage, second.id).last
    assert "等丹桂社区第一网格签收" in first_card
    assert "等丹桂社区第一网格签收" in second_card
    chief = stage.chief(GRID)
    await chief.presses("签收")
    assert "办理中" in Chat(stage, second.id).last
    late = await chief.at(Chat(stage, second.id)).presses_data(second_card.buttons["签收"], second_card)
    assert late.alert
    await chief.at(Chat(stage, second.id)).presses("办结")
    prompt = Chat(stage, second.id).last
    assert "办得怎么样" in prompt
    assert not stage.group(GRID).shows("办得怎么样")
    await chief.at(Chat(stage, second.id)).says("无照片 换了灯泡", reply_to=prompt)
    for chat in (stage.group(GRID), Chat(stage, second.id)):
        assert chat.shows("已办结")
    assert guiying.shows("换了灯泡")


# Topics


async def test_each_topic_stands_for_its_grid(stage: Stage, guiying: Person) -> None:
    chat = await another(stage, forum=True)
    one, other = await topic(stage, chat, "一格", GRID), await topic(stage, chat, "二格", NEIGHBOUR)
    forum = Chat(stage, chat.id)
    assert "这个话题现在代表" in forum.last
    await guiying.sends("photo", caption=LAMP)
    await stage.later(seconds=3)
    assert "路灯" in forum.button("签收")
    assert threads(forum)[-2:] == [one, one]  # card and picture
    chief = stage.chief(GRID).at(forum)
    await chief.presses("签收")
    await chief.presses("办结")
    assert forum.last.raw["message_thread_id"] == one
    await chief.says("无照片 换了灯泡", reply_to=forum.last)
    assert guiying.shows("换了灯泡")
    assert other not in threads(forum)[3:]


async def test_commands_answer_in_their_topic(stage: Stage) -> None:
    chat = await another(stage, forum=True)
    one, other = await topic(stage, chat, "一格", GRID), await topic(stage, chat, "二格", NEIGHBOUR)
    for thread, name in ((one, "第一网格"), (other, "第二网格")):
        await admin_in(stage, chat).says("/list", thread=thread)
        said = Chat(stage, chat.id).last
        assert name in said
        assert said.raw["message_thread_id"] == thread
    await admin_in(stage, chat).says("/list")
    assert "没有绑定" in Chat(stage, chat.id).last
    assert "message_thread_id" not in Chat(stage, chat.id).last.raw


async def test_a_digest_goes_to_its_topic(stage: Stage) -> None:
    chat = await another(stage, forum=True)
    thread = await topic(stage, chat, "社区", "YX0101")
    await stage.at("17:30")
    digest = Chat(stage, chat.id).find("日调度")
    assert digest.raw["message_thread_id"] == thread


async def test_a_deleted_topic_gives_way_to_general(stage: Stage, guiying: Person) -> None:
    groups.set_status(stage.simulator, own_group(stage), bot_id(stage), "kicked")
    chat = await another(stage, forum=True)
    thread = await topic(stage, chat, "一格", GRID)
    await guiying.says(LAMP)
    forum = Chat(stage, chat.id)
    assert forum.last.raw["message_thread_id"] == thread
    topics.act(stage.simulator, chat, ADMIN, "delete", thread, "")
    await guiying.says(NOISE)
    general = [said.text for said in forum.heard() if "message_thread_id" not in said.raw]
    assert any("麻将馆" in text for text in general)
    assert any("路灯" in text for text in general)  # the card that went with the topic
    assert "话题被删了" in stage.person(ADMIN).find("第二个群")
    await stage.chief(GRID).at(forum).presses("签收")
    assert stage.rows("SELECT id FROM outbox WHERE state = 'undelivered'") == []
    fresh = topics.act(stage.simulator, chat, ADMIN, "create", 0, "新的一格")
    await admin_in(stage, chat).says(f"/bind {GRID}", thread=fresh)
    await guiying.says("丹桂路12号门口垃圾没人收，堆了三天")
    garbage = [said for said in forum.heard() if "垃圾" in said]
    assert [said.raw.get("message_thread_id") for said in garbage] == [fresh]


async def test_a_closed_topic_and_its_return(stage: Stage, guiying: Person) -> None:
    groups.set_status(stage.simulator, own_group(stage), bot_id(stage), "kicked")
    chat = await another(stage, forum=True)
    thread = await topic(stage, chat, "一格", GRID)
    await guiying.says(LAMP)
    topics.act(stage.simulator, chat, ADMIN, "close", thread, "")
    await stage.settled()
    forum = Chat(stage, chat.id)
    assert "路灯" in forum.last
    assert "message_thread_id" not in forum.last.raw
    assert "话题关闭了" in stage.person(ADMIN).last
    topics.act(stage.simulator, chat, ADMIN, "close", 0, "")
    await stage.settled()
    assert "路灯" in stage.holder(Role.GRID_CHIEF, GRID).button("签收")
    topics.act(stage.simulator, chat, ADMIN, "reopen", thread, "")
    await stage.settled()
    assert "路灯" in forum.last
    assert forum.last.raw["message_thread_id"] == thread
    assert "换了地方" in stage.holder(Role.GRID_CHIEF, GRID).last


# Rights


@pytest.mark.parametrize("status", ["kicked", "left", "restricted"])
async def test_open_cards_go_elsewhere_and_come_back(stage: Stage, guiying: Person, status: str) -> None:
    await guiying.says(LAMP)
    group, chief = stage.group(GRID), stage.holder(Role.GRID_CHIEF, GRID)
    groups.set_status(stage.simulator, own_group(stage), bot_id(stage), status)
    await stage.settled()
    assert "路灯" in chief.button("签收")
    assert "丹桂社区第一网格" in stage.person(ADMIN).last
    await chief.presses("签收")
    groups.set_status(stage.simulator, own_group(stage), bot_id(stage), "member")
    await stage.settled()
    assert "继续接单" in group.heard()[-2]
    assert "办理中" in group.last
    assert "换了地方" in chief.find(stage.ticket())
    await stage.chief(GRID).presses("到场")
    assert "人员已经到现场" in guiying.last


async def test_made_admin_nothing_is_said(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    before = len(stage.group(GRID).heard())
    for status in ("administrator", "member"):
        groups.set_status(stage.simulator, own_group(stage), bot_id(stage), status)
        await stage.settled()
    assert len(stage.group(GRID).heard()) == before


async def test_rights_taken_away_unseen_are_learnt_from_the_refusal(stage: Stage, guiying: Person) -> None:
    groups.permit(stage.simulator, own_group(stage), {"can_send_messages": False})
    await guiying.says(LAMP)
    assert "路灯" in stage.holder(Role.GRID_CHIEF, GRID).button("签收")
    assert "不让机器人发言" in stage.person(ADMIN).last
    await guiying.says("快一点", reply_to=guiying.last)
    assert stage.holder(Role.GRID_CHIEF, GRID).shows("快一点")
    assert len(stage.person(ADMIN).heard()) == 1


async def test_no_pictures_allowed_is_told_and_words_go_on(stage: Stage, guiying: Person) -> None:
    groups.permit(stage.simulator, own_group(stage), {"can_send_photos": False})
    await guiying.sends("photo", caption=LAMP)
    await stage.later(seconds=3)
    assert "路灯" in stage.group(GRID).last
    assert "不让机器人发照片" in stage.person(ADMIN).last


async def test_nobody_left_but_the_level_above(stage: Stage, guiying: Person) -> None:
    chief = stage.holder(Role.GRID_CHIEF, GRID)
    await chief.blocks()
    assert "屏蔽" in stage.person(ADMIN).last
    groups.set_status(stage.simulator, own_group(stage), bot_id(stage), "kicked")
    await guiying.says(LAMP)
    community = stage.group("YX0101")
    assert "路灯" in community.button("签收")
    await chief.blocks(blocked=False)
    await stage.settled()
    assert "路灯" in chief.last
    assert "换了地方" in community.last


async def test_a_chief_who_never_spoke_to_the_bot(stage: Stage, guiying: Person) -> None:
    groups.set_status(stage.simulator, own_group(stage), bot_id(stage), "kicked")
    chief = stage.holder(Role.GRID_CHIEF, GRID)
    stage.simulator.people[chief.account].started = False
    await guiying.says(LAMP)
    assert "路灯" in stage.group("YX0101").button("签收")
    assert stage.person(ADMIN).shows("点“开始”")
    await chief.starts()
    assert "路灯" in chief.button("签收")
    assert "换了地方" in stage.group("YX0101").last


# What a group stands for


async def test_what_the_bot_hears_is_said_at_once(stage: Stage) -> None:
    chat = await another(stage)
    await admin_in(stage, chat).says(f"/bind {GRID}")
    assert "只看得到按钮、命令和回复我的话" in Chat(stage, chat.id).last
    groups.set_status(stage.simulator, chat, bot_id(stage), "administrator")
    await admin_in(stage, chat).says(f"/bind {GRID}")
    assert "都收得到" in Chat(stage, chat.id).last


async def test_bound_where_it_may_not_write_whoever_bound_it_hears_in_private(stage: Stage) -> None:
    chat = await another(stage)
    groups.permit(stage.simulator, chat, {"can_send_messages": False})
    await admin_in(stage, chat).says(f"/bind {GRID}")
    assert "不让机器人发言" in stage.person(ADMIN).find("第二个群")


async def test_another_grid_asks_first(stage: Stage, guiying: Person) -> None:
    chat = await another(stage)
    admin = admin_in(stage, chat)
    await admin.says(f"/bind {GRID}")
    await guiying.says(LAMP)
    await admin.says(f"/bind {NEIGHBOUR}")
    assert "现在代表丹桂社区第一网格，要改成丹桂社区第二网格" in admin.last
    await admin.presses("不改")
    await admin.says("/bind")
    assert "现在代表丹桂社区第一网格" in admin.last
    await admin.says(f"/bind {NEIGHBOUR}")
    await admin.presses("绑到丹桂社区第二网格")
    assert "现在代表丹桂社区第二网格" in admin.last
    assert "换了地方" in admin.find(stage.ticket())
    assert "路灯" in stage.group(GRID).last


async def test_unbound_and_bound_again(stage: Stage, guiying: Person) -> None:
    chat = own_group(stage)
    chat.members[ADMIN] = "member"
    await guiying.says(LAMP)
    admin = admin_in(stage, chat)
    await admin.says("/unbind")
    await admin.presses("解绑")
    assert "已解绑" in admin.last
    chief = stage.holder(Role.GRID_CHIEF, GRID)
    assert "路灯" in chief.button("签收")
    await admin.presses("绑到丹桂社区第一网格")
    assert "路灯" in admin.button("签收")
    assert "换了地方" in chief.last
    await admin.says("/unbind")
    await admin.presses("不改")
    assert stage.one("SELECT count(*) FROM bindings WHERE chat_id = ?", chat.id) == 1


async def test_only_whoever_may_bind_may_unbind(stage: Stage) -> None:
    chief = stage.chief(GRID)
    await chief.says("/unbind")
    assert "不归您管" in chief.last
    await chief.says("/bind")
    assert "不归您管" in chief.last
    node = stage.town.nodes[GRID].id
    for data in (f"bu:{node}:0:", f"bo:{node}:0:", f"bi:{node}:0:here"):
        assert (await chief.presses_data(data, chief.last)).alert
    assert stage.one("SELECT count(*) FROM bindings WHERE chat_id = ?", chief.chat_id) == 1


# Who speaks, and to whom


async def test_nobody_knows_who_a_channel_is(stage: Stage) -> None:
    chat = await another(stage)
    await admin_in(stage, chat).says(f"/bind {GRID}", anonymous=True)
    assert "匿名管理员" in Chat(stage, chat.id).last
    channel = {"id": -1009, "type": "channel", "title": "社区通知"}
    person = Person(stage, chat.id, stage.chief(GRID).account)
    content = acting.text_content(f"/bind {GRID}")
    await person.puts({**content, "sender_chat": channel})
    assert "匿名管理员" in Chat(stage, chat.id).last
    assert stage.one("SELECT count(*) FROM bindings WHERE chat_id = ?", chat.id) == 0


async def test_a_command_for_another_bot_is_none_of_ours(stage: Stage) -> None:
    chat = await another(stage)
    before = len(Chat(stage, chat.id).heard())
    groups.set_status(stage.simulator, chat, bot_id(stage), "administrator")  # hears everything
    await admin_in(stage, chat).says(f"/bind@other_bot {GRID}")
    assert len(Chat(stage, chat.id).heard()) == before
    await admin_in(stage, chat).says(f"/bind@yigetong_bot {GRID}")
    assert "现在代表" in Chat(stage, chat.id).last


async def test_titles_with_markup_and_of_any_length(stage: Stage) -> None:
    chat = await another(stage, title="<b>三&四</b>" * 40)
    await admin_in(stage, chat).says(f"/bind {GRID}")
    groups.rename(stage.simulator, chat, "<i>新名字&")
    groups.set_status(stage.simulator, chat, bot_id(stage), "kicked")
    await stage.settled()
    assert "<i>新名字&" in stage.person(ADMIN).last


async def test_a_channel_is_no_group(stage: Stage) -> None:
    changed = {
        "chat": {"id": -1008, "type": "channel", "title": "社区通知"},
        "from": {"id": ADMIN, "is_bot": False, "first_name": "管理员"},
        "date": int(stage.clock.now().timestamp()),
        "old_chat_member": {"user": stage.simulator.bot, "status": "left"},
        "new_chat_member": {"user": stage.simulator.bot, "status": "member"},
    }
    stage.simulator.updates.inject({"my_chat_member": changed}, stage.clock.now().timestamp())
    await stage.settled()
    assert stage.rows("SELECT id FROM outbox") == []


# Found before a card is lost


async def test_a_broken_group_is_found_by_asking(stage: Stage) -> None:
    chat = own_group(stage)
    chat.members[bot_id(stage)] = "left"  # and nobody told us
    async with stage.house.database.begin() as tx:
        await tx.bindings.bind(Room(chat.id), stage.town.nodes[GRID].id, MORNING, check_at=MORNING)
    await stage.house.inspector.look()
    await stage.until(lambda: bool(stage.person(ADMIN).heard()))  # the house may have been looking itself
    assert "没有机器人" in stage.person(ADMIN).last
    await stage.at("09:00")
    assert stage.person(ADMIN).shows("收不到消息")
    told = len(stage.person(ADMIN).heard())
    await stage.tick()
    assert len(stage.person(ADMIN).heard()) == told
