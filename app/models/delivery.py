"""The outbox: e-mails to candidates, stored with what they are about and sent afterwards."""

import enum
import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Identified


class Letter(enum.StrEnum):
    """Which text is sent."""

    INVITATION = "invitation"
    REMINDER = "reminder"


class DeliveryStatus(enum.StrEnum):
    """Sent: the mail server took it. Failed: it never will. Dropped: there was no need any more."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class Delivery(Identified, Base):
    """One e-mail. It holds no address and no link: both are read, and the link made, as it is sent.

    `next_try_at` is set as long as it is queued; `note` is what the mail server said last.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_status_next_try_at", "status", "next_try_at"),
        Index("ix_delivery_invitation_id_created_at", "invitation_id", "created_at"),
    )

    invitation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("invitation.id"))
    letter: Mapped[Letter]
    status: Mapped[DeliveryStatus] = mapped_column(default=DeliveryStatus.QUEUED)
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    note: Mapped[str | None]
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
