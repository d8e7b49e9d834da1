"""Tickets that are left out of the rates, rounds of a mediation that fall due, projects that are ended by hand"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tickets", sa.Column("excluded", sa.String(length=32), nullable=True))
    op.add_column("projects", sa.Column("closer_id", sa.BigInteger(), nullable=True))
    for name in ("meet_at", "next_at"):
        op.add_column("mediation_rounds", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column("mediation_rounds", sa.Column("told", sa.Integer(), server_default="0", nullable=False))
    waiting = sa.text("next_at IS NOT NULL")
    op.create_index(
        "ix_mediation_rounds_next_at", "mediation_rounds", ["next_at"], sqlite_where=waiting, postgresql_where=waiting
    )


def downgrade() -> None:
    op.drop_index("ix_mediation_rounds_next_at", "mediation_rounds")
    for name in ("told", "next_at", "meet_at"):
        op.execute(f"ALTER TABLE mediation_rounds DROP COLUMN {name}")
    op.execute("ALTER TABLE projects DROP COLUMN closer_id")
    # In place: other tables refer to this one.
    op.execute("ALTER TABLE tickets DROP COLUMN excluded")
