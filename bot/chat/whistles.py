"""吹哨报到 in the chat: /whistle, the buttons of both sides, and the answers to our questions."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from bot.chat.assists import named
from bot.chat.buttons import node_of
from bot.chat.titled import put_card, titled
from bot.chat.work import Context, Work, actor_of, button_of, message_of, room_of, say, show, toast
from bot.domain.errors import Forged
from bot.domain.notices import Action, Notice, Press
from bot.domain.org import Actor
from bot.domain.ticket import Ticket
from bot.domain.whistle import Step
from bot.usecases import calls, scoring, telling, whistle_cards, whistling

Deed = Callable[[Update, Work, Actor, Press], Awaitable[None]]
Outcome = Callable[[Work, Actor, Press], Awaitable[Notice]]


async def command(update: Update, context: Context) -> None:
    """/whistle with the matter behind it."""
    work, said = context.work, await titled(update, context)
    whistle, notice = await whistling.for_matter(
        work.tx, work.town, said.actor, said.node, said.words, said.room, work.now
    )
    if whistle is None:
        await say(update, work, notice)
    else:
        card = f"{whistle_cards.WHISTLE}:{whistle.id}"
        await put_card(work, said.room, notice, card, card)


async def press(update: Update, context: Context) -> None:
    """A button of a whistle: its subject is the whistle or one call of it, and a ticket only where it begins."""
    work, button = context.work, button_of(update)
    await PRESSES[button.action](update, work, await actor_of(update, work), button)


async def _begin(update: Update, w: Work, who: Actor, b: Press) -> None:
    room = room_of(message_of(update))
    whistle, notice = await whistling.for_ticket(w.tx, w.town, who, b.subject, b.version, room, w.now)
    await toast(update, w, Notice("answer-opened"))
    card = f"{whistle_cards.WHISTLE}:{whistle.id}"
    await put_card(w, room, notice, card, card)


def _toasted(outcome: Outcome) -> Deed:
    async def deed(update: Update, w: Work, who: Actor, b: Press) -> None:
        await show(update, w, await outcome(w, who, b))

    return deed


def _asks(head: str, what: str, outcome: Outcome) -> Deed:
    """Asks for one sentence; the answer to the question is found by its kind of card."""

    async def deed(update: Update, w: Work, who: Actor, b: Press) -> None:
        notice = named(await outcome(w, who, b), update)
        await toast(update, w, Notice("answer-opened"))
        message = message_of(update)
        room = room_of(message)
        await telling.reply(
            w.tx, room.chat_id, notice, f"asked:{update.update_id}", w.now, card=f"{head}:{b.subject}:{what}",
            reply_to=None if room.private else message.message_id, thread_id=room.thread_id,
        )  # fmt: skip

    return deed


def _step(step: Step) -> Deed:
    return _toasted(lambda w, who, b: calls.step(w.tx, w.town, who, b.subject, step, w.now))


def _mark(action: Action) -> Deed:
    return _toasted(lambda w, who, b: scoring.mark(w.tx, w.town, who, b.subject, action, b.choice, w.now))


_W, _C = whistle_cards.WHISTLE, whistle_cards.CALL
MEET, REPORT, REFUSE = "meet", "report", "refuse"

PRESSES: Mapping[Action, Deed] = {
    Action.WHISTLE: _begin,
    Action.WHISTLE_GRADE: _toasted(
        lambda w, who, b: whistling.choose_grade(w.tx, w.town, who, b.subject, b.choice, w.now)
    ),
    Action.WHISTLE_UNIT: _toasted(lambda w, who, b: whistling.toggle(w.tx, w.town, who, b.subject, node_of(b), w.now)),
    Action.WHISTLE_MEET: _asks(_W, MEET, lambda w, who, b: whistling.ask_meeting(w.tx, w.town, who, b.subject)),
    Action.WHISTLE_SEND: _toasted(lambda w, who, b: whistling.send(w.tx, w.town, who, b.subject, w.now)),
    Action.WHISTLE_DROP: _toasted(lambda w, who, b: whistling.drop(w.tx, w.town, who, b.subject, w.now)),
    Action.WHISTLE_APPROVE: _toasted(lambda w, who, b: whistling.approve(w.tx, w.town, who, b.subject, True, w.now)),
    Action.WHISTLE_DECLINE: _toasted(lambda w, who, b: whistling.approve(w.tx, w.town, who, b.subject, False, w.now)),
    Action.CALL_SIGN: _step(Step.SIGN),
    Action.CALL_CONTACT: _step(Step.CONTACT),
    Action.CALL_ARRIVE: _step(Step.ARRIVE),
    Action.CALL_REPORT: _asks(_C, REPORT, lambda w, who, b: calls.ask_words(w.tx, w.town, who, b.subject, REPORT)),
    Action.CALL_REFUSE: _asks(_C, REFUSE, lambda w, who, b: calls.ask_words(w.tx, w.town, who, b.subject, REFUSE)),
    Action.CALL_EXCUSE: _toasted(lambda w, who, b: calls.judge(w.tx, w.town, who, b.subject, True, w.now)),
    Action.CALL_INSIST: _toasted(lambda w, who, b: calls.judge(w.tx, w.town, who, b.subject, False, w.now)),
    Action.WHISTLE_END: _toasted(lambda w, who, b: scoring.end_by_desk(w.tx, w.town, who, b.subject, w.now)),
    **{action: _mark(action) for action in whistle_cards.SCORES},
}


async def scored(update: Update, context: Context) -> tuple[bool, Ticket | None]:
    """Whether the message replied to a question for marks, and the ticket that the whistle was blown for."""
    tx, replied = context.work.tx, message_of(update).reply_to_message
    card = await tx.whistles.shown_at(replied.chat_id, replied.message_id, scoring.ASKED) if replied else None
    if card is None:
        return False, None
    number = card.partition(":")[2]
    call = await tx.whistles.call(int(number)) if number.isdigit() else None
    whistle = await tx.whistles.get(call.whistle_id) if call else None
    ticket_id = whistle.ticket_id if whistle else None
    return True, await tx.tickets.get(ticket_id) if ticket_id is not None else None


async def answered(update: Update, context: Context) -> bool:
    """Whether the message replied to one of ours about a whistle, and was taken."""
    work, message = context.work, message_of(update)
    replied = message.reply_to_message
    if replied is None:
        return False
    card = await work.tx.whistles.shown_at(replied.chat_id, replied.message_id, (_W, _C))
    if card is None:
        return False
    head, number, what = f"{card}::".split(":")[:3]
    if not number.isdigit():
        raise Forged
    actor, words = await actor_of(update, work), work.reading.redacted if work.reading else ""
    if head == _W:  # a reply to the card itself says the same as the answer to our question
        await say(update, work, await whistling.set_meeting(work.tx, work.town, actor, int(number), words, work.now))
    elif head == _C and what:
        notice = await calls.answer(work.tx, work.town, actor, int(number), what, words, work.now)
        await say(update, work, notice)
    elif head == _C:
        await calls.tell(work.tx, work.town, actor, int(number), words, work.now)
        await telling.mark(work.tx, message.chat_id, message.message_id, work.now)
    return True
