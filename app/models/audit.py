"""The audit trail: what staff did, to what, when."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Identified


class AuditEntry(Identified, Base):
    """One act. `staff_id` is null for acts on the command line."""

    __tablename__ = "audit_entry"

    at: Mapped[datetime] = mapped_column(index=True)
    staff_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    act: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[str] = mapped_column(index=True)
    detail: Mapped[dict[str, Any]]
