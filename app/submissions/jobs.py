"""Jobs: what wakes a grader for a submission. The submission itself is the truth, a job only saves looking.

On SQLite one process owns the database, and its graders read the table of submissions: there are no jobs. On
PostgreSQL jobs are procrastinate's, in the same database.
"""

import contextlib
from collections.abc import Iterator

import procrastinate
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from sqlalchemy import ColumnElement, String, cast, column, exists, func, or_, select, table, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.config import QUEUE_SCHEMA
from app.models import Submission, SubmissionKind, SubmissionStatus

QUEUE = "submissions"
TASK = "grade"
PRIORITY = {SubmissionKind.SUBMIT: 10, SubmissionKind.RUN: 0}
_JOBS = table(
    "procrastinate_jobs", column("queueing_lock", String), column("status", String), schema=QUEUE_SCHEMA
)

# Never opened: each job is written through the connection of the caller's transaction.
_deferrer = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())


def enqueue(session: Session, submission: Submission) -> None:
    """Have a stored submission graded once the caller's transaction commits, and not if it does not.

    Raises OperationalError when the database does not answer, as any query does.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    session.flush()
    try:
        with _schema_of_the_queue(session):
            _deferrer.configure_task(
                TASK,
                queue=QUEUE,
                priority=PRIORITY[submission.kind],
                queueing_lock=str(submission.id),  # at most one job of a submission waits
                connection=session.connection().connection.driver_connection,
            ).defer(submission=str(submission.id))
    except ConnectorException as error:
        if isinstance(error.__cause__, Exception):
            raise OperationalError("enqueue", {}, error.__cause__) from error
        raise


@contextlib.contextmanager
def _schema_of_the_queue(session: Session) -> Iterator[None]:
    """Let the queue's functions find its tables, which they name without a schema, and nothing else."""
    before = session.scalar(select(func.current_setting("search_path")))
    session.execute(select(func.set_config("search_path", QUEUE_SCHEMA, True)))
    yield  # after an error the path goes back with the transaction or its savepoint
    session.execute(select(func.set_config("search_path", before, True)))


def enqueue_again(session: Session, submission: Submission) -> None:
    """Do the same for a submission of which a job may be waiting."""
    with contextlib.suppress(AlreadyEnqueued), session.begin_nested():
        enqueue(session, submission)


def is_lost() -> ColumnElement[bool]:
    """Return which submissions that are not done have no job on PostgreSQL that will see to them.

    A job that was fetched is claimed within moments; one that was not has lost its worker's attention.
    """
    long_ago = func.now() - text("interval '10 seconds'")
    very_long_ago = func.now() - text("interval '15 minutes'")
    touched_at = func.coalesce(Submission.claimed_at, Submission.created_at)
    in_hand = or_(
        (Submission.status == SubmissionStatus.RUNNING) & (touched_at > very_long_ago), touched_at > long_ago
    )
    status = cast(_JOBS.c.status, String)
    alive = or_(status == "todo", (status == "doing") & in_hand)
    return ~exists(select(1).where(_JOBS.c.queueing_lock == cast(Submission.id, String), alive))
