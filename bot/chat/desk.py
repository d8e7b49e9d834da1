"""The desk's buttons: what is done with a matter before anybody works on it."""

from bot.chat.work import Outcome, Work
from bot.domain.life import Event
from bot.domain.notices import Action, Notice, Press
from bot.domain.org import Actor
from bot.usecases import desk


def _choose(event: Event) -> Outcome:
    async def outcome(w: Work, who: Actor, b: Press) -> Notice:
        return await desk.choose(w.tx, w.town, who, b.subject, b.version, event)

    return outcome


def _end(event: Event) -> Outcome:
    async def outcome(w: Work, who: Actor, b: Press) -> Notice:
        return await desk.end_for(w.tx, w.town, who, b.subject, b.version, event, b.choice, w.now)

    return outcome


PRESSES = {
    Action.REJECT: _choose(Event.REJECT),
    Action.REJECT_FOR: _end(Event.REJECT),
    Action.REFER: _choose(Event.REFER),
    Action.REFER_TO: _end(Event.REFER),
    Action.INVALID: _choose(Event.INVALIDATE),
    Action.INVALID_FOR: _end(Event.INVALIDATE),
    Action.ASK: lambda w, who, b: desk.ask_question(w.tx, w.town, who, b.subject, b.version),
}
