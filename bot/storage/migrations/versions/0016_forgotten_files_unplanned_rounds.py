"""Files and messages are forgotten with their ticket, also of what was put away before; idle cases fall due"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kept = sa.text("path IS NOT NULL")
    op.create_index("ix_media_path", "media", ["path"], sqlite_where=kept, postgresql_where=kept)
    _name_their_tickets()
    # What was forgotten before is looked at once more by the next ticks: its files and messages are still there.
    op.execute("UPDATE tickets SET forgotten_at = NULL WHERE forgotten_at IS NOT NULL")

    op.add_column("mediations", sa.Column("quiet_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("mediations", sa.Column("told", sa.Integer(), server_default="0", nullable=False))
    op.add_column("mediations", sa.Column("next_at", sa.DateTime(timezone=True), nullable=True))
    waiting = sa.text("next_at IS NOT NULL")
    op.create_index("ix_mediations_next_at", "mediations", ["next_at"], sqlite_where=waiting, postgresql_where=waiting)
    # Those that are open now begin to wait when they are looked at first: nobody is told at once of months gone by.
    op.execute("UPDATE mediations SET next_at = opened_at WHERE ended_at IS NULL")


def _name_their_tickets() -> None:
    """Messages that say how to reach a resident belonged to no ticket; their keys end with its number."""
    found = op.get_bind().execute(sa.text("SELECT id, key FROM outbox WHERE key LIKE 'said:%:reveal:%'")).all()
    for row in found:
        mine = "UPDATE outbox SET card = 'original', ticket_id = (SELECT id FROM tickets WHERE number = :number)"
        of = {"id": row.id, "number": row.key.rpartition(":")[2]}
        op.get_bind().execute(sa.text(f"{mine} WHERE id = :id"), of)


def downgrade() -> None:
    op.drop_index("ix_mediations_next_at", "mediations")
    # In place: other tables refer to this one.
    for name in ("next_at", "told", "quiet_at"):
        op.execute(f"ALTER TABLE mediations DROP COLUMN {name}")
    op.drop_index("ix_media_path", "media")
