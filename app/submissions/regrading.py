"""Code graded again for a regrade, by whichever process has time, and plans carried out in the background.

The plan is the queue: no candidate waits for it, so it is worked at only while no submission does.
"""

import asyncio
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

import anyio.to_thread
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.clock import Clock
from app.db import AWAY, Database
from app.models import (
    FormItem,
    ItemVersion,
    Regrade,
    RegradeChange,
    RegradeState,
    Submission,
    SubmissionKind,
)
from app.scores import plan, record, regrade
from app.submissions import queue
from app.submissions.grading import Grade
from grader.results import CheckOutcome, GradeReport, to_json
from grader.verdict import Verdict

log = logging.getLogger(__name__)
LOOK_S = 2.0
TAKEN_FOR = timedelta(minutes=2)
"""After so long whoever took one is thought dead, and another may take it."""


@dataclass(frozen=True)
class Taken:
    """One submission to be graded again, for one regrade."""

    regrade_id: uuid.UUID
    place_id: uuid.UUID
    work: queue.Claimed


def take(session: Session, *, now: datetime, only: uuid.UUID | None = None) -> Taken | None:
    """Take one submission to be graded again, of any regrade or of one; None when there is none."""
    waiting = (
        select(RegradeChange)
        .join(Regrade, Regrade.id == RegradeChange.regrade_id)
        .where(Regrade.state == RegradeState.GRADING, RegradeChange.item_after.is_(None))
        .where(RegradeChange.tries < plan.MAX_TRIES)
        .where(or_(RegradeChange.claimed_at.is_(None), RegradeChange.claimed_at < now - TAKEN_FOR))
        .limit(1)
        .with_for_update(of=RegradeChange, skip_locked=True)
    )
    change = session.scalar(waiting if only is None else waiting.where(Regrade.id == only))
    if change is None:
        return None
    change.claimed_at = now
    submission, content = session.execute(
        select(Submission, ItemVersion.content)
        .join(FormItem, FormItem.id == Submission.form_item_id)
        .join(ItemVersion, ItemVersion.id == FormItem.item_version_id)
        .where(Submission.id == change.submission_id)
    ).one()
    work = queue.Claimed(
        submission.id,
        content["task"],
        submission.source,
        submission.seed,
        SubmissionKind.SUBMIT,
        change.tries,
    )
    return Taken(change.regrade_id, change.form_item_id, work)


def settle(session: Session, taken: Taken, report: GradeReport | None) -> None:
    """Write down what grading again came to, or that it failed through a fault of ours."""
    regrade_ = session.get(Regrade, taken.regrade_id, with_for_update=True)
    change = session.get(RegradeChange, (taken.regrade_id, taken.place_id))
    if regrade_ is None or change is None or regrade_.state is not RegradeState.GRADING:
        return  # another plan took its place
    submission = session.get_one(Submission, taken.work.id)
    if not submission.source:
        session.delete(change)  # the person was erased, and the score stays
    elif report is None or report.verdict is Verdict.INTERNAL_ERROR:
        change.tries, change.claimed_at = change.tries + 1, None
    else:
        told = to_json(report)
        place = session.get_one(FormItem, taken.place_id)
        change.item_after = record.points(Fraction(told["score"]), place.points)
        change.receipt = {
            "submission": str(submission.id),
            "verdict": report.verdict,
            **told["receipt"],
        }
    session.flush()
    plan.make_ready(session, regrade_)


async def grade_next(
    database: Database, clock: Clock, grade: Grade, *, only: uuid.UUID | None = None
) -> bool:
    """Grade one submission again; return whether there was one."""
    taken = await database.in_write(lambda session: take(session, now=clock.now(), only=only))
    if taken is None:
        return False
    report: GradeReport | None = None
    try:
        if taken.work.source:
            report = await anyio.to_thread.run_sync(grade, taken.work, _tell_nobody)
    except Exception:
        log.exception("submission %s could not be graded again", taken.work.id)
    await database.in_write(lambda session: settle(session, taken, report))
    return True


def _tell_nobody(_outcomes: Sequence[CheckOutcome]) -> None:
    """Tell nobody of what the samples show: no candidate waits for it."""


def _apply_some(session: Session, now: datetime) -> bool:
    under_way = regrade.under_way(session)
    if under_way is None:
        return False
    left = regrade.go_on(session, under_way.id, now=now)
    log.info("regrade of %s: %d scores left to change", under_way.item_id, left)
    return True


async def go_on_forever(database: Database, clock: Clock, grade: Grade | None) -> None:
    """Carry out what was begun, and grade again what is planned, until cancelled."""
    while True:
        try:
            applied = await database.in_read(regrade.under_way) is not None
            if applied:
                await database.in_write(lambda session: _apply_some(session, clock.now()))
            graded = False
            if grade is not None and await database.in_read(_has_time):
                graded = await grade_next(database, clock, grade)
            if applied or graded:
                continue
        except AWAY as failure:
            log.warning("regrades wait for the database (%s)", failure)
        except Exception:
            log.exception("regrades broke off; they go on soon")
        await asyncio.sleep(LOOK_S)


def _has_time(session: Session) -> bool:
    planned = session.scalar(select(Regrade.id).where(Regrade.state == RegradeState.GRADING).limit(1))
    return planned is not None and queue.next_waiting(session) is None
