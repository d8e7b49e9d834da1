"""回访: is it really solved? Satisfied or silent closes, 没解决 hands it back (handbook §7)."""

from datetime import datetime
from enum import Enum
from typing import TypeVar

from bot.domain.errors import Forged, NotFound, Stale
from bot.domain.life import Event, State, Who
from bot.domain.notices import Action, Arg, Notice, Press, instant
from bot.domain.survey import Answer, Outcome, Rating, next_step, plan_tries, surveyed
from bot.domain.ticket import Result, Ticket
from bot.storage.store import Store
from bot.storage.surveys import Survey
from bot.usecases import apart, cards, children, judging, ladder, reopening, rounds, telling
from bot.usecases.moving import move
from bot.usecases.town import Town

_E = TypeVar("_E", bound=Enum)


async def start(tx: Store, town: Town, ticket: Ticket, result: str, media: tuple[int, ...], now: datetime) -> None:
    """Tells the resident the result and asks; matters that no machine may ask about close at once."""
    args: dict[str, Arg] = {
        "text": cards.shorten(result, 1000),
        "category": ticket.category,
        "result": (ticket.result or Result.SOLVED).value,
        "look_at": instant(ticket.wake_at),
    }
    if not surveyed(ticket.category, sealed=ticket.sealed, policy=town.policy.survey):
        await telling.everyone(tx, ticket, "finished", now, args, media=media, mark=str(ticket.reworks or ""))
        await _close(tx, town, ticket, Who.SYSTEM, "not surveyed", now)
        return
    plan = plan_tries(now, town.policy.survey, town.calendar)
    later = plan.asks[1] if len(plan.asks) > 1 else plan.closes_at
    await tx.surveys.start(ticket.id, ticket.round, now, later)
    await telling.petitioner(
        tx,
        ticket,
        "finished-ask",
        now,
        args,
        buttons=_solved_rows(ticket),
        card="survey",
        media=media,
        mark=str(ticket.reworks or ""),
    )
    # One survey a ticket, as one matter is scored once; who joined has a word too when it is not solved.
    still = ((Press(Action.NOT_SOLVED, ticket.id, ticket.round),),)
    mark = str(ticket.reworks or "")
    await telling.joined(tx, ticket, "finished-joined", now, args, buttons=still, media=media, mark=mark)


async def answer_solved(
    tx: Store, town: Town, person_id: int, ticket_id: int, round_: int, choice: str, now: datetime
) -> Notice:
    """已解决 · 部分解决 · 没解决 · 只是解释, of the survey of ``round_``."""
    ticket, survey = await _running(tx, person_id, ticket_id)
    answer = _chosen(Answer, choice)
    if round_ != survey.round:
        return await _present(tx, ticket, survey, now)
    await tx.surveys.answered(survey, solved=answer.value)
    if answer is Answer.UNSOLVED:
        await _conclude(tx, town, ticket, survey, answer, None, now)
        return Notice("answer-noted", {"number": ticket.number})
    await telling.petitioner(tx, ticket, "survey-rate", now, buttons=_rating_rows(ticket), card="survey")
    return Notice("answer-noted", {"number": ticket.number})


async def rate(
    tx: Store, town: Town, person_id: int, ticket_id: int, round_: int, choice: str, now: datetime
) -> Notice:
    """非常满意 … 非常不满意, of the survey of ``round_``."""
    ticket, survey = await _running(tx, person_id, ticket_id)
    rating = _chosen(Rating, int(choice) if choice.isascii() and choice.isdigit() else 0)
    if round_ != survey.round:
        return await _present(tx, ticket, survey, now)
    await tx.surveys.answered(survey, rating=int(rating))
    solved = Answer(survey.solved) if survey.solved else None
    await _conclude(tx, town, ticket, survey, solved, rating, now)
    return Notice("answer-noted", {"number": ticket.number})


async def _present(tx: Store, ticket: Ticket, survey: Survey, now: datetime) -> Notice:
    """A button of an earlier round counts nothing: the question of this one comes again, once a try."""
    rows = _rating_rows(ticket) if survey.solved else _solved_rows(ticket)
    kind = "survey-rate" if survey.solved else "survey-again"
    mark = f"instead{survey.tries}{survey.solved or ''}"
    await telling.petitioner(tx, ticket, kind, now, buttons=rows, card="survey", mark=mark)
    return Notice("answer-survey-old", {"number": ticket.number})


async def waits_for(tx: Store, person_id: int, ticket: Ticket) -> bool:
    """Whether this person has still to say if it is solved; not while the superior judges what he has said."""
    if ticket.state is not State.PENDING_SURVEY or ticket.petitioner_id != person_id:
        return False
    survey = await tx.surveys.of(ticket.id, ticket.round)
    return survey is not None and survey.ended_at is None


async def comment(tx: Store, person_id: int, ticket: Ticket, text: str, now: datetime) -> Notice:
    """一句话: counts only as a reply to its prompt."""
    if ticket.petitioner_id != person_id:
        raise NotFound
    survey = await tx.surveys.of(ticket.id, ticket.round) or await tx.surveys.of(ticket.id, ticket.round - 1)
    if survey is None:
        raise NotFound
    note_id = await tx.tickets.add_note(ticket.id, person_id, "comment", text, now)
    await tx.surveys.commented(survey, note_id)
    return Notice("comment-thanks", {"number": ticket.number}, reopening.button(ticket))


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Asks again whom nobody has heard of, and closes after the last try. Returns how many were due."""

    async def look(survey: Survey) -> None:
        ticket = await tx.tickets.get(survey.ticket_id)
        if ticket is None or ticket.state is not State.PENDING_SURVEY or survey.ended_at:
            await tx.surveys.ended(survey, now)
            return
        plan = plan_tries(survey.asked_at, town.policy.survey, town.calendar)
        if survey.tries >= len(plan.asks):
            await _give_up(tx, town, ticket, survey, now)
        else:
            await _ask_again(tx, ticket, survey, plan.asks, plan.closes_at, now)

    return await apart.each(tx, await tx.surveys.due(now), look)


async def _ask_again(
    tx: Store, ticket: Ticket, survey: Survey, asks: tuple[datetime, ...], closes_at: datetime, now: datetime
) -> None:
    done = survey.tries + 1
    await tx.surveys.asked_again(survey, asks[done] if done < len(asks) else closes_at)
    rows = _rating_rows(ticket) if survey.solved else _solved_rows(ticket)
    kind = "survey-rate" if survey.solved else "survey-again"
    await telling.petitioner(tx, ticket, kind, now, buttons=rows, card="survey", mark=f"try{done}")


async def _give_up(tx: Store, town: Town, ticket: Ticket, survey: Survey, now: datetime) -> None:
    """No answer, or half of one: what was said counts, the rest is never taken as happy."""
    solved = Answer(survey.solved) if survey.solved else None
    await tx.surveys.ended(survey, now)
    reason = "answered in part" if solved else "no answer"
    await _close(tx, town, ticket, Who.SYSTEM, reason, now)


async def _conclude(
    tx: Store, town: Town, ticket: Ticket, survey: Survey, solved: Answer | None, rating: Rating | None, now: datetime
) -> None:
    await tx.surveys.ended(survey, now)
    outcome = next_step(solved, rating, ticket.round - 1, town.policy.survey)
    if outcome is Outcome.CLOSE:
        await telling.petitioner(tx, ticket, "closed-thanks", now, buttons=reopening.button(ticket), card="comment")
        await _close(tx, town, ticket, Who.PETITIONER, "", now)
        return
    if outcome is Outcome.TO_SUPERIOR:
        await judging.to_superior(tx, town, ticket, now)
        return
    await _handle_again(tx, town, ticket, now)


async def _handle_again(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    """重办: the round goes up, the limit is shorter, the level above reads along."""
    ticket = await rounds.another(tx, town, ticket, Event.REHANDLE, Who.PETITIONER, now, actor_id=ticket.petitioner_id)
    args: dict[str, Arg] = {"owner": town.node(ticket.owner_id).name, "due_at": instant(ticket.due_at)}
    await telling.everyone(tx, ticket, "rehandled", now, args)
    above = await telling.level_up(tx, town, ticket, 1, now)
    for room in dict.fromkeys([*above, *await ladder.dissatisfied(tx, town, ticket, now)]):
        notice = Notice("rehandle-copy", dict(cards.compose(ticket, town).args))
        key = f"rehandle-copy:{ticket.id}:{ticket.round}:{room}"
        await telling.reply(
            tx, room.chat_id, notice, key, now, ticket_id=ticket.id, card="copy", thread_id=room.thread_id
        )


async def _close(tx: Store, town: Town, ticket: Ticket, who: Who, reason: str, now: datetime) -> None:
    actor_id = ticket.petitioner_id if who is Who.PETITIONER else None
    ticket = await move(tx, ticket, Event.CLOSE, who, now, actor_id=actor_id, reason=reason, closed_at=now)
    await cards.refresh(tx, town, ticket, now)
    await children.ended(tx, town, ticket, now)


async def _running(tx: Store, person_id: int, ticket_id: int) -> tuple[Ticket, Survey]:
    ticket = await tx.tickets.get(ticket_id)
    if ticket is None or ticket.petitioner_id != person_id:
        raise NotFound
    survey = await tx.surveys.of(ticket.id, ticket.round)
    if survey is None or survey.ended_at is not None or ticket.state is not State.PENDING_SURVEY:
        raise Stale(number=ticket.number, state=ticket.state.value)
    return ticket, survey


def _chosen(kind: type[_E], value: str | int) -> _E:
    try:
        return kind(value)
    except ValueError:
        raise Forged from None


def _solved_rows(ticket: Ticket) -> tuple[tuple[Press, ...], ...]:
    presses = [Press(Action.SOLVED, ticket.id, ticket.round, choice=answer.value) for answer in Answer]
    return (tuple(presses[:2]), tuple(presses[2:]))


def _rating_rows(ticket: Ticket) -> tuple[tuple[Press, ...], ...]:
    presses = [Press(Action.RATE, ticket.id, ticket.round, choice=str(int(rating))) for rating in Rating]
    return (tuple(presses[:3]), tuple(presses[3:]))
