"""The resident's side: what he writes, his commands, his buttons."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from bot.chat.buttons import node_of
from bot.chat.replied import replied_to
from bot.chat.work import Context, Work, button_of, message_of, say, show, speaker_of
from bot.domain.errors import Forged, InvitationSpent
from bot.domain.notices import Action, Notice, Press
from bot.domain.orders import Verb
from bot.usecases import asking, intake, objecting, party_links, people, reopening, resident, rooms, survey
from bot.usecases.drafting import Heard
from bot.usecases.resident import Speaker
from bot.usecases.words import read_order


async def start(update: Update, context: Context) -> None:
    """/start, alone or with the payload of a scanned code or an invitation."""
    work = context.work
    speaker = await speaker_of(update, work)
    payload = context.args[0] if context.args else ""
    await rooms.opened(work.tx, work.town, speaker.chat_id, work.now)
    first = await work.tx.people.welcomed(speaker.person_id, work.now)
    if first:
        # Whoever scanned a code on a poster is registered at once and need not be sent to /home.
        await say(update, work, Notice("welcome", {"scanned": int(payload.startswith("g-"))}))
    if payload.startswith("g-"):
        await say(update, work, await people.scanned(work.tx, work.town, speaker.person_id, payload[2:]))
    elif payload.startswith(party_links.PAYLOAD):
        token = payload.removeprefix(party_links.PAYLOAD)
        await say(update, work, await party_links.opened(work.tx, speaker.person_id, token))
    elif payload:
        await say(update, work, await _invited(work, speaker, payload))
    elif not first:
        await say(update, work, Notice("help"))


async def _invited(work: Work, speaker: Speaker, token: str) -> Notice:
    """A spent invitation is no reason to take the welcome back."""
    try:
        return await people.accept_invitation(work.tx, work.town, speaker.person_id, token, work.now)
    except InvitationSpent as refusal:
        return Notice(refusal.key)


async def help_(update: Update, context: Context) -> None:
    await say(update, context.work, Notice("help"))


async def privacy(update: Update, context: Context) -> None:
    work = context.work
    await say(update, work, Notice("privacy", {"days": work.town.life.archive_after.span.days}))


async def my(update: Update, context: Context) -> None:
    work = context.work
    speaker = await speaker_of(update, work)
    for notice in await resident.mine(work.tx, work.town, speaker.person_id):
        number = str(notice.args.get("number", ""))
        ticket = await work.tx.tickets.by_number(number) if number else None
        await say(update, work, notice, ticket_id=ticket.id if ticket else None)


async def home(update: Update, context: Context) -> None:
    work = context.work
    speaker = await speaker_of(update, work)
    await say(update, work, await people.homes(work.tx, work.town, speaker.person_id))


async def cancel(update: Update, context: Context) -> None:
    work = context.work
    await say(update, work, await asking.cancel(work.tx, await speaker_of(update, work)))


async def human(update: Update, context: Context) -> None:
    work = context.work
    await say(update, work, await resident.call_human(work.tx, work.town, await speaker_of(update, work), work.now))


async def hear(update: Update, context: Context) -> None:
    """Anything else written in private: a reply to one of our messages, or a matter."""
    work = context.work
    speaker = await speaker_of(update, work)
    heard = work.heard or Heard(message_of(update).message_id)
    ticket, kind = await replied_to(update, context, "notice")
    if ticket is None:
        await intake.hear(work.tx, work.town, speaker, heard, work.now)
        return
    if kind == "extended" and (order := read_order(heard.text, work.town.intake.orders)).verb is Verb.OBJECT:
        masked = read_order(heard.reading.redacted, work.town.intake.orders).text if heard.reading else ""
        objected = await objecting.object_to(
            work.tx, work.town, speaker.person_id, ticket.id, order.text, masked, work.now
        )
        await say(update, work, objected, ticket_id=ticket.id)
        return
    notice = await intake.hear_reply(work.tx, work.town, speaker, ticket.id, kind, heard, work.now)
    if notice is not None:
        await say(update, work, notice, ticket_id=ticket.id)


async def edited(update: Update, context: Context) -> None:
    """The resident changed what he had written: whoever has the ticket reads the new words."""
    work = context.work
    speaker = await speaker_of(update, work)
    card = await work.tx.cards.at(speaker.chat_id, message_of(update).message_id)
    ticket_id = card.ticket_id if card else None
    heard = work.heard or Heard(message_of(update).message_id)
    notice = await intake.hear_edited(work.tx, work.town, speaker, ticket_id, heard, work.now)
    if notice is not None:
        await say(update, work, notice, ticket_id=ticket_id)


async def unreadable(update: Update, context: Context) -> None:
    """Stickers, contacts, polls, games: kept in the inbox, answered with what would help."""
    await say(update, context.work, Notice("unreadable"))


async def unknown_command(update: Update, context: Context) -> None:
    await say(update, context.work, Notice("unknown-command"))


async def forged(update: Update, context: Context) -> None:
    """Callback data that no button of ours carries."""
    raise Forged


Outcome = Callable[[Work, Speaker, Press], Awaitable[Notice]]

# A resident's buttons. Every use case checks again whose ticket or draft it is.
PRESSES: Mapping[Action, Outcome] = {
    Action.DRAFT_WHAT: lambda w, who, b: asking.choose_category(w.tx, w.town, who, b.subject, b.choice, w.now),
    Action.DRAFT_PLACE: lambda w, who, b: asking.choose_place(w.tx, w.town, who, b.subject, node_of(b), w.now),
    Action.DRAFT_DANGER: lambda w, who, b: asking.settle_danger(w.tx, w.town, who, b.subject, b.choice == "yes", w.now),
    Action.DRAFT_SEVERAL: lambda w, who, b: asking.settle_several(
        w.tx, w.town, who, b.subject, b.choice == "yes", w.now
    ),
    Action.DRAFT_SAME: lambda w, who, b: asking.settle_same(w.tx, w.town, who, b.subject, node_of(b), w.now),
    Action.DRAFT_NEW: lambda w, who, b: asking.settle_new(w.tx, w.town, who, b.subject, w.now),
    Action.CORRECT: lambda w, who, b: resident.receipt_again(w.tx, w.town, who.person_id, b.subject),
    Action.CHANGE_CATEGORY: lambda w, who, b: resident.choose_category(w.tx, w.town, who.person_id, b.subject, w.now),
    Action.SET_CATEGORY: lambda w, who, b: resident.set_category(
        w.tx, w.town, who.person_id, b.subject, b.choice, w.now
    ),
    Action.CHANGE_PLACE: lambda w, who, b: resident.choose_place(w.tx, w.town, who.person_id, b.subject, w.now),
    Action.SET_PLACE: lambda w, who, b: resident.set_place(w.tx, w.town, who.person_id, b.subject, node_of(b), w.now),
    Action.SEAL: lambda w, who, b: resident.seal(w.tx, w.town, who.person_id, b.subject, w.now),
    Action.WITHDRAW: lambda w, who, b: resident.ask_withdraw(w.tx, who.person_id, b.subject),
    Action.CONFIRM_WITHDRAW: lambda w, who, b: resident.withdraw(w.tx, w.town, who.person_id, b.subject, w.now),
    Action.SUPPLEMENT: lambda w, who, b: resident.ask_supplement(w.tx, who.person_id, b.subject),
    Action.CHASE: lambda w, who, b: resident.chase(w.tx, w.town, who.person_id, b.subject, w.now),
    Action.STILL_BROKEN: lambda w, who, b: reopening.ask(w.tx, w.town, who.person_id, b.subject, w.now),
    Action.OBJECT: lambda w, who, b: objecting.object_to(w.tx, w.town, who.person_id, b.subject, "", "", w.now),
    Action.NOT_SOLVED: lambda w, who, b: resident.not_solved(w.tx, w.town, who.person_id, b.subject, b.version, w.now),
    Action.SOLVED: lambda w, who, b: survey.answer_solved(
        w.tx, w.town, who.person_id, b.subject, b.version, b.choice, w.now
    ),
    Action.RATE: lambda w, who, b: survey.rate(w.tx, w.town, who.person_id, b.subject, b.version, b.choice, w.now),
    Action.PARTY_AGREE: lambda w, who, b: party_links.decide(w.tx, who.person_id, b.subject, True, w.now),
    Action.PARTY_REFUSE: lambda w, who, b: party_links.decide(w.tx, who.person_id, b.subject, False, w.now),
    Action.HOME_BROWSE: lambda w, who, b: people.browse(w.town, b.subject),
    Action.HOME_ADD: lambda w, who, b: people.add_home(w.tx, w.town, who.person_id, b.subject),
    Action.HOME_REMOVE: lambda w, who, b: people.remove_home(w.tx, w.town, who.person_id, b.subject),
}


async def press(update: Update, context: Context) -> None:
    """A resident's button."""
    work, button = context.work, button_of(update)
    notice = await PRESSES[button.action](work, await speaker_of(update, work), button)
    await show(update, work, notice, ticket_id=button.subject if notice.reply else None, card=notice.kind)
