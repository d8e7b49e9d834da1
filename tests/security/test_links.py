"""Links that open a post: nobody guesses, keeps or uses twice what was meant for one person for a week."""

from datetime import timedelta

from bot.domain.org import Role
from bot.usecases import people
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"
POSTS = "SELECT count(*) FROM appointments"


async def invited(stage: Stage) -> str:
    async with stage.house.database.begin() as tx:
        return await people.invite(tx, Role.GRID_CHIEF, stage.town.nodes[GRID], stage.clock.now())


async def test_a_forged_stolen_or_old_link_opens_nothing(stage: Stage, laoliu: Person, zhiqiang: Person) -> None:
    before = stage.one(POSTS)
    token = await invited(stage)
    assert token not in str(stage.rows("SELECT * FROM invitations"))
    for forged in ("x", token[:-1], token.swapcase(), "g-" + token, "g-YX' OR 1=1", "g-YX01-WATER"):
        await zhiqiang.starts(forged)
    assert stage.one(POSTS) == before
    await laoliu.starts(token)
    assert stage.one(POSTS) == before + 1
    await zhiqiang.starts(token)  # stolen, but spent
    late = await invited(stage)
    stage.clock.offset += people.INVITATION_LIVES + timedelta(minutes=1)
    await zhiqiang.starts(late)
    assert stage.one(POSTS) == before + 1
