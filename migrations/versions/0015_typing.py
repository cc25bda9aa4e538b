"""Sizes of what was typed into code, over time

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("integrity_event") as table:
        table.add_column(sa.Column("form_item_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("length", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_integrity_event_form_item_id"), "form_item", ["form_item_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("integrity_event") as table:
        table.drop_constraint(op.f("fk_integrity_event_form_item_id"), type_="foreignkey")
        table.drop_column("length")
        table.drop_column("form_item_id")
