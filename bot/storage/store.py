"""One open transaction, holding a gateway per topic. It is committed by whoever opened it, never in here."""

from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cached_property

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.rooms import Room
from bot.storage.accounts import Accounts
from bot.storage.assists import Assists
from bot.storage.bindings import Bindings
from bot.storage.cards import Cards
from bot.storage.chats import Chats
from bot.storage.clocks import Clocks
from bot.storage.drafts import Drafts
from bot.storage.escalations import Escalations
from bot.storage.failing import StorageFailed, failure, is_outage
from bot.storage.figures import Figures
from bot.storage.forwarding import Forwarding
from bot.storage.history import History
from bot.storage.inbox import Inbox
from bot.storage.languages import Languages
from bot.storage.last_steps import LastSteps
from bot.storage.listed import Listed
from bot.storage.media import Media
from bot.storage.mediations import Mediations
from bot.storage.meetings import Meetings
from bot.storage.org import Org
from bot.storage.outbox import Outbox
from bot.storage.people import People
from bot.storage.petitioners import Petitioners
from bot.storage.processes import Processes
from bot.storage.projects import Projects
from bot.storage.readings import Readings
from bot.storage.reports import Reports
from bot.storage.requests import Requests
from bot.storage.reroutes import Reroutes
from bot.storage.rewards import Rewards
from bot.storage.settings import Settings
from bot.storage.similar import Similar
from bot.storage.slots import Slots
from bot.storage.splits import Splits
from bot.storage.supervisions import Supervisions
from bot.storage.surveys import Surveys
from bot.storage.tickets import Tickets
from bot.storage.whistles import Whistles

__all__ = ["StorageFailed", "Store"]


class Store:
    """Gateways over one connection with an open transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self.set_aside = 0
        """Rows of a job that failed and were left as they are."""
        self._rooms: dict[Hashable, list[Room]] | None = None

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """What happens inside is undone alone when it raises; the exception goes on, an outage as StorageFailed.

        One within another has the same name, the innermost is meant: so both databases keep the statements prepared.
        """
        try:
            await self.connection.exec_driver_sql("SAVEPOINT step")
            try:
                yield
            except BaseException:
                await self._undo_step()
                raise
            await self.connection.exec_driver_sql("RELEASE SAVEPOINT step")
        except SQLAlchemyError as error:
            if is_outage(error):
                raise failure(error) from error
            raise

    async def _undo_step(self) -> None:
        if not self.connection.invalidated:
            await self.connection.exec_driver_sql("ROLLBACK TO SAVEPOINT step")
            await self.connection.exec_driver_sql("RELEASE SAVEPOINT step")

    @contextmanager
    def rooms_stay(self) -> Iterator[None]:
        """Inside nobody's room changes: who reads what is asked once."""
        self._rooms = {}
        try:
            yield
        finally:
            self._rooms = None

    async def rooms_of(self, whose: Hashable, find: Callable[[], Awaitable[list[Room]]]) -> list[Room]:
        if self._rooms is None:
            return await find()
        if whose not in self._rooms:
            self._rooms[whose] = await find()
        return self._rooms[whose]

    @cached_property
    def accounts(self) -> Accounts:
        return Accounts(self.connection)

    @cached_property
    def assists(self) -> Assists:
        return Assists(self.connection)

    @cached_property
    def bindings(self) -> Bindings:
        return Bindings(self.connection)

    @cached_property
    def cards(self) -> Cards:
        return Cards(self.connection)

    @cached_property
    def chats(self) -> Chats:
        return Chats(self.connection)

    @cached_property
    def clocks(self) -> Clocks:
        return Clocks(self.connection)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self.connection)

    @cached_property
    def escalations(self) -> Escalations:
        return Escalations(self.connection)

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.connection)

    @cached_property
    def last_steps(self) -> LastSteps:
        return LastSteps(self.connection)

    @cached_property
    def forwarding(self) -> Forwarding:
        return Forwarding(self.connection)

    @cached_property
    def history(self) -> History:
        return History(self.connection)

    @cached_property
    def inbox(self) -> Inbox:
        return Inbox(self.connection)

    @cached_property
    def languages(self) -> Languages:
        return Languages(self.connection)

    @cached_property
    def listed(self) -> Listed:
        return Listed(self.connection)

    @cached_property
    def media(self) -> Media:
        return Media(self.connection)

    @cached_property
    def mediations(self) -> Mediations:
        return Mediations(self.connection)

    @cached_property
    def meetings(self) -> Meetings:
        return Meetings(self.connection)

    @cached_property
    def org(self) -> Org:
        return Org(self.connection)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self.connection)

    @cached_property
    def people(self) -> People:
        return People(self.connection)

    @cached_property
    def petitioners(self) -> Petitioners:
        return Petitioners(self.connection)

    @cached_property
    def processes(self) -> Processes:
        return Processes(self.connection)

    @cached_property
    def projects(self) -> Projects:
        return Projects(self.connection)

    @cached_property
    def readings(self) -> Readings:
        return Readings(self.connection)

    @cached_property
    def reports(self) -> Reports:
        return Reports(self.connection)

    @cached_property
    def requests(self) -> Requests:
        return Requests(self.connection)

    @cached_property
    def reroutes(self) -> Reroutes:
        return Reroutes(self.connection)

    @cached_property
    def rewards(self) -> Rewards:
        return Rewards(self.connection)

    @cached_property
    def settings(self) -> Settings:
        return Settings(self.connection)

    @cached_property
    def similar(self) -> Similar:
        return Similar(self.connection)

    @cached_property
    def slots(self) -> Slots:
        return Slots(self.connection)

    @cached_property
    def splits(self) -> Splits:
        return Splits(self.connection)

    @cached_property
    def supervisions(self) -> Supervisions:
        return Supervisions(self.connection)

    @cached_property
    def surveys(self) -> Surveys:
        return Surveys(self.connection)

    @cached_property
    def tickets(self) -> Tickets:
        return Tickets(self.connection)

    @cached_property
    def whistles(self) -> Whistles:
        return Whistles(self.connection)
