"""How reviewers score."""

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import and_, true

from app.assessments import access
from app.auth import RecruiterUser, ReviewerUser
from app.db import ReadSession
from app.models import Assessment
from app.problems import NotAllowed, NotFound, NotSignedIn, raises
from app.reports import reviewers
from app.reports.reviewer_schemas import ReviewingStatistics

router = APIRouter(tags=["reviews"], prefix="/reviewers", responses=raises(NotSignedIn, NotAllowed))


@router.get("/statistics", operation_id="get_reviewing_statistics", responses=raises(NotFound))
def get_reviewing_statistics(
    staff: RecruiterUser,
    session: ReadSession,
    assessment_id: Annotated[
        str | None, Query(description="One assessment alone; else all of yours.")
    ] = None,
) -> ReviewingStatistics:
    """Tell how far reviewers of your assessments agree, how strict each is, and whether that changes."""
    visible = access.visible_to(staff)
    if assessment_id is not None:
        visible = and_(visible, Assessment.id == access.find(session, staff, assessment_id).id)
    return reviewers.read(session, visible)


@router.get("/me/statistics", operation_id="get_own_reviewing_statistics")
def get_own_reviewing_statistics(staff: ReviewerUser, session: ReadSession) -> ReviewingStatistics:
    """Tell the same of your own scores, and of nobody else's by name."""
    return reviewers.read(session, true(), only=staff.id)
