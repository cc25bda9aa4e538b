"""Fairness readings: how groups fared, counted at one moment and kept."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Identified


class FairnessReading(Identified, Base):
    """Counts of groups, never of a person. `people` had answered and were scored when it was read.

    It is kept because the next one must not differ from it by a few people: that would tell who they are.
    `cells` are the counts it stands on, those too small to show included; `shown` is what anybody may read.
    """

    __tablename__ = "fairness_reading"

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"), index=True)
    read_at: Mapped[datetime]
    read_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.id"))
    cut: Mapped[float]
    people: Mapped[int]
    cells: Mapped[dict[str, Any]]
    shown: Mapped[dict[str, Any]]
