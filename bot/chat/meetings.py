"""Buttons of a meeting's list."""

from collections.abc import Mapping

from bot.chat.work import Outcome
from bot.domain.notices import Action
from bot.usecases import deciding

PRESSES: Mapping[Action, Outcome] = {
    Action.MEETING_ITEM: lambda w, who, b: deciding.show(w.tx, w.town, who, b.subject, b.choice),
    Action.MEETING_LEAD: lambda w, who, b: deciding.choose_lead(w.tx, w.town, who, b.subject, b.choice),
    Action.MEETING_LEAD_IS: lambda w, who, b: deciding.lead_is(w.tx, w.town, who, b.subject, b.choice),
    Action.MEETING_DAYS: lambda w, who, b: deciding.days_are(w.tx, w.town, who, b.subject, b.choice, w.now),
    Action.MEETING_REMOVE: lambda w, who, b: deciding.remove(w.tx, w.town, who, b.subject, b.choice, w.now),
    Action.MEETING_ADD: lambda w, who, b: deciding.add(w.tx, w.town, who, b.subject, w.now),
    Action.STRIKE: lambda w, who, b: deciding.ask_proof(w.tx, w.town, who, b.subject, b.choice),
}
