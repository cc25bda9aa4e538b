"""Scores as append-only rows, and the sums over them that lists read."""

import uuid
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Attempt, AttemptStatus, FormItem, ItemVersion, Review, ReviewStatus, Score

MILLIONTH = Decimal("0.000001")


def points(fraction: Fraction, possible: Decimal) -> Decimal:
    """Return `fraction` of `possible`, to the millionth; the one rounding before display."""
    exact = fraction * Fraction(possible)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(MILLIONTH)


def append(
    session: Session,
    place: FormItem,
    fraction: Fraction,
    *,
    reason: str,
    receipt: dict[str, Any],
    now: datetime,
    again: bool = True,
) -> Score:
    """Score one item of an attempt; an earlier score of it stays, superseded.

    Without `again` the caller knows that the item has none, and nothing is asked for it.
    """
    score = Score(
        id=uuid.uuid4(),
        attempt_id=place.attempt_id,
        form_item_id=place.id,
        value=points(fraction, place.points),
        possible=place.points,
        reason=reason,
        receipt=receipt,
        created_at=now,
    )
    current = select(Score).where(Score.form_item_id == place.id, Score.superseded_by.is_(None))
    earlier = session.scalar(current.with_for_update()) if again else None
    if earlier is not None:
        earlier.superseded_by = score.id
        session.flush()  # before the new row, so that at no time two are current
    session.add(score)
    return score


def scored(session: Session, attempt: Attempt) -> set[uuid.UUID]:
    """Return the places of an attempt that have a current score: none but where it was reopened."""
    current = select(Score.form_item_id).where(Score.attempt_id == attempt.id, Score.superseded_by.is_(None))
    return set(session.scalars(current))


def sum_up(session: Session, attempt: Attempt) -> None:
    """Bring the attempt's sums in line with its current scores; `score` is null while anything is pending."""
    if attempt.status is not AttemptStatus.FINISHED:
        return
    session.flush()
    current = select(Score.form_item_id).where(Score.attempt_id == attempt.id, Score.superseded_by.is_(None))
    earned = session.scalars(
        select(Score.value).where(Score.attempt_id == attempt.id, Score.superseded_by.is_(None))
    )
    attempt.auto_score = sum(earned, Decimal(0))
    attempt.review_pending = session.scalars(
        select(func.count()).where(Review.attempt_id == attempt.id, Review.status == ReviewStatus.OPEN)
    ).one()
    attempt.grading_pending = session.scalars(
        select(func.count())
        .select_from(FormItem)
        .join(ItemVersion)
        .where(FormItem.attempt_id == attempt.id, ItemVersion.type == "coding", FormItem.id.not_in(current))
    ).one()
    pending = attempt.review_pending or attempt.grading_pending
    attempt.score = None if pending else attempt.auto_score
