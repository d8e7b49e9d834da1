"""Tickets that are left out of the rates"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tickets", sa.Column("excluded", sa.String(length=32), nullable=True))


def downgrade() -> None:
    # In place: other tables refer to this one.
    op.execute("ALTER TABLE tickets DROP COLUMN excluded")
