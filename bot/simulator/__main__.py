"""``python -m bot.simulator --port N``: the local Bot API alone, for any bot."""

from __future__ import annotations

import argparse
import sys

from bot.simulator.serve import TOKEN, run


def _token(text: str) -> str:
    if not text.partition(":")[0].isdecimal():
        raise argparse.ArgumentTypeError("a bot token looks like 123456:ABC")
    return text


def main() -> int:
    """Exit code 1 when the port is taken, 2 on wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m bot.simulator", description="A local Telegram Bot API.")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--limits", choices=["on", "off"], default="on", help="Telegram's sending limits")
    parser.add_argument("--token", type=_token, default=TOKEN, help="the bot's token, %(default)s by default")
    options = parser.parse_args()
    try:
        run(options.port, host=options.host, limits=options.limits == "on", token=options.token)
    except OSError as error:
        sys.stderr.write(f"cannot listen on {options.host}:{options.port}: {error.strerror}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
