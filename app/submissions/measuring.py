"""What grading tells Prometheus and the log."""

import logging
import time
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.clock import Clock
from app.db import AWAY, Database
from app.metrics import Metrics, Waiting
from app.models import Submission, SubmissionKind, SubmissionStatus
from app.submissions.grading import Grade
from app.submissions.queue import Claimed
from grader.grading import OnSamples
from grader.results import GradeReport

log = logging.getLogger(__name__)
NOT_DONE = (SubmissionStatus.QUEUED, SubmissionStatus.RUNNING)


def measured(grade: Grade, metrics: Metrics) -> Grade:
    """Return `grade`, with its time and verdict noted."""

    def graded(claimed: Claimed, on_samples: OnSamples) -> GradeReport:
        began = time.perf_counter()
        try:
            report = grade(claimed, on_samples)
        except Exception:
            metrics.grading_failed()
            raise
        took_s = time.perf_counter() - began
        metrics.graded(claimed.task, claimed.kind, report.verdict, took_s)
        log.info("graded %s: %s in %.0f ms", claimed.task, report.verdict, took_s * 1000)
        return report

    return graded


def follow(metrics: Metrics, database: Database, clock: Clock) -> None:
    """Report the queue whenever Prometheus asks."""

    def look() -> Waiting | None:
        try:
            with database.read() as session:
                return waiting(session, now=clock.now())
        except AWAY:
            return None

    metrics.follow_queue(look)


def waiting(session: Session, *, now: datetime) -> Waiting:
    """Return what waits for a verdict."""
    found = session.execute(
        select(Submission.status, Submission.kind, func.count(), func.min(Submission.created_at))
        .where(Submission.status.in_(NOT_DONE))
        .group_by(Submission.status, Submission.kind)
    ).all()
    counts = dict.fromkeys(((str(state), str(kind)) for state in NOT_DONE for kind in SubmissionKind), 0)
    counts |= {(str(row[0]), str(row[1])): row[2] for row in found}
    ages_s = [(now - row[3]).total_seconds() for row in found]
    return Waiting(counts, max(ages_s, default=0.0))
