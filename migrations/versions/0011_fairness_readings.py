"""Readings of how groups fared

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    counts = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.create_table(
        "fairness_reading",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_by", sa.Uuid(), nullable=False),
        sa.Column("cut", sa.Double(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("cells", counts, nullable=False),
        sa.Column("shown", counts, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_fairness_reading_assessment_id")
        ),
        sa.ForeignKeyConstraint(["read_by"], ["staff.id"], name=op.f("fk_fairness_reading_read_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fairness_reading")),
    )
    op.create_index(
        op.f("ix_fairness_reading_assessment_id"), "fairness_reading", ["assessment_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("fairness_reading")
