"""Upheld returns"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

REFERENCES = {"ticket_id": "tickets", "node_id": "nodes", "from_id": "nodes", "to_id": "nodes"}


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "reroutes",
        sa.Column("id", number, autoincrement=True, nullable=False),
        sa.Column("ticket_id", number, autoincrement=False, nullable=False),
        sa.Column("category", sa.String(length=4), nullable=False),
        sa.Column("node_id", number, autoincrement=False, nullable=False),
        sa.Column("from_id", number, autoincrement=False, nullable=False),
        sa.Column("to_id", number, autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_reroutes_{column}"))
            for column, table in REFERENCES.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reroutes")),
    )
    for column in ("ticket_id", "category"):
        op.create_index(op.f(f"ix_reroutes_{column}"), "reroutes", [column])


def downgrade() -> None:
    op.drop_table("reroutes")
