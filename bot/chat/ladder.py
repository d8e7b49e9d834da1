"""Buttons of the ladder: 上报, 下调, 挂账, 督办."""

from collections.abc import Mapping

from bot.chat.work import Outcome
from bot.domain.notices import Action
from bot.usecases import accounts, escalating, supervising

PRESSES: Mapping[Action, Outcome] = {
    Action.REPORT_UP: lambda w, who, b: escalating.ask_reason(w.tx, w.town, who, b.subject, b.version),
    Action.ON_ACCOUNT: lambda w, who, b: accounts.choose(w.tx, w.town, who, b.subject, b.version),
    Action.ON_ACCOUNT_FOR: lambda w, who, b: accounts.choose_day(w.tx, w.town, who, b.subject, b.version, b.choice),
    Action.ON_ACCOUNT_UNTIL: lambda w, who, b: accounts.ask_plan(w.tx, w.town, who, b.subject, b.version, b.choice),
    Action.OFF_ACCOUNT: lambda w, who, b: accounts.resume(w.tx, w.town, who, b.subject, b.version, w.now),
    Action.SUPERVISE: lambda w, who, b: supervising.choose(w.tx, w.town, who, b.subject),
    Action.SUPERVISE_AS: lambda w, who, b: supervising.ask_words(w.tx, w.town, who, b.subject, b.choice),
    Action.ANSWER_SUPERVISION: lambda w, who, b: supervising.ask_answer(w.tx, w.town, who, b.subject),
    Action.HAND_DOWN: lambda w, who, b: escalating.ask_plan(w.tx, w.town, who, b.subject, b.version),
}
