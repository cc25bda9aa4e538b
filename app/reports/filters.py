"""Which of an assessment's attempts a list shows."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final

from fastapi import Depends, Query
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.candidates.names import KEY_LENGTH, fold
from app.models import Assessment, Attempt, AttemptStatus, IntegrityEvent, Note, SearchKey, Shortlisted
from app.models.attempt import LAST
from app.values import CleanText

INTEGRITY_KINDS: Final = ("focus_lost", "paste", "offline")
"""Events that a reader is told the number of; those that only end them are left out."""


@dataclass(frozen=True)
class Filters:
    """Conditions that all hold; None asks for nothing."""

    status: AttemptStatus | None = None
    pending: bool | None = None
    score_from: float | None = None
    score_to: float | None = None
    shortlisted: bool | None = None
    noted: bool | None = None
    integrity: bool | None = None
    q: str | None = None


def _filters(
    status: Annotated[AttemptStatus | None, Query(description="Where the attempt stands.")] = None,
    pending: Annotated[
        bool | None, Query(description="Whether anything waits for a reviewer or a verdict.")
    ] = None,
    score_from: Annotated[
        float | None, Query(ge=0, le=10**6, description="Final scores from here on, in points.")
    ] = None,
    score_to: Annotated[
        float | None, Query(ge=0, le=10**6, description="Final scores up to here, in points.")
    ] = None,
    shortlisted: Annotated[bool | None, Query(description="Whether anybody put it on the shortlist.")] = None,
    noted: Annotated[bool | None, Query(description="Whether anybody wrote a note on it.")] = None,
    integrity: Annotated[
        bool | None, Query(description="Whether the browser noticed anything: focus lost, a paste, offline.")
    ] = None,
    q: Annotated[
        CleanText | None,
        Query(max_length=200, description="How a name, a later word of it, an address or its domain begins."),
    ] = None,
) -> Filters:
    return Filters(status, pending, score_from, score_to, shortlisted, noted, integrity, q)


FilterQuery = Annotated[Filters, Depends(_filters)]


def conditions(assessment: Assessment, wanted: Filters) -> list[ColumnElement[bool]]:
    """Return what `wanted` asks of an attempt."""
    found: list[ColumnElement[bool]] = []
    if wanted.status is not None:
        found.append(Attempt.status == wanted.status)
    if wanted.pending is not None:
        waits = or_(Attempt.review_pending > 0, Attempt.grading_pending > 0)
        found.append(waits if wanted.pending else ~waits)
    if wanted.score_from is not None:
        found.append(Attempt.score >= Decimal(str(wanted.score_from)))
    if wanted.score_to is not None:
        found.append(Attempt.score <= Decimal(str(wanted.score_to)))
    if wanted.shortlisted is not None:
        found.append(_any(Shortlisted.attempt_id, wanted.shortlisted))
    if wanted.noted is not None:
        found.append(_any(Note.attempt_id, wanted.noted))
    if wanted.integrity is not None:
        noticed = IntegrityEvent.kind.in_(INTEGRITY_KINDS)
        found.append(_any(IntegrityEvent.attempt_id, wanted.integrity, noticed))
    if wanted.q is not None and (start := fold(wanted.q)[:KEY_LENGTH]):
        # A range and not LIKE: both databases walk it along the index.
        found.append(
            Attempt.id.in_(
                select(SearchKey.attempt_id).where(
                    SearchKey.assessment_id == assessment.id,
                    SearchKey.key >= start,
                    SearchKey.key < start + LAST,
                )
            )
        )
    return found


def _any(
    attempt_id: InstrumentedAttribute[object], there: bool, *that: ColumnElement[bool]
) -> ColumnElement[bool]:
    exists = select(attempt_id).where(attempt_id == Attempt.id, *that).exists()
    return exists if there else ~exists
