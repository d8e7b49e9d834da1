"""The buttons of whoever works on a ticket, in a group or on a private card."""

from collections.abc import Mapping

from bot.chat.buttons import node_of
from bot.chat.work import Outcome
from bot.domain.notices import Action
from bot.usecases import correcting, dispatching, handling, menu

# Every use case checks role, scope and state again.
PRESSES: Mapping[Action, Outcome] = {
    Action.SIGN: lambda w, who, b: handling.sign(w.tx, w.town, who, b.subject, b.version, w.now),
    Action.ARRIVE: lambda w, who, b: handling.arrive(w.tx, w.town, who, b.subject, b.version, w.now),
    Action.DETAIL: lambda w, who, b: handling.detail(w.tx, w.town, who, b.subject, w.now),
    Action.DISPATCH: lambda w, who, b: dispatching.choose_grid(w.tx, w.town, who, b.subject, b.version, w.now),
    Action.MORE: lambda w, who, b: menu.more(w.tx, w.town, who, b.subject, w.now),
    Action.WHY: lambda w, who, b: correcting.why(w.tx, w.town, who, b.subject),
    Action.RECLASSIFY: lambda w, who, b: correcting.choose(w.tx, w.town, who, b.subject, b.version),
    Action.RECLASSIFY_AS: lambda w, who, b: correcting.set_category(
        w.tx, w.town, who, b.subject, b.version, b.choice, w.now
    ),
    Action.DISPATCH_TO: lambda w, who, b: dispatching.dispatch_to(
        w.tx, w.town, who, b.subject, b.version, node_of(b), w.now
    ),
}
