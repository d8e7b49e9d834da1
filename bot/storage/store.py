"""One open transaction, holding a gateway per topic. It is committed by whoever opened it, never in here."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.cards import Cards
from bot.storage.chats import Chats
from bot.storage.clocks import Clocks
from bot.storage.drafts import Drafts
from bot.storage.history import History
from bot.storage.inbox import Inbox
from bot.storage.media import Media
from bot.storage.org import Org
from bot.storage.outbox import Outbox
from bot.storage.people import People
from bot.storage.reports import Reports
from bot.storage.settings import Settings
from bot.storage.slots import Slots
from bot.storage.surveys import Surveys
from bot.storage.tickets import Tickets


class StorageFailed(Exception):
    """The database did not do what was asked: locked, full, away or broken."""


class Store:
    """Gateways over one connection with an open transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """What happens inside is undone alone when it raises; the exception goes on."""
        try:
            async with self.connection.begin_nested():
                yield
        except OperationalError as error:
            raise StorageFailed(str(error)) from error

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
    def history(self) -> History:
        return History(self.connection)

    @cached_property
    def inbox(self) -> Inbox:
        return Inbox(self.connection)

    @cached_property
    def media(self) -> Media:
        return Media(self.connection)

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
    def reports(self) -> Reports:
        return Reports(self.connection)

    @cached_property
    def settings(self) -> Settings:
        return Settings(self.connection)

    @cached_property
    def slots(self) -> Slots:
        return Slots(self.connection)

    @cached_property
    def surveys(self) -> Surveys:
        return Surveys(self.connection)

    @cached_property
    def tickets(self) -> Tickets:
        return Tickets(self.connection)
