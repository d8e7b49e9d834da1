"""办结: how it ended, in what words, with which picture (handbook §3, 23)."""

from datetime import datetime

from bot.domain.clocks import Stage
from bot.domain.errors import Forged, Missing, PhotoMissing
from bot.domain.finishing import needs_check, without_leading
from bot.domain.life import UNSIGNED, Event, Who
from bot.domain.notices import Action, Arg, Notice, Press, in_rows
from bot.domain.orders import Verb
from bot.domain.org import Actor
from bot.domain.ticket import Result, Ticket
from bot.domain.worktime import due
from bot.storage.store import Store
from bot.usecases import acting, cards, children, handling, inspecting, linking, results, slips, undoing
from bot.usecases.moving import move
from bot.usecases.results import Told
from bot.usecases.town import Town


async def ask_kind(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> Notice:
    """The bare 办结 button: which of the four? Who answers with words at once says 已解决."""
    ticket = await acting.visible(tx, town, actor, ticket_id)
    await children.all_ended(tx, ticket)
    acting.permit(town, actor, ticket, Event.FINISH, version)
    presses = [Press(Action.FINISH_AS, ticket.id, ticket.version, choice=result.value) for result in Result]
    args: dict[str, Arg] = {"number": ticket.number, "photo": _wants_photo(town, ticket)}
    return Notice("finish-kind", args, in_rows(presses, 2), answers=Verb.FINISH)


async def ask_words(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, choice: str) -> Notice:
    """The kind is chosen: asks for the words that the resident will read, and a photo where the category wants one."""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.FINISH, version)
    result = _result(choice)
    args: dict[str, Arg] = {"number": ticket.number, "photo": _wants_photo(town, ticket), "result": result.value}
    return Notice("finish-prompt", args, reply=True, answers=f"{Verb.FINISH}:{result.value}")


async def finish(
    tx: Store,
    town: Town,
    actor: Actor,
    ticket: Ticket,
    text: str,
    masked: str,
    media: tuple[int, ...],
    now: datetime,
    choice: str = Result.SOLVED.value,
) -> Notice:
    """办结 with a result and a reply to the resident, who reads it after the check, where one is due."""
    await children.all_ended(tx, ticket)
    result, stood = _result(choice), await undoing.before(tx, ticket)
    if ticket.state in UNSIGNED:
        await handling.sign(tx, town, actor, ticket.id, ticket.version, now)
        ticket = await acting.visible(tx, town, actor, ticket.id)
    who = acting.permit(town, actor, ticket, Event.FINISH)
    text, none_to_give = without_leading(text, town.life.finishing.no_photo)
    masked, _ = without_leading(masked, town.life.finishing.no_photo)
    if not text:
        raise Missing(number=ticket.number)
    shown = media or await results.pictures(tx, ticket)
    if _wants_photo(town, ticket) and not shown and not none_to_give:
        raise PhotoMissing(number=ticket.number)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "result", text, now)
    check = needs_check(town.life.finishing, ticket)
    wake_at = due(now, town.life.finishing.inspect_within, town.calendar) if check else None
    reason = f"{result.value}, no photo" if none_to_give else result.value
    ticket = await move(
        tx, ticket, Event.FINISH, who, now, actor_id=actor.person_id, note_id=note_id, reason=reason,
        completed_at=now, result=result.value, wake_at=wake_at, **handling.contact(ticket, now),
    )  # fmt: skip
    await tx.clocks.stop(ticket.id, list(Stage), now)
    await slips.close_all(tx, town, ticket, now)
    if check:
        await cards.refresh(tx, town, ticket, now, note=masked)
        await inspecting.begin(tx, town, ticket, now)
    else:
        told = Told(masked, actor.person_id, media, ())
        ticket = await inspecting.passed(tx, town, ticket, Who.SYSTEM, told, now, reason="no check needed")
    await undoing.keep(tx, stood, ticket, Event.FINISH, actor, now)
    if result is Result.PROJECT and (offered := await linking.offer(tx, town, ticket)) is not None:
        return offered
    args: dict[str, Arg] = {"number": ticket.number, "check": int(check), "danger": int(ticket.danger)}
    return Notice("answer-finished", args)


def _wants_photo(town: Town, ticket: Ticket) -> int:
    return int(town.category(ticket.category).wants_photo)


def _result(choice: str) -> Result:
    try:
        return Result(choice or Result.SOLVED.value)
    except ValueError:
        raise Forged from None
