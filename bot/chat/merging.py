"""Buttons of 并单 and 撤销并单."""

from collections.abc import Mapping

from bot.chat.buttons import node_of
from bot.chat.work import Outcome
from bot.domain.notices import Action
from bot.usecases import merging, unmerging

PRESSES: Mapping[Action, Outcome] = {
    Action.MERGE: lambda w, who, b: merging.choose(w.tx, w.town, who, b.subject, b.version, w.now),
    Action.MERGE_WITH: lambda w, who, b: merging.preview(w.tx, w.town, who, b.subject, b.version, node_of(b)),
    Action.MERGE_INTO: lambda w, who, b: merging.merge(w.tx, w.town, who, b.subject, b.version, node_of(b), w.now),
    Action.UNMERGE: lambda w, who, b: unmerging.choose(w.tx, w.town, who, b.subject),
    Action.UNMERGE_ONE: lambda w, who, b: unmerging.unmerge(w.tx, w.town, who, b.subject, b.version, w.now),
}
