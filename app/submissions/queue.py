"""Code handed in: stored, claimed by one grader at a time, settled once."""

import logging
import uuid
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from app.config import Settings
from app.models import (
    Attempt,
    FormItem,
    ItemVersion,
    Submission,
    SubmissionKind,
    SubmissionStatus,
)
from app.problems import Problem
from app.scores import code
from app.tokens import new_seed
from grader.results import GradeReport, to_json
from grader.verdict import Verdict

log = logging.getLogger(__name__)
MAX_TRIES = 3


class NoSubmitsLeft(Problem):
    """This item takes no more submits."""

    status = HTTPStatus.CONFLICT


class NoRunsLeft(Problem):
    """This item takes no more runs."""

    status = HTTPStatus.CONFLICT


class RunWaiting(Problem):
    """A run of yours is still waiting."""

    status = HTTPStatus.CONFLICT


@dataclass(frozen=True)
class Claimed:
    """What a grader needs; it holds no session while it works."""

    id: uuid.UUID
    task: str
    source: str
    seed: int
    kind: SubmissionKind


def hand_in(
    session: Session,
    attempt: Attempt,
    place: FormItem,
    source: str,
    *,
    kind: SubmissionKind,
    settings: Settings,
    now: datetime,
) -> Submission:
    """Store code a candidate hands in, if the item still takes it."""
    if kind is SubmissionKind.RUN:
        waiting = session.scalar(
            select(func.count()).where(
                Submission.attempt_id == attempt.id,
                Submission.kind == SubmissionKind.RUN,
                Submission.status != SubmissionStatus.DONE,
            )
        )
        if waiting:
            raise RunWaiting("One run at a time: wait for its result, then run again.")
        # Each is stored: without an end to them one candidate's script fills the disk.
        if _used(session, place.id, Submission.kind == kind) >= settings.max_runs_per_item:
            raise NoRunsLeft(f"It takes {settings.max_runs_per_item}; you can submit the code as it is.")
    elif _used(session, place.id, uses_a_submit()) >= settings.max_submits_per_item:
        raise NoSubmitsLeft(f"It takes {settings.max_submits_per_item}; the last one handed in counts.")
    return enqueue(session, attempt, place.id, source, kind=kind, now=now)


def uses_a_submit() -> ColumnElement[bool]:
    """Return which submissions count against an item's limit: the candidate's own, and none we failed on."""
    return and_(
        Submission.kind == SubmissionKind.SUBMIT,
        Submission.by_server.is_(False),
        Submission.verdict.is_distinct_from(Verdict.INTERNAL_ERROR),
    )


def _used(session: Session, place_id: uuid.UUID, which: ColumnElement[bool]) -> int:
    return session.scalars(select(func.count()).where(Submission.form_item_id == place_id, which)).one()


def enqueue(
    session: Session,
    attempt: Attempt,
    place_id: uuid.UUID,
    source: str,
    *,
    kind: SubmissionKind,
    now: datetime,
    by_server: bool = False,
) -> Submission:
    """Store a submission as queued, with the seed of its probes; graders find it in this table."""
    last = session.scalar(select(func.max(Submission.number)).where(Submission.form_item_id == place_id))
    submission = Submission(
        id=uuid.uuid4(),
        attempt_id=attempt.id,
        form_item_id=place_id,
        number=(last or 0) + 1,
        kind=kind,
        source=source,
        by_server=by_server,
        status=SubmissionStatus.QUEUED,
        seed=new_seed(),
        tries=0,
        created_at=now,
    )
    session.add(submission)
    return submission


def any_queued(session: Session) -> bool:
    """Return whether there is something to claim."""
    return (
        session.scalar(select(Submission.id).where(Submission.status == SubmissionStatus.QUEUED).limit(1))
        is not None
    )


def claim(session: Session, now: datetime) -> Claimed | None:
    """Take the next submission: submits before runs, then the oldest."""
    submission = session.scalar(
        select(Submission)
        .where(Submission.status == SubmissionStatus.QUEUED)
        .order_by(case((Submission.kind == SubmissionKind.SUBMIT, 0), else_=1), Submission.created_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if submission is None:
        return None
    submission.status, submission.claimed_at = SubmissionStatus.RUNNING, now
    submission.tries += 1
    content = session.scalars(
        select(ItemVersion.content)
        .join(FormItem, FormItem.item_version_id == ItemVersion.id)
        .where(FormItem.id == submission.form_item_id)
    ).one()
    return Claimed(submission.id, content["task"], submission.source, submission.seed, submission.kind)


def settle(session: Session, claimed: Claimed, report: GradeReport, now: datetime) -> bool:
    """Write the verdict, once: whoever comes second changes nothing. Score it if the attempt is over."""
    # The attempt is locked first, as everywhere else: two lock orders would be a deadlock.
    attempt = session.scalars(
        select(Attempt).join(Submission).where(Submission.id == claimed.id).with_for_update(of=Attempt)
    ).one()
    submission = session.get_one(Submission, claimed.id, with_for_update=True)
    if submission.status is SubmissionStatus.DONE:
        return False
    submission.status, submission.done_at = SubmissionStatus.DONE, now
    submission.verdict, submission.report = report.verdict, to_json(report)
    session.flush()
    code.settled(session, attempt, submission, now=now)
    return True


def hand_back(session: Session, claimed: Claimed, reason: str, now: datetime) -> None:
    """Queue it again after a failure of ours; the third one stops it as `internal_error`."""
    submission = session.get_one(Submission, claimed.id, with_for_update=True)
    if submission.status is not SubmissionStatus.RUNNING:
        return
    if submission.tries < MAX_TRIES:
        submission.status = SubmissionStatus.QUEUED
        return
    log.error("submission %s failed %d times: %s", claimed.id, submission.tries, reason)
    submission.status, submission.done_at = SubmissionStatus.DONE, now
    submission.verdict, submission.report = Verdict.INTERNAL_ERROR, {"message": reason}


def requeue_unfinished(session: Session) -> int:
    """Queue what a process that ended had claimed, and return how many; called before graders start."""
    unfinished = session.scalars(
        select(Submission).where(Submission.status == SubmissionStatus.RUNNING).with_for_update()
    ).all()
    for submission in unfinished:
        submission.status = SubmissionStatus.QUEUED
        submission.tries -= 1  # the process died, which says nothing about this code
    return len(unfinished)
