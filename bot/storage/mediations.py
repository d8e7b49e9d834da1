"""调解案: cases with their parties, rounds, papers and visits; and what mediators are good at."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, desc, exists, func, insert, select, update

from bot.domain.mediation import Kept, Matter, Mediation, Outcome, Party, Round, Visit
from bot.domain.notices import Notice
from bot.storage.gateway import Gateway
from bot.storage.notice_rows import to_json
from bot.storage.places_below import BELOW, at_or_below
from bot.storage.tables import (
    mediation_papers,
    mediation_parties,
    mediation_rounds,
    mediation_visits,
    mediation_waits,
    mediations,
    mediator_skills,
    nodes,
    outbox,
    rewards,
    tickets,
)

_CASE = tuple(mediations.c[field.name] for field in fields(Mediation))
_PARTY = tuple(mediation_parties.c[field.name] for field in fields(Party))
_ROUND = tuple(mediation_rounds.c[field.name] for field in fields(Round))
_VISIT = tuple(mediation_visits.c[field.name] for field in fields(Visit))


@cache
def _matters() -> Select[Any]:
    of = (
        select(func.max(mediations.c.id).label("last"), func.count().label("cases"))
        .where(mediations.c.opened_at >= bindparam("since"))
        .group_by(mediations.c.ticket_id)
        .subquery()
    )
    case = mediations.alias("any_case")
    paid = exists().where(
        case.c.ticket_id == mediations.c.ticket_id, rewards.c.mediation_id == case.c.id, rewards.c.granted.is_(True)
    )
    return (
        select(mediations.c.outcome, of.c.cases, tickets.c.excluded, paid.label("paid"))
        .join(of, of.c.last == mediations.c.id)
        .join(tickets, tickets.c.id == mediations.c.ticket_id)
        .join(nodes, nodes.c.id == tickets.c.node_id)
        .where(BELOW)
        .order_by(mediations.c.id)
    )


class Mediations(Gateway):
    async def add(self, values: Mapping[str, Any]) -> Mediation:
        row = await self._connection.execute(insert(mediations).values(**values).returning(*_CASE))
        return _case(row.one())

    async def get(self, mediation_id: int) -> Mediation | None:
        row = (await self._connection.execute(select(*_CASE).where(mediations.c.id == mediation_id))).first()
        return None if row is None else _case(row)

    async def latest(self, ticket_id: int) -> Mediation | None:
        """The newest case of a ticket."""
        query = select(*_CASE).where(mediations.c.ticket_id == ticket_id).order_by(desc(mediations.c.id)).limit(1)
        row = (await self._connection.execute(query)).first()
        return None if row is None else _case(row)

    async def of_ticket(self, ticket_id: int) -> list[Mediation]:
        query = select(*_CASE).where(mediations.c.ticket_id == ticket_id).order_by(mediations.c.id)
        return [_case(row) for row in await self._connection.execute(query)]

    async def change(self, case: Mediation, **values: Any) -> Mediation | None:
        """Only while it is open or ended as it was read: of two at once the first wins. None otherwise."""
        over = mediations.c.ended_at.is_(None) if case.open else mediations.c.ended_at.is_not(None)
        query = update(mediations).where(mediations.c.id == case.id, over)
        row = (await self._connection.execute(query.values(**values).returning(*_CASE))).first()
        return None if row is None else _case(row)

    async def mark_risk(self, case: Mediation, track: str, now: datetime) -> Mediation | None:
        """民转刑, once a case; None when it was marked before."""
        query = update(mediations).where(mediations.c.id == case.id, mediations.c.risk_at.is_(None))
        row = (await self._connection.execute(query.values(track=track, risk_at=now).returning(*_CASE))).first()
        return None if row is None else _case(row)

    async def unplanned(self, now: datetime, limit: int = 100) -> list[Mediation]:
        """Cases without a time to meet that the clock must look at now, the earliest first."""
        query = select(*_CASE).where(mediations.c.next_at <= now).order_by(mediations.c.next_at, mediations.c.id)
        return [_case(row) for row in await self._connection.execute(query.limit(limit))]

    async def led_by(self, person_id: int, limit: int) -> list[Mediation]:
        """The open cases that somebody leads, the oldest first."""
        query = select(*_CASE).where(mediations.c.mediator_id == person_id, mediations.c.ended_at.is_(None))
        return [_case(row) for row in await self._connection.execute(query.order_by(mediations.c.id).limit(limit))]

    async def below(self, path: str, limit: int) -> list[Mediation]:
        """Cases of tickets at or below ``path`` that are open or agreed, the newest first."""
        wanted = mediations.c.ended_at.is_(None) | (mediations.c.outcome == Outcome.AGREED.value)
        query = select(*_CASE).join(tickets, tickets.c.id == mediations.c.ticket_id)
        query = query.join(nodes, nodes.c.id == tickets.c.node_id).where(tickets.c.sealed_role.is_(None))
        query = query.where(at_or_below(path), wanted)
        return [
            _case(row) for row in await self._connection.execute(query.order_by(desc(mediations.c.id)).limit(limit))
        ]

    async def matters_below(self, path: str, since: datetime) -> list[Matter]:
        """Each ticket at or below ``path`` with a case that was begun since, once: by its last case."""
        return [
            Matter(Outcome(row.outcome) if row.outcome else None, row.cases, row.excluded is not None, bool(row.paid))
            for row in await self._connection.execute(_matters(), {"below": path, "since": since})
        ]

    # Parties

    async def parties(self, mediation_id: int) -> list[str]:
        query = select(mediation_parties.c.name).where(mediation_parties.c.mediation_id == mediation_id)
        return list(await self._connection.scalars(query.order_by(mediation_parties.c.id)))

    async def set_parties(self, mediation_id: int, names: Collection[str]) -> None:
        """The names anew: others are gone, with who agreed to what; who is named again keeps his link."""
        mine = mediation_parties.c.mediation_id == mediation_id
        await self._connection.execute(
            delete(mediation_parties).where(mine, mediation_parties.c.name.not_in(list(names)))
        )
        known = set(await self.parties(mediation_id))
        rows = [{"mediation_id": mediation_id, "name": name} for name in names if name not in known]
        if rows:
            await self._connection.execute(insert(mediation_parties), rows)

    async def people_of(self, mediation_id: int) -> list[Party]:
        """The same parties, with the accounts of those who opened their link."""
        query = select(*_PARTY).where(mediation_parties.c.mediation_id == mediation_id)
        rows = await self._connection.execute(query.order_by(mediation_parties.c.id))
        return [Party(**row._mapping) for row in rows]

    async def party(self, party_id: int) -> Party | None:
        row = (await self._connection.execute(select(*_PARTY).where(mediation_parties.c.id == party_id))).first()
        return None if row is None else Party(**row._mapping)

    async def make_link(self, party: Party, token_hash: str) -> None:
        """A link before is good for nothing any more."""
        query = update(mediation_parties).where(mediation_parties.c.id == party.id)
        await self._connection.execute(query.values(token_hash=token_hash, person_id=None, agreed_at=None))

    async def open_link(self, token_hash: str, person_id: int) -> Party | None:
        """The party for whom the link was made; None when somebody else was faster, or there is none."""
        free = mediation_parties.c.person_id.is_(None) | (mediation_parties.c.person_id == person_id)
        query = update(mediation_parties).where(mediation_parties.c.token_hash == token_hash, free)
        row = (await self._connection.execute(query.values(person_id=person_id).returning(*_PARTY))).first()
        return None if row is None else Party(**row._mapping)

    async def agree(self, party: Party, at: datetime | None) -> None:
        """To be reminded; None: not, or not any more."""
        query = update(mediation_parties).where(mediation_parties.c.id == party.id)
        await self._connection.execute(query.values(agreed_at=at))

    # Rounds

    async def rounds(self, mediation_id: int) -> list[Round]:
        query = select(*_ROUND).where(mediation_rounds.c.mediation_id == mediation_id).order_by(mediation_rounds.c.id)
        return [Round(**row._mapping) for row in await self._connection.execute(query)]

    async def rounds_due(self, now: datetime, limit: int = 100) -> list[Round]:
        """Rounds the clock must look at now, the earliest first."""
        query = select(*_ROUND).where(mediation_rounds.c.next_at <= now)
        query = query.order_by(mediation_rounds.c.next_at, mediation_rounds.c.id).limit(limit)
        return [Round(**row._mapping) for row in await self._connection.execute(query)]

    async def add_round(self, mediation_id: int, author_id: int, meeting: str, now: datetime, **timed: Any) -> int:
        values = {"mediation_id": mediation_id, "author_id": author_id, "meeting": meeting, "planned_at": now, **timed}
        query = insert(mediation_rounds).values(**values).returning(mediation_rounds.c.id)
        return int((await self._connection.execute(query)).scalar_one())

    async def change_round(self, round_id: int, **values: Any) -> bool:
        """Whether it was still to come: what was held is not told anew."""
        query = update(mediation_rounds).where(mediation_rounds.c.id == round_id, mediation_rounds.c.held_at.is_(None))
        return (await self._connection.execute(query.values(**values))).rowcount == 1

    # Papers

    async def put_paper(self, values: Mapping[str, Any]) -> None:
        await self._connection.execute(insert(mediation_papers).values(**values))

    async def papers(self, mediation_id: int) -> dict[str, int]:
        """How much lies in each line that is not empty."""
        query = select(mediation_papers.c.line, func.count()).where(mediation_papers.c.mediation_id == mediation_id)
        rows = await self._connection.execute(query.group_by(mediation_papers.c.line))
        return {str(row[0]): int(row[1]) for row in rows}

    async def files(self, mediation_id: int) -> tuple[int, ...]:
        """Ids of the stored files, in the order in which they came."""
        query = select(mediation_papers.c.media_id).where(
            mediation_papers.c.mediation_id == mediation_id, mediation_papers.c.media_id.is_not(None)
        )
        return tuple(await self._connection.scalars(query.order_by(mediation_papers.c.id)))

    async def wait_for(self, person_id: int, mediation_id: int, line: str, until: datetime) -> None:
        values = {"mediation_id": mediation_id, "line": line, "until": until}
        statement = self._insert(mediation_waits).values(person_id=person_id, **values)
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_=values))

    async def waited_for(self, person_id: int, now: datetime) -> tuple[int, str] | None:
        """The case and the line that what this person sends now belongs to."""
        query = select(mediation_waits.c.mediation_id, mediation_waits.c.line).where(
            mediation_waits.c.person_id == person_id, mediation_waits.c.until > now
        )
        row = (await self._connection.execute(query)).first()
        return None if row is None else (row.mediation_id, row.line)

    # Visits

    async def add_visits(self, mediation_id: int, days: Collection[tuple[datetime, datetime]]) -> None:
        """``days``: when each is due, and when the level above is told."""
        rows = [{"mediation_id": mediation_id, "due_at": due, "late_at": late, "next_at": due} for due, late in days]
        if rows:
            await self._connection.execute(insert(mediation_visits), rows)

    async def visit(self, visit_id: int) -> Visit | None:
        row = (await self._connection.execute(select(*_VISIT).where(mediation_visits.c.id == visit_id))).first()
        return None if row is None else _visit(row)

    async def visits(self, mediation_id: int) -> list[Visit]:
        query = (
            select(*_VISIT).where(mediation_visits.c.mediation_id == mediation_id).order_by(mediation_visits.c.due_at)
        )
        return [_visit(row) for row in await self._connection.execute(query)]

    async def due(self, now: datetime, limit: int = 100) -> list[Visit]:
        """Visits the clock must look at now, the earliest first."""
        query = select(*_VISIT).where(mediation_visits.c.next_at <= now)
        query = query.order_by(mediation_visits.c.next_at, mediation_visits.c.id).limit(limit)
        return [_visit(row) for row in await self._connection.execute(query)]

    async def change_visit(self, visit: Visit, **values: Any) -> Visit | None:
        """Only while nobody has said what he found. None otherwise."""
        query = update(mediation_visits).where(mediation_visits.c.id == visit.id, mediation_visits.c.done_at.is_(None))
        row = (await self._connection.execute(query.values(**values).returning(*_VISIT))).first()
        return None if row is None else _visit(row)

    async def drop_visits(self, mediation_id: int) -> None:
        """What was still to come is not needed any more."""
        mine = (mediation_visits.c.mediation_id == mediation_id, mediation_visits.c.done_at.is_(None))
        await self._connection.execute(delete(mediation_visits).where(*mine))

    # Mediators

    async def skills(self, people: Collection[int]) -> dict[int, frozenset[str]]:
        query = select(mediator_skills.c.person_id, mediator_skills.c.skill)
        query = query.where(mediator_skills.c.person_id.in_(list(people)))
        found: dict[int, set[str]] = {}
        for row in await self._connection.execute(query):
            found.setdefault(row.person_id, set()).add(row.skill)
        return {person: frozenset(own) for person, own in found.items()}

    async def toggle_skill(self, person_id: int, skill: str) -> None:
        mine = (mediator_skills.c.person_id == person_id, mediator_skills.c.skill == skill)
        if (await self._connection.execute(delete(mediator_skills).where(*mine))).rowcount == 0:
            await self._connection.execute(insert(mediator_skills).values(person_id=person_id, skill=skill))

    # Forgetting

    async def mask_round(self, round_id: int, meeting: str, result: str) -> None:
        query = update(mediation_rounds).where(mediation_rounds.c.id == round_id)
        await self._connection.execute(query.values(meeting=meeting, result=result))

    async def mask_agreement(self, mediation_id: int, agreement: str) -> None:
        query = update(mediations).where(mediations.c.id == mediation_id)
        await self._connection.execute(query.values(agreement=agreement))

    async def forget_messages(self, card: str) -> None:
        """What we said of a case, its card and the questions about it: the words are erased, that it was said stays."""
        about = outbox.c.card.is_not(None) & ((outbox.c.card == card) | outbox.c.card.startswith(f"{card}:"))
        nothing = to_json(Notice("mediation-left"))
        query = update(outbox).where(about, outbox.c.state != "queued").values(notice=nothing)
        await self._connection.execute(query)


def _case(row: Row[Any]) -> Mediation:
    values = dict(row._mapping)
    return Mediation(**{**values, "outcome": Outcome(values["outcome"]) if values["outcome"] else None})


def _visit(row: Row[Any]) -> Visit:
    values = dict(row._mapping)
    return Visit(**{**values, "kept": Kept(values["kept"]) if values["kept"] else None})
