"""Reference sets, which percentiles are read against

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reference_set",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_by", sa.Uuid(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("shares", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_reference_set_assessment_id")
        ),
        sa.ForeignKeyConstraint(["frozen_by"], ["staff.id"], name=op.f("fk_reference_set_frozen_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_set")),
    )
    op.create_index(op.f("ix_reference_set_assessment_id"), "reference_set", ["assessment_id"], unique=False)


def downgrade() -> None:
    op.drop_table("reference_set")
