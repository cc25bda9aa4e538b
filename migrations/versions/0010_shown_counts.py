"""How often each assessment showed an item version, kept instead of counted anew for each candidate

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shown_count",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("item_version_id", sa.Uuid(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_shown_count_assessment_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_version_id"], ["item_version.id"], name=op.f("fk_shown_count_item_version_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "item_version_id", name=op.f("pk_shown_count")),
    )
    op.create_index(op.f("ix_shown_count_item_version_id"), "shown_count", ["item_version_id"], unique=False)
    op.execute(
        "INSERT INTO shown_count (assessment_id, item_version_id, shown) "
        "SELECT attempt.assessment_id, form_item.item_version_id, count(*) "
        "FROM form_item JOIN attempt ON attempt.id = form_item.attempt_id "
        "GROUP BY attempt.assessment_id, form_item.item_version_id"
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_shown_count_item_version_id"), table_name="shown_count")
    op.drop_table("shown_count")
