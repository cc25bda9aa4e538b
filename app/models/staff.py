"""Staff and how they prove who they are. Secrets are stored hashed only."""

import enum
import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Identified


class Role(enum.StrEnum):
    """What a staff member may do."""

    RECRUITER = "recruiter"
    REVIEWER = "reviewer"
    ADMIN = "admin"


class Staff(Identified, Base):
    """A recruiter, reviewer or admin."""

    __tablename__ = "staff"

    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[Role]
    password_hash: Mapped[str]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class StaffSession(Base):
    """One browser's sign-in."""

    __tablename__ = "staff_session"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    staff: Mapped[Staff] = relationship(lazy="raise")


class ApiKey(Identified, Base):
    """A key for programs, shown once and stored hashed."""

    __tablename__ = "api_key"

    staff_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    key_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    staff: Mapped[Staff] = relationship(lazy="raise")


class SignInFailure(Identified, Base):
    """A failed sign-in, kept for as long as it slows the next one."""

    __tablename__ = "sign_in_failure"

    email_hash: Mapped[str] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(index=True)
