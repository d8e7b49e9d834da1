"""Buttons of a meeting's list."""

from collections.abc import Mapping

from bot.chat.work import Outcome, Work
from bot.domain.notices import Action, Notice, Press
from bot.domain.org import Actor
from bot.usecases import deciding

_ITEMS: Mapping[Action, Outcome] = {
    Action.MEETING_ITEM: lambda w, who, b: deciding.show(w.tx, w.town, who, b.choice),
    Action.MEETING_LEAD: lambda w, who, b: deciding.choose_lead(w.tx, w.town, who, b.choice),
    Action.MEETING_LEAD_IS: lambda w, who, b: deciding.lead_is(w.tx, w.town, who, b.choice),
    Action.MEETING_DAYS: lambda w, who, b: deciding.days_are(w.tx, w.town, who, b.choice),
    Action.MEETING_REMOVE: lambda w, who, b: deciding.remove(w.tx, w.town, who, b.choice, w.now),
    Action.STRIKE: lambda w, who, b: deciding.ask_proof(w.tx, w.town, who, b.choice),
}


def _of_its_ticket(outcome: Outcome) -> Outcome:
    async def pressed(work: Work, actor: Actor, button: Press) -> Notice:
        await deciding.ensure_belongs(work.tx, button.subject, button.choice)
        return await outcome(work, actor, button)

    return pressed


PRESSES: Mapping[Action, Outcome] = {
    Action.MEETING_ADD: lambda w, who, b: deciding.add(w.tx, w.town, who, b.subject, w.now),
    **{action: _of_its_ticket(outcome) for action, outcome in _ITEMS.items()},
}
