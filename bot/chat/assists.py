"""协办 in the chat: the lead asks, the co-handler signs, answers, finishes, by button or in reply to his slip."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from bot.chat.buttons import node_of
from bot.chat.work import Context, Outcome, Work, actor_of, button_of, message_of, say, show
from bot.domain.errors import Forged
from bot.domain.notices import Action, Notice, Press
from bot.domain.orders import PROMPT, Verb, prompt_of
from bot.domain.org import Actor
from bot.usecases import assisting, slips, telling
from bot.usecases.words import Order, read_order

ASKING: Mapping[Action, Outcome] = {
    Action.ASSIST: lambda w, who, b: assisting.choose(w.tx, w.town, who, b.subject, b.version),
    Action.ASSIST_WHO: lambda w, who, b: assisting.ask_words(w.tx, w.town, who, b.subject, b.version, node_of(b)),
}

REPLY, DONE = "reply", "done"


async def press(update: Update, context: Context) -> None:
    """A button of a slip: its subject is the slip, not the ticket."""
    work, button = context.work, button_of(update)
    await PRESSES[button.action](update, work, await actor_of(update, work), button)


async def _sign(update: Update, w: Work, who: Actor, b: Press) -> None:
    await show(update, w, await slips.sign(w.tx, w.town, who, b.subject, w.now))


async def _detail(update: Update, w: Work, who: Actor, b: Press) -> None:
    ticket, slip, notice = await slips.detail(w.tx, w.town, who, b.subject)
    await show(update, w, notice, ticket_id=ticket.id, card=slips.word_of(slip))


def _ask(step: str) -> Callable[[Update, Work, Actor, Press], Awaitable[None]]:
    async def outcome(update: Update, w: Work, who: Actor, b: Press) -> None:
        ticket, slip, notice = await slips.ask_words(w.tx, w.town, who, b.subject, step)
        asked = prompt_of(f"{slips.card_of(slip)}:{step}")
        await show(update, w, named(notice, update), ticket_id=ticket.id, card=asked)

    return outcome


PRESSES: Mapping[Action, Callable[[Update, Work, Actor, Press], Awaitable[None]]] = {
    Action.SLIP_SIGN: _sign,
    Action.SLIP_REPLY: _ask(REPLY),
    Action.SLIP_DONE: _ask(DONE),
    Action.SLIP_DETAIL: _detail,
}


def is_slip(kind: str) -> bool:
    """Whether a card is a slip, or our question about one."""
    return kind.removeprefix(f"{PROMPT}:").partition(":")[0] in {slips.CARD, slips.WORD}


async def answered(update: Update, context: Context, kind: str) -> None:
    """A reply to a slip (签收, 办结 …, else an answer to the lead) or to our question about it."""
    work, message = context.work, message_of(update)
    actor = await actor_of(update, work)
    _, number, step = f"{kind.removeprefix(f'{PROMPT}:')}::".split(":")[:3]
    if not number.isdigit():
        raise Forged
    order = _order(work, step)
    if order.verb is Verb.SIGN:
        notice = await slips.sign(work.tx, work.town, actor, int(number), work.now)
    elif order.verb is Verb.FINISH:
        notice = await slips.done(work.tx, work.town, actor, int(number), order.text, work.now)
    else:
        notice = await slips.reply(work.tx, work.town, actor, int(number), order.text, work.now)
        await telling.mark(work.tx, message.chat_id, message.message_id, work.now)
        return
    await say(update, work, notice)


def _order(work: Work, step: str) -> Order:
    """What was said, masked. In answer to our question every word belongs to what was asked."""
    order = read_order(work.reading.redacted if work.reading else "", work.town.intake.orders)
    verb = {REPLY: None, DONE: Verb.FINISH}.get(step, order.verb)
    return Order(verb, order.text)


def named(notice: Notice, update: Update) -> Notice:
    """Naming who pressed makes Telegram open the answer for him alone, not for the whole group."""
    user = update.callback_query.from_user if update.callback_query else None
    if user is None:
        return notice
    presser = {"presser": user.first_name, "presser_id": str(user.id)}
    return Notice(notice.kind, {**notice.args, **presser}, notice.buttons, notice.lines, reply=notice.reply)
