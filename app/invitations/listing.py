"""An assessment's invitations, a page at a time."""

import uuid
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from app.invitations import delivery
from app.invitations.schemas import DeliveryOut, InvitationRow, InvitationState, Invitee
from app.models import Assessment, AssessmentState, Attempt, AttemptStatus, Candidate, Delivery, Invitation
from app.pagination import Key, KeyType, Page, fetch_page


def state_of(
    invitation: Invitation, attempt: Attempt | None, assessment: Assessment, *, now: datetime
) -> InvitationState:
    """Return where an invitation stands; what happened last comes first."""
    if attempt is not None:
        over = attempt.status is AttemptStatus.FINISHED or (
            attempt.status is AttemptStatus.STARTED and attempt.closes_at <= now
        )
        if over:
            return "finished"
    if invitation.revoked_at is not None:
        return "revoked"
    if attempt is not None:
        return "started"
    closed = assessment.state is AssessmentState.CLOSED
    return "expired" if closed or invitation.expires_at <= now else "open"


def in_state(state: InvitationState, assessment: Assessment, *, now: datetime) -> ColumnElement[bool]:
    """Return the condition for what `state_of` says."""
    over = and_(
        Attempt.id.is_not(None),
        or_(
            Attempt.status == AttemptStatus.FINISHED,
            and_(Attempt.status == AttemptStatus.STARTED, Attempt.closes_at <= now),
        ),
    )
    if state == "finished":
        return over
    if state == "revoked":
        return and_(Invitation.revoked_at.is_not(None), or_(Attempt.id.is_(None), ~over))
    if state == "started":
        return and_(Invitation.revoked_at.is_(None), Attempt.id.is_not(None), ~over)
    waiting = and_(Invitation.revoked_at.is_(None), Attempt.id.is_(None))
    if assessment.state is AssessmentState.CLOSED:
        return waiting if state == "expired" else false()
    return and_(waiting, Invitation.expires_at <= now if state == "expired" else Invitation.expires_at > now)


def page(
    session: Session,
    assessment: Assessment,
    *,
    state: InvitationState | None,
    search: str | None,
    cursor: str | None,
    limit: int,
    now: datetime,
) -> Page[InvitationRow]:
    """Return one page, the newest first, in three queries however long the list is."""
    query = (
        select(Invitation, Candidate, Attempt)
        .join(Candidate, Candidate.id == Invitation.candidate_id)
        .outerjoin(Attempt, Attempt.invitation_id == Invitation.id)
        .where(Invitation.assessment_id == assessment.id)
    )
    if state is not None:
        query = query.where(in_state(state, assessment, now=now))
    if search:
        wanted = search.strip().lower()
        query = query.where(
            or_(
                func.lower(Candidate.name).contains(wanted, autoescape=True),
                func.lower(Candidate.email).contains(wanted, autoescape=True),
            )
        )
    keys: dict[Key, KeyType] = {Invitation.created_at: datetime, Invitation.id: uuid.UUID}
    rows, following = fetch_page(session, query, keys, cursor=cursor, limit=limit, descending=True)
    letters = delivery.newest(session, [row[0].id for row in rows])
    items = [
        _out(
            row[0],
            row[1],
            row[2],
            letters.get(row[0].id),
            state=state_of(row[0], row[2], assessment, now=now),
        )
        for row in rows
    ]
    return Page(items=items, next_cursor=following)


def read(session: Session, invitation: Invitation, *, now: datetime) -> InvitationRow:
    """Return one line; the invitation comes with its assessment and candidate."""
    attempt = session.scalar(select(Attempt).where(Attempt.invitation_id == invitation.id))
    letter = delivery.newest(session, [invitation.id]).get(invitation.id)
    state = state_of(invitation, attempt, invitation.assessment, now=now)
    return _out(invitation, invitation.candidate, attempt, letter, state=state)


def _out(
    invitation: Invitation,
    candidate: Candidate,
    attempt: Attempt | None,
    letter: Delivery | None,
    *,
    state: InvitationState,
) -> InvitationRow:
    return InvitationRow(
        id=invitation.id,
        candidate=Invitee(id=candidate.id, name=candidate.name, email=candidate.email),
        state=state,
        time_factor=float(invitation.time_factor),
        language=invitation.language,
        created_at=invitation.created_at,
        expires_at=invitation.expires_at,
        attempt_id=attempt.id if attempt else None,
        delivery=DeliveryOut.model_validate(letter, from_attributes=True) if letter else None,
    )
