"""Every state of a ticket"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ASKED = sa.text("next_at IS NOT NULL")
INDEXED = ("wake_at", "merged_into_id", "parent_id")


def upgrade() -> None:
    op.create_table(
        "requests",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column(
            "ticket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column(
            "asker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("note_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True),
        sa.Column("node_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True),
        sa.Column("extra", sa.String(length=32), server_default="", nullable=False),
        sa.Column("desk_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "decider_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True
        ),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column(
            "answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True
        ),
        sa.ForeignKeyConstraint(["answer_id"], ["notes.id"], name=op.f("fk_requests_answer_id")),
        sa.ForeignKeyConstraint(["asker_id"], ["people.id"], name=op.f("fk_requests_asker_id")),
        sa.ForeignKeyConstraint(["decider_id"], ["people.id"], name=op.f("fk_requests_decider_id")),
        sa.ForeignKeyConstraint(["desk_id"], ["nodes.id"], name=op.f("fk_requests_desk_id")),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_requests_node_id")),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_requests_note_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_requests_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
    )
    with op.batch_alter_table("requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requests_desk_id"), ["desk_id"], unique=False)
        batch_op.create_index(
            "ix_requests_next_at",
            ["next_at"],
            unique=False,
            sqlite_where=sa.text("next_at IS NOT NULL"),
            postgresql_where=sa.text("next_at IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_requests_ticket_id"), ["ticket_id"], unique=False)

    for column in (
        sa.Column("result", sa.String(length=16), nullable=True),
        sa.Column("returns", sa.Integer(), server_default="0", nullable=False),
        sa.Column("asks", sa.Integer(), server_default="0", nullable=False),
        sa.Column("designated", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("merged_into_id", sa.BigInteger(), nullable=True),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("wake_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True),
    ):
        op.add_column("tickets", column)
    for name in INDEXED:
        there = sa.text(f"{name} IS NOT NULL")
        op.create_index(f"ix_tickets_{name}", "tickets", [name], sqlite_where=there, postgresql_where=there)


def downgrade() -> None:
    for name in INDEXED:
        op.drop_index(f"ix_tickets_{name}", table_name="tickets")
    # In place: other tables refer to this one.
    for name in (*INDEXED, "result", "returns", "asks", "designated", "extended_at"):
        op.execute(f"ALTER TABLE tickets DROP COLUMN {name}")
    op.drop_table("requests")
