"""Residents whose matters were merged into another ticket"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "petitioners",
        sa.Column(
            "from_ticket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "ticket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["from_ticket_id"], ["tickets.id"], name=op.f("fk_petitioners_from_ticket_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_petitioners_person_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_petitioners_ticket_id")),
        sa.PrimaryKeyConstraint("from_ticket_id", name=op.f("pk_petitioners")),
    )
    with op.batch_alter_table("petitioners", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_petitioners_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_petitioners_ticket_id"), ["ticket_id"], unique=False)


def downgrade() -> None:
    op.drop_table("petitioners")
