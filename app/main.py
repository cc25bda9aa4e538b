"""The service, put together."""

import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from importlib.metadata import version

import anyio
import anyio.to_thread
from fastapi import FastAPI

from app import background, health, problems
from app.assessments import routes as assessments
from app.attempts import code_routes, staff_routes
from app.attempts import routes as attempts
from app.background import open_clock
from app.clock import Clock
from app.config import Settings
from app.db import Database, connection_string, open_engine
from app.demographics import routes as demographics
from app.http import RequestFrame
from app.invitations import routes as invitations
from app.metrics import Metrics, served
from app.practice import routes as practice
from app.remarks import routes as remarks
from app.reports import export_routes, measurement_routes, shortlist_routes
from app.reports import regrade_routes as regrades
from app.reports import reviewer_routes as reviewers
from app.reports import routes as reports
from app.results import routes as results
from app.reviews import calibration_routes as calibrations
from app.reviews import routes as reviews
from app.schema import is_current
from app.staff import routes as staff
from app.submissions import measuring
from app.submissions.grading import Grade, Grading, grade_in
from app.submissions.measuring import measured
from app.submissions.notifier import Notifier
from app.submissions.workers import Worker, open_worker
from app.web.pages import mount_pages
from grader.sandbox import open_sandbox
from grader.sandbox.outcome import Sandbox, SandboxMissing
from grader.sandbox.pool import ZygotePool

log = logging.getLogger(__name__)
API = "/api/v1"
PASSWORDS_AT_ONCE = 2


class NotMigrated(Exception):
    """The database's schema is not the one this program was written for."""


def create_app(
    settings: Settings | None = None,
    *,
    clock: Clock | None = None,
    open_sandbox: Callable[[int], Sandbox] = open_sandbox,
) -> FastAPI:
    """Return the service. `clock` and `open_sandbox` are the seams where a test puts its own."""
    settings = settings or Settings()
    app = FastAPI(
        title="bn-assess",
        version=version("bn-assess"),
        summary="Assess what a candidate really knows about Batch Normalization.",
        lifespan=_lifespan,
        docs_url=None,  # its page would load scripts from another site
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.clock = clock  # without one, the database's kind decides at the start
    app.state.open_sandbox = open_sandbox
    app.state.notifier = Notifier()
    app.state.metrics = Metrics()
    app.state.draining = False
    app.state.sandbox_missing = None
    app.state.sandbox = None
    app.state.practice_gate = anyio.Semaphore(1)
    app.state.print_gate = anyio.Semaphore(1)  # setting a long report takes a core for a second
    app.state.password_gate = anyio.Semaphore(PASSWORDS_AT_ONCE)
    app.state.database = Database(
        open_engine(settings.database_address, pool_size=settings.database_pool_size)
    )
    app.add_middleware(RequestFrame, max_body_bytes=settings.max_body_bytes, metrics=app.state.metrics)
    problems.install(app)
    problems.describe(app)
    candidate = (attempts, code_routes, results, demographics, practice)
    for slice_ in (
        staff,
        assessments,
        invitations,
        *candidate,
        staff_routes,
        reviews,
        calibrations,
        reviewers,
        remarks,
        reports,
        measurement_routes,
        export_routes,
        shortlist_routes,
        regrades,
    ):
        app.include_router(slice_.router, prefix=API)
    app.include_router(invitations.take)
    app.include_router(health.router)
    mount_pages(app)
    return app


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    database: Database = app.state.database
    if not await anyio.to_thread.run_sync(is_current, database.engine):
        raise NotMigrated("The database is not migrated: run bn-assess migrate, then start again.")
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(database.engine.dispose)
        app.state.clock = app.state.clock or await anyio.to_thread.run_sync(open_clock, database)
        worker, grade = await _open_worker(app, stack)
        settings, metrics = app.state.settings, app.state.metrics
        measuring.follow(metrics, database, app.state.clock)
        stack.enter_context(served(metrics, host=settings.metrics_host, port=settings.metrics_port))
        app.state.wake_graders = worker.wake if worker else background.wake_nobody
        # Cancelled through the group's scope, a thread at work on the database is waited for, not abandoned.
        async with anyio.create_task_group() as group:
            background.start(group, database, app.state.clock, worker, grade)
            if settings.smtp_host is not None:
                background.start_mail(group, database, app.state.clock, settings)
            if not database.is_sqlite:
                group.start_soon(app.state.notifier.listen, connection_string(database.engine))
            yield
            group.cancel_scope.cancel()


async def _open_worker(
    app: FastAPI, stack: contextlib.AsyncExitStack
) -> tuple[Worker, Grade] | tuple[None, None]:
    count: int = app.state.settings.graders
    database: Database = app.state.database
    if not count and not database.is_sqlite:
        return None, None  # graders elsewhere have a sandbox, so this process needs none
    try:
        sandbox: Sandbox = await anyio.to_thread.run_sync(app.state.open_sandbox, max(count, 1))
    except SandboxMissing as missing:
        # Fail closed: the rest of the service runs, code is refused with this message.
        log.error("coding tasks are refused: %s", missing)
        app.state.sandbox_missing = str(missing)
        return None, None
    stack.callback(sandbox.close)
    app.state.sandbox = sandbox
    if not count:
        return None, None
    if isinstance(sandbox, ZygotePool):
        app.state.metrics.follow_sandbox(sandbox.restarts)
    told = app.state.notifier.notify if database.is_sqlite else background.told_by_database
    grade = measured(grade_in(sandbox), app.state.metrics)
    return open_worker(Grading(database, app.state.clock, told, grade, count=count)), grade
