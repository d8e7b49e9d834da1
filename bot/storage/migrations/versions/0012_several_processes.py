"""Several processes and several bots on one database"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

CLAIMED = sa.text("state = 'new' AND owner IS NOT NULL")
OF_A_BOT = ("outbox", "media")

# Ids of updates are kept for good, so every chat that was ever heard from is among them.
HEARD = """
INSERT INTO voices (chat_id, bot_id)
SELECT chat_id, bot_id FROM inbox WHERE id IN (SELECT max(id) FROM inbox WHERE chat_id IS NOT NULL GROUP BY chat_id)
"""
SPEAKS = """
UPDATE outbox SET bot_id = (SELECT bot_id FROM voices WHERE voices.chat_id = outbox.chat_id)
WHERE state IN ('queued', 'sending', 'undelivered')
"""


def upgrade() -> None:
    op.create_table(
        "processes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("host", sa.String(length=128), nullable=False),
        sa.Column("rules_version", sa.String(length=64), nullable=False),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in ("started_at", "until")),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_processes")),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "voices",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_voices")),
    )
    op.add_column("inbox", sa.Column("owner", sa.String(length=32), nullable=True))
    op.create_index("ix_inbox_claimed", "inbox", ["owner"], sqlite_where=CLAIMED, postgresql_where=CLAIMED)
    for table in OF_A_BOT:
        op.add_column(table, sa.Column("bot_id", sa.BigInteger(), nullable=True))
    op.execute(HEARD)
    op.execute(SPEAKS)


def downgrade() -> None:
    for table in OF_A_BOT:
        op.drop_column(table, "bot_id")
    op.drop_index("ix_inbox_claimed", "inbox")
    op.drop_column("inbox", "owner")
    for table in ("voices", "leases", "processes"):
        op.drop_table(table)
