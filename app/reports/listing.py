"""An assessment's attempts, a page at a time."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from app.models import Assessment, Attempt, Candidate, IntegrityEvent, Invitation, Note, Shortlisted
from app.reports.filters import INTEGRITY_KINDS, Filters, conditions
from app.reports.order import Attempts, Sort, fetch
from app.reports.reference import Ranks
from app.reports.schemas import AttemptPage, AttemptSummary, CandidateOut


def shown(points: Decimal) -> float:
    """Round points for display, once: to hundredths, halves up."""
    return float(points.quantize(Decimal("0.01"), ROUND_HALF_UP))


@dataclass
class Marks:
    """How much there is beside an attempt's answers."""

    integrity: int = 0
    notes: int = 0
    shortlisted: int = 0


def marks_of(session: Session, attempt_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Marks]:
    """Count what lies beside each attempt, in one query."""
    noticed = IntegrityEvent.kind.in_(INTEGRITY_KINDS)
    counts = [
        select(literal(kind), attempt_id, func.count()).where(attempt_id.in_(attempt_ids), *which)
        for kind, attempt_id, which in (
            ("integrity", IntegrityEvent.attempt_id, [noticed]),
            ("notes", Note.attempt_id, []),
            ("shortlisted", Shortlisted.attempt_id, []),
        )
    ]
    grouped = [count.group_by(count.selected_columns[1]) for count in counts]
    found = {attempt_id: Marks() for attempt_id in attempt_ids}
    for kind, attempt_id, number in session.execute(union_all(*grouped)):
        setattr(found[attempt_id], kind, number)
    return found


def summarise(attempt: Attempt, candidate: Candidate, ranks: Ranks, marks: Marks) -> AttemptSummary:
    """Return one line of the list."""
    return AttemptSummary(
        id=attempt.id,
        candidate=CandidateOut(id=candidate.id, name=candidate.name, email=candidate.email),
        status=attempt.status,
        score=None if attempt.score is None else shown(attempt.score),
        auto_score=shown(attempt.auto_score),
        possible=shown(attempt.possible),
        error=ranks.error_of(attempt.score, attempt.possible),
        percentile=ranks.of(attempt.score, attempt.possible),
        started_at=attempt.started_at,
        finished_at=attempt.finished_at,
        time_used_s=attempt.time_used_s,
        review_pending=attempt.review_pending,
        grading_pending=attempt.grading_pending,
        integrity_notes=marks.integrity,
        notes_count=marks.notes,
        shortlisted=marks.shortlisted > 0,
    )


def page(
    session: Session,
    assessment: Assessment,
    *,
    sort: Sort,
    cursor: str | None,
    limit: int,
    filters: Filters | None = None,
) -> AttemptPage:
    """Return one page, in as many queries whatever the number of attempts and of rows.

    Those without a value of the order's come last; by score, they are in the order of what is scored so far.
    """
    attempts: Attempts = (
        select(Attempt, Candidate)
        .join(Invitation, Invitation.id == Attempt.invitation_id)
        .join(Candidate, Candidate.id == Invitation.candidate_id)
        .where(Attempt.assessment_id == assessment.id, *conditions(assessment, filters or Filters()))
    )
    rows, following = fetch(session, attempts, sort=sort, cursor=cursor, limit=limit)
    ranks = Ranks(session, assessment)
    marks = marks_of(session, [row[0].id for row in rows])
    return AttemptPage(
        items=[summarise(row[0], row[1], ranks, marks[row[0].id]) for row in rows],
        next_cursor=following,
        scale=ranks.scale(),
    )
