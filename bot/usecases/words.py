"""Orders given by word in reply to a card. The words are data; this is how they are read."""

from dataclasses import dataclass

# The first words of a reply, as chiefs write them (contract: "办结 …" in reply completes with that text): the captions
# of the buttons in each language.
_VERBS = {
    "签收": "sign", "到场": "arrive", "办结": "finish",
    "簽收": "sign", "到場": "arrive", "辦結": "finish",
    "take on": "sign", "on site": "arrive", "done": "finish",
}  # fmt: skip
_BREAKS = " \t\n:：,，。.、-—"


@dataclass(frozen=True, slots=True)
class Order:
    """``verb``: sign, arrive, finish or "" for a plain note; ``text``: the rest, trimmed."""

    verb: str
    text: str


def read_order(text: str) -> Order:
    """A verb counts only when it stands alone or before a break: 签收不了 is a note."""
    text = text.strip()
    for word, verb in _VERBS.items():
        begins, rest = text[: len(word)].lower() == word, text[len(word) :]
        if begins and (not rest or rest[0] in _BREAKS):
            return Order(verb, rest.strip(_BREAKS))
    return Order("", text)
