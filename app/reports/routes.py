"""What recruiters read."""

from fastapi import APIRouter

from app.assessments import access
from app.auth import RecruiterUser
from app.db import ReadSession
from app.pagination import Cursor, Limit, Page
from app.problems import NotAllowed, NotFound, NotSignedIn, raises
from app.reports import attempt, listing
from app.reports.schemas import AttemptReport, AttemptSummary

router = APIRouter(tags=["results"], responses=raises(NotSignedIn, NotAllowed, NotFound))


@router.get("/assessments/{assessment_id}/attempts", operation_id="list_attempts")
def list_attempts(
    assessment_id: str,
    staff: RecruiterUser,
    session: ReadSession,
    sort: listing.Sort = "-score",
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[AttemptSummary]:
    """List an assessment's attempts with their scores."""
    assessment = access.find(session, staff, assessment_id)
    return listing.page(session, assessment, sort=sort, cursor=cursor, limit=limit)


@router.get("/attempts/{attempt_id}", operation_id="get_attempt_report")
def get_attempt_report(attempt_id: str, staff: RecruiterUser, session: ReadSession) -> AttemptReport:
    """Return one attempt in full: scores by section, subtopic and item, code, prose, timeline, receipts."""
    return attempt.read(session, *attempt.find(session, staff, attempt_id))
