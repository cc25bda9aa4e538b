"""Whether the service lives, and whether it can take requests."""

from http import HTTPStatus
from typing import ClassVar

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from app.problems import Problem, raises
from app.schema import can_serve

router = APIRouter(tags=["health"], prefix="/health")


class NotReady(Problem):
    """The service cannot take requests now."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    headers: ClassVar = {"Retry-After": "5"}


class Health(BaseModel):
    """Well."""

    status: str = "ok"
    coding: bool = True


@router.get("/live", operation_id="health_live")
async def live() -> Health:
    """Return at once: the process runs."""
    return Health()


@router.get("/ready", operation_id="health_ready", responses=raises(NotReady))
async def ready(request: Request) -> Health:
    """Return whether the database answers and has a schema that this process can serve."""
    if request.app.state.draining:
        raise NotReady("This process is stopping: it finishes what it has and takes nothing new.")
    if not await run_in_threadpool(can_serve, request.app.state.database.engine):
        raise NotReady("The database is not migrated; run bn-assess migrate.")
    return Health(coding=request.app.state.sandbox_missing is None)
