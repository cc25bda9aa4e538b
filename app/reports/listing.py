"""An assessment's attempts, a page at a time."""

import uuid
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.models import Assessment, Attempt, Candidate, Invitation
from app.pagination import Key, KeyType, Page, fetch_page
from app.problems import InvalidRequest
from app.reports.reference import Ranks
from app.reports.schemas import AttemptSummary, CandidateOut

Attempts = Select[Attempt, Candidate]
SCORED, WAITING = "s", "w"  # how a cursor by score begins: in which of the two lists the page before ended
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
    attempts = (
        select(Attempt, Candidate)
        .join(Invitation, Invitation.id == Attempt.invitation_id)
        .join(Candidate, Candidate.id == Invitation.candidate_id)
        .where(Attempt.assessment_id == assessment.id)
    )
    by = _by_score if sort.endswith("score") else _by_start
    rows, following = by(session, attempts, cursor=cursor, limit=limit, descending=sort.startswith("-"))
    ranks = Ranks(session, assessment)
    return Page(items=[summarise(row[0], row[1], ranks) for row in rows], next_cursor=following)


def _by_start(
    session: Session, attempts: Attempts, *, cursor: str | None, limit: int, descending: bool
) -> tuple[list[Any], str | None]:
    keys: dict[Key, KeyType] = {Attempt.started_at: datetime, Attempt.id: uuid.UUID}
    return fetch_page(session, attempts, keys, cursor=cursor, limit=limit, descending=descending)


def _by_score(
    session: Session, attempts: Attempts, *, cursor: str | None, limit: int, descending: bool
) -> tuple[list[Any], str | None]:
    """One list after the other, each in the order of an index: no expression over both could be one's."""
    so_far: dict[Key, KeyType] = {Attempt.auto_score: Decimal, Attempt.id: uuid.UUID}
    scored = SCORED, attempts.where(Attempt.score.is_not(None)), {Attempt.score: Decimal, **so_far}
    waiting = WAITING, attempts.where(Attempt.score.is_(None)), so_far
    parts = [scored, waiting] if descending else [waiting, scored]
    letter, seen = (cursor[:1], cursor[1:]) if cursor else (parts[0][0], None)
    if letter not in (SCORED, WAITING):
        raise InvalidRequest("cursor: it is not one of this list; begin again without it.")
    rows: list[Any] = []
    for name, part, keys in parts[[name for name, *_ in parts].index(letter) :]:
        if len(rows) == limit:
            return rows, name if session.execute(part.limit(1)).first() else None
        more, following = fetch_page(
            session, part, keys, cursor=seen or None, limit=limit - len(rows), descending=descending
        )
        rows += more
        if following is not None:
            return rows, name + following
        seen = None
    return rows, None
