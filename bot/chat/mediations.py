"""调解 in the chat: begun from any card, led in private alone, by buttons, by replies and by files that are sent."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from telegram import Update

from bot.chat.assists import named
from bot.chat.buttons import node_of
from bot.chat.in_private import forbid_elsewhere, whisper
from bot.chat.media import attachment_of
from bot.chat.work import Context, Work, actor_of, button_of, message_of, room_of, say, show, toast
from bot.domain.errors import Forged
from bot.domain.mediation import Mediation, Step
from bot.domain.notices import Action, Notice, Press
from bot.domain.org import Actor
from bot.usecases import (
    mediating,
    mediation_cards,
    mediation_list,
    mediation_papers,
    mediation_words,
    party_links,
    rewarding,
    telling,
    visiting,
)

Deed = Callable[[Update, Work, Actor, Press], Awaitable[None]]
Outcome = Callable[[Work, Actor, Press], Awaitable[Notice]]
Shown = Callable[[Work, Actor, Press], Awaitable[tuple[Mediation, Notice]]]
Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]

FILE = "f-"
"""Before a line's code, in the kind of our question for a file."""


async def command(update: Update, context: Context) -> None:
    """/mediate, in private."""
    work = context.work
    await say(update, work, await mediation_list.mine(work.tx, work.town, await actor_of(update, work), work.now))


async def press(update: Update, context: Context) -> None:
    """A button of a case. Parties are named on its card: only the first leads there from a group."""
    work, button = context.work, button_of(update)
    if button.action is not Action.MEDIATE:
        forbid_elsewhere(update)
    await PRESSES[button.action](update, work, await actor_of(update, work), button)


async def _begin(update: Update, w: Work, who: Actor, b: Press) -> None:
    case, notice = await mediating.begin(w.tx, w.town, who, b.subject, b.version, w.now)
    await whisper(update, w, notice, "mediation-card", mediation_cards.kind_of(case), of_ticket=False)


def _toasted(outcome: Outcome) -> Deed:
    async def deed(update: Update, w: Work, who: Actor, b: Press) -> None:
        await show(update, w, await outcome(w, who, b))

    return deed


def _kept(outcome: Shown, what: str = "") -> Deed:
    """A message that is found again: the card itself, or our question about ``what`` (else the choice)."""

    async def deed(update: Update, w: Work, who: Actor, b: Press) -> None:
        case, notice = await outcome(w, who, b)
        await toast(update, w, Notice("answer-opened"))
        asked = f"{what}{b.choice}" if notice.reply else ""
        await telling.reply(
            w.tx, room_of(message_of(update)).chat_id, named(notice, update), f"asked:{update.update_id}", w.now,
            card=mediation_cards.kind_of(case, asked),
        )  # fmt: skip

    return deed


def _step(choice: str) -> Step:
    if choice not in set(Step):
        raise Forged
    return Step(choice)


async def _files(update: Update, w: Work, who: Actor, b: Press) -> None:
    room, key = room_of(message_of(update)), str(update.update_id)
    await show(update, w, await mediation_papers.send_files(w.tx, w.town, who, b.subject, room, key, w.now))


async def _links(update: Update, w: Work, who: Actor, b: Press) -> None:
    case, notices = await party_links.links(w.tx, w.town, who, b.subject, update.get_bot().username)
    await toast(update, w, Notice("answer-opened"))
    for number, notice in enumerate(notices):
        await telling.reply(
            w.tx, room_of(message_of(update)).chat_id, notice, f"asked:{update.update_id}:{number}", w.now,
            card=mediation_cards.kind_of(case, mediation_cards.TOLD),
        )  # fmt: skip


PRESSES: Mapping[Action, Deed] = {
    Action.MEDIATE: _begin,
    Action.MEDIATION_CARD: _kept(lambda w, who, b: mediating.show(w.tx, w.town, who, b.subject)),
    Action.MEDIATOR: _toasted(lambda w, who, b: mediating.choose_mediator(w.tx, w.town, who, b.subject, w.now)),
    Action.MEDIATOR_IS: _toasted(
        lambda w, who, b: mediating.set_mediator(w.tx, w.town, who, b.subject, node_of(b), w.now)
    ),
    Action.MEDIATION_WORDS: _kept(lambda w, who, b: mediation_words.ask(w.tx, w.town, who, b.subject, _step(b.choice))),
    Action.MEDIATION_RISK: _toasted(lambda w, who, b: mediating.press_risk(w.tx, w.town, who, b.subject, w.now)),
    Action.MEDIATION_TRACK: _toasted(lambda w, who, b: mediating.choose_track(w.tx, w.town, who, b.subject)),
    Action.MEDIATION_TRACK_IS: _toasted(
        lambda w, who, b: mediating.set_track(w.tx, w.town, who, b.subject, b.choice, w.now)
    ),
    Action.MEDIATION_PAPERS: _toasted(lambda w, who, b: mediation_papers.listed(w.tx, w.town, who, b.subject)),
    Action.MEDIATION_PAPER: _kept(
        lambda w, who, b: mediation_papers.ask(w.tx, w.town, who, b.subject, b.choice, w.now), FILE
    ),
    Action.MEDIATION_FILES: _files,
    Action.MEDIATION_VISIT: _toasted(lambda w, who, b: visiting.found(w.tx, w.town, who, b.subject, b.choice, w.now)),
    Action.MEDIATION_SKILL: _toasted(lambda w, who, b: mediation_list.toggle_skill(w.tx, w.town, who, b.choice, w.now)),
    Action.PARTY_LINKS: _links,
    Action.REWARD: _toasted(lambda w, who, b: rewarding.choose(w.tx, w.town, who, b.subject, w.now)),
    Action.REWARD_AS: _toasted(lambda w, who, b: rewarding.propose(w.tx, w.town, who, b.subject, b.choice, w.now)),
    Action.REWARD_APPROVE: _toasted(lambda w, who, b: rewarding.decide(w.tx, w.town, who, b.subject, True, w.now)),
    Action.REWARD_DECLINE: _toasted(lambda w, who, b: rewarding.decide(w.tx, w.town, who, b.subject, False, w.now)),
}


async def answered(update: Update, context: Context) -> bool:
    """Whether the message replied to a card of a case or to our question about one, and was taken."""
    work, replied = context.work, message_of(update).reply_to_message
    if replied is None or not room_of(replied).private:
        return False
    card = await work.tx.whistles.shown_at(replied.chat_id, replied.message_id, (mediation_cards.CASE,))
    if card is None:
        return False
    _, number, what = f"{card}::".split(":")[:3]
    if not number.isdigit():
        raise Forged
    what = "" if what == mediation_cards.TOLD else what
    await say(update, work, await _taken(update, work, await actor_of(update, work), int(number), what))
    return True


async def _taken(update: Update, w: Work, who: Actor, case_id: int, what: str) -> Notice:
    """In answer to a question every word belongs to what was asked; to the card itself the first word says it."""
    message = message_of(update)
    text, file = message.text or message.caption or "", attachment_of(message)
    masked = w.reading.redacted if w.reading else ""
    if what.startswith(FILE):
        return await mediation_papers.put(w.tx, w.town, who, case_id, what.removeprefix(FILE), file, masked, w.now)
    orders = w.town.disputes.orders
    step, rest = mediation_words.read(text, orders)
    if what:
        return await mediation_words.said(w.tx, w.town, who, case_id, _step(what), text, masked, w.now)
    if step is not None:
        rest_masked = mediation_words.read(masked, orders)[1]
        return await mediation_words.said(w.tx, w.town, who, case_id, step, rest, rest_masked, w.now)
    filed = await mediation_papers.put_where_awaited(w.tx, w.town, who, file, w.now)
    return filed or Notice("mediation-how")


def file_or(otherwise: Handler) -> Handler:
    """A photo or document in private without a word: into the line that was pressed just before, else a matter."""

    async def handler(update: Update, context: Context) -> None:
        work, file = context.work, attachment_of(message_of(update))
        actor = await actor_of(update, work)
        filed = await mediation_papers.put_where_awaited(work.tx, work.town, actor, file, work.now)
        if filed is None:
            await otherwise(update, context)
        else:
            await say(update, work, filed)

    return handler
