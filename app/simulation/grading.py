"""Grading what a simulated cohort handed in: through the real sandbox, once for each source and seed."""

import hashlib
import uuid
from datetime import datetime

from sqlalchemy import select

from app.db import Database
from app.models import Submission, SubmissionStatus
from app.submissions import queue
from app.submissions.grading import Grade
from grader.grading import OnSamples
from grader.results import GradeReport


def seed_of(source: str) -> int:
    """Return the probe seed that all hand-ins of one source share, below 2^53 as every seed."""
    return int.from_bytes(hashlib.sha256(source.encode()).digest()[:6])


class Shared:
    """Grades each task, source, seed and kind once: a seed reproduces a report, so the rest are copies."""

    def __init__(self, grade: Grade) -> None:
        self._grade = grade
        self._reports: dict[tuple[str, str, int, str], GradeReport] = {}

    def __call__(self, claimed: queue.Claimed, on_samples: OnSamples) -> GradeReport:
        """Return the report of a claimed submission."""
        key = (claimed.task, claimed.source, claimed.seed, claimed.kind.value)
        if key not in self._reports:
            self._reports[key] = self._grade(claimed, on_samples)
        return self._reports[key]

    @property
    def graded(self) -> int:
        """Return how often the sandbox was asked."""
        return len(self._reports)


def settle_all(database: Database, attempt_id: uuid.UUID, grade: Grade, *, now: datetime) -> int:
    """Claim, grade and settle what an attempt handed in; return how many."""
    with database.read() as session:
        waiting = session.scalars(
            select(Submission.id).where(
                Submission.attempt_id == attempt_id, Submission.status == SubmissionStatus.QUEUED
            )
        ).all()
    for submission_id in waiting:
        with database.write() as session:
            claimed = queue.claim(session, submission_id, now=now)
        if claimed is None:  # a grader of a running service was faster
            continue
        report = grade(claimed, lambda outcomes: None)  # nobody watches
        with database.write() as session:
            queue.settle(session, claimed, report, now=now)
    return len(waiting)
