"""Slips of helpers, whistles and the units they call"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LOOKED_AT = sa.text("next_at IS NOT NULL")


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _own_id() -> sa.Column[int]:
    return sa.Column("id", _id(), autoincrement=True, nullable=False)


def _ref(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, _id(), autoincrement=False, nullable=nullable)


def _at(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _when_looked_at(table: str) -> None:
    op.create_index(f"ix_{table}_next_at", table, ["next_at"], sqlite_where=LOOKED_AT, postgresql_where=LOOKED_AT)


def upgrade() -> None:
    op.create_table(
        "assists",
        _own_id(),
        _ref("ticket_id"),
        sa.Column("round", sa.Integer(), nullable=False),
        _ref("node_id"),
        _ref("asker_id"),
        _ref("note_id"),
        _at("at", nullable=False),
        _at("sign_due_at", nullable=False),
        _at("signed_at"),
        _ref("signer_id", nullable=True),
        _at("answer_due_at"),
        _at("answered_at"),
        _ref("answer_id", nullable=True),
        _at("done_at"),
        _at("closed_at"),
        _at("remind_at", nullable=False),
        _at("due_at", nullable=False),
        sa.Column("told", sa.Integer(), server_default="0", nullable=False),
        _at("next_at"),
        _to("assists", "answer_id", "notes"),
        _to("assists", "asker_id", "people"),
        _to("assists", "node_id", "nodes"),
        _to("assists", "note_id", "notes"),
        _to("assists", "signer_id", "people"),
        _to("assists", "ticket_id", "tickets"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assists")),
    )
    op.create_index(op.f("ix_assists_ticket_id"), "assists", ["ticket_id"])
    _when_looked_at("assists")
    op.create_table(
        "whistles",
        _own_id(),
        _ref("node_id"),
        _ref("ticket_id", nullable=True),
        sa.Column("grade", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("meeting", sa.Text(), server_default="", nullable=False),
        _ref("blower_id"),
        _ref("approver_id", nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), server_default="0", nullable=False),
        _at("created_at", nullable=False),
        _at("sent_at"),
        _at("ended_at"),
        _to("whistles", "approver_id", "people"),
        _to("whistles", "blower_id", "people"),
        _to("whistles", "node_id", "nodes"),
        _to("whistles", "ticket_id", "tickets"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_whistles")),
    )
    op.create_index(op.f("ix_whistles_node_id"), "whistles", ["node_id"])
    op.create_index(op.f("ix_whistles_ticket_id"), "whistles", ["ticket_id"])
    op.create_table(
        "whistle_units",
        _own_id(),
        _ref("whistle_id"),
        _ref("node_id"),
        _at("signed_at"),
        _at("contacted_at"),
        _at("arrived_at"),
        _at("reported_at"),
        _ref("person_id", nullable=True),
        sa.Column("report", sa.Text(), server_default="", nullable=False),
        _at("refused_at"),
        sa.Column("refusal", sa.Text(), server_default="", nullable=False),
        sa.Column("excused", sa.Boolean(), nullable=True),
        *(
            sa.Column(name, sa.Integer(), nullable=True)
            for name in ("promptness", "attitude", "result", "needed", "prepared")
        ),
        sa.Column("told", sa.Integer(), server_default="0", nullable=False),
        _at("next_at"),
        _to("whistle_units", "node_id", "nodes"),
        _to("whistle_units", "person_id", "people"),
        _to("whistle_units", "whistle_id", "whistles"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_whistle_units")),
        sa.UniqueConstraint("whistle_id", "node_id", name=op.f("uq_whistle_units_whistle_id_node_id")),
    )
    _when_looked_at("whistle_units")


def downgrade() -> None:
    for table in ("whistle_units", "whistles", "assists"):
        op.drop_table(table)
