"""请居民补充 that nobody answers: after 48 hours it goes on with what is known."""

from bot.domain.org import Role
from tests.conversation.people import Person
from tests.conversation.stage import Stage


async def test_without_an_answer_it_goes_on_after_two_days(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("门口路灯不亮好几天了")
    await laoliu.presses("都不是／说不清")
    assert stage.state() == "accepted"
    desk = next(
        person
        for role, code in ((Role.COUNTY_DESK, "YX"), (Role.TOWN_DESK, "YX01"))
        if (role, code) in stage.town.posts and (person := stage.holder(role, code)).shows(stage.ticket())
    )
    await desk.says("请补充 在哪条路几号", reply_to=desk.find(stage.ticket()))
    assert stage.state() == "draft"
    due = stage.one("SELECT due_at FROM tickets")
    await stage.later(hours=47)
    assert stage.state() == "draft"
    await stage.later(hours=2)
    assert stage.rows("SELECT state, wake_at FROM tickets") == [("accepted", None)]
    assert stage.one("SELECT due_at FROM tickets") > due
    assert "没等到您的补充" in laoliu.last
