"""Tickets that are split, and long projects with their sites"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _at(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _ref(table: str, name: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{target}.id"], name=op.f(f"fk_{table}_{name}"))


def upgrade() -> None:
    _splits()
    _projects()
    _project_sites()
    _project_tickets()
    _project_files()


def downgrade() -> None:
    for table in ("project_files", "project_tickets", "project_sites", "projects", "splits"):
        op.drop_table(table)


def _splits() -> None:
    op.create_table(
        "splits",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("ticket_id", BIG, autoincrement=False, nullable=False),
        sa.Column("actor_id", BIG, autoincrement=False, nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        _at("at"),
        _ref("splits", "ticket_id", "tickets"),
        _ref("splits", "actor_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_splits")),
    )
    op.create_index(op.f("ix_splits_ticket_id"), "splits", ["ticket_id"], unique=False)


def _projects() -> None:
    op.create_table(
        "projects",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("node_id", BIG, autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("lead_id", BIG, autoincrement=False, nullable=True),
        sa.Column("actor_id", BIG, autoincrement=False, nullable=False),
        _at("created_at"),
        _at("due_at", nullable=True),
        _at("review_at"),
        _at("half_at", nullable=True),
        _at("ended_at", nullable=True),
        _ref("projects", "node_id", "nodes"),
        _ref("projects", "lead_id", "nodes"),
        _ref("projects", "actor_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
    )
    op.create_index(op.f("ix_projects_node_id"), "projects", ["node_id"], unique=False)
    running = sa.text("ended_at IS NULL")
    op.create_index(
        "ix_projects_review_at", "projects", ["review_at"], unique=False, sqlite_where=running, postgresql_where=running
    )


def _project_sites() -> None:
    op.create_table(
        "project_sites",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("project_id", BIG, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), server_default="0", nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        _at("changed_at", nullable=True),
        sa.Column("person_id", BIG, autoincrement=False, nullable=True),
        _ref("project_sites", "project_id", "projects"),
        _ref("project_sites", "person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_sites")),
        sa.UniqueConstraint("project_id", "name", name=op.f("uq_project_sites_project_id_name")),
    )


def _project_tickets() -> None:
    op.create_table(
        "project_tickets",
        sa.Column("ticket_id", BIG, autoincrement=False, nullable=False),
        sa.Column("project_id", BIG, autoincrement=False, nullable=False),
        _at("at"),
        _ref("project_tickets", "ticket_id", "tickets"),
        _ref("project_tickets", "project_id", "projects"),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_project_tickets")),
    )
    op.create_index(op.f("ix_project_tickets_project_id"), "project_tickets", ["project_id"], unique=False)


def _project_files() -> None:
    op.create_table(
        "project_files",
        sa.Column("media_id", BIG, autoincrement=False, nullable=False),
        sa.Column("project_id", BIG, autoincrement=False, nullable=False),
        sa.Column("site_id", BIG, autoincrement=False, nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), server_default="0", nullable=False),
        _ref("project_files", "media_id", "media"),
        _ref("project_files", "project_id", "projects"),
        _ref("project_files", "site_id", "project_sites"),
        sa.PrimaryKeyConstraint("media_id", name=op.f("pk_project_files")),
    )
    op.create_index(op.f("ix_project_files_project_id"), "project_files", ["project_id"], unique=False)
