"""日调度: at eight and at half past five, once each, with figures that agree with what happened."""

from bot.domain.org import Role
from tests.conversation.people import Person, Said
from tests.conversation.stage import Stage

GRID = "YX010101"


def _digests(person: Person) -> list[Said]:
    return [message for message in person.heard() if "日调度" in message]


async def test_two_a_day_whatever_ticks_and_restarts(stage: Stage) -> None:
    desk = stage.holder(Role.TOWN_DESK, "YX01")
    for _ in range(2):
        await stage.at("17:29")
        before = len(_digests(desk))
        for clock, expected in (("17:30", before + 1), ("23:00", before + 1), ("08:00", before + 2)):
            await stage.at(clock)
            await stage.restart()
            for _ in range(3):
                await stage.tick()
            assert len(_digests(desk)) == expected
    assert len(_digests(desk)) == 4


async def test_figures_agree_with_what_happened(stage: Stage, guiying: Person, laoliu: Person) -> None:
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    await stage.chief(GRID).says("办结 无照片 换了灯泡", reply_to=stage.group(GRID).last)
    await laoliu.says("江滨路120号门口垃圾堆成山，臭得不行")
    await laoliu.says("江滨路120号楼下麻将馆天天吵到半夜")
    await stage.chief("YX010203").presses("签收")
    await guiying.says("丹桂路12号楼上漏水，天花板湿了一片")
    await guiying.presses("撤销")
    await guiying.presses("确定撤销")
    await stage.at("17:30")
    digest = _digests(stage.holder(Role.TOWN_DESK, "YX01"))[-1]
    assert "今日新增 4 件，今日办结 1 件" in digest
    assert "累计 3 件，办结 1 件，在办 2 件" in digest
    assert "1/3" in digest
    assert "未签收 1 件" in digest
    assert "另有撤销、并单等 1 件" in digest


async def test_a_community_sees_its_own_only(stage: Stage, guiying: Person, laoliu: Person) -> None:
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    await laoliu.says("江滨路120号门口垃圾堆成山，臭得不行")
    await stage.at("17:30")
    digest = _digests(stage.holder(Role.COMMUNITY, "YX0101"))[-1]
    assert "今日新增 1 件" in digest
    assert "垃圾" not in digest


async def test_a_desks_group_gets_it_too_a_grids_does_not(stage: Stage) -> None:
    await stage.at("17:30")
    assert stage.group("YX0101").shows("日调度")
    assert stage.group("YX01").shows("日调度")
    assert not stage.group(GRID).shows("日调度")


async def test_a_missed_slot_is_sent_late(stage: Stage) -> None:
    desk = stage.holder(Role.TOWN_DESK, "YX01")
    await stage.at("17:00")
    await stage.close()
    await stage.open_at("19:10")
    assert len(_digests(desk)) == 1
    assert "今天晚上7点10分" in _digests(desk)[-1]


async def test_after_three_days_away_only_the_newest_slot_is_sent(stage: Stage) -> None:
    desk = stage.holder(Role.TOWN_DESK, "YX01")
    await stage.at("17:00")
    await stage.later(days=3)
    assert len(_digests(desk)) == 1


async def test_today_counts_as_of_now(stage: Stage, guiying: Person) -> None:
    desk = stage.holder(Role.TOWN_DESK, "YX01")
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    await desk.says("/today")
    assert "今日新增 1 件，今日办结 0 件" in desk.last
