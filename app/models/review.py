"""Reviews: a person scores prose by rubric, blind to whose it is."""

import enum
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Identified


class ReviewStatus(enum.StrEnum):
    """Open until every criterion has a level."""

    OPEN = "open"
    DONE = "done"


class Review(Identified, Base):
    """The scoring of one written response; `levels` maps criterion ids to level ids."""

    __tablename__ = "review"
    __table_args__ = (Index("ix_review_status_created_at_id", "status", "created_at", "id"),)

    form_item_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("form_item.id"), unique=True)
    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), index=True)
    status: Mapped[ReviewStatus] = mapped_column(default=ReviewStatus.OPEN)
    reviewer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.id"))
    levels: Mapped[dict[str, Any] | None]
    comment: Mapped[str | None]
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
