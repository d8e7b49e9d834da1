"""督办: issued from above with words, answered by the handler in time, spoken of once a day while it is not."""

from dataclasses import replace
from datetime import datetime

from bot.domain.errors import Forged, Missing, NotSupervised, NotYours
from bot.domain.escalation import Rule
from bot.domain.life import ENDED, OPEN, Event, Who
from bot.domain.limits import Limit
from bot.domain.names import GRADE
from bot.domain.notices import Action, Arg, Notice, Press, in_rows, instant
from bot.domain.orders import Verb
from bot.domain.org import Actor, Node
from bot.domain.rooms import Room
from bot.domain.supervision import Supervision, heavier, open_grades
from bot.domain.ticket import Ticket
from bot.domain.worktime import due
from bot.storage.store import Store
from bot.usecases import acting, apart, cards, telling
from bot.usecases.moving import move
from bot.usecases.town import Town

AGAIN = Limit.parse("1wd")
"""Silence is spoken of once a working day."""


async def choose(tx: Store, town: Town, actor: Actor, ticket_id: int) -> Notice:
    """督办: which grade? Only those that this person may issue now."""
    ticket = await acting.readable(tx, town, actor, ticket_id)
    presses = [
        Press(Action.SUPERVISE_AS, ticket.id, ticket.version, choice=code)
        for code in await _open(tx, town, actor, ticket)
    ]
    if not presses:
        raise NotYours(number=ticket.number)
    return Notice("supervise-choose", {"number": ticket.number}, in_rows(presses, 2))


async def ask_words(tx: Store, town: Town, actor: Actor, ticket_id: int, code: str) -> Notice:
    """The grade is chosen: what is wanted?"""
    ticket = await acting.readable(tx, town, actor, ticket_id)
    if code not in await _open(tx, town, actor, ticket):
        raise Forged
    args = {"number": ticket.number, "grade": _name(code)}
    return Notice("supervise-prompt", args, reply=True, answers=f"{Verb.SUPERVISE}:{code}")


async def issue(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, code: str, text: str, masked: str, now: datetime
) -> Notice:
    """The handlers read it on the card and once in words; the signer in private too; the resident hears it."""
    found = await _open(tx, town, actor, ticket)
    if not code or code not in found:
        raise NotYours(number=ticket.number)
    if not text:
        raise Missing(number=ticket.number)
    by = found[code]
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "supervision", text, now)
    who = acting.permit(town, actor, ticket, Event.SUPERVISE)
    ticket, due_at = await _order(tx, town, ticket, code, by, who, now, note_id=note_id, actor_id=actor.person_id)
    args = {**_about(town, ticket, code, by, due_at), "text": cards.shorten(masked)}
    await _tell(tx, ticket, await telling.handlers(tx, town, ticket, now), Notice("supervised", args), now)
    await telling.everyone(tx, ticket, "watched", now, {"owner": by.name}, mark=f"supervision:{note_id}")
    return Notice("answer-supervised", {"number": ticket.number, "grade": _name(code), "due_at": instant(due_at)})


async def by_rule(
    tx: Store, town: Town, ticket: Ticket, rule: Rule, by: Node, count: int, now: datetime, *, told: bool
) -> Ticket:
    """A step of the ladder orders it: nothing where as heavy a one waits for its answer already. ``told``: the resident
    has just heard that this level watches.
    """
    code, running = rule.supervise, await tx.supervisions.running(ticket.id)
    if ticket.sealed or ticket.state not in OPEN or code not in town.ladder.grades:
        return ticket
    if code not in heavier(town.ladder.grades, running.grade if running else ""):
        return ticket
    ticket, due_at = await _order(tx, town, ticket, code, by, Who.SYSTEM, now)
    args = {**_about(town, ticket, code, by, due_at), "trigger": rule.on.value, "count": count}
    await _tell(tx, ticket, await telling.handlers(tx, town, ticket, now), Notice("supervised-by-rule", args), now)
    if not told:
        mark = f"supervision:{code}:{ticket.version}"
        await telling.everyone(tx, ticket, "watched", now, {"owner": by.name}, mark=mark)
    return ticket


async def _order(
    tx: Store, town: Town, ticket: Ticket, code: str, by: Node, who: Who, now: datetime, *,
    note_id: int | None = None, actor_id: int | None = None,
) -> tuple[Ticket, datetime]:  # fmt: skip
    """From here on it stands on the card until it is answered; until when."""
    due_at = due(now, town.ladder.grades[code].reply, town.calendar)
    await tx.supervisions.add(ticket.id, by.id, code, now, due_at, note_id=note_id, actor_id=actor_id)
    ticket = await move(
        tx, ticket, Event.SUPERVISE, who, now, actor_id=actor_id, reason=code, note_id=note_id, supervised=code,
        answer_by=due_at,
    )  # fmt: skip
    await cards.refresh(tx, town, ticket, now)
    return ticket, due_at


async def ask_answer(tx: Store, town: Town, actor: Actor, ticket_id: int) -> Notice:
    ticket = await acting.visible(tx, town, actor, ticket_id)
    running = await _running(tx, ticket)
    args = {"number": ticket.number, "grade": _name(running.grade)}
    return Notice("supervision-prompt", args, reply=True, answers=Verb.ANSWER)


async def answer(tx: Store, town: Town, actor: Actor, ticket: Ticket, text: str, masked: str, now: datetime) -> Notice:
    """回复督办: whoever issued it reads the words."""
    who = acting.permit(town, actor, ticket, Event.PROGRESS)
    running = await _running(tx, ticket)
    if not text:
        raise Missing(number=ticket.number)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "reply", text, now)
    await tx.supervisions.answer(running, note_id, now)
    ticket = await move(
        tx, ticket, Event.PROGRESS, who, now, actor_id=actor.person_id, reason="supervision", note_id=note_id,
        supervised=None, answer_by=None,
    )  # fmt: skip
    await cards.refresh(tx, town, ticket, now)
    by = town.node(running.by_id)
    args = {**_about(town, ticket, running.grade, by, running.due_at), "text": cards.shorten(masked)}
    await _tell(tx, ticket, await telling.reach(tx, town, by, now), Notice("supervision-answered", args), now)
    return Notice("answer-supervision-answered", {"number": ticket.number})


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Whoever has not answered in time reads it once a working day, and so does whoever asked."""

    async def look(one: Supervision) -> None:
        ticket = await tx.tickets.get(one.ticket_id)
        if ticket is None or ticket.sealed or ticket.state in ENDED:
            await tx.supervisions.put_off(one, None)
            return
        await tx.supervisions.put_off(one, due(now, AGAIN, town.calendar))
        if ticket.state not in OPEN:
            # A check or the resident may give it back; until then nobody owes an answer.
            return
        by = town.node(one.by_id)
        args = _about(town, ticket, one.grade, by, one.due_at)
        rooms = [*await telling.handlers(tx, town, ticket, now), *await telling.reach(tx, town, by, now)]
        await _tell(tx, ticket, list(dict.fromkeys(rooms)), Notice("supervision-late", args), now)

    return await apart.each(tx, await tx.supervisions.due(now), look)


async def may_supervise(tx: Store, town: Town, actor: Actor, ticket: Ticket) -> bool:
    return bool(await _open(tx, town, actor, ticket))


async def _open(tx: Store, town: Town, actor: Actor, ticket: Ticket) -> dict[str, Node]:
    if ticket.state not in OPEN or ticket.sealed:
        return {}
    running = await tx.supervisions.running(ticket.id)
    chain = town.tree.chain(town.node(ticket.owner_id))
    return open_grades(town.ladder.grades, actor, chain, running.grade if running else "")


async def _running(tx: Store, ticket: Ticket) -> Supervision:
    running = await tx.supervisions.running(ticket.id)
    # Whoever ordered it reads nothing more of a matter that was sealed since.
    if running is None or ticket.sealed:
        raise NotSupervised(number=ticket.number)
    return running


def _name(code: str) -> str:
    return f"{GRADE}-{code}"


def _about(town: Town, ticket: Ticket, code: str, by: Node, due_at: datetime) -> dict[str, Arg]:
    return {
        "number": ticket.number,
        "category": ticket.category,
        "owner": town.node(ticket.owner_id).name,
        "place": by.name,
        "grade": _name(code),
        "due_at": instant(due_at),
    }


async def _tell(tx: Store, ticket: Ticket, rooms: list[Room], notice: Notice, now: datetime) -> None:
    asked = ((Press(Action.ANSWER_SUPERVISION, ticket.id),),)
    notice = replace(notice, buttons=() if notice.kind == "supervision-answered" else asked)
    for room in rooms:
        key = f"{notice.kind}:{ticket.id}:{now.isoformat()}:{room}"
        await telling.reply(
            tx, room.chat_id, notice, key, now, ticket_id=ticket.id, card="reminder",
            thread_id=room.thread_id,
        )  # fmt: skip
