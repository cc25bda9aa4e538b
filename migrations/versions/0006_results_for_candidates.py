"""What candidates read of their results

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Assessments from before told their candidates nothing, and go on to.
    op.add_column(
        "assessment", sa.Column("results", sa.String(length=32), nullable=False, server_default="none")
    )


def downgrade() -> None:
    op.drop_column("assessment", "results")
