"""More time for an attempt that is under way: a staff act, for what took time from the candidate."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app import audit
from app.attempts import reopen
from app.attempts.reopen import ReopenIn
from app.attempts.sitting import AttemptClosed
from app.auth import StaffCaller
from app.models import Attempt, AttemptStatus


def extend(
    session: Session, staff: StaffCaller, attempt_id: str, sent: ReopenIn, *, now: datetime
) -> Attempt:
    """Move the end of an attempt by `time_s`; its candidate's clock shows it within seconds."""
    attempt = reopen.find(session, staff, attempt_id)
    if attempt.status is AttemptStatus.FINISHED or (
        attempt.status is AttemptStatus.STARTED and attempt.closes_at <= now
    ):
        raise AttemptClosed("POST .../reopen gives an attempt that is over time again.")
    before = attempt.closes_at
    attempt.closes_at += timedelta(seconds=sent.time_s)
    audit.record(
        session,
        "attempt.extend",
        "attempt",
        attempt.id,
        by=staff.id,
        now=now,
        reason=sent.reason,
        time_s=sent.time_s,
        closed_at=before.isoformat(),
    )
    return attempt
