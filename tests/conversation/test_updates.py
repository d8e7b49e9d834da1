"""Updates as a bad network delivers them: poisoned, doubled, out of order, during faults of the server."""

import pytest

from bot.simulator import control
from tests.conversation.people import Json, Person
from tests.conversation.stage import Stage
from tests.conversation.town import ADMIN

GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了"

POISON: list[Json] = [
    {"message": {"message_id": "x", "date": "yesterday", "chat": 7}},
    {"message": {"message_id": 1, "date": 0}},
    {"message": "text"},
    {"callback_query": {"id": 1}},
    {"message": {"message_id": 1, "date": 0, "chat": {"id": 720000001, "type": "private"}, "text": 17}},
    {"message": {"message_id": 1, "date": 0, "chat": {"id": 720000001, "type": "private"}, "text": "x",
                 "entities": [{"type": "bold"}]}},
    {"my_chat_member": {"chat": {"id": -1, "type": "group"}}},
]  # fmt: skip


@pytest.mark.provokes_errors
@pytest.mark.parametrize("poison", POISON, ids=range(len(POISON)))
async def test_poison_is_parked_and_the_others_go_on(stage: Stage, guiying: Person, poison: Json) -> None:
    control.inject(stage.simulator, dict(poison))
    await guiying.says(LAMP)
    assert stage.tickets() == 1
    assert stage.one("SELECT count(*) FROM inbox WHERE state = 'parked'") == 1
    assert "处理不了" in stage.person(ADMIN).last


@pytest.mark.parametrize(
    "strange",
    [
        {},
        {"message": {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}}},
        {"channel_post": {"message_id": 1, "date": 0, "chat": {"id": -5, "type": "channel"}, "text": "x"}},
        {"an_update_of_next_year": {"x": 1}},
    ],
    ids=["empty", "empty message", "channel", "unknown kind"],
)
async def test_what_we_do_not_know_harms_nobody(stage: Stage, guiying: Person, strange: Json) -> None:
    control.inject(stage.simulator, dict(strange))
    await guiying.says(LAMP)
    assert stage.tickets() == 1
    assert stage.one("SELECT count(*) FROM inbox WHERE state = 'new'") == 0


async def test_delivered_twice_is_one_ticket(stage: Stage, guiying: Person) -> None:
    control.add_faults(stage.simulator, {"kind": "duplicate"})
    await guiying.says(LAMP)
    assert stage.tickets() == 1
    assert len(stage.group(GRID).heard()) == 1


async def test_a_press_delivered_twice_counts_once(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    control.add_faults(stage.simulator, {"kind": "duplicate"})
    await stage.chief(GRID).presses("签收")
    assert len([m for m in guiying.heard() if "接手" in m]) == 1


async def test_out_of_order_loses_nothing(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    control.add_faults(stage.simulator, {"kind": "reorder"})
    await guiying.says(LAMP)
    await zhiqiang.says("停水了")
    assert stage.tickets() == 2


@pytest.mark.parametrize("kind", ["5xx", "429", "drop", "timeout_after"])
async def test_faults_of_the_server_delay_but_lose_nothing(stage: Stage, guiying: Person, kind: str) -> None:
    fault = {"kind": kind, "method": "sendMessage", "times": 2, "seconds": 0}
    control.add_faults(stage.simulator, fault)
    await guiying.says(LAMP)
    for _ in range(4):
        await stage.later(seconds=30)
    assert guiying.shows(stage.ticket())
    assert stage.group(GRID).shows(stage.ticket())


async def test_what_came_while_we_were_away_is_handled(stage: Stage, guiying: Person) -> None:
    await stage.close()
    content = {"text": LAMP}
    stage.simulator.report(chat := stage.simulator.chats[guiying.chat_id], stage.simulator.post(
        chat, stage.simulator.user(guiying.account), content
    ))  # fmt: skip
    await stage.open()
    await stage.settled()
    assert stage.tickets() == 1
