"""The bot delivers at a Telegram that we did not write either: lo-bot-api-emulator."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.domain.org import Role
from bot.i18n import Wording
from bot.rules_in_use import Rules
from bot.simulator.serve import TOKEN
from tests.conversation.looking import Log
from tests.conversation.places import Place
from tests.conversation.stage import Stage
from tests.conversation.town import GUIYING

emulator = pytest.importorskip("lo_bot_api_emulator", reason="make setup installs it")

_Emulator: Any = emulator.LoBotApiEmulator
Json = dict[str, Any]
GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了"
NOT_THERE = {"getChat", "getChatMember", "getChatAdministrators", "setMessageReaction", "setMyDescription"}
"""What it answers with 501, whoever asks."""


class Telegram(_Emulator):  # type: ignore[misc]  # the package has no types
    """Remembers what was said, and who the bot is: its own getMe has no username."""

    def __init__(self) -> None:
        super().__init__(allow_insecure_loopback_webhooks=True)
        self.said: list[Json] = []

    def validate(self, method: str, fields: Json, uploads: Json) -> Any:
        result = super().validate(method, fields, uploads)
        if method == "getMe":
            return {**result, "id": int(TOKEN.partition(":")[0]), "username": "yigetong_bot"}
        if method in {"sendMessage", "editMessageText"}:
            self.said.append({**result, "text": fields["text"]})
        return result

    def refused(self) -> Counter[tuple[str, int]]:
        return Counter((call["method"], call["status"]) for call in self.requests if call["status"] != 200)


class Elsewhere(Stage):
    """A stage at the other Telegram."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.telegram = Telegram()

    @asynccontextmanager
    async def _telegram(self) -> AsyncIterator[int]:
        runner = web.AppRunner(self.telegram.app(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        try:
            yield runner.addresses[0][1]
        finally:
            await runner.cleanup()

    async def happens(self, *updates: Json) -> None:
        for update in updates:
            await self.telegram.enqueue_update(update, token=TOKEN)
            self._told = getattr(self, "_told", 0) + 1

    async def handled(self) -> None:
        await self.until(
            lambda: self.one("SELECT count(*) FROM inbox WHERE state != 'new'") >= self._told + self._before
        )
        await self.settled()

    def begin(self) -> None:
        """The updates that the town's making left behind are none of ours."""
        self._before = int(self.one("SELECT count(*) FROM inbox WHERE state != 'new'"))


def person(account: int) -> Json:
    return {"id": account, "is_bot": False, "first_name": "某人"}


def private(account: int) -> Json:
    return {"id": account, "type": "private", "first_name": "某人"}


def written(account: int, number: int, text: str) -> Json:
    message = {"message_id": number, "date": 1, "chat": private(account), "from": person(account), "text": text}
    return {"message": message}


@pytest.mark.provokes_errors
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_delivered_at_a_telegram_we_did_not_write(
    place: Place, rules: Rules, wording: Wording, tmp_path: Path, log: Log, webhook: bool
) -> None:
    async with place.copy(tmp_path) as url:
        stage = Elsewhere(place.town, url, tmp_path, rules, wording)
        stage.webhook = webhook
        stage.begin()
        await stage.open()
        await stage.happens({"message": {"chat": "poison"}}, written(GUIYING, 9001, LAMP))
        await stage.handled()
        number, group = stage.ticket(), stage.group(GRID).chat_id
        said = stage.telegram.said
        assert any(number in one["text"] and one["chat"]["id"] == GUIYING for one in said)
        card = next(one for one in said if one["chat"]["id"] == group)
        data = card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        assert data.startswith("sg:")
        chief = stage.town.posts[Role.GRID_CHIEF, GRID]
        shown = {"message_id": card["message_id"], "date": 1, "chat": {"id": group, "type": "group", "title": "群"}}
        press = {"id": "q1", "from": person(chief), "chat_instance": "1", "data": data, "message": shown}
        await stage.happens({"callback_query": press})
        await stage.handled()
        assert stage.state(number) == "handling"
        await stage.restart()
        await stage.happens(written(GUIYING, 9002, "停水了，整栋楼都没有水"))
        await stage.handled()
        assert stage.tickets() == 2
        assert stage.one("SELECT count(*) FROM outbox WHERE state = 'undelivered'") == 0
        assert stage.one("SELECT count(*) FROM inbox WHERE state = 'parked'") == 1
        texts = Counter((one["chat"]["id"], one["text"]) for one in said)
        assert max(texts.values()) == 1
        await stage.close()
        stage.dispose()
        assert {method for method, _ in stage.telegram.refused()} <= NOT_THERE
