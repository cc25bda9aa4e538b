"""Percentiles against a frozen reference set, so that a person's rank does not move with every newcomer."""

import uuid
from datetime import datetime
from decimal import Decimal
from http import HTTPStatus

import numpy as np
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit
from app.measurement import enough
from app.measurement.classical import percentile
from app.models import Assessment, ReferenceSet
from app.problems import Problem
from app.reports import summary
from app.reports.schemas import Scale

QUANTILES = 1_001


class TooFewScores(Problem):
    """There are too few scored attempts to compare anybody with."""

    status = HTTPStatus.CONFLICT


class ReferenceSetOut(BaseModel):
    """A frozen reference set; percentiles are read against the newest."""

    id: uuid.UUID
    frozen_at: datetime
    count: int = Field(examples=[412])


def out(frozen: ReferenceSet) -> ReferenceSetOut:
    """Return a set as it is shown."""
    return ReferenceSetOut(id=frozen.id, frozen_at=frozen.frozen_at, count=frozen.count)


def freeze(session: Session, assessment: Assessment, *, by: uuid.UUID, now: datetime) -> ReferenceSet:
    """Store the totals of all scored attempts as they are now."""
    shares = np.sort(summary.totals(session, assessment))
    count = len(shares)
    if count < enough.DISCRIMINATION:
        raise TooFewScores(
            f"{count} attempts are finished and scored; a percentile needs {enough.DISCRIMINATION}. "
            "Freeze a reference set once there are more."
        )
    if count > QUANTILES:
        shares = np.quantile(shares, np.linspace(0, 1, QUANTILES), method="nearest")
    frozen = ReferenceSet(
        id=uuid.uuid4(),
        assessment_id=assessment.id,
        frozen_at=now,
        frozen_by=by,
        count=count,
        shares=shares.tolist(),
        error=summary.read(session, assessment, cut=None).error.value,
    )
    session.add(frozen)
    audit.record(session, "reference.freeze", "assessment", assessment.id, by=by, now=now, count=count)
    return frozen


def listed(session: Session, assessment: Assessment) -> list[ReferenceSet]:
    """Return the sets of an assessment, the newest first."""
    query = select(ReferenceSet).where(ReferenceSet.assessment_id == assessment.id)
    return list(session.scalars(query.order_by(ReferenceSet.frozen_at.desc())))


class Ranks:
    """Percentile ranks and standard errors by an assessment's newest reference set; none without one."""

    def __init__(self, session: Session, assessment: Assessment) -> None:
        self._set = session.scalar(
            select(ReferenceSet)
            .where(ReferenceSet.assessment_id == assessment.id)
            .order_by(ReferenceSet.frozen_at.desc())
            .limit(1)
        )

    def of(self, score: Decimal | None, possible: Decimal) -> float | None:
        """Return the rank of a score, 0 to 100, to a tenth."""
        if self._set is None or score is None or not possible:
            return None
        return round(percentile(self._set.shares, float(score) / float(possible)), 1)

    def error_of(self, score: Decimal | None, possible: Decimal) -> float | None:
        """Return the standard error of measurement of a score, in points."""
        if self._set is None or self._set.error is None or score is None:
            return None
        return round(self._set.error * float(possible), 2)

    def scale(self) -> Scale:
        """Return what the figures are read against, and in words why some are missing."""
        if self._set is None:
            reason = f"No reference set is frozen yet; it takes {enough.DISCRIMINATION} scored attempts."
            return Scale(
                frozen_at=None,
                count=None,
                needs=enough.DISCRIMINATION,
                percentile_withheld=reason,
                error_withheld=reason,
            )
        differed = (
            "These attempts were not all given the same items, so no one standard error holds for them. "
            "Each attempt's report has intervals of its own."
        )
        return Scale(
            frozen_at=self._set.frozen_at,
            count=self._set.count,
            needs=enough.DISCRIMINATION,
            percentile_withheld=None,
            error_withheld=differed if self._set.error is None else None,
        )
