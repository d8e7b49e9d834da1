"""Orders given by word in reply to a card. The words stand in routing_rules/intake.yaml; this is how they are read."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain.numbers import read_number
from bot.domain.orders import Verb

_BREAKS = " \t\n:：,，。.、-—"
_NUMBER = re.compile(r"\s*((?:GD)?(?:[0-9]{4,8}[-\s])?[0-9]{1,6})(?![0-9])", re.ASCII | re.IGNORECASE)
SURE = 4
"""A number of so many digits means a ticket also before a note; a shorter one, which a house may have, only before an
order."""


@dataclass(frozen=True, slots=True)
class Order:
    """``verb``: None for a plain note; ``text``: the rest, trimmed; ``choice``: what a button had chosen before."""

    verb: Verb | None
    text: str
    choice: str = ""


def read_order(text: str, orders: Mapping[str, Verb]) -> Order:
    """``orders``: verbs by word. A word counts only when it stands alone or before a break: 签收不了 is a note."""
    text = text.strip()
    for word, verb in orders.items():
        begins, rest = text[: len(word)].lower() == word, text[len(word) :]
        if begins and (not rest or rest[0] in _BREAKS):
            return Order(verb, rest.strip(_BREAKS))
    return Order(None, text)


def named_first(
    text: str, numbers: Collection[str], marks: Collection[str], orders: Mapping[str, Verb]
) -> tuple[str, str] | None:
    """The one of ``numbers`` that ``text`` begins with, as far as people write it, and the rest. None where it is none
    of them or not clear which.
    """
    match = _NUMBER.match(text)
    if match is None:
        return None
    rest, first = text[match.end() :], match[1]
    mark = next((mark for mark in marks if rest.startswith(mark)), "")
    rest = rest[len(mark) :]
    meant = [number for number in numbers if read_number(first, number) == number]
    alone = not rest or rest[0] in _BREAKS
    rest = rest.strip(_BREAKS)
    sure = (alone and len(first) >= SURE) or read_order(rest, orders).verb is not None
    return (meant[0], rest) if len(meant) == 1 and sure else None
