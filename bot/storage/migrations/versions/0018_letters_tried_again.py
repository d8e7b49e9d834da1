"""A letter that is tried again keeps its place in its chat"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    tried = sa.text("state = 'queued' AND attempts > 0")
    op.create_index("ix_outbox_tried", "outbox", ["chat_id"], sqlite_where=tried, postgresql_where=tried)


def downgrade() -> None:
    op.drop_index("ix_outbox_tried", "outbox")
