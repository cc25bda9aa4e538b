"""Invitations: one candidate's right to one attempt."""

import enum
import uuid
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.assessment import Assessment
from app.models.base import Base, Identified
from app.models.candidate import Candidate


class Language(enum.StrEnum):
    """What a candidate is written to in; the test's pages let everybody choose."""

    ENGLISH = "en"
    GERMAN = "de"


class Invitation(Identified, Base):
    """`expires_at` limits starting only; `time_factor` multiplies the assessment's time limit.

    `token_hash` is that of its first link, or of the one that replaced all before it. For
    `pause_limit_s` in all its candidate may stop the clock.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        Index("ix_invitation_assessment_id_created_at_id", "assessment_id", "created_at", "id"),
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    candidate_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("candidate.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    time_factor: Mapped[Decimal]
    language: Mapped[Language] = mapped_column(
        default=Language.ENGLISH, server_default=Language.ENGLISH.value
    )
    pause_limit_s: Mapped[int] = mapped_column(default=0, server_default="0")
    created_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    assessment: Mapped[Assessment] = relationship(lazy="raise")
    candidate: Mapped[Candidate] = relationship(lazy="raise")


class FurtherLink(Base):
    """One more link to an invitation: each e-mail carries one of its own, made as it is sent."""

    __tablename__ = "further_link"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    invitation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("invitation.id"), index=True)
    created_at: Mapped[datetime]
