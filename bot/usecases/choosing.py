"""改类别: which categories are offered, and the words that spoke for the present one."""

from bot.domain import grounds
from bot.domain.notices import Action, Notice, Press, in_rows
from bot.domain.reading import Verdict
from bot.domain.ticket import Ticket
from bot.usecases.town import FALLBACK_CATEGORY, Town

IN_A_ROW = 3


def choices(town: Town, ticket: Ticket, verdict: Verdict, *, dangers: bool) -> tuple[str, ...]:
    """The likeliest first. ``dangers``: level 01 too."""
    codes = grounds.offered(verdict, ticket.category, town.intake.common, FALLBACK_CATEGORY, dangers=dangers)
    return tuple(code for code in codes if code in town.categories)


def ask(town: Town, ticket: Ticket, verdict: Verdict, action: Action) -> Notice:
    """The question with its buttons; ``action`` is what a press of them means."""
    codes = choices(town, ticket, verdict, dangers=action is Action.RECLASSIFY_AS)
    presses = [Press(action, ticket.id, ticket.version, choice=code) for code in codes]
    words = "、".join(grounds.why(verdict, ticket.category).words)
    args = {"number": ticket.number, "category": ticket.category, "words": words}
    return Notice("category-choose", args, in_rows(presses, IN_A_ROW))
