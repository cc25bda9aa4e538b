"""Outcomes on the samples, while the rest of a submission is graded

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    outcomes = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.add_column("submission", sa.Column("early_checks", outcomes, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("submission") as table:
        table.drop_column("early_checks")
