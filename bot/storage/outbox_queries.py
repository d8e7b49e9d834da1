"""What the outbox asks again and again: put together once, as that takes as long as asking."""

from functools import cache

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Executable,
    Integer,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
    tuple_,
    update,
)

from bot.storage.gateway import inserting
from bot.storage.languages import language_of_letter
from bot.storage.spots import at_spots
from bot.storage.tables import outbox, voices

DROP_EDITS = (
    update(outbox)
    .where(at_spots(outbox), outbox.c.card == "card", outbox.c.method == "edit", outbox.c.state == "queued")
    .values(state="recalled")
)

MARK = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(state="sending", bot_id=func.coalesce(outbox.c.bot_id, bindparam("of_bot", type_=BigInteger)))
)


@cache
def putting(shared: bool) -> Executable:
    voice = select(voices.c.bot_id).where(voices.c.chat_id == bindparam("spoken_in")).scalar_subquery()
    return inserting(outbox, shared).values(bot_id=voice).on_conflict_do_nothing(index_elements=["key"])


@cache
def leaving(of_bot: bool) -> Executable:
    """What may leave now, most urgent first: asked after every transaction, so it is put together once.

    What a decision is rewriting at this moment is left to the next claim: its new words shall leave, not the old.
    """
    # What was due at once stays due when the clock is set back.
    due = or_(outbox.c.not_before <= bindparam("now"), at_once())
    free = or_(outbox.c.method == "answer", outbox.c.chat_id.not_in(bindparam("busy", expanding=True)))
    # Written out, as the index of those that wait has it: a value that is handed over has SQLite plan anew each time.
    waiting = text("outbox.state = 'queued'")
    query = select(outbox, language_of_letter()).where(waiting, due, free, ~_waits_its_turn())
    query = query.where(*of(bindparam("of_bot", type_=BigInteger) if of_bot else None))
    query = query.order_by(outbox.c.priority, outbox.c.id).limit(bindparam("most", type_=Integer))
    return query.with_for_update(skip_locked=True, of=outbox)


_PATIENT = 6
"""So often a letter is tried before it steps aside: a minute, for one that never arrives must not stop its chat."""


def _waits_its_turn() -> ColumnElement[bool]:
    """Whether one that goes before it in its chat is tried again soon. Far off is what a clock set back left behind."""
    before = outbox.alias("before")
    earlier = tuple_(before.c.priority, before.c.id) < tuple_(outbox.c.priority, outbox.c.id)
    tried = text("before.state = 'queued' AND before.attempts > 0")
    soon = before.c.not_before.between(bindparam("now"), bindparam("soon"))
    waiting = select(before.c.id).where(tried, before.c.attempts < _PATIENT, before.c.chat_id == outbox.c.chat_id)
    return and_(outbox.c.method != "answer", waiting.where(earlier, soon).exists())


@cache
def arrived(somewhere: bool) -> Executable:
    """``somewhere``: as a message that has an id."""
    wanted = update(outbox).where(outbox.c.id == bindparam("letter"), outbox.c.state != "recalled")
    sent = wanted.values(state="sent", sent_at=bindparam("at"), error=None)
    return sent.values(message_id=bindparam("as_message")) if somewhere else sent


def of(bot_id: int | ColumnElement[int] | None) -> list[ColumnElement[bool]]:
    return [] if bot_id is None else [or_(outbox.c.bot_id == bot_id, outbox.c.bot_id.is_(None))]


def at_once() -> ColumnElement[bool]:
    return outbox.c.not_before <= outbox.c.created_at
