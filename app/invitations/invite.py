"""Invite candidates, and read an invitation as its candidate."""

import uuid
from datetime import datetime, timedelta
from decimal import Decimal
from http import HTTPStatus
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app import audit
from app.assessments.lifecycle import NotPublished
from app.config import Settings
from app.invitations.schemas import AssessmentView, CandidateView, InvitationIn, InvitationView, SectionView
from app.models import Assessment, AssessmentState, Attempt, AttemptStatus, Candidate, Invitation
from app.problems import InvalidRequest, NotSignedIn, Problem
from app.tokens import INVITATION, new_token, token_hash
from question_bank.blueprint import Blueprint


class InvitationExpired(Problem):
    """The invitation is past its last day."""

    status = HTTPStatus.GONE


def invite(
    session: Session,
    assessment: Assessment,
    person: InvitationIn,
    *,
    by: uuid.UUID | None,
    now: datetime,
    settings: Settings,
) -> tuple[Invitation, str]:
    """Return a new invitation and its token, the one time it can be read."""
    if assessment.state is not AssessmentState.PUBLISHED:
        raise NotPublished(f"It is {assessment.state}; only a published assessment takes candidates.")
    expires_at = person.expires_at or now + timedelta(days=settings.invitation_days)
    if expires_at <= now:
        raise InvalidRequest("expires_at: it lies in the past.")
    candidate = Candidate(id=uuid.uuid4(), name=person.name, email=person.email, created_at=now)
    token = new_token(INVITATION)
    invitation = Invitation(
        id=uuid.uuid4(),
        assessment_id=assessment.id,
        candidate_id=candidate.id,
        token_hash=token_hash(token),
        time_factor=assessment.time_factor if person.time_factor is None else person.time_factor,
        language=person.language,
        pause_limit_s=person.pause_limit_s,
        created_by=by,
        created_at=now,
        expires_at=expires_at,
    )
    session.add(candidate)
    session.flush()
    session.add(invitation)
    session.flush()
    # The trail names the invitation, not the person: personal data lives in one table only.
    audit.record(session, "invitation.create", "invitation", invitation.id, by=by, now=now)
    return invitation, token


def find_own(session: Session, invitation_id: uuid.UUID, *, lock: bool = False) -> Invitation:
    """Return the caller's invitation with its assessment and candidate."""
    query = (
        select(Invitation)
        .where(Invitation.id == invitation_id, Invitation.revoked_at.is_(None))
        .options(joinedload(Invitation.assessment), joinedload(Invitation.candidate))
    )
    if lock:
        query = query.with_for_update(of=Invitation)
    invitation = session.scalar(query)
    if invitation is None:
        raise NotSignedIn("This invitation was withdrawn; ask who sent it for a new link.")
    return invitation


def time_limit_s(base_s: int, factor: Decimal) -> int:
    """Return a person's own limit in whole seconds, rounded in their favour."""
    return int(-(-base_s * factor // 1))


def describe(session: Session, invitation: Invitation, *, now: datetime) -> InvitationView:
    """Return what its candidate may know before starting."""
    blueprint = Blueprint.model_validate(invitation.assessment.blueprint)
    attempt = session.scalar(select(Attempt).where(Attempt.invitation_id == invitation.id))
    status: Literal["open", "started", "finished", "expired"]
    if attempt is not None:
        over = attempt.status is AttemptStatus.FINISHED or (
            attempt.status is AttemptStatus.STARTED and now >= attempt.closes_at
        )
        status = "finished" if over else "started"
    elif now >= invitation.expires_at or invitation.assessment.state is not AssessmentState.PUBLISHED:
        status = "expired"
    else:
        status = "open"
    return InvitationView(
        assessment=AssessmentView(
            title=blueprint.title,
            instructions=blueprint.instructions,
            time_limit_s=time_limit_s(invitation.assessment.time_limit_s, invitation.time_factor),
            pause_limit_s=invitation.pause_limit_s,
            sections=[
                SectionView(
                    title=section.title,
                    instructions=section.instructions,
                    item_count=sum(draw.count for draw in section.draws),
                )
                for section in blueprint.sections
            ],
            results=invitation.assessment.results,
        ),
        candidate=CandidateView(name=invitation.candidate.name or ""),
        status=status,
        expires_at=invitation.expires_at,
    )
