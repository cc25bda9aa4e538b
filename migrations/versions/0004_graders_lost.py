"""How often a submission's grader ended while it was graded

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The default is the database's, so that an earlier version of the program can still store code.
    op.add_column("submission", sa.Column("graders_lost", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("submission") as table:
        table.drop_column("graders_lost")
