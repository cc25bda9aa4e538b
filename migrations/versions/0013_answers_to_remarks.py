"""Answers to candidates' remarks

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

INDEX = "ix_comment_state_created_at_id"


def upgrade() -> None:
    with op.batch_alter_table("comment") as table:
        table.add_column(sa.Column("state", sa.String(length=32), nullable=False, server_default="open"))
        table.add_column(sa.Column("answer", sa.String(), nullable=True))
        table.add_column(sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("answered_by", sa.Uuid(), nullable=True))
        table.create_foreign_key(op.f("fk_comment_answered_by"), "staff", ["answered_by"], ["id"])
    op.create_index(INDEX, "comment", ["state", "created_at", "id"], unique=False)


def downgrade() -> None:
    op.drop_index(INDEX, table_name="comment")
    with op.batch_alter_table("comment") as table:
        table.drop_constraint(op.f("fk_comment_answered_by"), type_="foreignkey")
        for name in ("answered_by", "answered_at", "answer", "state"):
            table.drop_column(name)
