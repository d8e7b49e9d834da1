"""The buttons at the end of the work: how it ended, the check, the judgement, once more, and taking a slip back."""

from bot.chat.work import Outcome
from bot.domain.notices import Action
from bot.usecases import finishing, inspecting, judging, reopening, undoing

PRESSES: dict[Action, Outcome] = {
    Action.FINISH: lambda w, who, b: finishing.ask_kind(w.tx, w.town, who, b.subject, b.version),
    Action.FINISH_AS: lambda w, who, b: finishing.ask_words(w.tx, w.town, who, b.subject, b.version, b.choice),
    Action.PASS: lambda w, who, b: inspecting.pass_(w.tx, w.town, who, b.subject, b.version, w.now),
    Action.FAIL: lambda w, who, b: inspecting.ask_fail(w.tx, w.town, who, b.subject, b.version),
    Action.JUDGE_REHANDLE: lambda w, who, b: judging.rehandle(w.tx, w.town, who, b.subject, b.version, w.now),
    Action.JUDGE_DONE: lambda w, who, b: judging.ask_done(w.tx, w.town, who, b.subject, b.version),
    Action.REOPEN: lambda w, who, b: reopening.ask_desk(w.tx, w.town, who, b.subject, b.version),
    Action.UNDO: lambda w, who, b: undoing.undo(w.tx, w.town, who, b.subject, w.now),
}
