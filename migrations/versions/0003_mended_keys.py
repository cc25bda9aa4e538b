"""The version by whose key the answers to an earlier one are scored

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("item_version") as table:
        table.add_column(sa.Column("key_version_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_item_version_key_version_id_item_version"), "item_version", ["key_version_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("item_version") as table:
        table.drop_constraint(op.f("fk_item_version_key_version_id_item_version"), type_="foreignkey")
        table.drop_column("key_version_id")
