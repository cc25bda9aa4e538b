"""What recruiters keep about an attempt: a place on the shortlist, and notes."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Identified


class Shortlisted(Base):
    """One recruiter's mark on an attempt; all who see the assessment see it. Erased with the person."""

    __tablename__ = "shortlisted"

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    staff_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True, index=True)
    at: Mapped[datetime]


class Note(Identified, Base):
    """What a recruiter wrote on an attempt, for all who see the assessment. Erased with the person."""

    __tablename__ = "note"

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), index=True)
    staff_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    text: Mapped[str]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
