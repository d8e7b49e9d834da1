"""Orders given by word in reply to a card. The words stand in routing_rules/intake.yaml; this is how they are read."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.orders import Verb

_BREAKS = " \t\n:：,，。.、-—"


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
