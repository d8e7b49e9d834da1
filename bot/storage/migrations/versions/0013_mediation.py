"""Cases of mediation, and the ledger of rewards"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
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


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _code(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(16), nullable=nullable)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _key(table: str, column: str = "id") -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(column, name=op.f(f"pk_{table}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def upgrade() -> None:
    _cases()
    _belongings()
    _visits_and_skills()
    _rewards()


def _cases() -> None:
    op.create_table(
        "mediations",
        _own_id(),
        _ref("ticket_id"),
        _ref("opener_id"),
        _ref("mediator_id"),
        _code("track"),
        _code("outcome", nullable=True),
        _words("agreement"),
        _at("opened_at", nullable=False),
        _at("ended_at"),
        _at("risk_at"),
        _to("mediations", "mediator_id", "people"),
        _to("mediations", "opener_id", "people"),
        _to("mediations", "ticket_id", "tickets"),
        _key("mediations"),
    )
    for column in ("ticket_id", "mediator_id", "opened_at"):
        _index("mediations", column)


def _belongings() -> None:
    op.create_table(
        "mediation_parties",
        _own_id(),
        _ref("mediation_id"),
        sa.Column("name", sa.Text(), nullable=False),
        _to("mediation_parties", "mediation_id", "mediations"),
        _key("mediation_parties"),
        sa.UniqueConstraint("mediation_id", "name", name=op.f("uq_mediation_parties_mediation_id_name")),
    )
    op.create_table(
        "mediation_rounds",
        _own_id(),
        _ref("mediation_id"),
        sa.Column("meeting", sa.Text(), nullable=False),
        _words("result"),
        _ref("author_id"),
        _at("planned_at", nullable=False),
        _at("held_at"),
        _to("mediation_rounds", "author_id", "people"),
        _to("mediation_rounds", "mediation_id", "mediations"),
        _key("mediation_rounds"),
    )
    op.create_table(
        "mediation_papers",
        _own_id(),
        _ref("mediation_id"),
        _code("line"),
        _ref("media_id", nullable=True),
        _words("words"),
        _ref("author_id"),
        _at("at", nullable=False),
        _to("mediation_papers", "author_id", "people"),
        _to("mediation_papers", "media_id", "media"),
        _to("mediation_papers", "mediation_id", "mediations"),
        _key("mediation_papers"),
    )
    op.create_table(
        "mediation_waits",
        _ref("person_id"),
        _ref("mediation_id"),
        _code("line"),
        _at("until", nullable=False),
        _to("mediation_waits", "mediation_id", "mediations"),
        _to("mediation_waits", "person_id", "people"),
        _key("mediation_waits", "person_id"),
    )
    for table in ("mediation_rounds", "mediation_papers"):
        _index(table, "mediation_id")


def _visits_and_skills() -> None:
    op.create_table(
        "mediation_visits",
        _own_id(),
        _ref("mediation_id"),
        _at("due_at", nullable=False),
        _at("late_at", nullable=False),
        sa.Column("told", sa.Integer(), server_default="0", nullable=False),
        _at("next_at"),
        _code("kept", nullable=True),
        _ref("person_id", nullable=True),
        _at("done_at"),
        _to("mediation_visits", "mediation_id", "mediations"),
        _to("mediation_visits", "person_id", "people"),
        _key("mediation_visits"),
    )
    _index("mediation_visits", "mediation_id")
    op.create_index(
        "ix_mediation_visits_next_at",
        "mediation_visits",
        ["next_at"],
        sqlite_where=LOOKED_AT,
        postgresql_where=LOOKED_AT,
    )
    op.create_table(
        "mediator_skills",
        _own_id(),
        _ref("person_id"),
        _code("skill"),
        _to("mediator_skills", "person_id", "people"),
        _key("mediator_skills"),
        sa.UniqueConstraint("person_id", "skill", name=op.f("uq_mediator_skills_person_id_skill")),
    )


def _rewards() -> None:
    op.create_table(
        "rewards",
        _own_id(),
        _ref("mediation_id"),
        _ref("node_id"),
        sa.Column("year", sa.Integer(), nullable=False),
        _code("difficulty"),
        sa.Column("amount", sa.Integer(), nullable=False),
        _ref("payee_id"),
        _ref("proposer_id"),
        _code("level"),
        _at("proposed_at", nullable=False),
        _ref("decider_id", nullable=True),
        _at("decided_at"),
        sa.Column("granted", sa.Boolean(), nullable=True),
        _to("rewards", "decider_id", "people"),
        _to("rewards", "mediation_id", "mediations"),
        _to("rewards", "node_id", "nodes"),
        _to("rewards", "payee_id", "people"),
        _to("rewards", "proposer_id", "people"),
        _key("rewards"),
    )
    _index("rewards", "node_id", "year")
    _index("rewards", "mediation_id")


def downgrade() -> None:
    for table in (
        "rewards",
        "mediator_skills",
        "mediation_visits",
        "mediation_waits",
        "mediation_papers",
        "mediation_rounds",
        "mediation_parties",
        "mediations",
    ):
        op.drop_table(table)
