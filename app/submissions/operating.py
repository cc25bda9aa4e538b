"""What an operator sees of grading, and does about what failed."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import audit
from app.models import Submission, SubmissionStatus
from app.submissions import jobs
from grader.verdict import Verdict

_FAILED = (Submission.verdict == Verdict.INTERNAL_ERROR, Submission.source != "")  # erased code stays erased


def count_by_status(session: Session) -> dict[SubmissionStatus, int]:
    """Return how many submissions there are of each status."""
    found = session.execute(select(Submission.status, func.count()).group_by(Submission.status))
    return dict.fromkeys(SubmissionStatus, 0) | {row[0]: row[1] for row in found}


def find_failed(session: Session) -> Sequence[Submission]:
    """Return the submissions that could not be graded, the oldest first."""
    return session.scalars(select(Submission).where(*_FAILED).order_by(Submission.created_at)).all()


def retry(session: Session, *, only: uuid.UUID | None, now: datetime) -> int:
    """Let what failed wait again with all its tries, or `only` one of it; return how many."""
    chosen = select(Submission).where(*_FAILED).with_for_update()
    if only is not None:
        chosen = chosen.where(Submission.id == only)
    failed = session.scalars(chosen).all()
    for submission in failed:
        submission.status, submission.tries, submission.graders_lost = SubmissionStatus.QUEUED, 0, 0
        submission.verdict = submission.report = submission.done_at = submission.claimed_at = None
        session.flush()
        jobs.enqueue_again(session, submission)
        audit.record(session, "submission.retry", "submission", submission.id, by=None, now=now)
    return len(failed)
