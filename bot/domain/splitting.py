"""拆分: the lines of a message as parts of a ticket, and how far its children are."""

import re
from collections.abc import Sequence

from bot.domain.life import ENDED, UNSIGNED
from bot.domain.ticket import Ticket

FEWEST, MOST = 2, 10

_BULLET = re.compile(r"^(?:[-*·•●]+|[(（]?[0-9]{1,2}[)）.、:：])\s*")


def lines_of(text: str) -> tuple[str, ...]:
    """One part each line, without what lists are numbered by; empty ones left out."""
    bare = (_BULLET.sub("", line.strip()).strip() for line in text.splitlines())
    return tuple(line for line in bare if line)


def may_be_split(ticket: Ticket) -> bool:
    """A danger waits for nobody, a sealed matter has one reader, and children have no children."""
    return not ticket.danger and not ticket.sealed and ticket.parent_id is None


def open_of(children: Sequence[Ticket]) -> int:
    return sum(child.state not in ENDED for child in children)


def untouched(children: Sequence[Ticket]) -> bool:
    """Whether nobody has signed one of them, and none has gone further than to wait for it. A danger is never taken
    back: people were called.
    """
    return all(child.state in UNSIGNED and child.signed_at is None and not child.danger for child in children)
