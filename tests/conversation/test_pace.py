"""Whoever tells very many matters is slowed and told so; nothing of his is lost, and danger never waits."""

from tests.conversation.people import Person
from tests.conversation.stage import Stage
from tests.storage.rows import add_ticket

GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了"
DRAIN = "丹桂路18号下水道堵了，污水漫出来"
FIRE = "丹桂路12号着火了，快来人"


async def much_told(stage: Stage, person: Person, count: int) -> None:
    async with stage.house.database.begin() as tx:
        person_id = await tx.people.of_telegram(person.account)
        for _ in range(count):
            await add_ticket(
                tx, petitioner_id=person_id, node_id=stage.town.nodes[GRID].id, created_at=stage.clock.now(),
                state="closed",
            )  # fmt: skip


async def test_too_many_wait_their_turn_and_danger_does_not(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    await much_told(stage, guiying, 20)
    await guiying.says(LAMP)
    assert "我先记着" in guiying.last and stage.tickets() == 20
    await guiying.says(DRAIN)
    assert "排着 1 件" in guiying.last and stage.tickets() == 20
    await guiying.says(FIRE)
    assert guiying.shows("119") and stage.tickets() == 21
    await zhiqiang.says(LAMP)
    assert stage.tickets() == 22  # nobody else is slowed
    await stage.later(minutes=4)
    assert guiying.shows("路灯") and stage.tickets() == 23
    await stage.later(minutes=4)
    assert stage.tickets() == 24 and "堵" in stage.group(GRID).last


async def test_what_waits_does_not_grow_without_end(stage: Stage, guiying: Person) -> None:
    await much_told(stage, guiying, 20)
    for number in range(10):
        await guiying.says(f"丹桂路{number + 10}号下水道堵了，污水漫出来")
    await guiying.says(LAMP)
    assert "放在一起" in guiying.last
    for _ in range(3):
        await guiying.says(LAMP + "，夜里看不见" * 600, oversize=True)
    assert "没有记下" in guiying.last
    assert stage.rows("SELECT count(*) FROM drafts WHERE state = 'held'") == [(10,)]
    await stage.later(minutes=60)
    assert stage.tickets() == 30
