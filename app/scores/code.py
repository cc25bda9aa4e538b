"""Which submission of a coding item counts, and the score it earns."""

from datetime import datetime
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Attempt, AttemptStatus, FormItem, Submission, SubmissionKind, SubmissionStatus
from app.scores import record
from grader.verdict import Verdict


def counting(session: Session, place: FormItem) -> Submission | None:
    """Return the last submit handed in; none may be handed in after the deadline."""
    last: Submission | None = session.scalar(
        select(Submission)
        .where(Submission.form_item_id == place.id, Submission.kind == SubmissionKind.SUBMIT)
        .order_by(Submission.number.desc())
        .limit(1)
    )
    return last


def score(session: Session, place: FormItem, submission: Submission, *, now: datetime) -> bool:
    """Score a coding item by `submission`, which counts; return False while that has no verdict.

    `internal_error` is a fault of ours and is no verdict on the code: the item stays pending.
    """
    if submission.status is not SubmissionStatus.DONE or submission.report is None:
        return False
    if submission.verdict is Verdict.INTERNAL_ERROR:
        return False
    receipt = {
        "submission": str(submission.id),
        "verdict": submission.verdict,
        **submission.report["receipt"],
    }
    fraction = Fraction(submission.report["score"])
    record.append(session, place, fraction, reason="code", receipt=receipt, now=now)
    return True


def settled(session: Session, attempt: Attempt, submission: Submission, *, now: datetime) -> None:
    """Score the item of a submission that has just been graded, if the attempt is over and it counts."""
    if attempt.status is not AttemptStatus.FINISHED or submission.kind is not SubmissionKind.SUBMIT:
        return
    place = session.get_one(FormItem, submission.form_item_id)
    last = counting(session, place)
    if last is not None and last.id == submission.id and score(session, place, last, now=now):
        record.sum_up(session, attempt)
