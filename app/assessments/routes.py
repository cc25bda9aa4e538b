"""Recruiters' assessments, and the designs they begin from."""

import uuid
from datetime import datetime
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.assessments import access, lifecycle, preview, reviewing
from app.assessments.pool import BankTooSmall
from app.assessments.schemas import (
    AssessmentOut,
    AssessmentPatch,
    AssessmentSummary,
    BlueprintOut,
    FormPreview,
    PreviewIn,
)
from app.auth import RecruiterUser
from app.bank import images
from app.clock import Now
from app.db import ReadSession, WriteSession
from app.models import Assessment, AssessmentShare, Attempt, AttemptStatus, Invitation, ItemVersion, Staff
from app.pagination import Cursor, Limit, Page, fetch_page
from app.problems import NotAllowed, NotFound, NotSignedIn, raises
from app.values import parse_id
from question_bank.blueprint import Blueprint
from question_bank.load import load_blueprints

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
        time_factor=float(assessment.time_factor),
        reviewing=reviewing.read(assessment.reviewing),
        title=assessment.title,
        instructions=assessment.instructions,
        time_limit_s=assessment.time_limit_s,
        sections=blueprint.sections,
        max_exposure=blueprint.max_exposure,
        created_at=assessment.created_at,
        published_at=assessment.published_at,
        closed_at=assessment.closed_at,
        archived_at=assessment.archived_at,
    )


@router.get("/assessments", operation_id="list_assessments")
def list_assessments(
    staff: RecruiterUser,
    session: ReadSession,
    archived: Annotated[bool, Query(description="Those put out of sight, instead of the others.")] = False,
    cursor: Cursor = None,
    limit: Limit = 50,
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
        select(Assessment, invited, finished, Staff.email)
        .join(Staff, Staff.id == Assessment.owner_id)
        .where(
            access.visible_to(staff),
            Assessment.archived_at.is_not(None) if archived else Assessment.archived_at.is_(None),
        ),
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
            archived_at=row[0].archived_at,
            owner=row[3],
            invited=row[1],
            finished=row[2],
        )
        for row in rows
    ]
    return Page(items=items, next_cursor=following)


@router.get("/blueprints", operation_id="list_blueprints")
def list_blueprints(staff: RecruiterUser) -> list[BlueprintOut]:
    """List the packaged designs to begin from, by name."""
    return [BlueprintOut(name=name, blueprint=blueprint) for name, blueprint in _packaged().items()]


@cache
def _packaged() -> dict[str, Blueprint]:
    return load_blueprints()


@router.post("/blueprints/preview", operation_id="preview_blueprint")
def preview_blueprint(sent: PreviewIn, staff: RecruiterUser, session: ReadSession) -> FormPreview:
    """Show one form a design could give, without keys, how long forms take, and what cannot be filled."""
    return preview.of_design(session, sent.blueprint, seed=sent.seed)


@router.get(
    "/blueprints/preview/images/{version_id}/{file}",
    operation_id="get_preview_image",
    response_class=Response,
    responses=raises(NotFound) | images.RESPONSES,
)
def get_preview_image(version_id: str, file: str, staff: RecruiterUser, session: ReadSession) -> Response:
    """Return an image that the prompt of an item in a preview shows."""
    version = session.scalar(select(ItemVersion).where(ItemVersion.id == parse_id(version_id)))
    if version is None:
        raise NotFound("No item has this id; a preview names those it shows.")
    return images.serve(version, file)


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


@router.get(
    "/assessments/{assessment_id}/preview", operation_id="preview_assessment", responses=raises(NotFound)
)
def preview_assessment(
    assessment_id: str,
    staff: RecruiterUser,
    session: ReadSession,
    seed: Annotated[int, Query(ge=0, lt=2**53, description="Another seed, another form.")] = 0,
) -> FormPreview:
    """Show one form an assessment could give, without keys; once published, of the items frozen with it."""
    return preview.of_assessment(session, access.find(session, staff, assessment_id), seed=seed)


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
    lifecycle.change(session, assessment, patch, by=staff, now=now)
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


@router.post(
    "/assessments/{assessment_id}/duplicate",
    status_code=201,
    operation_id="duplicate_assessment",
    responses=raises(NotFound),
)
def duplicate_assessment(
    assessment_id: str, staff: RecruiterUser, session: WriteSession, now: Now, response: Response
) -> AssessmentOut:
    """Make a new draft of the same design in a series of its own, yours alone."""
    assessment = access.find(session, staff, assessment_id)
    draft = lifecycle.duplicate(session, assessment, by=staff.id, now=now)
    session.flush()
    response.headers["Location"] = f"/api/v1/assessments/{draft.id}"
    return _out(session, draft)


@router.post(
    "/assessments/{assessment_id}/archive",
    operation_id="archive_assessment",
    responses=raises(NotFound, lifecycle.StillOpen),
)
def archive_assessment(
    assessment_id: str, staff: RecruiterUser, session: WriteSession, now: Now
) -> AssessmentOut:
    """Put a draft or a closed assessment out of sight; nothing is deleted."""
    assessment = access.find(session, staff, assessment_id, lock=True)
    lifecycle.archive(session, assessment, by=staff.id, now=now)
    session.flush()
    return _out(session, assessment)


@router.post(
    "/assessments/{assessment_id}/restore", operation_id="restore_assessment", responses=raises(NotFound)
)
def restore_assessment(
    assessment_id: str, staff: RecruiterUser, session: WriteSession, now: Now
) -> AssessmentOut:
    """Put an archived assessment back among the others."""
    assessment = access.find(session, staff, assessment_id, lock=True)
    lifecycle.restore(session, assessment, by=staff.id, now=now)
    session.flush()
    return _out(session, assessment)
