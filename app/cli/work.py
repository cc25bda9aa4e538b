"""`bn-assess work`: graders on a machine of their own, and what to do about what they could not grade."""

import signal
import uuid
from datetime import UTC, datetime
from functools import partial
from typing import Annotated

import anyio
import anyio.to_thread
import typer
from rich.console import Console
from rich.table import Table

from app.cli.database import await_database, fail, open_database, read_settings, transaction
from app.clock import Clock
from app.config import Settings
from app.db import Database
from app.models import SubmissionStatus
from app.submissions import operating
from app.submissions.grading import Grade
from app.submissions.workers import Worker

work = typer.Typer(
    name="work",
    help="Grade submissions, from any number of machines that share one PostgreSQL database.",
    invoke_without_command=True,
)


@work.callback()
def run(
    context: typer.Context,
    graders: Annotated[
        int | None,
        typer.Option(min=1, max=256, help="Submissions at a time; BN_ASSESS_GRADERS, or one a core."),
    ] = None,
) -> None:
    """Grade submissions until told to stop (SIGTERM or Ctrl-C); what is claimed then is seen through.

    It needs PostgreSQL: on SQLite the process that serves also grades. `bn-assess serve` beside workers may
    leave grading to them with BN_ASSESS_GRADERS=0.
    """
    if context.invoked_subcommand is not None:
        return
    from app.logs import configure
    from app.schema import is_current
    from grader.sandbox.outcome import SandboxMissing

    settings = read_settings()
    configure(settings.log_format)
    database = open_database(settings)
    if database.is_sqlite:
        fail("workers share a PostgreSQL database; with SQLite, bn-assess serve grades by itself.")
    await_database(database, settings)
    if not is_current(database.engine):
        fail("the database is not migrated: run bn-assess migrate, then start again.")
    try:
        anyio.run(partial(_grade, database, settings, count=graders or settings.graders or 1))
    except SandboxMissing as missing:
        fail(str(missing))
    finally:
        database.engine.dispose()


async def _grade(database: Database, settings: Settings, *, count: int) -> None:
    from app import background
    from app.metrics import Metrics, served
    from app.submissions import measuring
    from app.submissions.grading import Grading, grade_in
    from app.submissions.workers import open_worker
    from grader.sandbox import open_sandbox
    from grader.sandbox.pool import ZygotePool

    sandbox = await anyio.to_thread.run_sync(open_sandbox, count)
    try:
        clock = await anyio.to_thread.run_sync(background.open_clock, database)
        metrics = Metrics()
        measuring.follow(metrics, database, clock)
        if isinstance(sandbox, ZygotePool):
            metrics.follow_sandbox(sandbox.restarts)
        grade = measuring.measured(grade_in(sandbox), metrics)
        grading = Grading(database, clock, background.told_by_database, grade, count=count)
        with served(metrics, host=settings.metrics_host, port=settings.metrics_port):
            await _until_told_to_stop(database, clock, open_worker(grading), grade)
    finally:
        await anyio.to_thread.run_sync(sandbox.close)


async def _until_told_to_stop(database: Database, clock: Clock, worker: Worker, grade: Grade) -> None:
    from app import background

    async with anyio.create_task_group() as group:
        background.start(group, database, clock, worker, grade)
        with anyio.open_signal_receiver(signal.SIGTERM, signal.SIGINT) as signals:
            async for _ in signals:
                group.cancel_scope.cancel()


@work.command("status")
def status() -> None:
    """Show how much waits, and what could not be graded and why."""
    with transaction() as session:
        waiting = operating.count_by_status(session)
        failed = operating.find_failed(session)
    console = Console()
    queued, running = waiting[SubmissionStatus.QUEUED], waiting[SubmissionStatus.RUNNING]
    console.print(f"{queued} waiting, {running} being graded, {len(failed)} failed")
    if not failed:
        return
    table = Table("submission", "kind", "handed in", "tries", "why")
    for submission in failed:
        why = str((submission.report or {}).get("message", ""))
        table.add_row(
            str(submission.id),
            submission.kind,
            f"{submission.created_at:%Y-%m-%d %H:%M:%S}",
            str(submission.tries),
            why,
        )
    console.print(table)
    console.print("They count against nobody. bn-assess work retry ID, or --all, grades them again.")


@work.command("retry")
def retry(
    submission_id: Annotated[
        str | None, typer.Argument(help="A submission, as status or the log names it.", metavar="[ID]")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All that could not be graded.")] = False,
) -> None:
    """Grade again what could not be graded through a fault of the service."""
    if every == (submission_id is not None):
        fail("name one submission, or say --all; bn-assess work status lists them.")
    try:
        only = uuid.UUID(submission_id) if submission_id else None
    except ValueError:
        fail(f"{submission_id} is no submission's id; bn-assess work status lists them.")
    with transaction() as session:
        retried = operating.retry(session, only=only, now=datetime.now(UTC))
    if only is not None and not retried:
        fail(f"{only} is not among those that could not be graded; bn-assess work status lists them.")
    Console().print(f"Waiting to be graded again: {retried}.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(work, name="work")
