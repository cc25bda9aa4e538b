"""Who may see an assessment. To all others it does not exist."""

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from app.auth import StaffCaller
from app.models import Assessment, AssessmentShare, Role
from app.problems import NotFound
from app.values import parse_id


def visible_to(staff: StaffCaller) -> ColumnElement[bool]:
    """Return the condition under which an assessment exists for `staff`: owner, shared with, or admin."""
    if staff.role is Role.ADMIN:
        return true()
    shared = select(AssessmentShare.assessment_id).where(AssessmentShare.staff_id == staff.id)
    return or_(Assessment.owner_id == staff.id, Assessment.id.in_(shared))


def find(session: Session, staff: StaffCaller, assessment_id: str, *, lock: bool = False) -> Assessment:
    """Return the assessment, or say that there is none."""
    query = select(Assessment).where(Assessment.id == parse_id(assessment_id), visible_to(staff))
    if lock:
        query = query.with_for_update()
    assessment = session.scalar(query)
    if assessment is None:
        raise NotFound("No assessment of yours has this id; GET /api/v1/assessments lists them.")
    return assessment
