"""A whole complaint when Telegram posts, and what the house then says of itself."""

import json

import aiohttp
import pytest_asyncio
from prometheus_client.parser import text_string_to_metric_families

from bot.web.secret import FILE
from tests.conversation.stage import Stage
from tests.conversation.town import GUIYING

GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了"
FIRE = "丹桂路8号楼上着火了，有人被困"


@pytest_asyncio.fixture(loop_scope="session")
async def posted(stage: Stage) -> Stage:
    """The same house, now with a webhook."""
    stage.webhook = True
    await stage.restart()
    return stage


async def read(stage: Stage, path: str) -> str:
    async with aiohttp.ClientSession() as http, http.get(f"{stage.web}{path}") as answer:
        assert answer.status == 200, await answer.text()
        return await answer.text()


async def metrics(stage: Stage) -> dict[tuple[str, frozenset[str]], float]:
    """Every sample by its name and the values of its labels."""
    families = text_string_to_metric_families(await read(stage, "/metrics"))
    samples = (sample for family in families for sample in family.samples)
    return {(sample.name, frozenset(sample.labels.values())): sample.value for sample in samples}


async def complain(stage: Stage) -> str:
    """From the first word to the survey; the ticket's number."""
    guiying = stage.person(GUIYING)
    await guiying.says(LAMP)
    number = stage.ticket()
    chief = stage.chief(GRID)
    await chief.presses("签收")
    await chief.says("办结 无照片 灯泡换好了", reply_to=stage.group(GRID).find(number))
    return number


async def test_a_complaint_from_the_first_word_to_the_survey(posted: Stage) -> None:
    number = await complain(posted)
    assert posted.state(number) == "pending_survey"
    guiying = posted.person(GUIYING)
    assert "灯泡换好了" in guiying.find(number)
    await guiying.presses("已解决")
    await guiying.presses("非常满意")
    assert posted.state(number) == "closed"
    assert posted.simulator.updates.waiting == []


async def test_what_telegram_was_told(posted: Stage) -> None:
    await posted.person(GUIYING).says("你好")
    hook = posted.simulator.webhook
    assert hook.url == f"{posted.web}/telegram"
    assert hook.secret == (posted.folder / FILE).read_text()
    told = [call["params"] for call in posted.simulator.journal.calls if call["method"] == "setWebhook"]
    assert told and all("drop_pending_updates" not in params for params in told)


async def test_there_and_back_nothing_is_lost_and_nothing_doubled(posted: Stage) -> None:
    """A graceful stop takes the webhook away; what is written while the house is closed waits at Telegram."""
    guiying = posted.person(GUIYING)
    await guiying.says(LAMP)
    for webhook in (False, True, False):
        await posted.close()
        assert posted.simulator.webhook.url == ""
        posted.webhook = webhook
        await posted.open()
        await guiying.says(f"锦绣花园{3 + webhook}栋电梯坏了，困了两次")
    handled = posted.rows("SELECT update_id FROM inbox")
    assert len(handled) == len(set(handled))
    assert posted.one("SELECT count(*) FROM inbox WHERE state <> 'done'") == 0


async def test_it_is_ready_and_says_nothing_personal(posted: Stage) -> None:
    number = await complain(posted)
    checks = json.loads(await read(posted, "/readyz"))["checks"]
    assert all(check["ok"] for check in checks.values())
    shown = await read(posted, "/readyz") + await read(posted, "/metrics")
    secret = (posted.folder / FILE).read_text()
    for private in (number, str(GUIYING), secret, "丹桂", "-100", posted.simulator.token):
        assert private not in shown, private


async def test_the_figures_after_a_complaint(posted: Stage) -> None:
    await complain(posted)
    found = await metrics(posted)
    assert found["yigetong_sends_total", frozenset({"send", "sent"})] >= 3
    assert found["yigetong_webhook_requests_total", frozenset({"stored"})] >= 3
    assert found["yigetong_first_answer_seconds_count", frozenset()] >= 3
    assert found["yigetong_alarm_seconds_count", frozenset()] == 0
    assert found["yigetong_tickets", frozenset({"pending_survey"})] == 1
    assert found["yigetong_inbox_updates", frozenset({"new"})] == 0
    assert found["yigetong_inbox_updates", frozenset({"parked"})] == 0
    assert found["yigetong_outbox_undelivered", frozenset()] == 0
    assert {found["yigetong_ready", frozenset({name})] for name in ("database", "telegram", "rules", "inbox")} == {1}


async def test_overdue_clocks_and_a_tick_are_seen(posted: Stage) -> None:
    await posted.person(GUIYING).says(LAMP)
    await posted.later(days=3)
    found = await metrics(posted)
    assert found["yigetong_clocks_overdue", frozenset({"contact"})] == 1
    assert found["yigetong_tick_seconds_count", frozenset()] >= 1


async def test_a_danger_is_timed_to_its_alarms(posted: Stage) -> None:
    await posted.person(GUIYING).says(FIRE)
    found = await metrics(posted)
    told = posted.one("SELECT count(*) FROM outbox WHERE priority = 0 AND card IN ('alarm', 'card') AND state = 'sent'")
    assert found["yigetong_alarm_seconds_count", frozenset()] == told > 0
