"""Attempts: one timed sitting, its form, and what the candidate left in it."""

import enum
import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Identified
from app.models.invitation import Invitation
from app.models.item import ItemVersion


class AttemptStatus(enum.StrEnum):
    """Where a sitting stands."""

    STARTED = "started"
    PAUSED = "paused"
    FINISHED = "finished"


class FinishReason(enum.StrEnum):
    """Who ended the attempt."""

    CANDIDATE = "candidate"
    DEADLINE = "deadline"
    ERASURE = "erasure"


class Attempt(Identified, Base):
    """One sitting. The base limit and the person's factor are kept apart; `closes_at` is what counts.

    `score` is null while anything is pending; `auto_score` is what is scored so far.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        Index("ix_attempt_assessment_id_score_auto_score_id", "assessment_id", "score", "auto_score", "id"),
        Index("ix_attempt_assessment_id_started_at_id", "assessment_id", "started_at", "id"),
        Index("ix_attempt_status_closes_at", "status", "closes_at"),
    )

    invitation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("invitation.id"), unique=True)
    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    status: Mapped[AttemptStatus] = mapped_column(default=AttemptStatus.STARTED)
    form_seed: Mapped[int] = mapped_column(BigInteger)
    time_limit_s: Mapped[int]
    time_factor: Mapped[Decimal]
    started_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    finish_reason: Mapped[FinishReason | None]
    score: Mapped[Decimal | None]
    auto_score: Mapped[Decimal] = mapped_column(default=Decimal(0))
    possible: Mapped[Decimal]
    review_pending: Mapped[int] = mapped_column(default=0)
    grading_pending: Mapped[int] = mapped_column(default=0)
    invitation: Mapped[Invitation] = relationship(lazy="raise")


class FormItem(Identified, Base):
    """One place in a candidate's form: the exact version, variant and option order they see."""

    __tablename__ = "form_item"
    __table_args__ = (UniqueConstraint("attempt_id", "section", "position"),)

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"))
    section: Mapped[int]
    position: Mapped[int]
    item_version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("item_version.id"), index=True)
    variant_index: Mapped[int | None]
    option_order: Mapped[list[Any] | None]
    points: Mapped[Decimal]
    item_version: Mapped[ItemVersion] = relationship(lazy="raise")


class Response(Base):
    """The current answer to one item; a higher revision replaces it."""

    __tablename__ = "response"

    form_item_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("form_item.id"), primary_key=True)
    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), index=True)
    revision: Mapped[int]
    answer: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


class IntegrityEvent(Identified, Base):
    """Something the browser noticed: it informs a reader and never changes a score."""

    __tablename__ = "integrity_event"

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), index=True)
    kind: Mapped[str]
    at: Mapped[datetime]
    received_at: Mapped[datetime]
    size: Mapped[int | None]


class Comment(Identified, Base):
    """A candidate's remark on an item, allowed after the attempt too."""

    __tablename__ = "comment"

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), index=True)
    form_item_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("form_item.id"))
    text: Mapped[str]
    created_at: Mapped[datetime]
