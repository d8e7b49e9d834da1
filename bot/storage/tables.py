"""Every table. Times are UTC; ids are ours unless the name says Telegram's.

Text with a length is ours or is measured before it comes here; what strangers send has none, because PostgreSQL
refuses what is longer where SQLite takes anything.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    false,
)

from bot.storage.columns import Utc, Words, only, own_id, ref
from bot.storage.sealing import SealedJson, SealedWords

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Small facts of the installation: version of the tree, offset of the demo's clock.
settings = Table(
    "settings",
    metadata,
    Column("name", Words(64), primary_key=True),
    Column("value", Words, nullable=False),
)

nodes = Table(
    "nodes",
    metadata,
    own_id(),
    Column("code", Words, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("level", Words(16), nullable=False),
    ref("parent_id", "nodes.id", nullable=True),
    Column("path", Words, nullable=False),
    Column("polygon", Words),
)

aliases = Table(
    "aliases",
    metadata,
    own_id(),
    ref("node_id", "nodes.id"),
    Column("alias", Words, nullable=False),
    UniqueConstraint("node_id", "alias"),
)

# Residents and appointed people alike. A resident's name is never stored.
people = Table(
    "people",
    metadata,
    own_id(),
    Column("telegram_id", BigInteger, unique=True),
    Column("name", Words),
    Column("locale", Words(16)),
    Column("guessed_locale", Words(16)),
    Column("welcomed_at", Utc),
)

appointments = Table(
    "appointments",
    metadata,
    own_id(),
    ref("person_id", "people.id"),
    ref("node_id", "nodes.id"),
    Column("role", Words(16), nullable=False),
    Column("since", Date),
    Column("until", Date),
    UniqueConstraint("person_id", "node_id", "role"),
    Index(None, "node_id"),
)

# Only a hash of the token is kept: whoever reads the database cannot appoint himself.
invitations = Table(
    "invitations",
    metadata,
    own_id(),
    Column("token_hash", Words(64), nullable=False, unique=True),
    Column("role", Words(16), nullable=False),
    ref("node_id", "nodes.id"),
    ref("person_id", "people.id", nullable=True),
    Column("created_at", Utc, nullable=False),
    Column("expires_at", Utc, nullable=False),
    Column("used_at", Utc),
)

homes = Table(
    "homes",
    metadata,
    own_id(),
    ref("person_id", "people.id"),
    ref("node_id", "nodes.id"),
    UniqueConstraint("person_id", "node_id"),
)

# Delivery state of every chat we speak in. ``admin``: we are one there; ``general_closed``: a forum group whose
# topic General takes no messages.
chats = Table(
    "chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("type", Words, nullable=False),
    Column("title", Words(256)),
    Column("state", Words(16), nullable=False, server_default="ok"),
    Column("admin", Boolean, nullable=False, server_default=false()),
    Column("general_closed", Boolean, nullable=False, server_default=false()),
    Column("migrated_to", BigInteger),
    Column("hinted_at", Utc),
    Column("locale", Words(16)),
)

# What a group, or one topic of a forum group (thread_id, 0: none or General), stands for. A node may have several.
bindings = Table(
    "bindings",
    metadata,
    own_id(),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False, server_default="0"),
    ref("node_id", "nodes.id"),
    Column("state", Words(16), nullable=False, server_default="ok"),
    Column("bound_at", Utc, nullable=False),
    ref("bound_by", "people.id", nullable=True),
    Column("check_at", Utc, nullable=False),
    UniqueConstraint("chat_id", "thread_id"),
    Index(None, "node_id"),
    Index(None, "check_at"),
)

inbox = Table(
    "inbox",
    metadata,
    own_id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger),
    Column("priority", Integer, nullable=False),
    Column("raw", SealedWords, nullable=False),
    Column("state", Words(16), nullable=False, server_default="new"),
    # The process that handles it now; who is free takes what nobody has.
    Column("owner", Words(32)),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("error", Words),
    Column("received_at", Utc, nullable=False),
    Column("handled_at", Utc),
    UniqueConstraint("bot_id", "update_id"),
    Index("ix_inbox_new", "priority", "id", **only("state = 'new'")),
    Index("ix_inbox_parked", "id", **only("state = 'parked'")),
    Index("ix_inbox_claimed", "owner", **only("state = 'new' AND owner IS NOT NULL")),
    Index(None, "handled_at"),
)

# Which bot speaks in a chat: the one that heard from it last. The towns on one database have a bot each.
voices = Table(
    "voices",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("bot_id", BigInteger, nullable=False),
)

# ``bot_id``: empty for a chat that no bot has heard from; then any may try.
outbox = Table(
    "outbox",
    metadata,
    own_id(),
    Column("bot_id", BigInteger),
    Column("key", Words, nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False, server_default="0"),
    Column("priority", Integer, nullable=False),
    Column("method", Words(16), nullable=False),
    Column("notice", SealedJson, nullable=False),
    ref("ticket_id", "tickets.id", nullable=True),
    Column("card", Words(32)),
    Column("message_id", BigInteger),
    Column("reply_to", BigInteger),
    Column("query_id", Words),
    Column("state", Words(16), nullable=False, server_default="queued"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", Utc, nullable=False),
    Column("expires_at", Utc),
    Column("error", Words),
    Column("received_at", Utc),
    Column("created_at", Utc, nullable=False),
    Column("sent_at", Utc),
    Index("ix_outbox_queued", "priority", "id", **only("state = 'queued'")),
    Index("ix_outbox_tried", "chat_id", **only("state = 'queued' AND attempts > 0")),
    Index("ix_outbox_undelivered", "id", **only("state = 'undelivered'")),
    Index(None, "chat_id"),
    Index(None, "ticket_id"),
    Index(None, "sent_at"),
)

tickets = Table(
    "tickets",
    metadata,
    own_id(),
    Column("number", Words(32), nullable=False, unique=True),
    ref("petitioner_id", "people.id"),
    Column("category", Words(4), nullable=False),
    Column("intent", Words(8), nullable=False),
    Column("profile", Words(4), nullable=False),
    Column("sure", Boolean, nullable=False),
    Column("sealed_role", Words(16)),
    Column("danger", Boolean, nullable=False),
    Column("public_text", Words, nullable=False),
    Column("place_text", Words, nullable=False),
    ref("node_id", "nodes.id"),
    ref("owner_id", "nodes.id"),
    Column("state", Words(16), nullable=False),
    Column("round", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("signed_at", Utc),
    ref("signer_id", "people.id", nullable=True),
    Column("contacted_at", Utc),
    Column("completed_at", Utc),
    Column("closed_at", Utc),
    Column("sign_due_at", Utc),
    Column("due_at", Utc),
    Column("rules_version", Words(64), nullable=False),
    Column("result", Words(16)),
    Column("returns", Integer, nullable=False, server_default="0"),
    Column("asks", Integer, nullable=False, server_default="0"),
    Column("designated", Boolean, nullable=False, server_default=false()),
    # Ids of tickets. SQLite adds no reference to a table in use.
    Column("merged_into_id", BigInteger),
    Column("parent_id", BigInteger),
    Column("wake_at", Utc),
    Column("extended_at", Utc),
    # 督办: the grade that waits for an answer, and until when.
    Column("supervised", Words(12)),
    Column("answer_by", Utc),
    Column("reworks", Integer, nullable=False, server_default="0"),
    # 剔除: why it is left out of the rates.
    Column("excluded", Words(32)),
    # When its words were masked for good.
    Column("forgotten_at", Utc),
    Index("ix_tickets_unforgotten", "closed_at", **only("forgotten_at IS NULL")),
    Index("ix_tickets_wake_at", "wake_at", **only("wake_at IS NOT NULL")),
    Index("ix_tickets_merged_into_id", "merged_into_id", **only("merged_into_id IS NOT NULL")),
    Index("ix_tickets_parent_id", "parent_id", **only("parent_id IS NOT NULL")),
    Index(None, "petitioner_id", "state"),
    Index(None, "owner_id", "state"),
    Index(None, "node_id", "category", "created_at"),
    Index(None, "state"),
    Index(None, "created_at"),
    Index("ix_tickets_completed_at", "completed_at", **only("completed_at IS NOT NULL")),
)

# What understanding made of a matter when it was told; the category it has by now stands in the ticket.
readings = Table(
    "readings",
    metadata,
    ref("ticket_id", "tickets.id", primary_key=True),
    Column("body", JSON, nullable=False),
)

# What a matter is known by when somebody else tells the same, and the ticket that told it first. Words out of what
# people wrote, so a row of its own that can be erased.
fingerprints = Table(
    "fingerprints",
    metadata,
    ref("ticket_id", "tickets.id", primary_key=True),
    Column("body", JSON, nullable=False),
    ref("first_id", "tickets.id", nullable=True),
    Index(None, "first_id"),
)

# Categories that people set right, for the rules to learn from. ``who`` is a kind of person, never a person.
corrections = Table(
    "corrections",
    metadata,
    own_id(),
    ref("ticket_id", "tickets.id"),
    Column("was", Words(4), nullable=False),
    Column("became", Words(4), nullable=False),
    Column("who", Words(16), nullable=False),
    Column("at", Utc, nullable=False),
    Index(None, "ticket_id"),
)

# What a handler asks of the desk above: 退单, 延期, 挂起. Undecided while ``decided_at`` is empty; ``due_at`` is the
# desk's own limit. ``node_id``: who it is for; ``extra``: the limit or the day that is asked for.
requests = Table(
    "requests",
    metadata,
    own_id(),
    ref("ticket_id", "tickets.id"),
    Column("kind", Words(16), nullable=False),
    Column("round", Integer, nullable=False),
    ref("asker_id", "people.id"),
    Column("reason", Words(32), nullable=False),
    ref("note_id", "notes.id", nullable=True),
    ref("node_id", "nodes.id", nullable=True),
    Column("extra", Words(32), nullable=False, server_default=""),
    ref("desk_id", "nodes.id"),
    Column("at", Utc, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("next_at", Utc),
    Column("decided_at", Utc),
    ref("decider_id", "people.id", nullable=True),
    Column("granted", Boolean),
    ref("answer_id", "notes.id", nullable=True),
    Index(None, "ticket_id"),
    Index(None, "desk_id"),
    Index("ix_requests_next_at", "next_at", **only("next_at IS NOT NULL")),
)

counters = Table(
    "counters",
    metadata,
    Column("name", Words(32), primary_key=True),
    Column("value", Integer, nullable=False),
)

# What people wrote. History and outbox refer to it, so it can be erased without touching them.
notes = Table(
    "notes",
    metadata,
    own_id(),
    ref("ticket_id", "tickets.id"),
    ref("author_id", "people.id", nullable=True),
    Column("kind", Words(16), nullable=False),
    Column("body", SealedWords, nullable=False),
    Column("at", Utc, nullable=False),
    Index(None, "ticket_id"),
)

history = Table(
    "history",
    metadata,
    own_id(),
    ref("ticket_id", "tickets.id"),
    Column("event", Words(16), nullable=False),
    Column("source", Words(16), nullable=False),
    Column("target", Words(16), nullable=False),
    ref("actor_id", "people.id", nullable=True),
    Column("reason", Words(64), nullable=False, server_default=""),
    ref("note_id", "notes.id", nullable=True),
    Column("round", Integer, nullable=False),
    Column("at", Utc, nullable=False),
    Index(None, "ticket_id"),
    Index(None, "at"),
)

# One running clock per stage and round; next_at is when the tick must look at it again.
clocks = Table(
    "clocks",
    metadata,
    own_id(),
    ref("ticket_id", "tickets.id"),
    Column("round", Integer, nullable=False),
    Column("stage", Words(16), nullable=False),
    Column("limit", Words(16), nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("top", Integer, nullable=False),
    Column("warned", Integer, nullable=False, server_default="0"),
    Column("level", Integer, nullable=False, server_default="0"),
    Column("told_at", Utc),
    Column("resumed_at", Utc),
    # Microseconds: what a limit counts has no fractions to lose.
    Column("used", BigInteger, nullable=False, server_default="0"),
    Column("paused_at", Utc),
    Column("paused", BigInteger, nullable=False, server_default="0"),
    Column("unpaused_due_at", Utc),
    Column("extended_at", Utc),
    Column("stopped_at", Utc),
    Column("next_at", Utc),
    UniqueConstraint("ticket_id", "round", "stage"),
    Index(None, "next_at"),
)

# Where a ticket is shown: the view's memory, not the ticket's.
cards = Table(
    "cards",
    metadata,
    own_id(),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False, server_default="0"),
    Column("message_id", BigInteger, nullable=False),
    ref("ticket_id", "tickets.id"),
    Column("kind", Words(32), nullable=False),
    Column("at", Utc, nullable=False),
    UniqueConstraint("chat_id", "message_id"),
    Index(None, "ticket_id"),
)

drafts = Table(
    "drafts",
    metadata,
    own_id(),
    ref("person_id", "people.id"),
    Column("chat_id", BigInteger, nullable=False),
    Column("state", Words(16), nullable=False),
    Column("body", SealedJson, nullable=False),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("created_at", Utc, nullable=False),
    Column("expires_at", Utc, nullable=False),
    ref("ticket_id", "tickets.id", nullable=True),
    Index(None, "person_id", "state"),
    Index(None, "state", "expires_at"),
)

media = Table(
    "media",
    metadata,
    own_id(),
    ref("ticket_id", "tickets.id", nullable=True),
    ref("draft_id", "drafts.id", nullable=True),
    ref("author_id", "people.id"),
    Column("kind", Words(16), nullable=False),
    # The bot that received it: no other can fetch it.
    Column("bot_id", BigInteger),
    Column("file_id", Words, nullable=False),
    Column("file_unique_id", Words, nullable=False),
    Column("album", Words),
    Column("purpose", Words(16), nullable=False),
    Column("size", BigInteger),
    Column("mime", Words),
    Column("sha256", Words(64)),
    Column("path", Words(256)),
    Column("state", Words(16), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("error", Words),
    Column("at", Utc, nullable=False),
    Index(None, "ticket_id"),
    Index(None, "draft_id"),
    Index(None, "album"),
    Index(None, "state"),
    Index("ix_media_path", "path", **only("path IS NOT NULL")),
)

surveys = Table(
    "surveys",
    metadata,
    own_id(),
    ref("ticket_id", "tickets.id"),
    Column("round", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("asked_at", Utc, nullable=False),
    Column("next_at", Utc),
    Column("solved", Words(16)),
    Column("rating", Integer),
    ref("comment_id", "notes.id", nullable=True),
    Column("ended_at", Utc),
    UniqueConstraint("ticket_id", "round"),
    Index(None, "next_at"),
)

# A job's period, written once: the database refuses a second one.
slots = Table(
    "slots",
    metadata,
    Column("job", Words(32), primary_key=True),
    Column("period", Words(32), primary_key=True),
    Column("at", Utc, nullable=False),
)

# Programs that work on this database. Whoever has not renewed ``until``, by the database's clock, is taken for dead.
processes = Table(
    "processes",
    metadata,
    Column("id", Words(32), primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("host", Words(128), nullable=False),
    Column("rules_version", Words(64), nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("until", Utc, nullable=False),
    Column("ended_at", Utc),
)

# What only one process does at a time; a lease counts while its owner lives.
leases = Table(
    "leases",
    metadata,
    Column("name", Words(64), primary_key=True),
    Column("owner", Words(32), nullable=False),
    Column("since", Utc, nullable=False),
)

# A shared location is a row of its own, so that it can be erased.
locations = Table(
    "locations",
    metadata,
    own_id(),
    ref("ticket_id", "tickets.id", nullable=True),
    ref("draft_id", "drafts.id", nullable=True),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
    Column("at", Utc, nullable=False),
    Index(None, "draft_id"),
    Index(None, "ticket_id"),
)

# 协办单: one helper of a ticket. ``remind_at`` and ``due_at`` are those of the limit that runs now (to sign, then to
# answer), ``told``: how much was said of it. ``closed_at``: finished, or the ticket itself is.
assists = Table(
    "assists",
    metadata,
    own_id(),
    ref("ticket_id", "tickets.id"),
    Column("round", Integer, nullable=False),
    ref("node_id", "nodes.id"),
    ref("asker_id", "people.id"),
    ref("note_id", "notes.id"),
    Column("at", Utc, nullable=False),
    Column("sign_due_at", Utc, nullable=False),
    Column("signed_at", Utc),
    ref("signer_id", "people.id", nullable=True),
    Column("answer_due_at", Utc),
    Column("answered_at", Utc),
    ref("answer_id", "notes.id", nullable=True),
    Column("done_at", Utc),
    Column("closed_at", Utc),
    Column("remind_at", Utc, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("told", Integer, nullable=False, server_default="0"),
    Column("next_at", Utc),
    Index(None, "ticket_id"),
    Index("ix_assists_next_at", "next_at", **only("next_at IS NOT NULL")),
)

# 吹哨单: a desk calls units to one place. ``matter``, ``meeting`` and reports are masked words of officials; the card
# of whoever blew it stands in ``chat_id``/``thread_id``.
whistles = Table(
    "whistles",
    metadata,
    own_id(),
    ref("node_id", "nodes.id"),
    ref("ticket_id", "tickets.id", nullable=True),
    Column("grade", Words(16), nullable=False),
    Column("state", Words(16), nullable=False),
    Column("matter", Words, nullable=False),
    Column("meeting", Words, nullable=False, server_default=""),
    ref("blower_id", "people.id"),
    ref("approver_id", "people.id", nullable=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False, server_default="0"),
    Column("created_at", Utc, nullable=False),
    Column("sent_at", Utc),
    Column("ended_at", Utc),
    Column("asked", Integer, nullable=False, server_default="0"),
    Column("next_at", Utc),
    Index(None, "node_id"),
    Index(None, "ticket_id"),
    Index("ix_whistles_next_at", "next_at", **only("next_at IS NOT NULL")),
)

whistle_units = Table(
    "whistle_units",
    metadata,
    own_id(),
    ref("whistle_id", "whistles.id"),
    ref("node_id", "nodes.id"),
    Column("signed_at", Utc),
    Column("contacted_at", Utc),
    Column("arrived_at", Utc),
    Column("reported_at", Utc),
    ref("person_id", "people.id", nullable=True),
    Column("report", Words, nullable=False, server_default=""),
    Column("refused_at", Utc),
    Column("refusal", Words, nullable=False, server_default=""),
    Column("excused", Boolean),
    Column("promptness", Integer),
    Column("attitude", Integer),
    Column("result", Integer),
    Column("needed", Integer),
    Column("prepared", Integer),
    Column("told", Integer, nullable=False, server_default="0"),
    Column("next_at", Utc),
    UniqueConstraint("whistle_id", "node_id"),
    Index("ix_whistle_units_next_at", "next_at", **only("next_at IS NOT NULL")),
)

# 上报下调: every step up the ladder, by hand or by rule; ``how``: the level took it or watches.
escalations = Table(
    "escalations",
    metadata,
    own_id(),
    ref("ticket_id", "tickets.id"),
    Column("round", Integer, nullable=False),
    ref("from_id", "nodes.id"),
    ref("to_id", "nodes.id"),
    Column("trigger", Words(16), nullable=False),
    Column("how", Words(8), nullable=False),
    ref("note_id", "notes.id", nullable=True),
    ref("actor_id", "people.id", nullable=True),
    Column("at", Utc, nullable=False),
    Column("handed_down_at", Utc),
    Index(None, "ticket_id"),
    Index(None, "to_id"),
)

# 挂账: one stay of a ticket on the account, at ``desk_id``; ``times`` counts how often it was looked at again.
accounts = Table(
    "accounts",
    metadata,
    own_id(),
    ref("ticket_id", "tickets.id"),
    ref("desk_id", "nodes.id"),
    Column("reason", Words(32), nullable=False),
    ref("note_id", "notes.id"),
    ref("actor_id", "people.id"),
    Column("times", Integer, nullable=False, server_default="1"),
    Column("at", Utc, nullable=False),
    Column("look_at", Utc, nullable=False),
    Column("asked_at", Utc),
    Column("ended_at", Utc),
    Index(None, "ticket_id"),
    Index("ix_accounts_look_at", "look_at", **only("ended_at IS NULL")),
)

# 交办会: the lists of each level (日碰头, 周会商, 月调度, 月度交办会); ``held_at``: when the meeting begins.
meetings = Table(
    "meetings",
    metadata,
    own_id(),
    ref("node_id", "nodes.id"),
    Column("kind", Words(32), nullable=False),
    Column("held_at", Utc, nullable=False),
    Column("opened_at", Utc),
    UniqueConstraint("node_id", "kind", "held_at"),
)

# ``why`` it stands there (a rule, or "desk"); what was decided; ``struck_at``: 销号; ``carried``: on how many before.
meeting_items = Table(
    "meeting_items",
    metadata,
    own_id(),
    ref("meeting_id", "meetings.id"),
    ref("ticket_id", "tickets.id"),
    Column("why", Words(16), nullable=False),
    ref("lead_id", "nodes.id", nullable=True),
    Column("together", Words, nullable=False, server_default=""),
    ref("measure_id", "notes.id", nullable=True),
    Column("days", Integer),
    Column("due_at", Utc),
    Column("decided_at", Utc),
    ref("decider_id", "people.id", nullable=True),
    Column("struck_at", Utc),
    ref("proof_id", "notes.id", nullable=True),
    Column("carried", Integer, nullable=False, server_default="0"),
    Column("removed_at", Utc),
    Column("next_at", Utc),
    UniqueConstraint("meeting_id", "ticket_id"),
    Index(None, "ticket_id"),
    Index("ix_meeting_items_next_at", "next_at", **only("next_at IS NOT NULL")),
)

# 督办: issued by a desk or leader above, or by a rule; the handler must answer by ``due_at``.
supervisions = Table(
    "supervisions",
    metadata,
    own_id(),
    ref("ticket_id", "tickets.id"),
    ref("by_id", "nodes.id"),
    Column("grade", Words(12), nullable=False),
    ref("note_id", "notes.id", nullable=True),
    ref("actor_id", "people.id", nullable=True),
    Column("at", Utc, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("next_at", Utc),
    Column("answered_at", Utc),
    ref("answer_id", "notes.id", nullable=True),
    Index(None, "ticket_id"),
    Index("ix_supervisions_next_at", "next_at", **only("next_at IS NOT NULL")),
)

# The newest step of a ticket that can be undone: who took it, and how the ticket and its clocks stood before.
last_steps = Table(
    "last_steps",
    metadata,
    ref("ticket_id", "tickets.id", primary_key=True),
    Column("event", Words(16), nullable=False),
    ref("actor_id", "people.id"),
    Column("version", Integer, nullable=False),
    Column("before", JSON, nullable=False),
    Column("clocks", JSON, nullable=False),
    Column("at", Utc, nullable=False),
)

# Returns that were upheld, for whoever tends the rules: which category, in which place, from whom to whom.
reroutes = Table(
    "reroutes",
    metadata,
    own_id(),
    ref("ticket_id", "tickets.id"),
    Column("category", Words(4), nullable=False),
    ref("node_id", "nodes.id"),
    ref("from_id", "nodes.id"),
    ref("to_id", "nodes.id"),
    Column("reason", Words(32), nullable=False),
    Column("at", Utc, nullable=False),
    Index(None, "ticket_id"),
    Index(None, "category"),
)

# 并单: residents whose matters were merged into a ticket, each with the ticket that was his. ``ticket_id``: the one
# that goes on for all; its own petitioner stands in ``tickets``.
petitioners = Table(
    "petitioners",
    metadata,
    ref("from_ticket_id", "tickets.id", primary_key=True),
    ref("ticket_id", "tickets.id"),
    ref("person_id", "people.id"),
    Column("at", Utc, nullable=False),
    Index(None, "ticket_id"),
    Index(None, "person_id"),
)

# 拆分: what a handler wants to make of a ticket, shown to him before it happens; ``parts`` are drafts.
splits = Table(
    "splits",
    metadata,
    own_id(),
    ref("ticket_id", "tickets.id"),
    ref("actor_id", "people.id"),
    Column("parts", JSON, nullable=False),
    Column("at", Utc, nullable=False),
    Index(None, "ticket_id"),
)

# 长期项目: many tickets, one plan with a list of sites. ``unit``: what parts are counted in (rooms, metres).
# ``half_at``, ``ended_at``: when half of the parts, and all of them, were done; ``review_at``: the next look.
projects = Table(
    "projects",
    metadata,
    own_id(),
    ref("node_id", "nodes.id"),
    Column("title", Words, nullable=False),
    Column("unit", Words, nullable=False, server_default=""),
    ref("lead_id", "nodes.id", nullable=True),
    ref("actor_id", "people.id"),
    Column("created_at", Utc, nullable=False),
    Column("due_at", Utc),
    Column("review_at", Utc, nullable=False),
    Column("half_at", Utc),
    Column("ended_at", Utc),
    # A person. SQLite adds no reference to a table in use.
    Column("closer_id", BigInteger),
    Index(None, "node_id"),
    Index("ix_projects_review_at", "review_at", **only("ended_at IS NULL")),
)

# One place of a project, so many of its parts (rooms, lamps, metres) done.
project_sites = Table(
    "project_sites",
    metadata,
    own_id(),
    ref("project_id", "projects.id"),
    Column("name", Words, nullable=False),
    Column("done", Integer, nullable=False, server_default="0"),
    Column("total", Integer, nullable=False),
    Column("changed_at", Utc),
    ref("person_id", "people.id", nullable=True),
    UniqueConstraint("project_id", "name"),
)

# A ticket belongs to one project at most.
project_tickets = Table(
    "project_tickets",
    metadata,
    ref("ticket_id", "tickets.id", primary_key=True),
    ref("project_id", "projects.id"),
    Column("at", Utc, nullable=False),
    Index(None, "project_id"),
)

# A picture of a site, or the table of the sites (``site_id`` empty), which is read once it is fetched.
project_files = Table(
    "project_files",
    metadata,
    ref("media_id", "media.id", primary_key=True),
    ref("project_id", "projects.id"),
    ref("site_id", "project_sites.id", nullable=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False, server_default="0"),
    Index(None, "project_id"),
)

# 调解案: an overlay of a ticket. ``track`` is a code of disputes.yaml; ``agreement``: the words of its end, masked.
mediations = Table(
    "mediations",
    metadata,
    own_id(),
    ref("ticket_id", "tickets.id"),
    ref("opener_id", "people.id"),
    ref("mediator_id", "people.id"),
    Column("track", Words(16), nullable=False),
    Column("outcome", Words(16)),
    Column("agreement", Words, nullable=False, server_default=""),
    Column("opened_at", Utc, nullable=False),
    Column("ended_at", Utc),
    Column("risk_at", Utc),
    # Since when no time to meet is agreed, and what was said of that.
    Column("quiet_at", Utc),
    Column("told", Integer, nullable=False, server_default="0"),
    Column("next_at", Utc),
    Index(None, "ticket_id"),
    Index(None, "mediator_id"),
    Index(None, "opened_at"),
    Index("ix_mediations_next_at", "next_at", **only("next_at IS NOT NULL")),
)

# Names of the parties as the mediator typed them: shown in private only, erased with the ticket's personal data.
mediation_parties = Table(
    "mediation_parties",
    metadata,
    own_id(),
    ref("mediation_id", "mediations.id"),
    Column("name", Words, nullable=False),
    # Who opened the link made for this party, and when he agreed to be reminded.
    Column("token_hash", Words(64)),
    Column("person_id", BigInteger),
    Column("agreed_at", Utc),
    UniqueConstraint("mediation_id", "name"),
    Index("ix_mediation_parties_token_hash", "token_hash", **only("token_hash IS NOT NULL")),
)

mediation_rounds = Table(
    "mediation_rounds",
    metadata,
    own_id(),
    ref("mediation_id", "mediations.id"),
    Column("meeting", Words, nullable=False),
    Column("result", Words, nullable=False, server_default=""),
    ref("author_id", "people.id"),
    Column("planned_at", Utc, nullable=False),
    Column("held_at", Utc),
    Column("meet_at", Utc),
    Column("told", Integer, nullable=False, server_default="0"),
    Column("next_at", Utc),
    Index(None, "mediation_id"),
    Index("ix_mediation_rounds_next_at", "next_at", **only("next_at IS NOT NULL")),
)

# What lies in a line of a case's document set: a file, or without one a word that it is there on paper.
mediation_papers = Table(
    "mediation_papers",
    metadata,
    own_id(),
    ref("mediation_id", "mediations.id"),
    Column("line", Words(16), nullable=False),
    ref("media_id", "media.id", nullable=True),
    Column("words", Words, nullable=False, server_default=""),
    ref("author_id", "people.id"),
    Column("at", Utc, nullable=False),
    Index(None, "mediation_id"),
)

# The line that somebody pressed last: what he sends without a reply until then belongs there.
mediation_waits = Table(
    "mediation_waits",
    metadata,
    ref("person_id", "people.id", primary_key=True),
    ref("mediation_id", "mediations.id"),
    Column("line", Words(16), nullable=False),
    Column("until", Utc, nullable=False),
)

# 回访 after an agreement; ``told`` and ``next_at`` as in the clocks of slips.
mediation_visits = Table(
    "mediation_visits",
    metadata,
    own_id(),
    ref("mediation_id", "mediations.id"),
    Column("due_at", Utc, nullable=False),
    Column("late_at", Utc, nullable=False),
    Column("told", Integer, nullable=False, server_default="0"),
    Column("next_at", Utc),
    Column("kept", Words(16)),
    ref("person_id", "people.id", nullable=True),
    Column("done_at", Utc),
    Index(None, "mediation_id"),
    Index("ix_mediation_visits_next_at", "next_at", **only("next_at IS NOT NULL")),
)

# What a mediator says he is good at: a code of disputes.yaml.
mediator_skills = Table(
    "mediator_skills",
    metadata,
    own_id(),
    ref("person_id", "people.id"),
    Column("skill", Words(16), nullable=False),
    UniqueConstraint("person_id", "skill"),
)

# 以奖代补: the ledger, in yuan. ``node_id`` and ``year``: whose budget; ``granted`` empty: waits for the second person.
rewards = Table(
    "rewards",
    metadata,
    own_id(),
    ref("mediation_id", "mediations.id"),
    ref("node_id", "nodes.id"),
    Column("year", Integer, nullable=False),
    Column("difficulty", Words(16), nullable=False),
    Column("amount", Integer, nullable=False),
    ref("payee_id", "people.id"),
    ref("proposer_id", "people.id"),
    Column("level", Words(16), nullable=False),
    Column("proposed_at", Utc, nullable=False),
    ref("decider_id", "people.id", nullable=True),
    Column("decided_at", Utc),
    Column("granted", Boolean),
    Column("next_at", Utc),
    Index("ix_rewards_next_at", "next_at", **only("next_at IS NOT NULL")),
    Index(None, "node_id", "year"),
    Index(None, "mediation_id"),
)
