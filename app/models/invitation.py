"""Invitations: one candidate's right to one attempt."""

import uuid
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.assessment import Assessment
from app.models.base import Base, Identified
from app.models.candidate import Candidate


class Invitation(Identified, Base):
    """`expires_at` limits starting only; `time_factor` multiplies the assessment's time limit."""

    __tablename__ = "invitation"

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"), index=True)
    candidate_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("candidate.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    time_factor: Mapped[Decimal]
    created_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    assessment: Mapped[Assessment] = relationship(lazy="raise")
    candidate: Mapped[Candidate] = relationship(lazy="raise")
