"""Whistles that wait fall due, words of what ended without work are forgotten too, what was done lately is found"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("whistles", sa.Column("asked", sa.Integer(), server_default="0", nullable=False))
    op.add_column("whistles", sa.Column("next_at", sa.DateTime(timezone=True), nullable=True))
    running = sa.text("next_at IS NOT NULL")
    op.create_index("ix_whistles_next_at", "whistles", ["next_at"], sqlite_where=running, postgresql_where=running)
    op.add_column("tickets", sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE tickets SET forgotten_at = closed_at WHERE state = 'archived'")
    kept = sa.text("forgotten_at IS NULL")
    op.create_index("ix_tickets_unforgotten", "tickets", ["closed_at"], sqlite_where=kept, postgresql_where=kept)
    done = sa.text("completed_at IS NOT NULL")
    op.create_index("ix_tickets_completed_at", "tickets", ["completed_at"], sqlite_where=done, postgresql_where=done)
    op.add_column("mediation_parties", sa.Column("token_hash", sa.String(length=64), nullable=True))
    op.add_column("mediation_parties", sa.Column("person_id", sa.BigInteger(), nullable=True))
    op.add_column("mediation_parties", sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True))
    links = sa.text("token_hash IS NOT NULL")
    op.create_index(
        "ix_mediation_parties_token_hash",
        "mediation_parties",
        ["token_hash"],
        sqlite_where=links,
        postgresql_where=links,
    )
    op.add_column("rewards", sa.Column("next_at", sa.DateTime(timezone=True), nullable=True))
    undecided = sa.text("next_at IS NOT NULL")
    op.create_index("ix_rewards_next_at", "rewards", ["next_at"], sqlite_where=undecided, postgresql_where=undecided)
    op.execute("UPDATE rewards SET next_at = proposed_at WHERE granted IS NULL")
    # Those that wait now are looked at with the next tick.
    op.execute("UPDATE whistles SET next_at = created_at WHERE state IN ('waiting', 'open')")


def downgrade() -> None:
    op.drop_index("ix_rewards_next_at", "rewards")
    op.execute("ALTER TABLE rewards DROP COLUMN next_at")
    op.drop_index("ix_mediation_parties_token_hash", "mediation_parties")
    for name in ("agreed_at", "person_id", "token_hash"):
        op.execute(f"ALTER TABLE mediation_parties DROP COLUMN {name}")
    op.drop_index("ix_tickets_completed_at", "tickets")
    op.drop_index("ix_tickets_unforgotten", "tickets")
    # In place: other tables refer to this one.
    op.execute("ALTER TABLE tickets DROP COLUMN forgotten_at")
    op.drop_index("ix_whistles_next_at", "whistles")
    for name in ("next_at", "asked"):
        op.execute(f"ALTER TABLE whistles DROP COLUMN {name}")
