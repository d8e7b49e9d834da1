"""Words between a handler and a resident that we carry, and what of his own words says how to reach him."""

import re
from collections.abc import Iterable, Sequence

MESSAGE = "message"
"""Kind of note and of card: words between handler and resident that we carry."""

ANSWER = "message-answer"
"""Kind of card: the resident's answer, where his handlers see it. A reply to it goes back to him."""

OWN_WORDS = frozenset({"report", "supplement", MESSAGE})
"""Kinds of notes in which a resident speaks."""

_PHONE = re.compile(r"(?<![\d*])(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?[2-9]\d{6,7})(?![\d*])")
_MOST = 3


def phones_in(texts: Iterable[str]) -> Sequence[str]:
    """The numbers somebody wrote himself, the newest first, each once."""
    found = [re.sub(r"\D", "", match[0]) for text in texts for match in _PHONE.finditer(text)]
    return list(dict.fromkeys(reversed(found)))[:_MOST]
