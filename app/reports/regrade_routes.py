"""Regrades over the API: an admin plans and applies them, recruiters read what they did to their attempts."""

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import select

from app.assessments import access
from app.auth import AdminUser, RecruiterUser
from app.clock import Now
from app.db import ReadSession, WriteSession
from app.models import Regrade
from app.pagination import Cursor, Key, KeyType, Limit, Page, fetch_page
from app.problems import NotAllowed, NotFound, NotSignedIn, raises
from app.reports import regrades
from app.reports.regrades import RegradeChangeOut, RegradeIn, RegradeNotice, RegradeOut
from app.scores import plan, regrade

router = APIRouter(tags=["regrades"], responses=raises(NotSignedIn, NotAllowed, NotFound))
Cut = Annotated[
    float | None, Query(ge=0, le=1, description="A share of the points, as 0.7: who crosses it is told.")
]


@router.post(
    "/regrades",
    status_code=201,
    operation_id="plan_regrade",
    responses=raises(plan.NotScoredByUs, plan.RegradeUnderWay),
)
def plan_regrade(sent: RegradeIn, staff: AdminUser, session: WriteSession, now: Now) -> RegradeOut:
    """Look at an item's scores again after its key, check or kernel was mended; no score changes yet.

    Code is graded again in the background: the plan is complete when its state is `ready`. A plan that was
    not applied is dropped by the next one for the same item.
    """
    made = plan.plan(session, sent.item, why=sent.why, again=sent.again, now=now, by=staff.id)
    return regrades.read(session, made, cut=None)


@router.get("/regrades", operation_id="list_regrades")
def list_regrades(
    staff: AdminUser, session: ReadSession, cursor: Cursor = None, limit: Limit = 20
) -> Page[RegradeOut]:
    """List regrades, the newest first."""
    keys: dict[Key, KeyType] = {Regrade.created_at: datetime, Regrade.id: uuid.UUID}
    rows, following = fetch_page(session, select(Regrade), keys, cursor=cursor, limit=limit, descending=True)
    return Page(items=[regrades.read(session, row[0], cut=None) for row in rows], next_cursor=following)


@router.get("/regrades/{regrade_id}", operation_id="get_regrade")
def get_regrade(regrade_id: str, staff: AdminUser, session: ReadSession, cut: Cut = None) -> RegradeOut:
    """Return a regrade and what it does to each assessment."""
    return regrades.read(session, regrade.find(session, regrade_id), cut=cut)


@router.get("/regrades/{regrade_id}/changes", operation_id="list_regrade_changes")
def list_regrade_changes(
    regrade_id: str,
    staff: AdminUser,
    session: ReadSession,
    cut: Cut = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[RegradeChangeOut]:
    """List whose score a regrade changes, by how much, and their ranks before and after."""
    found = regrade.find(session, regrade_id)
    return regrades.changes(session, found.id, cut=cut, cursor=cursor, limit=limit)


@router.post(
    "/regrades/{regrade_id}/apply",
    status_code=202,
    operation_id="apply_regrade",
    responses=raises(regrade.NotReady),
)
def apply_regrade(regrade_id: str, staff: AdminUser, session: WriteSession) -> RegradeOut:
    """Change the scores; it goes on in the background until the state is `applied`. Old scores stay."""
    found = regrade.find(session, regrade_id, lock=True)
    regrade.begin(session, found, by=staff.id)
    return regrades.read(session, found, cut=None)


@router.get("/assessments/{assessment_id}/regrades", operation_id="list_assessment_regrades")
def list_assessment_regrades(
    assessment_id: str, staff: RecruiterUser, session: ReadSession
) -> list[RegradeNotice]:
    """List the regrades that changed scores of this assessment, the newest first."""
    return regrades.notices(session, access.find(session, staff, assessment_id))


@router.get(
    "/assessments/{assessment_id}/regrades/{regrade_id}/changes",
    operation_id="list_assessment_regrade_changes",
)
def list_assessment_regrade_changes(
    assessment_id: str,
    regrade_id: str,
    staff: RecruiterUser,
    session: ReadSession,
    cut: Cut = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[RegradeChangeOut]:
    """List whose score of this assessment a regrade changed."""
    assessment = access.find(session, staff, assessment_id)
    done = regrade.find(session, regrade_id)
    if done.applied_at is None:
        raise NotFound("There is no such regrade.")
    return regrades.changes(session, done.id, assessment=assessment, cut=cut, cursor=cursor, limit=limit)
