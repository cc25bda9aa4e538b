"""What must hold after the crashes, read from the tables."""

import contextlib
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, select

from app.db import Database, open_engine
from app.models import Attempt, AttemptStatus, Response, Score, Submission, SubmissionStatus
from grader.grading import grade
from grader.sandbox import open_sandbox
from grader.tasks import TASKS
from tests.crash.candidates import SOURCES, TIME_LIMIT_S, Sat

PATIENCE_S = 120.0


def undisturbed_verdicts() -> dict[str, str]:
    """The verdict of each source where nothing is killed."""
    with contextlib.closing(open_sandbox(1)) as sandbox:
        return {
            name: grade(TASKS["bn-forward"], source, seed=1, sandbox=sandbox).verdict
            for name, source in SOURCES.items()
        }


def await_the_end(database: Database) -> None:
    """Wait until everything is graded and every attempt is over; AssertionError when something is stuck."""
    give_up_at = time.monotonic() + TIME_LIMIT_S + PATIENCE_S
    while True:
        with database.read() as session:
            waiting = session.scalars(
                select(func.count()).where(Submission.status != SubmissionStatus.DONE)
            ).one()
            sitting = session.scalars(
                select(func.count()).where(Attempt.status != AttemptStatus.FINISHED)
            ).one()
        if not waiting and not sitting:
            return
        assert time.monotonic() < give_up_at, f"stuck: {waiting} submissions, {sitting} attempts"
        time.sleep(0.5)


def check(url: str, sat: Sequence[Sat], verdicts: Mapping[str, str]) -> str:
    """Raise AssertionError unless all that was acknowledged is there and right; return the counts."""
    engine = open_engine(url)
    database = Database(engine)
    try:
        await_the_end(database)
        with database.read() as session:
            revisions = {row.form_item_id: row.revision for row in session.scalars(select(Response))}
            submissions = {row.id: row for row in session.scalars(select(Submission))}
            attempts = {row.id: row for row in session.scalars(select(Attempt))}
            current = Counter(
                session.scalars(select(Score.form_item_id).where(Score.superseded_by.is_(None)))
            )
    finally:
        engine.dispose()
    for attempt in sat:
        for item, revision in attempt.answers.items():
            assert revisions.get(UUID(item), 0) >= revision, f"answer {revision} of {item} is lost"
        for submission_id, name in attempt.submissions.items():
            submission = submissions.get(UUID(submission_id))
            assert submission is not None, f"submission {submission_id} is lost"
            assert submission.verdict == verdicts[name], (
                f"{submission_id}: {submission.verdict}, not {verdicts[name]}"
            )
        stored = attempts[UUID(attempt.id)]
        assert not stored.grading_pending, f"attempt {attempt.id} waits for a verdict that is there"
    assert max(current.values(), default=1) == 1
    return told(sat, submissions, attempts)


def told(sat: Sequence[Sat], submissions: Mapping[UUID, Submission], attempts: Mapping[UUID, Attempt]) -> str:
    """The counts, in a sentence."""
    graded = Counter(str(submissions[UUID(key)].verdict) for attempt in sat for key in attempt.submissions)
    reasons = Counter(str(attempts[UUID(attempt.id)].finish_reason) for attempt in sat)
    answers = sum(sum(attempt.answers.values()) for attempt in sat)
    again = sum(submission.tries > 1 for submission in submissions.values())
    return (
        f"{answers} answers acknowledged, none lost; {sum(graded.values())} submissions acknowledged, each "
        f"with its one verdict ({_list(graded)}), {again} of them begun more than once; "
        f"{len(sat)} attempts over ({_list(reasons)}), none stuck"
    )


def _list(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
