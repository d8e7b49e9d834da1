"""The commands that Telegram shows beside the field where people write."""

import pytest
from telegram import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.chat import menu
from tests.conversation.looking import Log
from tests.conversation.stage import Stage

pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


async def test_residents_and_groups_have_each_their_own(stage: Stage) -> None:
    bot = stage.house.bot
    await menu.offer(bot, stage.house.wording)
    private, groups = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
    assert [one.command for one in await bot.get_my_commands(private)] == list(menu.IN_PRIVATE)
    assert [one.command for one in await bot.get_my_commands(groups)] == list(menu.IN_GROUPS)
    for code, words in ((None, "看我报过的事"), ("en", "What I have reported")):
        assert (await bot.get_my_commands(private, language_code=code))[0].description == words


async def test_what_telegram_does_not_take_stops_nothing(stage: Stage, log: Log) -> None:
    stage.simulator.faults.add({"kind": "5xx", "method": "setMyCommands", "times": 9})
    await menu.offer(stage.house.bot, stage.house.wording)
    await log.tells("menu.not_offered")
