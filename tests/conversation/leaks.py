"""Whether a log tells what it must not: looked for at the end of every conversation."""

import re

from bot.simulator.serve import TOKEN
from bot.simulator.state import Simulator

LONG_ENOUGH = 6
"""Characters. Shorter words stand in the log by chance."""

PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def told_in_log(log: str, simulator: Simulator) -> list[str]:
    """The token, phones, names of people and what anybody wrote, where they stand in the log. What stands in it as an
    escape is read too.
    """
    read = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), log)
    found = [word for word in (TOKEN, TOKEN.partition(":")[2]) if word in read]
    found += PHONE.findall(read)
    return found + sorted(word for word in _said(simulator) if word in read)


def _said(simulator: Simulator) -> set[str]:
    words = set()
    for chat in simulator.chats.values():
        for message in chat.messages.values():
            sender = message.get("from", {})
            if not sender.get("is_bot"):
                words |= {message.get("text") or "", message.get("caption") or "", sender.get("first_name") or ""}
    # A command is ours, not the person's.
    return {word for word in words if len(word) >= LONG_ENOUGH and not word.startswith("/")}
