"""Erase a person: their name, prose and code go, their anonymous scores stay."""

import uuid
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from app import audit
from app.candidates import names
from app.models import (
    Attempt,
    AttemptStatus,
    Candidate,
    Comment,
    Delivery,
    Demographics,
    FinishReason,
    FormItem,
    Invitation,
    ItemVersion,
    Mark,
    Note,
    Response,
    Review,
    ReviewStatus,
    Score,
    Shortlisted,
    Submission,
    SubmissionStatus,
)
from app.problems import NotFound
from app.values import parse_id

ERASED = {"erased": True}
PERSONAL_ANSWERS = ("written", "coding")


def find(session: Session, email_or_id: str) -> list[Candidate]:
    """Return the candidates with this e-mail, in whatever case it was written, or this id.

    One person may have been invited several times, by several recruiters.
    """
    wanted = email_or_id.strip()
    same_email = func.lower(Candidate.email) == wanted.lower()
    found = list(session.scalars(select(Candidate).where(or_(Candidate.id == parse_id(wanted), same_email))))
    if not found:
        raise NotFound(f"No candidate has the e-mail or id {email_or_id}.")
    return found


def erase(session: Session, candidate: Candidate, *, by: uuid.UUID | None, now: datetime) -> None:
    """Blank everything that is the person's own. A second erasure changes nothing."""
    if candidate.erased_at is not None:
        return
    candidate.name = candidate.email = None
    candidate.erased_at = now
    if candidate.demographics_id is not None:
        session.execute(delete(Demographics).where(Demographics.id == candidate.demographics_id))
        candidate.demographics_id = None
    own = select(Invitation.id).where(Invitation.candidate_id == candidate.id)
    session.execute(update(Invitation).where(Invitation.id.in_(own)).values(revoked_at=now))
    # What a mail server said of an address may hold it.
    session.execute(delete(Delivery).where(Delivery.invitation_id.in_(own)))
    for attempt in session.scalars(select(Attempt).where(Attempt.invitation_id.in_(own)).with_for_update()):
        _erase_attempt(session, attempt, now=now)
    audit.record(session, "candidate.erase", "candidate", candidate.id, by=by, now=now)


def _erase_attempt(session: Session, attempt: Attempt, *, now: datetime) -> None:
    if attempt.status is not AttemptStatus.FINISHED:
        # Ended without scoring: what is still to be scored is about to be gone.
        attempt.status, attempt.finish_reason = AttemptStatus.FINISHED, FinishReason.ERASURE
        attempt.finished_at, attempt.pause_ends_at = min(now, attempt.closes_at), None
    attempt.review_pending = attempt.grading_pending = 0
    names.forget(session, attempt)
    own_words = (
        select(FormItem.id)
        .join(ItemVersion)
        .where(FormItem.attempt_id == attempt.id, ItemVersion.type.in_(PERSONAL_ANSWERS))
    )
    session.execute(delete(Response).where(Response.form_item_id.in_(own_words)))
    for own_rows in (Comment, Note, Shortlisted):
        session.execute(delete(own_rows).where(own_rows.attempt_id == attempt.id))
    session.execute(
        update(Submission)
        .where(Submission.attempt_id == attempt.id)
        .values(source="", report=ERASED, early_checks=None, status=SubmissionStatus.DONE)
    )
    open_reviews = (Review.attempt_id == attempt.id, Review.status == ReviewStatus.OPEN)
    session.execute(delete(Review).where(*open_reviews))
    session.execute(update(Review).where(Review.attempt_id == attempt.id).values(comment=None))
    of_theirs = select(Review.id).where(Review.attempt_id == attempt.id)
    session.execute(update(Mark).where(Mark.review_id.in_(of_theirs)).values(comment=None))
    session.execute(
        update(Score)
        .where(Score.attempt_id == attempt.id, Score.form_item_id.in_(own_words))
        .values(receipt=ERASED)
    )
