"""An assessment at a glance: how many came, how they did, and how far its total can be trusted."""

import math

import numpy as np
from pydantic import BaseModel, Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.measurement import cut as cuts
from app.measurement import enough
from app.measurement.classical import Array, cronbach, standard_error
from app.models import Assessment, Attempt, AttemptStatus, FormItem, Invitation, Score
from app.reports.figures import Figure, figure
from app.reports.scored import millionths, scored

BINS = 20


class AssessmentSummaryOut(BaseModel):
    """Counts, the distribution of totals, and the reliability of a form that everybody sat alike.

    Only finished and fully scored attempts count. Totals are shares of the points possible, 0 to 1.
    """

    invited: int
    started: int = Field(description="Attempts begun, finished ones included.")
    finished: int
    pending: int = Field(description="Finished, and waiting for a reviewer or a verdict.")
    mean: Figure
    deviation: Figure
    histogram: list[int] = Field(description=f"Attempts by total, in {BINS} steps from 0 to 1.")
    same_form: bool = Field(description="Whether all were given the same items; else alpha is not defined.")
    alpha: Figure = Field(description="Cronbach's alpha; with items of right or wrong alone, KR-20.")
    error: Figure = Field(description="Standard error of measurement, as a share of the points.")
    misclassified: Figure | None = Field(
        description="Probability that a person is on the wrong side of the cut; null without one."
    )


def read(session: Session, assessment: Assessment, *, cut: float | None) -> AssessmentSummaryOut:
    """Return the summary, in five queries. `cut` is a share of the points."""
    mine = Attempt.assessment_id == assessment.id
    invited = session.scalars(
        select(func.count()).select_from(Invitation).where(Invitation.assessment_id == assessment.id)
    ).one()
    started = session.scalars(select(func.count()).select_from(Attempt).where(mine)).one()
    finished = session.scalars(
        select(func.count()).select_from(Attempt).where(mine, Attempt.status == AttemptStatus.FINISHED)
    ).one()
    shares = totals(session, assessment)
    n = len(shares)
    deviation = float(shares.std(ddof=1)) if n > 1 else math.nan
    alpha = _alpha(session, assessment, n, deviation)
    error = standard_error(deviation, alpha)
    return AssessmentSummaryOut(
        invited=invited,
        started=started,
        finished=finished,
        pending=finished - n,
        mean=figure(float(shares.mean()) if n else math.nan, n, 1),
        deviation=figure(deviation, n, enough.DIFFICULTY),
        histogram=np.histogram(np.clip(shares, 0, 1), BINS, (0, 1))[0].tolist(),
        same_form=not math.isnan(alpha),
        alpha=figure(alpha, n, enough.DISCRIMINATION),
        error=figure(error, n, enough.DISCRIMINATION),
        misclassified=None if cut is None else _misclassified(shares, cut, error, alpha),
    )


def totals(session: Session, assessment: Assessment) -> Array:
    """Return the totals of all scored attempts as shares; equal ones are counted by the database."""
    share = millionths(Attempt.score) / millionths(Attempt.possible)
    rows = session.execute(
        select(share, func.count())
        .where(Attempt.assessment_id == assessment.id, Attempt.score.is_not(None), Attempt.possible > 0)
        .group_by(share)
    ).all()
    return np.repeat([float(row[0]) for row in rows], [row[1] for row in rows])


def _alpha(session: Session, assessment: Assessment, attempts: int, deviation: float) -> float:
    """Return the reliability of the totals; NaN where two attempts were not given the same items."""
    share = millionths(Score.value) / millionths(Attempt.possible)
    query = scored(select(func.count(), func.avg(share), func.avg(share * share)), assessment)
    rows = session.execute(query.group_by(FormItem.item_version_id)).all()
    if attempts < 2 or any(row[0] != attempts for row in rows):
        return math.nan
    variances = np.array([float(row[2]) - float(row[1]) ** 2 for row in rows]) * attempts / (attempts - 1)
    return cronbach(variances, deviation**2)


def _misclassified(shares: Array, cut: float, error: float, alpha: float) -> Figure:
    known = len(shares) >= enough.MISCLASSIFICATION and not math.isnan(alpha)
    wrong = (
        cuts.misclassification(shares, cut, error=error, reliability=max(alpha, 0.0)) if known else math.nan
    )
    return figure(wrong, len(shares), enough.MISCLASSIFICATION)
