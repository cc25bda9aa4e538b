"""Pauses that an invitation grants, and what was taken of them

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def _seconds(name: str) -> sa.Column[int]:
    # The default is the database's, so that an earlier version of the program can still invite and start.
    return sa.Column(name, sa.Integer(), nullable=False, server_default="0")


def upgrade() -> None:
    op.add_column("invitation", _seconds("pause_limit_s"))
    op.add_column("attempt", _seconds("pause_limit_s"))
    op.add_column("attempt", _seconds("paused_s"))
    op.add_column("attempt", sa.Column("pause_ends_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    # Not as a batch: that reads the table's generated columns back in a way SQLite does not take.
    for name in ("pause_ends_at", "paused_s", "pause_limit_s"):
        op.drop_column("attempt", name)
    op.drop_column("invitation", "pause_limit_s")
