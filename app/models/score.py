"""Scores: append-only, each with its reason and what is needed to recompute it."""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Identified


class Score(Identified, Base):
    """Points earned on one item. A later score supersedes an earlier one; nothing is overwritten."""

    __tablename__ = "score"
    __table_args__ = (
        Index(
            "uq_score_current",
            "form_item_id",
            unique=True,
            sqlite_where=text("superseded_by IS NULL"),
            postgresql_where=text("superseded_by IS NULL"),
        ),
    )

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), index=True)
    form_item_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("form_item.id"))
    value: Mapped[Decimal]
    possible: Mapped[Decimal]
    reason: Mapped[str]
    receipt: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    # Deferred: the old row names its successor before that is inserted, so one at most is ever current.
    superseded_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("score.id", deferrable=True, initially="DEFERRED"), index=True
    )
