"""What lists of attempts are ordered and searched by, and what recruiters keep of an attempt

Revision ID: 0008
Revises: 0007
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

LAST = "\U0010ffff"
KEY_LENGTH = 60
BATCH = 5_000
ORDERS = ("finished_at", "share", "time_used_s", "name_key")
FOLDED = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    share = "CAST(score AS DOUBLE PRECISION) / nullif(possible, 0)"
    used = "CAST(round(EXTRACT(epoch FROM finished_at - started_at)) AS INTEGER) - away_s"
    if sqlite:
        used = "CAST(round((julianday(finished_at) - julianday(started_at)) * 86400) AS INTEGER) - away_s"
    # The defaults are the database's, so that an earlier version of the program can still begin attempts.
    op.add_column("attempt", sa.Column("away_s", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("attempt", sa.Column("name_key", FOLDED, nullable=False, server_default=LAST))
    # SQLite adds such columns as virtual ones only, PostgreSQL indexes stored ones only.
    op.add_column("attempt", sa.Column("share", sa.Double(), sa.Computed(share, persisted=not sqlite)))
    op.add_column("attempt", sa.Column("time_used_s", sa.Integer(), sa.Computed(used, persisted=not sqlite)))
    op.create_table(
        "search_key",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("key", FOLDED, nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_search_key_attempt_id")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_search_key_assessment_id")
        ),
        sa.PrimaryKeyConstraint("attempt_id", "key", name=op.f("pk_search_key")),
    )
    _make_shortlist()
    op.add_column("reference_set", sa.Column("error", sa.Double(), nullable=True))
    _fold_names()
    op.create_index(
        "ix_search_key_assessment_id_key_attempt_id", "search_key", ["assessment_id", "key", "attempt_id"]
    )
    for column in ORDERS:
        op.create_index(f"ix_attempt_assessment_id_{column}_id", "attempt", ["assessment_id", column, "id"])


def downgrade() -> None:
    for column in ORDERS:
        op.drop_index(f"ix_attempt_assessment_id_{column}_id", table_name="attempt")
    op.drop_column("reference_set", "error")
    for table in ("note", "shortlisted", "search_key"):
        op.drop_table(table)
    # Not in a batch: SQLite would copy the table, and with it what its generated columns are made of.
    for column in ("share", "time_used_s", "name_key", "away_s"):
        op.drop_column("attempt", column)


def _make_shortlist() -> None:
    op.create_table(
        "shortlisted",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_shortlisted_attempt_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_shortlisted_staff_id")),
        sa.PrimaryKeyConstraint("attempt_id", "staff_id", name=op.f("pk_shortlisted")),
    )
    op.create_table(
        "note",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_note_attempt_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_note_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_shortlisted_staff_id"), "shortlisted", ["staff_id"])
    for column in ("attempt_id", "staff_id"):
        op.create_index(op.f(f"ix_note_{column}"), "note", [column])


def _fold(text: str) -> str:
    """As the program folds it at this revision."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def _keys(name: str, email: str) -> set[str]:
    words = _fold(name).split()
    ends = [" ".join(words[at:]) for at in range(min(len(words), 8))]
    address = _fold(email)
    return {key[:KEY_LENGTH] for key in (*ends, address, address.rpartition("@")[2]) if key}


def _fold_names() -> None:
    bind = op.get_bind()
    attempt = sa.table("attempt", sa.column("id", sa.Uuid()), sa.column("name_key", FOLDED))
    search_key = sa.table(
        "search_key",
        sa.column("attempt_id", sa.Uuid()),
        sa.column("key"),
        sa.column("assessment_id", sa.Uuid()),
    )
    people = sa.text(
        "SELECT a.id, a.assessment_id, c.name, c.email FROM attempt a"
        " JOIN invitation i ON i.id = a.invitation_id JOIN candidate c ON c.id = i.candidate_id"
        " WHERE c.name IS NOT NULL AND (:after IS NULL OR a.id > :after) ORDER BY a.id LIMIT :batch"
    ).columns(id=sa.Uuid(), assessment_id=sa.Uuid(), name=sa.String(), email=sa.String())
    people = people.bindparams(sa.bindparam("after", type_=sa.Uuid()))
    after = None
    while rows := bind.execute(people, {"after": after, "batch": BATCH}).all():
        after = rows[-1].id
        bind.execute(
            sa.update(attempt)
            .where(attempt.c.id == sa.bindparam("of"))
            .values(name_key=sa.bindparam("made")),
            [{"of": row.id, "made": _fold(row.name)[:KEY_LENGTH] or LAST} for row in rows],
        )
        made = [
            {"attempt_id": row.id, "key": key, "assessment_id": row.assessment_id}
            for row in rows
            for key in sorted(_keys(row.name, row.email or ""))
        ]
        if made:
            bind.execute(sa.insert(search_key), made)
