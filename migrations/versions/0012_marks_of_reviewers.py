"""Marks of several reviewers on one response, and their calibration

Revision ID: 0012
Revises: 0011
"""

import uuid

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
INSTANT = sa.DateTime(timezone=True)
AT_ONCE = 1000


def upgrade() -> None:
    # The defaults are the database's, so that an earlier version of the program can still store its rows.
    op.add_column("assessment", sa.Column("reviewing", JSON, nullable=False, server_default="{}"))
    op.add_column("review", sa.Column("wanted", sa.Integer(), nullable=False, server_default="1"))
    op.create_index("ix_review_status_id", "review", ["status", "id"], unique=False)
    op.drop_index("ix_review_status_created_at_id", table_name="review")
    mark = _make_mark()
    _make_calibration()
    _keep_marks_given(mark)


def _make_mark() -> sa.Table:
    mark = op.create_table(
        "mark",
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("claimed_until", INSTANT, nullable=True),
        sa.Column("skipped_at", INSTANT, nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("levels", JSON, nullable=True),
        sa.Column("comment", sa.String(), nullable=True),
        sa.Column("done_at", INSTANT, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_mark_review_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["reviewer_id"], ["staff.id"], name=op.f("fk_mark_reviewer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
        sa.UniqueConstraint("review_id", "reviewer_id", name=op.f("uq_mark_review_id_reviewer_id")),
    )
    op.create_index(op.f("ix_mark_reviewer_id"), "mark", ["reviewer_id"], unique=False)
    return mark


def _make_calibration() -> None:
    op.create_table(
        "calibration",
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("item_version_id", sa.Uuid(), nullable=False),
        sa.Column("rubric_hash", sa.String(), nullable=False),
        sa.Column("given", JSON, nullable=False),
        sa.Column("known", JSON, nullable=False),
        sa.Column("agreement", sa.Double(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_version_id"], ["item_version.id"], name=op.f("fk_calibration_item_version_id")
        ),
        sa.ForeignKeyConstraint(["reviewer_id"], ["staff.id"], name=op.f("fk_calibration_reviewer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration")),
    )
    op.create_index(
        "ix_calibration_reviewer_id_rubric_hash", "calibration", ["reviewer_id", "rubric_hash"], unique=False
    )


def _keep_marks_given(mark: sa.Table) -> None:
    """Make a mark of every review that somebody scored."""
    review = sa.table(
        "review",
        sa.column("id", sa.Uuid()),
        sa.column("reviewer_id", sa.Uuid()),
        sa.column("levels", JSON),
        sa.column("comment", sa.String()),
        sa.column("done_at", INSTANT),
    )
    connection = op.get_bind()
    given = connection.execute(sa.select(review).where(review.c.reviewer_id.is_not(None))).mappings()
    while rows := given.fetchmany(AT_ONCE):
        marks = [
            {
                "id": uuid.uuid4(),
                "review_id": row["id"],
                "reviewer_id": row["reviewer_id"],
                "number": 1,
                "levels": row["levels"],
                "comment": row["comment"],
                "done_at": row["done_at"],
            }
            for row in rows
        ]
        connection.execute(mark.insert(), marks)


def downgrade() -> None:
    op.drop_table("calibration")
    op.drop_table("mark")
    op.create_index("ix_review_status_created_at_id", "review", ["status", "created_at", "id"], unique=False)
    op.drop_index("ix_review_status_id", table_name="review")
    with op.batch_alter_table("review") as table:
        table.drop_column("wanted")
    with op.batch_alter_table("assessment") as table:
        table.drop_column("reviewing")
