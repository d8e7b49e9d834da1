"""Rewards of mediators: proposed, approved by two levels inside a budget, never by whoever gets it."""

from datetime import timedelta

import pytest

from bot.domain.errors import NoApprover, NotYours, OverBudget, OwnReward, Stale
from bot.domain.notices import Action
from bot.storage.store import Store
from bot.usecases import mediating, mediation_list, rewarding
from tests.storage.county import CHIEF, COUNTY_DESK, MONDAY, SECRETARY, TOWN_DESK, block
from tests.storage.test_mediations import actor, agreed, town_of
from tests.storage.test_overdue import heard


async def test_a_reward_needs_two_levels_and_a_budget(county: Store) -> None:
    case, town = await agreed(county), await town_of(county)
    chief, secretary = await actor(county, CHIEF), await actor(county, SECRETARY)
    desk, above = await actor(county, TOWN_DESK), await actor(county, COUNTY_DESK)
    with pytest.raises(NotYours):
        await rewarding.propose(county, town, chief, case.id, "easy", MONDAY)
    await rewarding.propose(county, town, secretary, case.id, "severe", MONDAY)
    with pytest.raises(Stale):
        await rewarding.propose(county, town, desk, case.id, "easy", MONDAY)
    reward = await county.rewards.of(case.id)
    assert reward is not None and reward.amount == 3000
    for stranger in (chief, secretary):
        with pytest.raises(NotYours):
            await rewarding.decide(county, town, stranger, reward.id, True, MONDAY)
    await rewarding.decide(county, town, desk, reward.id, False, MONDAY)
    with pytest.raises(Stale):
        await rewarding.decide(county, town, above, reward.id, True, MONDAY)
    payer = town.tree.by_code("S1")
    assert payer is not None
    assert (await rewarding.books(county, town, payer, MONDAY)).left == 20_000, "what was declined costs nothing"
    for _ in range(6):
        await rewarding.propose(county, town, secretary, (await agreed(county)).id, "severe", MONDAY)
    with pytest.raises(OverBudget):
        await rewarding.propose(county, town, secretary, case.id, "severe", MONDAY)
    await rewarding.propose(county, town, secretary, case.id, "hard", MONDAY)
    (book,) = [line for line in (await mediation_list.mine(county, town, desk, MONDAY)).lines if "cap" in line.args]
    assert (book.args["waiting"], book.args["count"], book.args["left"]) == (18_800, 7, 1200)
    assert book.args["share"] == "0/7"


async def test_a_card_offers_no_second_reward_and_whoever_was_asked_is_asked_no_more(county: Store) -> None:
    case, town = await agreed(county), await town_of(county)
    secretary, desk = await actor(county, SECRETARY), await actor(county, TOWN_DESK)

    async def card() -> tuple[bool, object, object]:
        _, shown = await mediating.show(county, town, secretary, case.id)
        offered = any(press.action is Action.REWARD for row in shown.buttons for press in row)
        return offered, shown.args["reward"], shown.args["granted"]

    assert await card() == (True, 0, 0)
    await rewarding.propose(county, town, secretary, case.id, "easy", MONDAY)
    assert await card() == (False, 50, 0)
    while claimed := await county.outbox.claim(MONDAY, 500, set()):
        for row in claimed:
            await county.outbox.sent(row.id, 9, MONDAY)
    reward = await county.rewards.of(case.id)
    assert reward is not None
    await rewarding.decide(county, town, desk, reward.id, True, MONDAY)
    assert await card() == (False, 50, 1)
    left = [one.letter for one in await county.outbox.claim(MONDAY, 500, set()) if one.letter.chat_id == TOWN_DESK]
    assert [(one.method, one.message_id, one.notice.kind) for one in left] == [("edit", 9, "reward-decided")]
    other = await agreed(county)
    await rewarding.propose(county, town, secretary, other.id, "easy", MONDAY)
    declined = await county.rewards.of(other.id)
    assert declined is not None
    await rewarding.decide(county, town, desk, declined.id, False, MONDAY)
    _, shown = await mediating.show(county, town, secretary, other.id)
    assert shown.buttons[1][0].action is Action.REWARD, "what was declined may be proposed again"


async def test_a_reward_that_nobody_decides_is_asked_about_again_and_falls_with_the_agreement(county: Store) -> None:
    case, town = await agreed(county), await town_of(county)
    await rewarding.propose(county, town, await actor(county, SECRETARY), case.id, "easy", MONDAY)
    reward = await county.rewards.of(case.id)
    assert reward is not None and reward.next_at is not None
    asked, later = [], MONDAY + timedelta(days=30)
    for at in (MONDAY, reward.next_at, reward.next_at, reward.next_at + timedelta(days=7)):
        await rewarding.tick(county, town, at)
        asked.append({chat for chat, notice in await heard(county, 24 * 30) if notice.kind == "reward-approve"})
    everybody = {TOWN_DESK, COUNTY_DESK}
    assert asked == [{TOWN_DESK}, everybody, set(), everybody]
    await county.mediations.change(case, outcome=None, ended_at=None)
    assert await rewarding.tick(county, town, later) == 1
    assert await county.rewards.of(case.id) is None, "turned down: nothing to reward"
    assert await rewarding.tick(county, town, later) == 0


async def test_nobody_rewards_himself_and_somebody_must_stand_above(county: Store) -> None:
    case, town = await agreed(county), await town_of(county)
    secretary, desk = await actor(county, SECRETARY), await actor(county, TOWN_DESK)
    await county.mediations.change(case, mediator_id=secretary.person_id)
    with pytest.raises(OwnReward):
        await rewarding.propose(county, town, secretary, case.id, "easy", MONDAY)
    await rewarding.propose(county, town, desk, case.id, "easy", MONDAY)
    reward = await county.rewards.of(case.id)
    assert reward is not None
    with pytest.raises(NotYours):
        await rewarding.decide(county, town, desk, reward.id, True, MONDAY)
    await county.rewards.decide(reward, False, desk.person_id, MONDAY)
    await block(county, COUNTY_DESK)
    with pytest.raises(NoApprover):
        await rewarding.propose(county, town, desk, case.id, "easy", MONDAY)
