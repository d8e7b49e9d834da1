"""Buttons of 拆分."""

from collections.abc import Mapping

from bot.chat.buttons import node_of
from bot.chat.work import Outcome
from bot.domain.notices import Action
from bot.usecases import splitting, unsplitting

PRESSES: Mapping[Action, Outcome] = {
    Action.SPLIT: lambda w, who, b: splitting.ask(w.tx, w.town, who, b.subject, b.version),
    Action.SPLIT_INTO: lambda w, who, b: splitting.split(
        w.tx, w.town, who, b.subject, b.version, node_of(b), w.now
    ),
    Action.UNSPLIT: lambda w, who, b: unsplitting.unsplit(w.tx, w.town, who, b.subject, w.now),
}  # fmt: skip
