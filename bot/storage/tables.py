"""Every table. Times are UTC; ids are ours unless the name says Telegram's."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Utc(TypeDecorator[datetime]):
    """An aware UTC datetime on both databases; SQLite would drop the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a datetime without a zone reached the database")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        aware: datetime = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return aware


# SQLite gives automatic numbers only to INTEGER keys.
Id = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=True)


def _ref(name: str, target: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Id, ForeignKey(target), nullable=nullable)


# Small facts of the installation: version of the tree, offset of the demo's clock.
settings = Table(
    "settings",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

nodes = Table(
    "nodes",
    metadata,
    _id(),
    Column("code", String(64), nullable=False, unique=True),
    Column("name", String(128), nullable=False),
    Column("level", String(16), nullable=False),
    _ref("parent_id", "nodes.id", nullable=True),
    Column("path", String(512), nullable=False),
    Column("polygon", Text),
)

aliases = Table(
    "aliases",
    metadata,
    _id(),
    _ref("node_id", "nodes.id"),
    Column("alias", String(128), nullable=False),
    UniqueConstraint("node_id", "alias"),
)

# Residents and appointed people alike. A resident's name is never stored.
people = Table(
    "people",
    metadata,
    _id(),
    Column("telegram_id", BigInteger, unique=True),
    Column("name", String(64)),
    Column("locale", String(16)),
    Column("welcomed_at", Utc),
)

appointments = Table(
    "appointments",
    metadata,
    _id(),
    _ref("person_id", "people.id"),
    _ref("node_id", "nodes.id"),
    Column("role", String(16), nullable=False),
    Column("since", Date),
    Column("until", Date),
    UniqueConstraint("person_id", "node_id", "role"),
    Index(None, "node_id"),
)

# Only a hash of the token is kept: whoever reads the database cannot appoint himself.
invitations = Table(
    "invitations",
    metadata,
    _id(),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    _ref("node_id", "nodes.id"),
    _ref("person_id", "people.id", nullable=True),
    Column("created_at", Utc, nullable=False),
    Column("expires_at", Utc, nullable=False),
    Column("used_at", Utc),
)

homes = Table(
    "homes",
    metadata,
    _id(),
    _ref("person_id", "people.id"),
    _ref("node_id", "nodes.id"),
    UniqueConstraint("person_id", "node_id"),
)

# Delivery state of every chat we speak in, and the node a group is bound to.
chats = Table(
    "chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("type", String(16), nullable=False),
    Column("title", String(256)),
    Column("state", String(16), nullable=False, server_default="ok"),
    Column("migrated_to", BigInteger),
    _ref("node_id", "nodes.id", nullable=True),
    Column("bound_at", Utc),
    Column("hinted_at", Utc),
    Index(None, "node_id"),
)

inbox = Table(
    "inbox",
    metadata,
    _id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger),
    Column("priority", Integer, nullable=False),
    Column("raw", Text, nullable=False),
    Column("state", String(16), nullable=False, server_default="new"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("error", Text),
    Column("received_at", Utc, nullable=False),
    Column("handled_at", Utc),
    UniqueConstraint("bot_id", "update_id"),
    Index("ix_inbox_new", "priority", "id", sqlite_where=text("state = 'new'"), postgresql_where=text("state = 'new'")),
    Index(None, "handled_at"),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("key", String(160), nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("method", String(16), nullable=False),
    Column("notice", JSON, nullable=False),
    _ref("ticket_id", "tickets.id", nullable=True),
    Column("card", String(32)),
    Column("message_id", BigInteger),
    Column("reply_to", BigInteger),
    Column("query_id", String(64)),
    Column("state", String(16), nullable=False, server_default="queued"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", Utc, nullable=False),
    Column("expires_at", Utc),
    Column("error", Text),
    Column("created_at", Utc, nullable=False),
    Column("sent_at", Utc),
    Index(
        "ix_outbox_queued",
        "priority",
        "id",
        sqlite_where=text("state = 'queued'"),
        postgresql_where=text("state = 'queued'"),
    ),
    Index(None, "chat_id"),
    Index(None, "sent_at"),
)

tickets = Table(
    "tickets",
    metadata,
    _id(),
    Column("number", String(32), nullable=False, unique=True),
    _ref("petitioner_id", "people.id"),
    Column("category", String(4), nullable=False),
    Column("intent", String(8), nullable=False),
    Column("profile", String(4), nullable=False),
    Column("sure", Boolean, nullable=False),
    Column("sealed_role", String(16)),
    Column("danger", Boolean, nullable=False),
    Column("public_text", Text, nullable=False),
    Column("place_text", String(256), nullable=False),
    _ref("node_id", "nodes.id"),
    _ref("owner_id", "nodes.id"),
    Column("state", String(16), nullable=False),
    Column("round", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("signed_at", Utc),
    _ref("signer_id", "people.id", nullable=True),
    Column("contacted_at", Utc),
    Column("completed_at", Utc),
    Column("closed_at", Utc),
    Column("sign_due_at", Utc),
    Column("due_at", Utc),
    Column("rules_version", String(64), nullable=False),
    Index(None, "petitioner_id", "state"),
    Index(None, "owner_id", "state"),
    Index(None, "state"),
    Index(None, "created_at"),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Integer, nullable=False),
)

# What people wrote. History and outbox refer to it, so it can be erased without touching them.
notes = Table(
    "notes",
    metadata,
    _id(),
    _ref("ticket_id", "tickets.id"),
    _ref("author_id", "people.id", nullable=True),
    Column("kind", String(16), nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Index(None, "ticket_id"),
)

history = Table(
    "history",
    metadata,
    _id(),
    _ref("ticket_id", "tickets.id"),
    Column("event", String(16), nullable=False),
    Column("source", String(16), nullable=False),
    Column("target", String(16), nullable=False),
    _ref("actor_id", "people.id", nullable=True),
    Column("reason", String(64), nullable=False, server_default=""),
    _ref("note_id", "notes.id", nullable=True),
    Column("round", Integer, nullable=False),
    Column("at", Utc, nullable=False),
    Index(None, "ticket_id"),
    Index(None, "at"),
)

# One running clock per stage and round; next_at is when the tick must look at it again.
clocks = Table(
    "clocks",
    metadata,
    _id(),
    _ref("ticket_id", "tickets.id"),
    Column("round", Integer, nullable=False),
    Column("stage", String(16), nullable=False),
    Column("limit", String(16), nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("top", Integer, nullable=False),
    Column("warned", Integer, nullable=False, server_default="0"),
    Column("level", Integer, nullable=False, server_default="0"),
    Column("stopped_at", Utc),
    Column("next_at", Utc),
    UniqueConstraint("ticket_id", "round", "stage"),
    Index(None, "next_at"),
)

# Where a ticket is shown: the view's memory, not the ticket's.
cards = Table(
    "cards",
    metadata,
    _id(),
    Column("chat_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    _ref("ticket_id", "tickets.id"),
    Column("kind", String(32), nullable=False),
    Column("at", Utc, nullable=False),
    UniqueConstraint("chat_id", "message_id"),
    Index(None, "ticket_id"),
)

drafts = Table(
    "drafts",
    metadata,
    _id(),
    _ref("person_id", "people.id"),
    Column("chat_id", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("body", JSON, nullable=False),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("created_at", Utc, nullable=False),
    Column("expires_at", Utc, nullable=False),
    _ref("ticket_id", "tickets.id", nullable=True),
    Index(None, "person_id", "state"),
    Index(None, "state", "expires_at"),
)

media = Table(
    "media",
    metadata,
    _id(),
    _ref("ticket_id", "tickets.id", nullable=True),
    _ref("draft_id", "drafts.id", nullable=True),
    _ref("author_id", "people.id"),
    Column("kind", String(16), nullable=False),
    Column("file_id", String(256), nullable=False),
    Column("file_unique_id", String(64), nullable=False),
    Column("album", String(64)),
    Column("purpose", String(16), nullable=False),
    Column("size", BigInteger),
    Column("mime", String(128)),
    Column("sha256", String(64)),
    Column("path", String(256)),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("error", Text),
    Column("at", Utc, nullable=False),
    Index(None, "ticket_id"),
    Index(None, "draft_id"),
    Index(None, "album"),
    Index(None, "state"),
)

surveys = Table(
    "surveys",
    metadata,
    _id(),
    _ref("ticket_id", "tickets.id"),
    Column("round", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("asked_at", Utc, nullable=False),
    Column("next_at", Utc),
    Column("solved", String(16)),
    Column("rating", Integer),
    _ref("comment_id", "notes.id", nullable=True),
    Column("ended_at", Utc),
    UniqueConstraint("ticket_id", "round"),
    Index(None, "next_at"),
)

# A job's period, written once: the database refuses a second one.
slots = Table(
    "slots",
    metadata,
    Column("job", String(32), primary_key=True),
    Column("period", String(32), primary_key=True),
    Column("at", Utc, nullable=False),
)

# A shared location is a row of its own, so that it can be erased.
locations = Table(
    "locations",
    metadata,
    _id(),
    _ref("ticket_id", "tickets.id", nullable=True),
    _ref("draft_id", "drafts.id", nullable=True),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
    Column("at", Utc, nullable=False),
    Index(None, "draft_id"),
    Index(None, "ticket_id"),
)
