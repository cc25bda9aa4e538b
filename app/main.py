"""The service, put together."""

import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from importlib.metadata import version

import anyio
import anyio.to_thread
from fastapi import FastAPI

from app import health, problems
from app.assessments import routes as assessments
from app.attempts import code_routes
from app.attempts import routes as attempts
from app.attempts.deadline import sweep_forever
from app.clock import Clock, SystemClock
from app.config import Settings
from app.db import Database, open_engine
from app.http import RequestFrame
from app.invitations import routes as invitations
from app.reports import routes as reports
from app.reviews import routes as reviews
from app.schema import is_current
from app.staff import routes as staff
from app.submissions.graders import Graders, grade_in
from app.submissions.notifier import Notifier
from app.web.pages import mount_pages
from grader.results import GradeReport
from grader.sandbox import open_sandbox
from grader.sandbox.outcome import Sandbox, SandboxMissing

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
    app.state.clock = clock or SystemClock()
    app.state.open_sandbox = open_sandbox
    app.state.notifier = Notifier()
    app.state.sandbox_missing = None
    app.state.password_gate = anyio.Semaphore(PASSWORDS_AT_ONCE)
    app.state.database = Database(
        open_engine(settings.database_address, pool_size=settings.database_pool_size)
    )
    app.add_middleware(RequestFrame, max_body_bytes=settings.max_body_bytes)
    problems.install(app)
    problems.describe(app)
    for slice_ in (staff, assessments, invitations, attempts, code_routes, reviews, reports):
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
        graders = await _open_graders(app, stack)
        app.state.wake_graders = graders.wake
        # Cancelled through the group's scope, a thread at work on the database is waited for, not abandoned.
        async with anyio.create_task_group() as background:
            background.start_soon(_logged, graders.run)
            background.start_soon(_logged, partial(sweep_forever, database, app.state.clock, graders.wake))
            yield
            background.cancel_scope.cancel()


async def _logged(work: Callable[[], Awaitable[None]]) -> None:
    try:
        await work()
    except Exception:
        log.critical("background work ended: restart the service", exc_info=True)


async def _open_graders(app: FastAPI, stack: contextlib.AsyncExitStack) -> Graders:
    count: int = app.state.settings.graders
    database, notifier = app.state.database, app.state.notifier
    try:
        sandbox: Sandbox = await anyio.to_thread.run_sync(app.state.open_sandbox, max(count, 1))
    except SandboxMissing as missing:
        # Fail closed: the rest of the service runs, code is refused with this message.
        log.error("coding tasks are refused: %s", missing)
        app.state.sandbox_missing = str(missing)
        return Graders(database, app.state.clock, notifier, _refuse, count=0)
    stack.callback(sandbox.close)
    return Graders(database, app.state.clock, notifier, grade_in(sandbox), count=count)


def _refuse(_claimed: object) -> GradeReport:
    raise AssertionError("graders without a sandbox claim nothing")
