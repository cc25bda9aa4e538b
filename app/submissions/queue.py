"""Code handed in: stored, claimed by one grader at a time, settled once."""

import logging
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
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
from app.submissions import jobs
from app.submissions.notifier import tell
from app.tokens import new_seed
from grader.json_values import json_ready
from grader.results import CheckOutcome, GradeReport, to_json
from grader.verdict import Verdict

log = logging.getLogger(__name__)
MAX_TRIES = 3
MAX_GRADERS_LOST = 10
REPLACED = "A newer run of yours took its place before it began: follow that one."


class NoSubmitsLeft(Problem):
    """This item takes no more submits."""

    status = HTTPStatus.CONFLICT


class NoRunsLeft(Problem):
    """This item takes no more runs."""

    status = HTTPStatus.CONFLICT


@dataclass(frozen=True)
class Claimed:
    """What a grader needs; it holds no session while it works."""

    id: uuid.UUID
    task: str
    source: str
    seed: int
    kind: SubmissionKind
    tries: int


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
    """Store code a candidate hands in, if the item still takes it. The caller holds the attempt's lock.

    One run of a candidate waits at a time: a newer one takes its place.
    """
    if kind is SubmissionKind.RUN:
        _replace_waiting_run(session, attempt, now=now)
        # Each is stored: without an end to them one candidate's script fills the disk.
        if _used(session, place.id, Submission.kind == kind) >= settings.max_runs_per_item:
            raise NoRunsLeft(f"It takes {settings.max_runs_per_item}; you can submit the code as it is.")
    elif _used(session, place.id, uses_a_submit()) >= settings.max_submits_per_item:
        raise NoSubmitsLeft(f"It takes {settings.max_submits_per_item}; the last one handed in counts.")
    return enqueue(session, attempt, place.id, source, kind=kind, now=now)


def _replace_waiting_run(session: Session, attempt: Attempt, *, now: datetime) -> None:
    waiting = session.scalars(
        select(Submission)
        .where(
            Submission.attempt_id == attempt.id,
            Submission.kind == SubmissionKind.RUN,
            Submission.status == SubmissionStatus.QUEUED,
        )
        .with_for_update()
    )
    for run in waiting:
        run.status, run.done_at, run.report = SubmissionStatus.DONE, now, {"message": REPLACED}
        tell(session, run.id)


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
    """Store a submission as queued, with the seed of its probes, and have it graded."""
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
    jobs.enqueue(session, submission)
    log.info("submission %s handed in: %s %d of item %s", submission.id, kind, submission.number, place_id)
    return submission


def next_waiting(session: Session) -> uuid.UUID | None:
    """Return what to grade next: submits before runs, then the oldest."""
    waiting: uuid.UUID | None = session.scalar(
        select(Submission.id)
        .where(Submission.status == SubmissionStatus.QUEUED)
        .order_by(case((Submission.kind == SubmissionKind.SUBMIT, 0), else_=1), Submission.created_at)
        .limit(1)
    )
    return waiting


def claim(session: Session, submission_id: uuid.UUID, *, now: datetime) -> Claimed | None:
    """Take a submission that waits; None when somebody has it, or it is done, or gone."""
    submission = session.get(Submission, submission_id, with_for_update=True)
    if submission is None or submission.status is not SubmissionStatus.QUEUED:
        return None
    submission.status, submission.claimed_at = SubmissionStatus.RUNNING, now
    submission.tries += 1
    content = session.scalars(
        select(ItemVersion.content)
        .join(FormItem, FormItem.item_version_id == ItemVersion.id)
        .where(FormItem.id == submission.form_item_id)
    ).one()
    tell(session, submission.id)
    return Claimed(
        submission.id,
        content["task"],
        submission.source,
        submission.seed,
        submission.kind,
        submission.tries,
    )


def know_early(session: Session, claimed: Claimed, checks: Sequence[CheckOutcome]) -> None:
    """Store what is known of the samples while the rest is graded; nothing to what went on without us."""
    submission = session.get_one(Submission, claimed.id, with_for_update=True)
    if submission.status is SubmissionStatus.RUNNING and submission.tries == claimed.tries:
        submission.early_checks = [json_ready(asdict(check)) for check in checks if check.sample]
        tell(session, submission.id)


def settle(session: Session, claimed: Claimed, report: GradeReport, *, now: datetime) -> bool:
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
    submission.early_checks = None
    session.flush()
    code.settled(session, attempt, submission, now=now)
    tell(session, submission.id)
    return True


def hand_back(session: Session, claimed: Claimed, reason: str, *, now: datetime) -> bool:
    """Give back what could not be graded; return whether it waits again.

    Nothing happens to what another has claimed since: a worker that was thought dead may still call.
    """
    submission = session.get_one(Submission, claimed.id, with_for_update=True)
    if submission.tries != claimed.tries:
        return False
    _give_back(session, submission, reason, now=now)
    return submission.status is SubmissionStatus.QUEUED


def lose_grader(session: Session, submission: Submission, *, now: datetime) -> None:
    """Let a claimed submission wait again, whose grader ended without a word.

    That mostly says nothing about the code, so it is no failed try; but code that ends its grader each time
    must not do so for ever.
    """
    if submission.status is SubmissionStatus.RUNNING:
        submission.graders_lost += 1
        _give_back(session, submission, "its grader ended", now=now)


def _give_back(session: Session, submission: Submission, reason: str, *, now: datetime) -> None:
    """Let a claimed submission wait again, or stop it as `internal_error` where it has failed too often."""
    if submission.status is not SubmissionStatus.RUNNING:
        return
    tell(session, submission.id)
    submission.early_checks = None
    failures = submission.tries - submission.graders_lost
    if failures < MAX_TRIES and submission.graders_lost < MAX_GRADERS_LOST:
        submission.status = SubmissionStatus.QUEUED
        return
    log.error(
        "submission %s failed %d times (%s): bn-assess work retry %s grades it again",
        submission.id,
        submission.tries,
        reason,
        submission.id,
    )
    submission.status, submission.done_at = SubmissionStatus.DONE, now
    submission.verdict, submission.report = Verdict.INTERNAL_ERROR, {"message": reason}


def take_back(session: Session, *, now: datetime) -> int:
    """Give back what a process that ended had claimed; return how much. For the one process on a database."""
    unfinished = session.scalars(
        select(Submission).where(Submission.status == SubmissionStatus.RUNNING).with_for_update()
    ).all()
    for submission in unfinished:
        lose_grader(session, submission, now=now)
    return len(unfinished)
