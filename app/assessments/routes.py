"""Recruiters' assessments."""

import uuid
from datetime import datetime

from fastapi import APIRouter, Response
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.assessments import access, lifecycle
from app.assessments.pool import BankTooSmall
from app.assessments.schemas import AssessmentOut, AssessmentPatch, AssessmentSummary
from app.auth import RecruiterUser
from app.clock import Now
from app.db import ReadSession, WriteSession
from app.models import Assessment, AssessmentShare, Attempt, AttemptStatus, Invitation, Staff
from app.pagination import Cursor, Limit, Page, fetch_page
from app.problems import NotAllowed, NotFound, NotSignedIn, raises
from question_bank.blueprint import Blueprint

router = APIRouter(tags=["assessments"], responses=raises(NotSignedIn, NotAllowed))


def _out(session: Session, assessment: Assessment) -> AssessmentOut:
    blueprint = Blueprint.model_validate(assessment.blueprint)
    shared = session.scalars(
        select(Staff.email)
        .join(AssessmentShare, AssessmentShare.staff_id == Staff.id)
        .where(AssessmentShare.assessment_id == assessment.id)
        .order_by(Staff.email)
    )
    return AssessmentOut(
        id=assessment.id,
        series_id=assessment.series_id,
        version=assessment.version,
        owner=session.scalars(select(Staff.email).where(Staff.id == assessment.owner_id)).one(),
        shared_with=list(shared),
        state=assessment.state,
        disclosure=assessment.disclosure,
        results=assessment.results,
        title=assessment.title,
        instructions=assessment.instructions,
        time_limit_s=assessment.time_limit_s,
        sections=blueprint.sections,
        max_exposure=blueprint.max_exposure,
        created_at=assessment.created_at,
        published_at=assessment.published_at,
        closed_at=assessment.closed_at,
    )


@router.get("/assessments", operation_id="list_assessments")
def list_assessments(
    staff: RecruiterUser, session: ReadSession, cursor: Cursor = None, limit: Limit = 50
) -> Page[AssessmentSummary]:
    """List the assessments you own or that are shared with you, the newest first."""
    invited = select(func.count()).where(Invitation.assessment_id == Assessment.id).scalar_subquery()
    finished = (
        select(func.count())
        .where(Attempt.assessment_id == Assessment.id, Attempt.status == AttemptStatus.FINISHED)
        .scalar_subquery()
    )
    rows, following = fetch_page(
        session,
        select(Assessment, invited, finished).where(access.visible_to(staff)),
        {Assessment.created_at: datetime, Assessment.id: uuid.UUID},
        cursor=cursor,
        limit=limit,
        descending=True,
    )
    items = [
        AssessmentSummary(
            id=row[0].id,
            title=row[0].title,
            version=row[0].version,
            state=row[0].state,
            created_at=row[0].created_at,
            invited=row[1],
            finished=row[2],
        )
        for row in rows
    ]
    return Page(items=items, next_cursor=following)


@router.post("/assessments", status_code=201, operation_id="create_assessment")
def create_assessment(
    blueprint: Blueprint, staff: RecruiterUser, session: WriteSession, now: Now, response: Response
) -> AssessmentOut:
    """Draft an assessment from a blueprint: sections, and what each draws from the bank."""
    assessment = lifecycle.create(session, blueprint, owner=staff.id, now=now)
    session.flush()
    response.headers["Location"] = f"/api/v1/assessments/{assessment.id}"
    return _out(session, assessment)


@router.get("/assessments/{assessment_id}", operation_id="get_assessment", responses=raises(NotFound))
def get_assessment(assessment_id: str, staff: RecruiterUser, session: ReadSession) -> AssessmentOut:
    """Return one assessment with its blueprint."""
    return _out(session, access.find(session, staff, assessment_id))


@router.patch(
    "/assessments/{assessment_id}",
    operation_id="change_assessment",
    responses=raises(NotFound, lifecycle.AssessmentFrozen),
)
def change_assessment(
    assessment_id: str, patch: AssessmentPatch, staff: RecruiterUser, session: WriteSession, now: Now
) -> AssessmentOut:
    """Change a draft, or with whom an assessment is shared."""
    assessment = access.find(session, staff, assessment_id, lock=True)
    lifecycle.change(session, assessment, patch, by=staff.id, now=now)
    session.flush()
    return _out(session, assessment)


@router.post(
    "/assessments/{assessment_id}/publish",
    operation_id="publish_assessment",
    responses=raises(NotFound, lifecycle.AssessmentFrozen, BankTooSmall),
)
def publish_assessment(
    assessment_id: str, staff: RecruiterUser, session: WriteSession, now: Now
) -> AssessmentOut:
    """Freeze a draft with the item versions it may draw, so that candidates can be invited."""
    assessment = access.find(session, staff, assessment_id, lock=True)
    lifecycle.publish(session, assessment, by=staff.id, now=now)
    session.flush()
    return _out(session, assessment)


@router.post(
    "/assessments/{assessment_id}/close",
    operation_id="close_assessment",
    responses=raises(NotFound, lifecycle.NotPublished),
)
def close_assessment(
    assessment_id: str, staff: RecruiterUser, session: WriteSession, now: Now
) -> AssessmentOut:
    """Take no more starts; attempts under way go on to their end."""
    assessment = access.find(session, staff, assessment_id, lock=True)
    lifecycle.close(session, assessment, by=staff.id, now=now)
    session.flush()
    return _out(session, assessment)


@router.post(
    "/assessments/{assessment_id}/versions",
    status_code=201,
    operation_id="create_assessment_version",
    responses=raises(NotFound),
)
def create_assessment_version(
    assessment_id: str, staff: RecruiterUser, session: WriteSession, now: Now, response: Response
) -> AssessmentOut:
    """Make a new draft with an id of its own; invitations stay with the version they name."""
    assessment = access.find(session, staff, assessment_id, lock=True)
    draft = lifecycle.new_version(session, assessment, by=staff.id, now=now)
    session.flush()
    response.headers["Location"] = f"/api/v1/assessments/{draft.id}"
    return _out(session, draft)
