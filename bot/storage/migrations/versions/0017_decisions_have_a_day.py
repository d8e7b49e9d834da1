"""Leads of a meeting's decisions hear of its day"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meeting_items", sa.Column("next_at", sa.DateTime(timezone=True), nullable=True))
    waiting = sa.text("next_at IS NOT NULL")
    op.create_index(
        "ix_meeting_items_next_at", "meeting_items", ["next_at"], sqlite_where=waiting, postgresql_where=waiting
    )
    # Of what was carried from list to list only the newest row speaks.
    newest = "id IN (SELECT max(id) FROM meeting_items GROUP BY ticket_id)"
    owed = "due_at IS NOT NULL AND decided_at IS NOT NULL AND struck_at IS NULL AND removed_at IS NULL"
    op.execute(f"UPDATE meeting_items SET next_at = due_at WHERE {owed} AND {newest}")


def downgrade() -> None:
    op.drop_index("ix_meeting_items_next_at", "meeting_items")
    # In place: other tables refer to this one.
    op.execute("ALTER TABLE meeting_items DROP COLUMN next_at")
