"""Regrades: plans that are shown, applied in parts, and told to recruiters

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def _at(name: str, *, nullable: bool) -> "sa.Column[object]":
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _points(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _of(table: str, column: str, *, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "regrade",
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by_key", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("applies_to", JSON, nullable=False),
        sa.Column("not_to", JSON, nullable=False),
        sa.Column("checked", sa.Integer(), nullable=False),
        _at("created_at", nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        _at("applied_at", nullable=True),
        sa.Column("applied_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        _of("regrade", "item_id", other="item"),
        _of("regrade", "created_by", other="staff"),
        _of("regrade", "applied_by", other="staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regrade")),
    )
    op.create_index(op.f("ix_regrade_item_id"), "regrade", ["item_id"], unique=False)
    op.create_index(op.f("ix_regrade_state"), "regrade", ["state"], unique=False)
    op.create_table(
        "regrade_change",
        sa.Column("regrade_id", sa.Uuid(), nullable=False),
        sa.Column("form_item_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("score_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _points("item_before"),
        _points("item_after", nullable=True),
        _points("total_before"),
        _points("possible"),
        sa.Column("rank_before", sa.Integer(), nullable=True),
        sa.Column("rank_after", sa.Integer(), nullable=True),
        sa.Column("receipt", JSON, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        _at("claimed_at", nullable=True),
        _at("applied_at", nullable=True),
        sa.ForeignKeyConstraint(
            ["regrade_id"], ["regrade.id"], name=op.f("fk_regrade_change_regrade_id"), ondelete="CASCADE"
        ),
        _of("regrade_change", "form_item_id", other="form_item"),
        _of("regrade_change", "attempt_id", other="attempt"),
        _of("regrade_change", "assessment_id", other="assessment"),
        _of("regrade_change", "score_id", other="score"),
        _of("regrade_change", "submission_id", other="submission"),
        sa.PrimaryKeyConstraint("regrade_id", "form_item_id", name=op.f("pk_regrade_change")),
    )
    op.create_index(op.f("ix_regrade_change_attempt_id"), "regrade_change", ["attempt_id"], unique=False)
    op.create_index(
        "ix_regrade_change_assessment_id_attempt_id",
        "regrade_change",
        ["assessment_id", "attempt_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("regrade_change")
    op.drop_table("regrade")
