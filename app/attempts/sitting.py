"""One sitting: start it, find it, note what is said of it."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from http import HTTPStatus

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.assessments import form
from app.attempts import pausing
from app.attempts.schemas import CommentIn, EventIn
from app.auth import CandidateCaller
from app.candidates import names
from app.invitations import invite
from app.models import (
    Assessment,
    AssessmentState,
    Attempt,
    AttemptStatus,
    Comment,
    FormItem,
    IntegrityEvent,
    Invitation,
)
from app.problems import NotFound, Problem
from app.tokens import new_seed
from app.values import parse_id

MAX_EVENTS = 5_000
MAX_COMMENTS = 200


class NotStarted(Problem):
    """The attempt has not been started."""

    status = HTTPStatus.CONFLICT


class AttemptClosed(Problem):
    """The attempt's time is over."""

    status = HTTPStatus.CONFLICT


class TooMuch(Problem):
    """There is more of this than an attempt takes."""

    status = HTTPStatus.CONFLICT


def start(
    session: Session, candidate: CandidateCaller, *, now: datetime
) -> tuple[Attempt, Sequence[FormItem]]:
    """Return the caller's attempt and, if this call began it, the form drawn for it."""
    # The lock makes two starts at once one start.
    invitation = invite.find_own(session, candidate.invitation_id, lock=True)
    existing = session.scalar(select(Attempt).where(Attempt.invitation_id == invitation.id))
    if existing is not None:
        return existing, ()
    assessment = invitation.assessment
    if now >= invitation.expires_at:
        raise invite.InvitationExpired(
            f"It could be started until {invitation.expires_at:%Y-%m-%d %H:%M} UTC; ask for a new one."
        )
    if assessment.state is not AssessmentState.PUBLISHED:
        raise invite.InvitationExpired("The test was closed; ask who invited you.")
    return _begin(session, invitation, assessment, now=now)


def _begin(
    session: Session, invitation: Invitation, assessment: Assessment, *, now: datetime
) -> tuple[Attempt, Sequence[FormItem]]:
    limit_s = invite.time_limit_s(assessment.time_limit_s, invitation.time_factor)
    attempt = Attempt(
        id=uuid.uuid4(),
        invitation_id=invitation.id,
        assessment_id=assessment.id,
        status=AttemptStatus.STARTED,
        form_seed=new_seed(),
        time_limit_s=assessment.time_limit_s,
        time_factor=invitation.time_factor,
        started_at=now,
        closes_at=now + timedelta(seconds=limit_s),
        pause_limit_s=invitation.pause_limit_s,
        possible=Decimal(0),
    )
    session.add(attempt)
    session.flush()
    places = form.draw(session, assessment, attempt.id, seed=attempt.form_seed)
    attempt.possible = sum((place.points for place in places), Decimal(0))
    names.enter(session, attempt, invitation.candidate)
    return attempt, places


def own(session: Session, candidate: CandidateCaller, *, lock: bool = False) -> Attempt:
    """Return the caller's attempt."""
    query = select(Attempt).where(Attempt.invitation_id == candidate.invitation_id)
    attempt = session.scalar(query.with_for_update() if lock else query)
    if attempt is None:
        raise NotStarted("POST /api/v1/attempt starts it.")
    return attempt


def own_open(session: Session, candidate: CandidateCaller, *, now: datetime) -> Attempt:
    """Return the caller's attempt, locked, if it still takes work at `now`."""
    attempt = own(session, candidate, lock=True)
    pausing.end_if_over(session, attempt, now=now)
    check_open(attempt.status, attempt.closes_at, attempt.finished_at, now=now)
    return attempt


def check_open(
    status: AttemptStatus, closes_at: datetime, finished_at: datetime | None, *, now: datetime
) -> None:
    """Refuse work on an attempt that takes none at `now`."""
    if status is AttemptStatus.PAUSED:
        raise AttemptClosed("It is paused; it takes answers again once it goes on.")
    if status is AttemptStatus.FINISHED or now >= closes_at:
        ended = min(finished_at or closes_at, closes_at)
        raise AttemptClosed(f"It ended at {ended:%H:%M:%S} UTC. What was saved before then counts.")


def own_place(session: Session, attempt: Attempt, item_id: str | uuid.UUID) -> FormItem:
    """Return one place of the attempt's form."""
    place = session.scalar(
        select(FormItem)
        .where(FormItem.id == parse_id(str(item_id)), FormItem.attempt_id == attempt.id)
        .options(joinedload(FormItem.item_version))
    )
    if place is None:
        raise NotFound("Your test has no such item; GET /api/v1/attempt lists them.")
    return place


def note_events(session: Session, attempt: Attempt, events: list[EventIn], *, now: datetime) -> None:
    """Keep what the browser noticed; it informs a reader and never changes a score.

    Raises NotFound where typing names no item of the attempt.
    """
    stored = session.scalar(select(func.count()).where(IntegrityEvent.attempt_id == attempt.id))
    if (stored or 0) + len(events) > MAX_EVENTS:
        raise TooMuch(f"An attempt keeps {MAX_EVENTS} events; no more are taken.")
    named = {event.item_id for event in events} - {None}
    own = select(FormItem.id).where(FormItem.attempt_id == attempt.id)
    if named and not named <= set(session.scalars(own)):
        raise NotFound("Your test has no such item; GET /api/v1/attempt lists them.")
    session.add_all(
        IntegrityEvent(
            attempt_id=attempt.id,
            kind=event.kind,
            at=event.at,
            received_at=now,
            size=event.size,
            form_item_id=event.item_id,
            length=event.length,
        )
        for event in events
    )


def events(session: Session, attempt: Attempt) -> Sequence[IntegrityEvent]:
    """Return what was noted, in its order."""
    noted = select(IntegrityEvent).where(IntegrityEvent.attempt_id == attempt.id)
    return session.scalars(noted.order_by(IntegrityEvent.at, IntegrityEvent.id)).all()


def comment(session: Session, attempt: Attempt, remark: CommentIn, *, now: datetime) -> None:
    """Keep a remark for the author of the item; allowed after the attempt too."""
    place = own_place(session, attempt, remark.item_id) if remark.item_id else None
    stored = session.scalar(select(func.count()).where(Comment.attempt_id == attempt.id))
    if (stored or 0) >= MAX_COMMENTS:
        raise TooMuch(f"An attempt keeps {MAX_COMMENTS} remarks; no more are taken.")
    session.add(
        Comment(
            attempt_id=attempt.id, form_item_id=place.id if place else None, text=remark.text, created_at=now
        )
    )
