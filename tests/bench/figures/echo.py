"""The reference: python-telegram-bot's echo bot as its documentation shows it, with its default request.

    python -m tests.bench.figures.echo ADDRESS COUNT        polls the simulator, answers COUNT messages
    python -m tests.bench.figures.echo --parse FILE         parses and dispatches the updates of FILE, does nothing

Prints seconds and seconds of processor, from the first message to the last answer.
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

from telegram import Update, User
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.simulator.serve import TOKEN

Context = ContextTypes.DEFAULT_TYPE


class Watch:
    """Starts with the first message, tells at the last."""

    def __init__(self, count: int) -> None:
        self._left = count
        self._began = (0.0, 0.0)
        self._started = False

    def start(self) -> None:
        if not self._started:
            self._started, self._began = True, (time.perf_counter(), time.process_time())

    def one(self) -> bool:
        """Whether it was the last."""
        self._left -= 1
        if self._left:
            return False
        wall, cpu = self._began
        print(json.dumps({"seconds": time.perf_counter() - wall, "cpu": time.process_time() - cpu}), flush=True)
        return True


def echo(address: str, count: int) -> None:
    watch = Watch(count)

    async def answer(update: Update, context: Context) -> None:
        watch.start()
        if update.message is not None:
            await update.message.reply_text(update.message.text or "")
        if watch.one():
            application.stop_running()

    application = Application.builder().token(TOKEN).base_url(f"{address}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, answer))
    application.run_polling()


async def parse(lines: list[str]) -> None:
    watch = Watch(len(lines))
    application = Application.builder().token(TOKEN).updater(None).build()
    # As after getMe, which nobody is there to answer.
    application.bot._bot_user = User(1, "bot", True, username="bot")
    application._initialized = True

    async def nothing(update: Any, context: Context) -> None:
        watch.one()

    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, nothing))
    watch.start()
    for line in lines:
        await application.process_update(Update.de_json(json.loads(line), application.bot))


if __name__ == "__main__":
    if sys.argv[1] == "--parse":
        asyncio.run(parse(Path(sys.argv[2]).read_text("utf-8").splitlines()))
    else:
        echo(sys.argv[1], int(sys.argv[2]))
