"""An assessment's attempts, a page at a time."""

import uuid
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from app.models import Assessment, Attempt, Candidate, Invitation
from app.models.base import Points
from app.pagination import Key, KeyType, Page, fetch_page
from app.reports.reference import Ranks
from app.reports.schemas import AttemptSummary, CandidateOut

Sort = Literal["-score", "score", "-started_at", "started_at"]


def shown(points: Decimal) -> float:
    """Round points for display, once: to hundredths, halves up."""
    return float(points.quantize(Decimal("0.01"), ROUND_HALF_UP))


def summarise(attempt: Attempt, candidate: Candidate, ranks: Ranks) -> AttemptSummary:
    """Return one line of the list."""
    return AttemptSummary(
        id=attempt.id,
        candidate=CandidateOut(id=candidate.id, name=candidate.name, email=candidate.email),
        status=attempt.status,
        score=None if attempt.score is None else shown(attempt.score),
        auto_score=shown(attempt.auto_score),
        possible=shown(attempt.possible),
        percentile=ranks.of(attempt.score, attempt.possible),
        started_at=attempt.started_at,
        finished_at=attempt.finished_at,
        review_pending=attempt.review_pending,
        grading_pending=attempt.grading_pending,
    )


def page(
    session: Session, assessment: Assessment, *, sort: Sort, cursor: str | None, limit: int
) -> Page[AttemptSummary]:
    """Return one page. By score: those that wait for one come below all others, by what is scored so far."""
    first: dict[Key, KeyType]
    if sort.endswith("score"):
        final = func.coalesce(Attempt.score, literal(Decimal(-1), Points))
        first = {final: Decimal, Attempt.auto_score: Decimal}
    else:
        first = {Attempt.started_at: datetime}
    rows, following = fetch_page(
        session,
        select(Attempt, Candidate)
        .join(Invitation, Invitation.id == Attempt.invitation_id)
        .join(Candidate, Candidate.id == Invitation.candidate_id)
        .where(Attempt.assessment_id == assessment.id),
        {**first, Attempt.id: uuid.UUID},
        cursor=cursor,
        limit=limit,
        descending=sort.startswith("-"),
    )
    ranks = Ranks(session, assessment)
    return Page(items=[summarise(row[0], row[1], ranks) for row in rows], next_cursor=following)
