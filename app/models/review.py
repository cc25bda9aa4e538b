"""Reviews: people score prose by rubric, blind to whose it is and to each other."""

import enum
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Identified


class ReviewStatus(enum.StrEnum):
    """Open until it has the marks that it takes."""

    OPEN = "open"
    DONE = "done"


class Review(Identified, Base):
    """The scoring of one written response, which takes `wanted` marks: one, two, or three to settle two.

    `levels` maps criterion ids to level numbers where one mark decided the score; all marks are in `Mark`.
    """

    __tablename__ = "review"
    # By id, which is random: the order of the queue says nothing of who wrote what.
    __table_args__ = (Index("ix_review_status_id", "status", "id"),)

    form_item_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("form_item.id"), unique=True)
    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), index=True)
    status: Mapped[ReviewStatus] = mapped_column(default=ReviewStatus.OPEN)
    wanted: Mapped[int] = mapped_column(default=1, server_default="1")
    reviewer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.id"))
    levels: Mapped[dict[str, Any] | None]
    comment: Mapped[str | None]
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class Mark(Identified, Base):
    """One reviewer's part in a review: that they hold it, passed it over, or scored it.

    `number` is the mark's place, 1 to 3, once it is given; the third settles two that lie too far apart.
    """

    __tablename__ = "mark"
    __table_args__ = (UniqueConstraint("review_id", "reviewer_id"),)

    review_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"))
    reviewer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    claimed_until: Mapped[datetime | None]
    skipped_at: Mapped[datetime | None]
    number: Mapped[int | None]
    levels: Mapped[dict[str, Any] | None]
    comment: Mapped[str | None]
    done_at: Mapped[datetime | None]


class Calibration(Identified, Base):
    """One try at scoring an item's exemplars, and how it went; `rubric_hash` is of what was scored by."""

    __tablename__ = "calibration"
    __table_args__ = (Index("ix_calibration_reviewer_id_rubric_hash", "reviewer_id", "rubric_hash"),)

    reviewer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.id"))
    item_version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("item_version.id"))
    rubric_hash: Mapped[str]
    given: Mapped[list[Any]]
    known: Mapped[list[Any]]
    agreement: Mapped[float]
    at: Mapped[datetime]
