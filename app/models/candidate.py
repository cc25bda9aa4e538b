"""Where personal data lives. Erasing a person empties these rows, and what lists find attempts by."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped

from app.models.base import Base, Identified


class Candidate(Identified, Base):
    """A person invited to a test. Erased: name and e-mail are null, scores stay, anonymous."""

    __tablename__ = "candidate"

    name: Mapped[str | None]
    email: Mapped[str | None]
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
    # The only way from a person to their demographics; it is cut on erasure and never part of a report.
    demographics_id: Mapped[uuid.UUID | None]


class Demographics(Identified, Base):
    """Voluntary answers under a random id of their own, apart from names, graders and reports."""

    __tablename__ = "demographics"

    answers: Mapped[dict[str, Any]]
