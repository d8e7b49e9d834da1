"""Checks and steps that can be undone"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("tickets", sa.Column("reworks", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "last_steps",
        sa.Column("ticket_id", BIG, autoincrement=False, nullable=False),
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("actor_id", BIG, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("clocks", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_last_steps_actor_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_last_steps_ticket_id")),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_last_steps")),
    )


def downgrade() -> None:
    op.drop_table("last_steps")
    # In place: other tables refer to this one.
    op.execute("ALTER TABLE tickets DROP COLUMN reworks")
