"""A case of 调解 for which no time to meet is agreed: its mediator is asked once, then it climbs."""

from datetime import datetime, timedelta

from bot.domain.life import State
from bot.domain.mediation import Step
from bot.storage.store import Store
from bot.usecases import mediation_cards, unplanned
from tests.storage.county import CHIEF, MONDAY, SECRETARY, TOWN_DESK, block
from tests.storage.test_mediations import begun, of, say, town_of
from tests.storage.test_overdue import HOUR, heard


async def told(tx: Store, now: datetime) -> list[tuple[str, int]]:
    """What was said since the last look of cases without a time, and to whom."""
    said = await heard(tx, (now - MONDAY) / HOUR)
    return sorted((notice.kind, chat) for chat, notice in said if notice.kind.startswith("unplanned-"))


async def quiet(tx: Store, days: int) -> list[tuple[str, int]]:
    """The evening so many days after Monday: whatever is due, however often it is looked."""
    town, at = await town_of(tx), MONDAY + timedelta(days=days, hours=12)
    while await unplanned.tick(tx, town, at):
        pass
    return await told(tx, at)


async def test_without_a_time_its_mediator_is_asked_once_and_then_it_climbs(county: Store) -> None:
    case = await begun(county)
    await told(county, MONDAY)
    heard = [await quiet(county, days) for days in range(12)]
    late, above = ("unplanned-late", CHIEF), "unplanned-overdue"
    assert heard[1] == [("unplanned-ask", CHIEF)]
    assert heard[3] == sorted([late, (above, SECRETARY)])
    assert heard[7] == sorted([late, (above, TOWN_DESK)]), "a weekend does not count"
    assert not any(heard[day] for day in (0, 2, 4, 5, 6, 8, 9, 10, 11))
    now = await county.mediations.get(case.id)
    assert now is not None and now.open


async def test_what_is_said_or_agreed_begins_it_anew_or_ends_it(county: Store) -> None:
    case, town = await begun(county), await town_of(county)
    await say(county, case, Step.RESULT, "谈过一次")
    await told(county, MONDAY)
    assert await quiet(county, 1) == [("unplanned-ask", CHIEF)], "a round that was held needs another"
    await say(county, case, Step.PLAN, "社区，时间再定", MONDAY + timedelta(days=1, hours=12))
    assert await quiet(county, 1) == [], "nobody is asked twice on one day"
    await say(county, case, Step.PLAN, "下周三上午9点 社区")
    assert await quiet(county, 30) == [], "a round with a time has a clock of its own"
    assert await county.mediations.unplanned(MONDAY + timedelta(days=90)) == []
    now = await county.mediations.get(case.id) or case
    card = await mediation_cards.compose(county, town, now, await of(county, case))
    assert card.args["plan_at"] == ""
    await say(county, case, Step.FAILED, "谈不拢")
    assert await county.mediations.unplanned(MONDAY + timedelta(days=90)) == []


async def test_a_missed_tick_says_only_the_last_and_what_is_over_nothing(county: Store) -> None:
    case = await begun(county)
    await told(county, MONDAY)
    assert await quiet(county, 20) == sorted([("unplanned-late", CHIEF), ("unplanned-overdue", TOWN_DESK)])
    other = await begun(county)
    await county.tickets.change(await of(county, other), state=State.WITHDRAWN.value)
    await told(county, MONDAY)
    assert await quiet(county, 40) == []
    # As a case of an earlier version is found after the upgrade.
    await county.mediations.change(case, quiet_at=None, told=0, next_at=MONDAY)
    assert await quiet(county, 42) == []
    assert (await quiet(county, 43))[0][0] == "unplanned-ask"


async def test_a_mediator_whom_nobody_reaches_is_asked_for_above(county: Store) -> None:
    await begun(county)
    await told(county, MONDAY)
    await block(county, CHIEF)
    assert await quiet(county, 1) == [("unplanned-overdue", SECRETARY)]
