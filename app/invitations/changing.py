"""What a recruiter does to an invitation that is out."""

from datetime import datetime
from http import HTTPStatus

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from app import audit
from app.assessments import access
from app.auth import StaffCaller
from app.config import Settings
from app.invitations import delivery, links
from app.invitations.listing import in_state
from app.invitations.schemas import InvitationChange
from app.mail.smtp import NoMail
from app.models import Assessment, Attempt, Delivery, DeliveryStatus, Invitation, Letter
from app.problems import InvalidRequest, NotFound, Problem
from app.values import parse_id


class InvitationRevoked(Problem):
    """The invitation was withdrawn."""

    status = HTTPStatus.CONFLICT


class AlreadyStarted(Problem):
    """The test has been started."""

    status = HTTPStatus.CONFLICT


class NoNeed(Problem):
    """There is nobody to be reminded."""

    status = HTTPStatus.CONFLICT


def find(session: Session, staff: StaffCaller, invitation_id: str) -> Invitation:
    """Return one invitation of an assessment of the caller's, locked, with its assessment and candidate."""
    invitation = session.scalar(
        select(Invitation)
        .join(Assessment, Assessment.id == Invitation.assessment_id)
        .where(Invitation.id == parse_id(invitation_id), access.visible_to(staff))
        .options(joinedload(Invitation.assessment), joinedload(Invitation.candidate))
        .with_for_update(of=Invitation)
    )
    if invitation is None:
        raise NotFound("No invitation to your assessments has this id.")
    return invitation


def _attempt(session: Session, invitation: Invitation) -> Attempt | None:
    attempt: Attempt | None = session.scalar(select(Attempt).where(Attempt.invitation_id == invitation.id))
    return attempt


def _refuse_revoked(invitation: Invitation) -> None:
    if invitation.revoked_at is not None:
        raise InvitationRevoked(f"That was at {invitation.revoked_at:%Y-%m-%d %H:%M} UTC; invite them again.")


def new_link(
    session: Session, invitation: Invitation, *, replace: bool, by: StaffCaller, now: datetime
) -> str:
    """Return the token of a fresh link."""
    _refuse_revoked(invitation)
    token = links.replace(session, invitation) if replace else links.add(session, invitation, now=now)
    audit.record(
        session, "invitation.link", "invitation", invitation.id, by=by.id, now=now, replaces_others=replace
    )
    return token


def remind(
    session: Session, invitation: Invitation, *, by: StaffCaller, settings: Settings, now: datetime
) -> Delivery:
    """Queue a reminder; one that waits already is the one that is returned."""
    _refuse_without_mail(settings)
    attempt = _attempt(session, invitation)
    reason = delivery.needless(invitation, attempt.id if attempt else None, now=now)
    if reason is not None:
        raise NoNeed(reason)
    waiting = delivery.newest(session, [invitation.id]).get(invitation.id)
    if waiting is not None and waiting.status is DeliveryStatus.QUEUED:
        return waiting
    audit.record(session, "invitation.remind", "invitation", invitation.id, by=by.id, now=now)
    return delivery.queue(session, invitation, Letter.REMINDER, now=now)


def remind_all(
    session: Session, assessment: Assessment, *, by: StaffCaller, settings: Settings, now: datetime
) -> int:
    """Queue a reminder to all who have not started and for whom no letter waits; return to how many."""
    _refuse_without_mail(settings)
    waits = exists().where(Delivery.invitation_id == Invitation.id, Delivery.status == DeliveryStatus.QUEUED)
    people = session.scalars(
        select(Invitation)
        .outerjoin(Attempt, Attempt.invitation_id == Invitation.id)
        .where(Invitation.assessment_id == assessment.id, in_state("open", assessment, now=now), ~waits)
    ).all()
    for invitation in people:
        delivery.queue(session, invitation, Letter.REMINDER, now=now)
    audit.record(
        session, "assessment.remind", "assessment", assessment.id, by=by.id, now=now, people=len(people)
    )
    return len(people)


def _refuse_without_mail(settings: Settings) -> None:
    if settings.smtp_host is None:
        raise NoMail("POST .../link makes a link to copy; an operator can set BN_ASSESS_SMTP_HOST.")


def revoke(session: Session, invitation: Invitation, *, by: StaffCaller, now: datetime) -> None:
    """Let its links open nothing from now on; an attempt under way ends at its time. Harmless twice."""
    if invitation.revoked_at is not None:
        return
    invitation.revoked_at = now
    audit.record(session, "invitation.revoke", "invitation", invitation.id, by=by.id, now=now)


def change(
    session: Session, invitation: Invitation, sent: InvitationChange, *, by: StaffCaller, now: datetime
) -> None:
    """Change until when it may be started, how much time it gives, and the language of its e-mails."""
    _refuse_revoked(invitation)
    changes = sent.model_dump(exclude_none=True)
    started = _attempt(session, invitation) is not None
    if started and changes.keys() - {"language"}:
        raise AlreadyStarted("POST /api/v1/attempts/{id}/extend gives the attempt more time.")
    if sent.expires_at is not None and sent.expires_at <= now:
        raise InvalidRequest("expires_at: it lies in the past; POST .../revoke withdraws an invitation.")
    before = {name: str(getattr(invitation, name)) for name in changes}
    for name, value in changes.items():
        setattr(invitation, name, value)
    audit.record(session, "invitation.change", "invitation", invitation.id, by=by.id, now=now, before=before)
