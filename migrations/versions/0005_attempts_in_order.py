"""Indexes in the orders in which attempts are listed

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BY_SCORE = "ix_attempt_assessment_id_score_auto_score_id"
BY_START = "ix_attempt_assessment_id_started_at_id"
BEFORE = "ix_attempt_assessment_id_score_id"


def upgrade() -> None:
    op.create_index(BY_SCORE, "attempt", ["assessment_id", "score", "auto_score", "id"], unique=False)
    op.create_index(BY_START, "attempt", ["assessment_id", "started_at", "id"], unique=False)
    op.drop_index(BEFORE, table_name="attempt")


def downgrade() -> None:
    op.create_index(BEFORE, "attempt", ["assessment_id", "score", "id"], unique=False)
    op.drop_index(BY_START, table_name="attempt")
    op.drop_index(BY_SCORE, table_name="attempt")
