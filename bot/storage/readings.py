"""What was understood of a ticket, and who set its category right."""

from datetime import datetime

from sqlalchemy import bindparam, desc, func, insert, select

from bot.domain import grounds
from bot.domain.corrections import Correction, Corrector
from bot.domain.reading import Verdict
from bot.storage.gateway import Gateway
from bot.storage.tables import corrections, readings, tickets

_KEEP = insert(readings)
_OF = select(readings.c.body).where(readings.c.ticket_id == bindparam("ticket_id"))


class Readings(Gateway):
    async def keep(self, ticket_id: int, verdict: Verdict) -> None:
        await self._connection.execute(_KEEP, {"ticket_id": ticket_id, "body": grounds.to_json(verdict)})

    async def of(self, ticket_id: int) -> Verdict:
        """Empty where nothing was recognised, and for a ticket from before readings were kept."""
        return await self._of(ticket_id) or grounds.NOTHING

    async def known(self, ticket_id: int) -> bool:
        """Whether it was kept what the ticket was taken for."""
        return await self._of(ticket_id) is not None

    async def _of(self, ticket_id: int) -> Verdict | None:
        body = await self._connection.scalar(_OF, {"ticket_id": ticket_id})
        return None if body is None else grounds.from_json(body)

    async def correct(self, ticket_id: int, was: str, became: str, who: Corrector, at: datetime) -> None:
        await self._connection.execute(
            insert(corrections).values(ticket_id=ticket_id, was=was, became=became, who=who.value, at=at)
        )

    async def corrected_by(self, ticket_id: int) -> Corrector | None:
        """Who corrected it last."""
        query = select(corrections.c.who).where(corrections.c.ticket_id == ticket_id)
        who = await self._connection.scalar(query.order_by(desc(corrections.c.id)).limit(1))
        return Corrector(who) if who else None

    async def corrections(self) -> list[Correction]:
        """All of them, in the order they were made. What is sealed by now keeps its words to itself."""
        query = (
            select(corrections, tickets.c.public_text, tickets.c.intent, tickets.c.sealed_role)
            .join(tickets, tickets.c.id == corrections.c.ticket_id)
            .order_by(corrections.c.id)
        )
        found = []
        for row in await self._connection.execute(query):
            sealed = row.sealed_role is not None
            text = "" if sealed else row.public_text
            found.append(
                Correction(row.ticket_id, text, row.intent, sealed, row.was, row.became, Corrector(row.who), row.at)
            )
        return found

    async def counts(self) -> dict[str, int]:
        """How many tickets stand in each category."""
        query = select(tickets.c.category, func.count().label("tickets")).group_by(tickets.c.category)
        return {row.category: row.tickets for row in await self._connection.execute(query)}

    async def texts(self, limit: int) -> list[tuple[int, str, str]]:
        """Id, category and masked text of the newest tickets, without those that are sealed."""
        query = select(tickets.c.id, tickets.c.category, tickets.c.public_text).where(tickets.c.sealed_role.is_(None))
        rows = await self._connection.execute(query.order_by(desc(tickets.c.id)).limit(limit))
        return [(row.id, row.category, row.public_text) for row in rows]
