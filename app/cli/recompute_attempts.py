"""Attempts in the database computed again from their receipts."""

import json
import uuid
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import typer

from app.cli.bank_folder import progress_bar, sandbox
from app.cli.recompute import DIFFERS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.reports.recompute import AttemptRecomputed
    from grader.results import GradeReport
    from grader.sandbox.outcome import Sandbox


def recompute_stored(wanted: uuid.UUID, *, as_json: bool) -> None:
    """Compute an attempt, or every finished one of an assessment, again; exit with 1 where anything differs.

    The sandbox is opened for the first code that is met. Each attempt is read in a transaction of its own.
    """
    from app.cli.database import fail, opened
    from app.models import Attempt
    from app.reports import recompute

    with opened() as database, ExitStack() as stack:
        with database.read() as session:
            attempt_ids = _attempts(session, wanted)
        if not attempt_ids:
            fail(f"the database holds no finished attempt {wanted}, nor an assessment with any")
        runner: Sandbox | None = None

        def grade(task: str, source: str, seed: int) -> "GradeReport":
            from grader import grading
            from grader.tasks import TASKS

            nonlocal runner
            if task not in TASKS:
                raise recompute.CannotTell(f"the task {task} is no longer shipped")
            runner = runner or stack.enter_context(sandbox())
            return grading.grade(TASKS[task], source, seed=seed, sandbox=runner)

        told: dict[uuid.UUID, AttemptRecomputed] = {}
        with progress_bar(len(attempt_ids), "Computing again") as advance:
            for attempt_id in attempt_ids:
                with database.read() as session:
                    told[attempt_id] = recompute.attempt(session, session.get_one(Attempt, attempt_id), grade)
                advance(f"{len(told)} of {len(attempt_ids)}")
    if as_json:
        rows = [_row(attempt_id, found) for attempt_id, found in told.items()]
        typer.echo(json.dumps(rows, indent=2))
    else:
        _print(told)
    if not all(found.same for found in told.values()):
        raise typer.Exit(DIFFERS)


def _attempts(session: "Session", wanted: uuid.UUID) -> list[uuid.UUID]:
    from sqlalchemy import or_, select

    from app.models import Attempt, AttemptStatus

    found = select(Attempt.id).where(
        or_(Attempt.id == wanted, Attempt.assessment_id == wanted), Attempt.status == AttemptStatus.FINISHED
    )
    return list(session.scalars(found.order_by(Attempt.started_at, Attempt.id)))


def _row(attempt_id: uuid.UUID, found: "AttemptRecomputed") -> dict[str, Any]:
    items = [
        {
            "item": item.item,
            "reason": item.reason,
            "kept": float(item.kept),
            "again": None if item.again is None else float(item.again),
            "why": item.why,
        }
        for item in found.items
    ]
    sums = {"kept": None if found.kept is None else float(found.kept), "again": float(found.again)}
    return {"attempt": str(attempt_id), "same": found.same, **sums, "items": items}


def _print(told: "dict[uuid.UUID, AttemptRecomputed]") -> None:
    for attempt_id, found in told.items():
        kept = "none" if found.kept is None else f"{found.kept:f}"
        outcome = "comes out the same" if found.same else "COMES OUT OTHERWISE"
        typer.echo(f"{attempt_id}: {kept} kept, {found.again:f} computed again: {outcome}")
        for item in found.items:
            if item.again is None:
                typer.echo(f"  {item.item}: {item.kept:f} as kept; {item.why}")
            elif item.differs or len(told) == 1:
                typer.echo(f"  {item.item} ({item.reason}): {item.kept:f} kept, {item.again:f} again")
    same = sum(found.same for found in told.values())
    typer.echo(f"{same} of {len(told)} attempts come out the same.")
