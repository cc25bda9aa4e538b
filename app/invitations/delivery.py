"""The outbox: an e-mail is stored in the transaction that makes it due, and sent by a sweep afterwards."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from app.config import Settings
from app.invitations import links
from app.invitations.invite import time_limit_s
from app.models import (
    Assessment,
    AssessmentState,
    Attempt,
    Delivery,
    DeliveryStatus,
    Invitation,
    Language,
    Letter,
    Staff,
)

BATCH = 20
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
"""How long after each try the next one comes; after the last, nobody tries again."""


@dataclass(frozen=True)
class Due:
    """A claimed e-mail with all that is needed to write it."""

    delivery_id: uuid.UUID
    letter: Letter
    language: Language
    name: str
    email: str
    reply_to: str | None
    values: dict[str, str]


def queue(session: Session, invitation: Invitation, letter: Letter, *, now: datetime) -> Delivery:
    """Store that `letter` is to be sent; whoever commits this sends it."""
    delivery = Delivery(
        id=uuid.uuid4(),
        invitation_id=invitation.id,
        letter=letter,
        status=DeliveryStatus.QUEUED,
        tries=0,
        next_try_at=now,
        created_at=now,
    )
    session.add(delivery)
    return delivery


def any_due(session: Session, *, now: datetime) -> bool:
    """Return whether there is something to send: asked often, and answered by an index."""
    due = Delivery.status == DeliveryStatus.QUEUED, Delivery.next_try_at <= now
    return bool(session.scalar(select(exists().where(*due))))


def claim(session: Session, *, settings: Settings, now: datetime) -> list[Due]:
    """Take what is due, each with a fresh link, and put off its next try as if this one will fail.

    So a process that dies while it sends leaves nothing behind but a later try: an e-mail may come twice,
    with the same Message-ID, and is never lost. What there is no need to send any more is dropped here.
    """
    rows = session.execute(
        select(Delivery, Invitation, Attempt.id, Staff)
        .join(Invitation, Invitation.id == Delivery.invitation_id)
        .outerjoin(Attempt, Attempt.invitation_id == Invitation.id)
        .outerjoin(Staff, Staff.id == Invitation.created_by)
        .where(Delivery.status == DeliveryStatus.QUEUED, Delivery.next_try_at <= now)
        .order_by(Delivery.next_try_at)
        .limit(BATCH)
        .options(joinedload(Invitation.candidate), joinedload(Invitation.assessment))
        .with_for_update(of=Delivery, skip_locked=True)
    ).all()
    claimed = []
    for delivery, invitation, attempt_id, inviter in rows:
        reason = needless(invitation, attempt_id, now=now)
        if reason is not None:
            _end(delivery, DeliveryStatus.DROPPED, reason, now=now)
            continue
        delivery.next_try_at = now + WAITS[min(delivery.tries, len(WAITS) - 1)]
        delivery.tries += 1
        token = links.add(session, invitation, now=now)
        claimed.append(_write(delivery, invitation, inviter, links.address(token, settings)))
    return claimed


def needless(invitation: Invitation, attempt_id: uuid.UUID | None, *, now: datetime) -> str | None:
    """Return why nobody needs to be written to about `invitation`, or None where somebody does."""
    if invitation.revoked_at is not None or invitation.candidate.email is None:
        return "The invitation was withdrawn."
    if attempt_id is not None:
        return "The test has been started."
    if invitation.expires_at <= now:
        return "The invitation has expired."
    if invitation.assessment.state is not AssessmentState.PUBLISHED:
        return "The assessment is closed."
    return None


def _write(delivery: Delivery, invitation: Invitation, inviter: Staff | None, link: str) -> Due:
    assessment: Assessment = invitation.assessment
    limit_s = time_limit_s(assessment.time_limit_s, invitation.time_factor)
    name = invitation.candidate.name or ""
    values = {
        "name": name,
        "title": assessment.title,
        "link": link,
        "minutes": str(-(-limit_s // 60)),
        "expires": f"{invitation.expires_at:%Y-%m-%d %H:%M} UTC",
        "sender": inviter.name if inviter else "",
    }
    return Due(
        delivery_id=delivery.id,
        letter=delivery.letter,
        language=invitation.language,
        name=name,
        email=invitation.candidate.email or "",
        reply_to=inviter.email if inviter else None,
        values=values,
    )


def settle(
    session: Session, delivery_id: uuid.UUID, *, said: str | None, for_good: bool = False, now: datetime
) -> None:
    """Write down how a try went: `said` is None where it was sent, else what the mail server said."""
    delivery = session.get(Delivery, delivery_id, with_for_update=True)
    if delivery is None or delivery.status is not DeliveryStatus.QUEUED:
        return  # the person was erased meanwhile
    if said is None:
        _end(delivery, DeliveryStatus.SENT, None, now=now)
    elif for_good or delivery.tries > len(WAITS):
        _end(delivery, DeliveryStatus.FAILED, said, now=now)
    else:
        delivery.note = said


def _end(delivery: Delivery, status: DeliveryStatus, note: str | None, *, now: datetime) -> None:
    delivery.status, delivery.note = status, note
    delivery.next_try_at, delivery.settled_at = None, now


def newest(session: Session, invitations: Sequence[uuid.UUID]) -> dict[uuid.UUID, Delivery]:
    """Return the last e-mail about each of `invitations`; those about which none was written are missing."""
    found = session.scalars(
        select(Delivery).where(Delivery.invitation_id.in_(invitations)).order_by(Delivery.created_at)
    )
    return {delivery.invitation_id: delivery for delivery in found}
