"""Regrades: what a mended key or check does to scores, first as a plan, then in the books."""

import enum
import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Identified


class RegradeState(enum.StrEnum):
    """Code is graded again first; a plan that is ready changes nothing until it is applied."""

    GRADING = "grading"
    READY = "ready"
    APPLYING = "applying"
    APPLIED = "applied"


class Regrade(Identified, Base):
    """One item's scores looked at again, by the key or the checks of its version `version`.

    `applies_to` lists the earlier versions whose answers that key judges, `not_to` says why not the others.
    """

    __tablename__ = "regrade"

    item_id: Mapped[str] = mapped_column(ForeignKey("item.id"), index=True)
    version: Mapped[int]
    by_key: Mapped[bool]
    why: Mapped[str]
    state: Mapped[RegradeState] = mapped_column(index=True)
    applies_to: Mapped[list[Any]]
    not_to: Mapped[dict[str, Any]]
    checked: Mapped[int]
    created_at: Mapped[datetime]
    created_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.id"))
    applied_at: Mapped[datetime | None]
    applied_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.id"))


class RegradeChange(Base):
    """One answer whose score changes, or, while `item_after` is null, one whose code is to be graded again.

    Ranks are places among the fully scored attempts of the assessment, null for an attempt that is not.
    `tries` counts how often grading again failed through a fault of ours.
    """

    __tablename__ = "regrade_change"
    __table_args__ = (Index("ix_regrade_change_assessment_id_attempt_id", "assessment_id", "attempt_id"),)

    regrade_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("regrade.id", ondelete="CASCADE"), primary_key=True
    )
    form_item_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("form_item.id"), primary_key=True)
    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), index=True)
    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    score_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("score.id"))
    submission_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("submission.id"))
    version: Mapped[int]
    item_before: Mapped[Decimal]
    item_after: Mapped[Decimal | None]
    total_before: Mapped[Decimal]
    possible: Mapped[Decimal]
    rank_before: Mapped[int | None]
    rank_after: Mapped[int | None]
    receipt: Mapped[dict[str, Any] | None]
    tries: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None]
    applied_at: Mapped[datetime | None]

    @property
    def total_after(self) -> Decimal:
        """The attempt's points with the change."""
        return self.total_before + (self.item_after or Decimal(0)) - self.item_before
