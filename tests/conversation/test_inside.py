"""In the group: lists that turn in place, words both ways under an alias, and whoever presses first."""

import pytest

from bot.domain.org import Role
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID, NEIGHBOUR = "YX010101", "YX010102"
LAMP = "丹桂路12号门口路灯不亮好几天了"
WITH_PHONE = "丹桂路12号门口路灯不亮好几天了，我叫王桂英，电话13812345678"
BRIBE = "举报村干部吃回扣"
PHONE = "13812345678"


async def several(stage: Stage, person: Person, count: int) -> None:
    """So many tickets of the grid, the later the longer they have."""
    await person.says(LAMP)
    columns = (
        "petitioner_id, category, intent, profile, sure, danger, public_text, place_text, node_id, owner_id, "
        "state, round, version, created_at, due_at, sign_due_at, rules_version, returns, asks, designated"
    )
    for number in range(2, count + 1):
        stage.rows(
            f"INSERT INTO tickets (number, {columns}) SELECT ?, {columns} FROM tickets ORDER BY id LIMIT 1",
            f"GD20260310-{number:04d}",
        )


# Lists


async def test_the_list_turns_in_place(stage: Stage, guiying: Person) -> None:
    await several(stage, guiying, 9)
    chief = stage.chief(GRID)
    await chief.says("/list")
    first, said = chief.last, len(chief.heard())
    assert first.text.splitlines()[0] == "丹桂社区第一网格 在办 9 件（第 1/2 页）："
    assert len(first.text.splitlines()) == 9
    assert "还剩" in first
    assert list(first.buttons) == ["全部", "未签收", "即将超时", "超时", "挂起", "下一页"]
    await chief.presses("下一页")
    assert chief.last.id == first.id
    assert chief.last.text.splitlines()[0] == "丹桂社区第一网格 在办 9 件（第 2/2 页）："
    assert list(chief.last.buttons)[5:] == ["上一页"]
    await chief.presses("挂起")
    assert chief.last.text == "丹桂社区第一网格 挂起 0 件。"
    await chief.presses("未签收")
    assert "未签收 9 件（第 1/2 页）" in chief.last
    assert len(chief.heard()) == said


async def test_every_press_tells_what_is_true_now(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    chief = stage.chief(GRID)
    card = chief.last
    await chief.says("/list")
    await chief.presses("未签收")
    assert stage.ticket() in chief.last
    await chief.presses("签收", on=card)
    await chief.presses("未签收")
    assert chief.last.text == "丹桂社区第一网格 未签收 0 件。"
    await chief.presses("全部")
    assert "丹桂路12号" in chief.last
    await stage.later(days=30)
    await chief.presses("超时", on=chief.button("未签收"))
    assert "超时2" in chief.button("未签收")


async def test_stale_and_strange_presses_change_nothing(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    chief = stage.chief(GRID)
    await chief.says("/list")
    node = stage.town.nodes[GRID].id
    assert not (await chief.presses_data(f"lx:{node}:999999999:all", chief.last)).alert
    assert "在办 1 件：" in chief.last
    shown = chief.last.text
    somebody = stage.one("SELECT id FROM people WHERE telegram_id = ?", guiying.account)
    elsewhere = stage.town.nodes[NEIGHBOUR].id
    for data in (f"li:{elsewhere}:1:all", f"li:{node}:1:everything", f"lx:{somebody}:1:mine", f"li:{10**14}:1:all"):
        assert (await chief.presses_data(data, chief.last)).alert, data
    assert chief.last.text == shown


async def test_a_passer_by_reads_no_list(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    group = stage.group(GRID)
    await stage.chief(GRID).says("/list")
    own = group.last
    stage.simulator.chats[group.chat_id].members[guiying.account] = "member"
    passer_by = guiying.at(group)
    assert (await passer_by.presses("超时", on=own)).alert
    await passer_by.says("/list")
    assert "不归您管" in group.last


async def test_due_today_and_tomorrow(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    chief = stage.chief(GRID)
    await chief.says("/due")
    assert "今天、明天到期 1 件：" in chief.last  # to be signed
    await chief.presses("签收")
    stage.rows("UPDATE tickets SET due_at = ?", stage.clock.now().replace(year=2027))
    await chief.says("/due")
    assert chief.last.text == "丹桂社区第一网格 今天、明天到期 0 件。"
    assert chief.last.buttons == {}


async def test_mine_is_what_i_signed(stage: Stage, guiying: Person) -> None:
    await guiying.says(WITH_PHONE)
    number = stage.ticket()
    chief = stage.chief(GRID)
    await chief.says("/mine")
    assert chief.last.text == "您签收的，在办 0 件。"
    await chief.presses("签收")
    await chief.says("/mine")
    assert number in chief.last
    assert "路灯不亮" not in chief.last
    in_private = stage.holder(Role.GRID_CHIEF, GRID)
    await in_private.says("/mine")
    assert "路灯不亮" in in_private.find(number)
    assert PHONE not in in_private.last
    secretary = stage.secretary("YX0101")
    await secretary.says("/mine")
    assert number not in secretary.last


async def test_sealed_ones_stand_in_no_list_of_a_group(stage: Stage, guiying: Person) -> None:
    await guiying.says(BRIBE)
    number, appointed = stage.ticket(), stage.holder(Role.DISCIPLINE, "YX")
    await appointed.presses("签收")
    await appointed.says("/mine")
    assert number in appointed.last
    group = stage.group(GRID)
    stage.simulator.chats[group.chat_id].members[appointed.account] = "member"
    await appointed.at(group).says("/mine")
    assert group.last.text == "您签收的，在办 0 件。"
    assert not any(number in told for told in stage.told_groups())


# Words both ways


async def signed(stage: Stage, guiying: Person, text: str = LAMP) -> Person:
    await guiying.says(text)
    chief = stage.chief(GRID)
    await chief.presses("签收")
    return chief


async def test_words_go_both_ways_without_names(stage: Stage, guiying: Person) -> None:
    chief = await signed(stage, guiying)
    number = stage.ticket()
    await chief.presses("更多")
    await chief.presses("联系居民")
    assert "居民看不到您的名字" in chief.last
    await chief.says("请问是几号楼？我电话13900001111", reply_to=chief.last)
    heard = guiying.last
    assert heard.text.startswith(f"办理 {number} 的工作人员说：请问是几号楼？")
    assert "13900001111" not in heard
    assert stage.one("SELECT contacted_at IS NOT NULL FROM tickets")
    await guiying.says("12号楼门口，我叫王桂英，打13812345678", reply_to=heard)
    assert guiying.last.text == f"已转给办理 {number} 的工作人员。"
    answer = chief.last
    assert answer.text.startswith(f"{number} 居民说：12号楼门口")
    card = stage.one("SELECT message_id FROM cards WHERE kind = 'card' AND chat_id = ?", chief.chat_id)
    assert answer.raw["reply_to_message"]["message_id"] == card
    for word in ("王桂英", PHONE, str(guiying.account)):
        assert not any(word in told for told in stage.told_groups())
    await chief.says("好的，下午来修", reply_to=answer)
    assert "工作人员说：好的，下午来修" in guiying.last
    told = "\n".join(message.text for message in guiying.heard())
    assert stage.one("SELECT name FROM people WHERE telegram_id = ?", chief.account) not in told
    assert str(chief.account) not in told
    kinds = stage.rows("SELECT kind FROM notes ORDER BY id")
    assert kinds == [("report",), ("message",), ("message",), ("message",)]
    assert stage.rows("SELECT event FROM history ORDER BY id")[-3:] == [("progress",), ("supplement",), ("progress",)]


async def test_by_word_and_with_pictures(stage: Stage, guiying: Person) -> None:
    chief = await signed(stage, guiying)
    card = chief.find(stage.ticket())
    await chief.says("转告 明天上午有人来", reply_to=card)
    assert "工作人员说：明天上午有人来" in guiying.last
    await chief.sends("photo", caption="转告 是这盏灯吗", reply_to=card)
    await stage.later(seconds=3)
    assert "photo" in guiying.last.raw
    await guiying.sends("photo", reply_to=guiying.find("是这盏灯吗"))
    await stage.later(seconds=3)
    assert "photo" in chief.last.raw
    await chief.says("转告", reply_to=card)
    assert "请写一句" in chief.last
    await chief.says("办结 已换好", reply_to=chief.find(stage.ticket()))
    assert stage.state() == "pending_survey"


async def test_whoever_cannot_be_reached(stage: Stage, guiying: Person) -> None:
    chief = await signed(stage, guiying)
    await guiying.blocks()
    await chief.says("转告 明天来", reply_to=chief.find(stage.ticket()))
    assert "收不到消息" in chief.last


async def test_words_about_a_sealed_matter_stay_private(stage: Stage, guiying: Person) -> None:
    await guiying.says(BRIBE)
    appointed = stage.holder(Role.DISCIPLINE, "YX")
    await appointed.presses("签收")
    await appointed.says("转告 还有谁知道", reply_to=appointed.find("保密件"))
    await guiying.says("账本在会计那里", reply_to=guiying.last)
    assert "居民说：账本在会计那里" in appointed.last
    assert not any("账本" in told or "谁知道" in told for told in stage.told_groups())


# How to reach him


async def test_how_to_reach_him_is_told_in_private_for_a_reason(stage: Stage, guiying: Person) -> None:
    chief = await signed(stage, guiying, WITH_PHONE)
    number, in_private = stage.ticket(), stage.holder(Role.GRID_CHIEF, GRID)
    await chief.presses("更多")
    said = len(chief.heard())
    answer = await chief.presses("看联系方式")
    assert "私下" in answer.text
    assert number in in_private.last
    await in_private.presses("约上门时间")
    shown = in_private.last
    assert PHONE in shown
    assert shown.raw["entities"][0]["user"]["id"] == guiying.account
    assert stage.rows("SELECT event, reason FROM history ORDER BY id")[-1] == ("look", "contact-visit")
    assert len(chief.heard()) == said
    for word in (PHONE, str(guiying.account)):
        assert not any(word in told for told in stage.told_groups())
    assert any(PHONE in notice for (notice,) in stage.rows("SELECT notice FROM outbox WHERE ticket_id = 1"))
    await guiying.presses("撤销", on=guiying.find("收到了"))
    await guiying.presses("确定撤销")
    await stage.later(days=31)
    kept = "".join(notice for (notice,) in stage.rows("SELECT notice FROM outbox"))
    assert PHONE not in kept, "what was told of him goes with his words"


async def test_who_may_not_look(stage: Stage, guiying: Person) -> None:
    await guiying.says(WITH_PHONE)
    number = stage.ticket()
    id_ = stage.one("SELECT id FROM tickets")
    chief, in_private = stage.chief(GRID), stage.holder(Role.GRID_CHIEF, GRID)
    await chief.presses("更多")
    assert "看联系方式" not in chief.last.buttons  # not signed
    assert (await chief.presses_data(f"kr:{id_}:1:", chief.last)).alert
    await chief.presses("签收")
    version = stage.one("SELECT version FROM tickets")
    assert (await chief.presses_data(f"kf:{id_}:{version}:call", chief.last)).alert  # in the group
    await chief.presses_data(f"kr:{id_}:{version}:", chief.last)
    assert (await in_private.presses_data(f"kf:{id_}:{version}:nosiness", in_private.last)).alert
    other = stage.holder(Role.GRID_CHIEF, NEIGHBOUR)
    await other.says("/mine")
    assert (await other.presses_data(f"kf:{id_}:{version}:call", other.last)).alert
    await chief.says("办结 无照片 已经换好了", reply_to=chief.find(number))
    await guiying.presses("已解决")
    await guiying.presses("非常满意")
    assert (await in_private.presses_data(f"kf:{id_}:{version}:call", in_private.last)).alert  # it is over
    assert stage.one("SELECT count(*) FROM history WHERE event = 'look'") == 0


async def test_who_never_spoke_to_us_in_private_is_asked_to(stage: Stage, guiying: Person) -> None:
    chief = await signed(stage, guiying)
    await stage.holder(Role.GRID_CHIEF, GRID).blocks()
    await chief.presses("更多")
    answer = await chief.presses("看联系方式")
    assert answer.alert
    assert "点我的头像" in answer.text


# Who was first


async def test_the_first_press_wins_and_the_others_hear_who_it_was(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    chief, secretary = stage.chief(GRID), stage.person(stage.town.posts[Role.COMMUNITY, "YX0101"])
    stage.simulator.chats[chief.chat_id].members[secretary.account] = "member"
    card = chief.last
    assert not (await chief.presses("签收")).alert
    name = stage.one("SELECT name FROM people WHERE telegram_id = ?", chief.account)
    late = await secretary.at(stage.group(GRID)).presses_data(card.buttons["签收"], card)
    assert late.alert
    assert f"已由同事签收（{name}）" in late.text
    again = await chief.presses_data(card.buttons["签收"], card)
    assert "您已经签收了" in again.text
    assert stage.one("SELECT count(*) FROM history WHERE event = 'sign'") == 1
    assert len([m for m in guiying.heard() if "有人接手" in m]) == 1


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
async def test_in_other_languages(stage: Stage, guiying: Person, language: str) -> None:
    chief = await signed(stage, guiying)
    caption = {"zh-Hant": "繁體中文", "en": "English"}[language]
    for speaker in (chief, guiying):
        await speaker.says("/lang")
        await speaker.presses(caption)
    await chief.says("/list")
    assert {"zh-Hant": "下一頁", "en": "Next"}[language] not in chief.last.buttons
    assert {"zh-Hant": "在辦 1 件", "en": "open: 1"}[language] in chief.last
    tell = {"zh-Hant": "轉告 明天來修", "en": "tell 明天來修"}[language]
    await chief.says(tell, reply_to=chief.find(stage.ticket()))
    said = {"zh-Hant": "的工作人員說：明天來修", "en": "say: 明天來修"}[language]
    assert said in guiying.last
    await guiying.says("好", reply_to=guiying.last)
    assert {"zh-Hant": "居民說：好", "en": "The resident says: 好"}[language] in chief.last
