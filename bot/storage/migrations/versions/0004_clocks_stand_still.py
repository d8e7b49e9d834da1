"""Clocks that stand still, are extended, and say once a day that they are overdue"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENTS = ("told_at", "resumed_at", "paused_at", "unpaused_due_at", "extended_at")
LENGTHS = ("used", "paused")


def upgrade() -> None:
    with op.batch_alter_table("clocks", schema=None) as batch_op:
        for name in MOMENTS:
            batch_op.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        for name in LENGTHS:
            batch_op.add_column(sa.Column(name, sa.BigInteger(), server_default="0", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("clocks", schema=None) as batch_op:
        for name in (*LENGTHS, *MOMENTS):
            batch_op.drop_column(name)
