"""Assessments: a blueprint, drafted, then published and frozen with the item versions it may draw."""

import enum
import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Identified


class AssessmentState(enum.StrEnum):
    """A draft may change; a published one may be sat; a closed one may be read with its keys."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"


class Disclosure(enum.StrEnum):
    """What a candidate learns of a submission, at once: the verdict and the samples' outcomes.

    With `explanation`, of a submit also the diagnosis and the counterexample.
    """

    VERDICT = "verdict"
    EXPLANATION = "explanation"


class Results(enum.StrEnum):
    """What candidates read of their results once their attempt is over; each level shows those before it too.

    Explanations hold the keys: they are shown from when nobody can be given the items by this assessment.
    """

    NONE = "none"
    SCORE = "score"
    SUBTOPICS = "subtopics"
    EXPLANATIONS = "explanations"


class Assessment(Identified, Base):
    """One version of an assessment; versions of one design share a `series_id`."""

    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("series_id", "version"),)

    series_id: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4)
    version: Mapped[int] = mapped_column(default=1)
    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    title: Mapped[str]
    instructions: Mapped[str]
    time_limit_s: Mapped[int]
    blueprint: Mapped[dict[str, Any]]
    state: Mapped[AssessmentState] = mapped_column(default=AssessmentState.DRAFT)
    disclosure: Mapped[Disclosure] = mapped_column(default=Disclosure.VERDICT)
    results: Mapped[Results] = mapped_column(default=Results.NONE, server_default=Results.NONE)
    # What invitations that say nothing else multiply the time limit by.
    time_factor: Mapped[Decimal] = mapped_column(default=Decimal(1), server_default="1000000")
    reviewing: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]


class AssessmentShare(Base):
    """A recruiter, beside the owner, to whom the assessment exists."""

    __tablename__ = "assessment_share"

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"), primary_key=True)
    staff_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True, index=True)


class PoolItem(Base):
    """An item version that one draw of a published assessment may pick."""

    __tablename__ = "pool_item"

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"), primary_key=True)
    section: Mapped[int] = mapped_column(primary_key=True)
    draw: Mapped[int] = mapped_column(primary_key=True)
    item_version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("item_version.id"), primary_key=True)


class ShownCount(Base):
    """How many candidates of an assessment were given an item version; without a row, nobody was.

    It is the number of such places in the forms, which would take longer to count with each candidate.
    """

    __tablename__ = "shown_count"

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"), primary_key=True)
    item_version_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("item_version.id"), primary_key=True, index=True
    )
    shown: Mapped[int]
