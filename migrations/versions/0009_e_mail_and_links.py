"""E-mails to candidates, further links to an invitation, archived assessments

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Defaults are the database's, so that an earlier version of the program can still invite.
    op.add_column(
        "assessment", sa.Column("time_factor", sa.BigInteger(), nullable=False, server_default="1000000")
    )
    op.add_column("assessment", sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "invitation", sa.Column("language", sa.String(length=32), nullable=False, server_default="en")
    )
    op.create_index(
        "ix_invitation_assessment_id_created_at_id", "invitation", ["assessment_id", "created_at", "id"]
    )
    op.drop_index("ix_invitation_assessment_id", table_name="invitation")
    op.create_table(
        "further_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_further_link_invitation_id")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_further_link")),
    )
    op.create_index(op.f("ix_further_link_invitation_id"), "further_link", ["invitation_id"])
    op.create_table(
        "delivery",
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column("letter", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitation.id"], name=op.f("fk_delivery_invitation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
    )
    op.create_index("ix_delivery_status_next_try_at", "delivery", ["status", "next_try_at"])
    op.create_index("ix_delivery_invitation_id_created_at", "delivery", ["invitation_id", "created_at"])


def downgrade() -> None:
    op.drop_table("delivery")
    op.drop_table("further_link")
    op.create_index(op.f("ix_invitation_assessment_id"), "invitation", ["assessment_id"])
    op.drop_index("ix_invitation_assessment_id_created_at_id", table_name="invitation")
    for table, column in (
        ("invitation", "language"),
        ("assessment", "archived_at"),
        ("assessment", "time_factor"),
    ):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)
