"""Giving a finished attempt time again: a staff act, for an end that was no fault of the candidate."""

import uuid
from datetime import datetime, timedelta
from decimal import Decimal
from http import HTTPStatus

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app import audit
from app.assessments import access
from app.auth import StaffCaller
from app.models import Assessment, Attempt, AttemptStatus, FinishReason, Review, ReviewStatus
from app.problems import NotFound, Problem
from app.values import parse_id


class NotFinished(Problem):
    """The attempt is not over."""

    status = HTTPStatus.CONFLICT


class AttemptErased(Problem):
    """The attempt's answers are gone."""

    status = HTTPStatus.CONFLICT


class ReopenIn(BaseModel):
    """How much time the candidate has from now on, and why."""

    model_config = ConfigDict(extra="forbid")

    time_s: int = Field(ge=60, le=86_400, strict=True, examples=[600])
    reason: str = Field(min_length=1, max_length=500, examples=["The service's clock was wrong."])


class ReopenOut(BaseModel):
    """The attempt's new end."""

    id: uuid.UUID
    status: AttemptStatus
    closes_at: datetime


def find(session: Session, staff: StaffCaller, attempt_id: str) -> Attempt:
    """Return an attempt of the caller's assessments, locked."""
    attempt = session.scalar(
        select(Attempt)
        .join(Assessment, Assessment.id == Attempt.assessment_id)
        .where(Attempt.id == parse_id(attempt_id), access.visible_to(staff))
        .with_for_update(of=Attempt)
    )
    if attempt is None:
        raise NotFound("No attempt of your assessments has this id.")
    return attempt


def reopen(
    session: Session, staff: StaffCaller, attempt_id: str, sent: ReopenIn, *, now: datetime
) -> Attempt:
    """Let a finished attempt go on until `time_s` from now; what was saved is there as it was.

    Its scores stay in the history, and are superseded when it ends again.
    """
    attempt = find(session, staff, attempt_id)
    # A deadline closes an attempt at once; the sweep that writes it down comes a moment later.
    if attempt.status is not AttemptStatus.FINISHED and now < attempt.closes_at:
        raise NotFinished(f"It goes on until {attempt.closes_at:%H:%M:%S} UTC.")
    if attempt.finish_reason is FinishReason.ERASURE:
        raise AttemptErased("The person was erased; there is nothing left to go on with.")
    audit.record(
        session,
        "attempt.reopen",
        "attempt",
        attempt.id,
        by=staff.id,
        now=now,
        reason=sent.reason,
        time_s=sent.time_s,
        closed_at=attempt.closes_at.isoformat(),
        finished_at=attempt.finished_at.isoformat() if attempt.finished_at else None,
    )
    # Nobody scores prose that may still change.
    unread = (Review.attempt_id == attempt.id, Review.status == ReviewStatus.OPEN)
    session.execute(delete(Review).where(*unread))
    ended = attempt.finished_at or attempt.closes_at
    attempt.away_s += max(0, round((now - ended).total_seconds()))
    attempt.status, attempt.closes_at = AttemptStatus.STARTED, now + timedelta(seconds=sent.time_s)
    attempt.finished_at = attempt.finish_reason = attempt.score = attempt.pause_ends_at = None
    attempt.auto_score, attempt.review_pending, attempt.grading_pending = Decimal(0), 0, 0
    return attempt
