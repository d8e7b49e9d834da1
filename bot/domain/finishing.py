"""核查: which finished tickets somebody else looks at; and whether a wish to reopen says anything new."""

import hashlib

from bot.domain.life_policy import FinishRule
from bot.domain.ticket import Ticket

_NO_WORDS = " \t\n,，.。!！?？;；:：、~～…"


def needs_check(rule: FinishRule, ticket: Ticket) -> bool:
    """Always at the categories of the rule, else a sample. A sealed matter has no second person who may read it."""
    if ticket.sealed:
        return False
    return always_checked(rule, ticket) or sampled(ticket.number, rule.inspect_share)


def always_checked(rule: FinishRule, ticket: Ticket) -> bool:
    """Such a ticket never passes by itself."""
    return ticket.category in rule.inspect


def sampled(number: str, share: int) -> bool:
    """``share`` per cent of all numbers; the same number gives the same answer, also after a rework."""
    return int.from_bytes(hashlib.sha256(number.encode()).digest()[:4], "big") % 100 < share


def says_nothing_new(words: str, told: str) -> bool:
    """Whether ``words`` only say again what stood in the ticket from the beginning (same facts and reasons)."""
    again = _bare(words)
    return not again or again in _bare(told)


def without_leading(text: str, leads: tuple[str, ...]) -> tuple[str, bool]:
    """``text`` without the lead it begins with (无照片), and whether there was one."""
    for lead in leads:
        if text[: len(lead)].lower() == lead:
            return text[len(lead) :].lstrip(_NO_WORDS), True
    return text, False


def _bare(text: str) -> str:
    return "".join(character for character in text.lower() if character not in _NO_WORDS)
