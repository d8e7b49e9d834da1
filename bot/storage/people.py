"""Who writes and acts. A resident is a number; only appointed people have names."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, insert, or_, select, update

from bot.domain.org import Actor, Appointment, Level, Node, Role
from bot.storage.gateway import Gateway
from bot.storage.tables import appointments, invitations, nodes, people


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-use appointment that waits to be opened."""

    id: int
    role: Role
    node_id: int
    person_id: int | None


_OF_TELEGRAM = select(people.c.id).where(people.c.telegram_id == bindparam("account"))
_CHATS_OF = select(people.c.id, people.c.telegram_id).where(
    people.c.id.in_(bindparam("ids", expanding=True)), people.c.telegram_id.is_not(None)
)


_HOLDING = (
    select(
        appointments.c.role,
        nodes.c.id,
        nodes.c.code,
        nodes.c.name,
        nodes.c.level,
        nodes.c.parent_id,
        nodes.c.path,
    )
    .join(nodes, nodes.c.id == appointments.c.node_id)
    .where(appointments.c.person_id == bindparam("of_person"))
    .where(or_(appointments.c.since.is_(None), appointments.c.since <= bindparam("day")))
    .where(or_(appointments.c.until.is_(None), appointments.c.until >= bindparam("day")))
    .order_by(appointments.c.id)
)


class People(Gateway):
    async def of_telegram(self, telegram_id: int) -> int:
        """Our number for a Telegram account; a new one on first sight."""
        account = {"account": telegram_id}
        found = await self._connection.scalar(_OF_TELEGRAM, account)
        if found is None:
            new = self._insert(people).values(telegram_id=telegram_id)
            await self._connection.execute(new.on_conflict_do_nothing(index_elements=["telegram_id"]))
            found = await self._connection.scalar(_OF_TELEGRAM, account)
        if found is None:
            raise LookupError("an account that was just added is not there")
        return int(found)

    async def actor(self, telegram_id: int, day: date, *, is_admin: bool) -> Actor:
        """The person with the appointments that hold on ``day``."""
        return await self.holding(await self.of_telegram(telegram_id), day, is_admin=is_admin)

    async def holding(self, person_id: int, day: date, *, is_admin: bool = False) -> Actor:
        """The same, of somebody whose number is known."""
        held = tuple(
            Appointment(Role(row.role), Node(row.id, row.code, row.name, Level(row.level), row.parent_id, row.path))
            for row in await self._connection.execute(_HOLDING, {"of_person": person_id, "day": day})
        )
        return Actor(person_id, held, is_admin)

    async def chat_of(self, person_id: int) -> int | None:
        """The private chat with a person (its id is the account's), or None before an invitation was opened."""
        found = await self._connection.scalar(select(people.c.telegram_id).where(people.c.id == person_id))
        return None if found is None else int(found)

    async def chats_of(self, person_ids: Collection[int]) -> dict[int, int]:
        """The private chats of several people, by our number; without those who have none yet."""
        rows = await self._connection.execute(_CHATS_OF, {"ids": list(person_ids)})
        return {row.id: row.telegram_id for row in rows}

    async def name_of(self, person_id: int) -> str:
        return (await self._connection.scalar(select(people.c.name).where(people.c.id == person_id))) or ""

    async def welcomed(self, person_id: int, at: datetime) -> bool:
        """Whether this is the first time; the privacy notice is shown once."""
        query = update(people).where(people.c.id == person_id, people.c.welcomed_at.is_(None)).values(welcomed_at=at)
        return (await self._connection.execute(query)).rowcount == 1

    async def add(self, name: str, telegram_id: int | None) -> int:
        """Adds an appointed person, or gives a known account its name."""
        if telegram_id is None:
            added = await self._connection.execute(insert(people).values(name=name).returning(people.c.id))
            return int(added.scalar_one())
        person_id = await self.of_telegram(telegram_id)
        await self._connection.execute(update(people).where(people.c.id == person_id).values(name=name))
        return person_id

    async def named(self, name: str, role: Role, node_id: int) -> int | None:
        """An appointed person found again by name, role and node: import files carry no number of ours."""
        query = (
            select(people.c.id)
            .join(appointments, appointments.c.person_id == people.c.id)
            .where(people.c.name == name, appointments.c.role == role.value, appointments.c.node_id == node_id)
        )
        found = await self._connection.scalar(query)
        return None if found is None else int(found)

    async def invite(
        self, token_hash: str, role: Role, node_id: int, person_id: int | None, now: datetime, expires_at: datetime
    ) -> None:
        await self._connection.execute(
            insert(invitations).values(
                token_hash=token_hash,
                role=role.value,
                node_id=node_id,
                person_id=person_id,
                created_at=now,
                expires_at=expires_at,
            )
        )

    async def use_invitation(self, token_hash: str, now: datetime) -> Invitation | None:
        """Takes an invitation, once; None when it was used, has expired or never was."""
        query = (
            update(invitations)
            .where(invitations.c.token_hash == token_hash)
            .where(invitations.c.used_at.is_(None), invitations.c.expires_at > now)
            .values(used_at=now)
            .returning(invitations.c.id, invitations.c.role, invitations.c.node_id, invitations.c.person_id)
        )
        row = (await self._connection.execute(query)).first()
        return None if row is None else Invitation(row.id, Role(row.role), row.node_id, row.person_id)

    async def merge_into_account(self, person_id: int, account_id: int) -> None:
        """An imported person opened his invitation: his name and posts move to the account that opened it."""
        if person_id == account_id:
            return
        name = await self.name_of(person_id)
        await self._connection.execute(update(people).where(people.c.id == account_id).values(name=name))
        await self._connection.execute(
            update(appointments).where(appointments.c.person_id == person_id).values(person_id=account_id)
        )
