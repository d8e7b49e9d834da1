"""Steps up the ladder and down again."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, delete, desc, exists, insert, select, update

from bot.domain.escalation import Escalation, How, Trigger
from bot.domain.life import RUNNING
from bot.domain.mediation import Outcome
from bot.domain.ticket import Ticket
from bot.storage.gateway import Gateway
from bot.storage.tables import escalations, mediations, tickets

_COLUMNS = tuple(escalations.c[field.name] for field in fields(Escalation))
_ADD = insert(escalations)
_TOLD = select(escalations.c.ticket_id, escalations.c.round, escalations.c.trigger, escalations.c.to_id).where(
    escalations.c.ticket_id.in_(bindparam("ids", expanding=True))
)


class Told(NamedTuple):
    """In this round ``trigger`` brought the ticket to the node."""

    ticket_id: int
    round: int
    trigger: Trigger
    to_id: int


class Escalations(Gateway):
    async def add(
        self,
        climbs: Iterable[tuple[Ticket, int, Trigger]],
        how: How,
        now: datetime,
        *,
        actor_id: int | None = None,
        note_id: int | None = None,
    ) -> None:
        """Steps up, each from the ticket's owner to the node of that id."""
        rows = [
            {
                "ticket_id": ticket.id,
                "round": ticket.round,
                "from_id": ticket.owner_id,
                "to_id": to_id,
                "trigger": trigger.value,
                "how": how.value,
                "note_id": note_id,
                "actor_id": actor_id,
                "at": now,
            }
            for ticket, to_id, trigger in climbs
        ]
        if rows:
            await self._connection.execute(_ADD, rows)

    async def of(self, ticket_id: int) -> list[Escalation]:
        query = select(*_COLUMNS).where(escalations.c.ticket_id == ticket_id).order_by(escalations.c.id)
        return [_escalation(row) for row in await self._connection.execute(query)]

    async def told(self, ticket_ids: Collection[int]) -> set[Told]:
        """What has brought these tickets to which node already."""
        rows = await self._connection.execute(_TOLD, {"ids": list(ticket_ids)})
        return {Told(row.ticket_id, row.round, Trigger(row.trigger), row.to_id) for row in rows}

    async def below(self, ticket: Ticket) -> Escalation | None:
        """The step that made the present owner the owner, while it has not been handed down again."""
        query = select(*_COLUMNS).where(
            escalations.c.ticket_id == ticket.id,
            escalations.c.to_id == ticket.owner_id,
            escalations.c.how == How.TAKE.value,
            escalations.c.handed_down_at.is_(None),
        )
        row = (await self._connection.execute(query.order_by(desc(escalations.c.id)).limit(1))).first()
        return None if row is None else _escalation(row)

    async def handed_down(self, escalation_id: int, now: datetime) -> None:
        query = update(escalations).where(escalations.c.id == escalation_id)
        await self._connection.execute(query.values(handed_down_at=now))

    async def take_back(self, ticket_id: int, at: datetime) -> None:
        """上报 by hand at that moment was a slip: it never was a step."""
        mine = (escalations.c.ticket_id == ticket_id, escalations.c.at == at)
        await self._connection.execute(delete(escalations).where(*mine, escalations.c.trigger == Trigger.BY_HAND.value))

    async def unsettled(
        self, owners: Collection[int], categories: Collection[str], created_before: datetime, limit: int = 100
    ) -> list[int]:
        """Tickets of these categories that were worked on so long, without an agreement, and have not climbed for it in
        this round.
        """
        query = (
            select(tickets.c.id)
            .where(tickets.c.category.in_(list(categories)), tickets.c.created_at <= created_before)
            .where(tickets.c.state.in_([s.value for s in RUNNING]), tickets.c.sealed_role.is_(None))
            .where(tickets.c.owner_id.in_(list(owners)), ~climbed(Trigger.DISPUTE), ~_agreed())
        )
        return list(await self._connection.scalars(query.order_by(tickets.c.id).limit(limit)))

    async def returned(self, owners: Collection[int], times: int, limit: int = 100) -> list[int]:
        """Tickets that came back so often and have not climbed for it in this round."""
        query = (
            select(tickets.c.id)
            .where(tickets.c.returns >= times, tickets.c.state.in_([s.value for s in RUNNING]))
            .where(tickets.c.owner_id.in_(list(owners)), ~climbed(Trigger.RETURNS))
        )
        return list(await self._connection.scalars(query.order_by(tickets.c.id).limit(limit)))


def _agreed() -> Any:
    """The parties have come to terms; only the paper work is left."""
    return exists().where(mediations.c.ticket_id == tickets.c.id, mediations.c.outcome == Outcome.AGREED.value)


def climbed(trigger: Trigger) -> Any:
    """A condition on tickets: ``trigger`` has brought it up in this round."""
    return (
        select(escalations.c.id)
        .where(
            escalations.c.ticket_id == tickets.c.id,
            escalations.c.round == tickets.c.round,
            escalations.c.trigger == trigger.value,
        )
        .exists()
    )


def _escalation(row: Row[Any]) -> Escalation:
    values = dict(row._mapping)
    return Escalation(**{**values, "trigger": Trigger(values["trigger"]), "how": How(values["how"])})
