"""Reference sets: frozen distributions of totals that percentiles are read against."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Double, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Identified


class ReferenceSet(Identified, Base):
    """The totals of an assessment's scored attempts as they were at `frozen_at`: later ones change nothing.

    `shares` are sorted, 0 to 1: all of them, or as many quantiles as a rank to the tenth of a percent takes.
    `error` is their standard error of measurement, a share of the points; null where forms differed.
    """

    __tablename__ = "reference_set"

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"), index=True)
    frozen_at: Mapped[datetime]
    frozen_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.id"))
    count: Mapped[int]
    shares: Mapped[list[Any]]
    error: Mapped[float | None] = mapped_column(Double)
