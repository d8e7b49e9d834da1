"""Numbers and names of people are shown in no group and written into no log."""

from io import StringIO

import pytest

from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"
PHONE, IDENTITY, CARD = "13807965521", "362421195803120417", "6222021510001234567"
SECRETS = (PHONE, IDENTITY, CARD, "周玉兰")


def _kept(stage: Stage, log: StringIO, *secrets: str) -> None:
    for told in stage.told_groups():
        for secret in secrets:
            assert secret not in told
    for secret in (*secrets, stage.simulator.token):
        assert secret not in log.getvalue()


@pytest.mark.parametrize(
    "words",
    [
        f"丹桂路12号门口路灯不亮，我叫周玉兰，电话{PHONE}",
        f"我是周玉兰，丹桂路12号停水了，身份证{IDENTITY}",
        f"丹桂路12号物业多收了钱，卡号{CARD}，电话 138 0796 5521",
    ],
)
async def test_a_report(stage: Stage, laoliu: Person, log: StringIO, words: str) -> None:
    await laoliu.says(words)
    assert stage.tickets() == 1
    _kept(stage, log, *SECRETS, "138 0796 5521")
    await stage.chief(GRID).presses("详情")
    _kept(stage, log, *SECRETS, "138 0796 5521")


async def test_a_supplement(stage: Stage, guiying: Person, log: StringIO) -> None:
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    await guiying.says(f"联系人周玉兰，{PHONE}", reply_to=guiying.last)
    assert "居民补充" in stage.group(GRID).last
    _kept(stage, log, *SECRETS)


async def test_an_edit(stage: Stage, guiying: Person, log: StringIO) -> None:
    said = await guiying.says("丹桂路12号门口路灯不亮好几天了")
    await guiying.edits(said, f"丹桂路12号门口路灯不亮，电话{PHONE}")
    _kept(stage, log, *SECRETS)


async def test_a_caption(stage: Stage, guiying: Person, log: StringIO) -> None:
    await guiying.sends("photo", f"丹桂路12号门口路灯不亮，电话{PHONE}")
    await stage.later(seconds=3)
    _kept(stage, log, *SECRETS)


async def test_progress_and_result(stage: Stage, guiying: Person, log: StringIO) -> None:
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    chief, card = stage.chief(GRID), stage.group(GRID).last
    await chief.presses("签收")
    await chief.says(f"已联系周玉兰，电话{PHONE}，下午去", reply_to=card)
    await chief.says(f"办结 无照片 换了灯泡，户主周玉兰，身份证{IDENTITY}", reply_to=card)
    _kept(stage, log, PHONE, IDENTITY)
    assert not any(secret in message for message in guiying.heard() for secret in (PHONE, IDENTITY))


async def test_a_comment_and_what_is_listed(stage: Stage, guiying: Person, log: StringIO) -> None:
    await guiying.says(f"丹桂路12号门口路灯不亮，电话{PHONE}")
    await stage.chief(GRID).says("/list")
    await stage.at("17:30")
    await stage.chief(GRID).says("办结 无照片 换了灯泡", reply_to=stage.group(GRID).find("🆕"))
    await guiying.presses("没解决")
    await guiying.says(f"打{PHONE}跟我说", reply_to=guiying.last)
    _kept(stage, log, *SECRETS)


async def test_a_resident_has_no_name_in_a_group(stage: Stage, guiying: Person) -> None:
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    await guiying.says("快点来", reply_to=guiying.last)
    name = stage.town.people[guiying.account]
    assert not any(name in told or str(guiying.account) in told for told in stage.told_groups())
