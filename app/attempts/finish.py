"""The end of an attempt: by its candidate, or at the deadline whether or not anybody calls."""

import uuid
from collections.abc import Collection
from datetime import datetime
from fractions import Fraction

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.assessments import form, reviewing
from app.attempts import pausing
from app.attempts.answers import is_empty
from app.models import (
    Assessment,
    Attempt,
    AttemptStatus,
    FinishReason,
    FormItem,
    Response,
    Review,
    Submission,
    SubmissionKind,
)
from app.reviews import scoring
from app.scores import answers, code, record
from app.submissions import queue


def finish(session: Session, attempt: Attempt, *, reason: FinishReason, now: datetime) -> None:
    """End a locked attempt and score what can be scored at once; repeating it changes nothing."""
    if attempt.status is AttemptStatus.FINISHED:
        return
    if attempt.pause_ends_at is not None:
        pausing.resume(session, attempt, now=now)  # its end is moved by the pause that this ends
    attempt.status, attempt.finish_reason = AttemptStatus.FINISHED, reason
    attempt.finished_at = min(now, attempt.closes_at)
    places = form.read(session, attempt.id)
    responses = {
        response.form_item_id: response
        for response in session.scalars(select(Response).where(Response.attempt_id == attempt.id))
    }
    scored = record.scored(session, attempt)
    for place in places:
        again = place.id in scored
        _close_item(session, attempt, place, responses.get(place.id), again=again, now=now)
    record.sum_up(session, attempt)


def _close_item(
    session: Session,
    attempt: Attempt,
    place: FormItem,
    response: Response | None,
    *,
    again: bool,
    now: datetime,
) -> None:
    kind = place.item_version.type
    if kind == "coding":
        handed_in = _hand_in_saved(session, attempt, place, response, now=now)
        if handed_in is not None:
            code.score(session, place, handed_in, now=now)
            return
    answer = response.answer if response else None
    if kind == "written" and _review_stands(session, place, response):
        return
    if is_empty(answer) or answer is None:
        receipt = answers.receipt(place, answer)
        record.append(session, place, Fraction(0), reason="unanswered", receipt=receipt, now=now, again=again)
    elif kind == "written":
        stored = session.get_one(Assessment, attempt.assessment_id).reviewing
        scoring.open_review(session, place, double_marked=reviewing.read(stored).double_marked, now=now)
    else:
        earned = answers.score(session, place, answer)
        receipt = answers.receipt(place, answer) | {"why": earned.reason}
        record.append(session, place, earned.share, reason="key", receipt=receipt, now=now, again=again)


def _review_stands(session: Session, place: FormItem, response: Response | None) -> bool:
    """Return whether a review from before the attempt was reopened is of this very prose; drop it if not."""
    earlier = session.scalar(select(Review).where(Review.form_item_id == place.id))
    if earlier is None:
        return False
    if response is not None and earlier.done_at is not None and response.saved_at <= earlier.done_at:
        return True
    session.delete(earlier)  # its score stays in the history
    session.flush()
    return False


def _hand_in_saved(
    session: Session, attempt: Attempt, place: FormItem, response: Response | None, *, now: datetime
) -> Submission | None:
    """Return the submission that counts, if there is one.

    Code that was saved and never submitted, or changed since, is submitted: a missed button loses nobody's
    work.
    """
    last = code.counting(session, place)
    if response is None or is_empty(response.answer):
        return last
    source = response.answer["source"]
    if last is not None and (response.saved_at <= last.created_at or source == last.source):
        return last
    return queue.enqueue(
        session, attempt, place.id, source, kind=SubmissionKind.SUBMIT, now=now, by_server=True
    )


def find_due(
    session: Session, *, but_not: Collection[uuid.UUID] = (), now: datetime, limit: int = 100
) -> list[uuid.UUID]:
    """Return attempts whose time, or whose candidate's pause, is over and that nobody has ended."""
    return list(
        session.scalars(
            select(Attempt.id)
            .where(
                or_(
                    and_(Attempt.status == AttemptStatus.STARTED, Attempt.closes_at <= now),
                    and_(Attempt.status == AttemptStatus.PAUSED, Attempt.pause_ends_at <= now),
                )
            )
            .where(Attempt.id.not_in(but_not))
            .order_by(Attempt.closes_at)
            .limit(limit)
        )
    )


def finish_due(session: Session, attempt_id: uuid.UUID, *, now: datetime) -> None:
    """End one of them, or its pause, unless it was ended or extended meanwhile."""
    attempt = session.get_one(Attempt, attempt_id, with_for_update=True)
    pausing.end_if_over(session, attempt, now=now)
    if attempt.status is AttemptStatus.STARTED and attempt.closes_at <= now:
        finish(session, attempt, reason=FinishReason.DEADLINE, now=now)
