"""What recruiters read of how far an assessment measures, and whether it treats people alike."""

from fastapi import APIRouter

from app.assessments import access
from app.auth import RecruiterUser
from app.clock import Now
from app.db import ReadSession, WriteSession
from app.problems import NotAllowed, NotFound, NotSignedIn, raises
from app.reports import calibration, fairness, item_usage
from app.reports.calibration import CalibrationOut
from app.reports.fairness import FairnessState, ReadingIn
from app.reports.item_usage import ItemUsage

router = APIRouter(tags=["results"], responses=raises(NotSignedIn, NotAllowed, NotFound))


@router.get("/assessments/{assessment_id}/item-usage", operation_id="list_item_usage")
def list_item_usage(assessment_id: str, staff: RecruiterUser, session: ReadSession) -> list[ItemUsage]:
    """Tell how often each item was shown, and how long people stayed on it."""
    return item_usage.read(session, access.find(session, staff, assessment_id))


@router.get("/assessments/{assessment_id}/calibration", operation_id="get_calibration")
def get_calibration(assessment_id: str, staff: RecruiterUser, session: ReadSession) -> CalibrationOut:
    """Put items on the scale of candidates' ability by item response theory, once there is enough."""
    return calibration.read(session, access.find(session, staff, assessment_id))


@router.get("/assessments/{assessment_id}/fairness", operation_id="get_fairness")
def get_fairness(assessment_id: str, staff: RecruiterUser, session: ReadSession) -> FairnessState:
    """Return the newest reading of how groups fared. It holds counts and rates, and nothing of a person."""
    return fairness.newest(session, access.find(session, staff, assessment_id))


@router.post(
    "/assessments/{assessment_id}/fairness",
    status_code=201,
    operation_id="read_fairness",
    responses=raises(fairness.TooFewAnswers, fairness.CutFixed),
)
def read_fairness(
    assessment_id: str, where: ReadingIn, staff: RecruiterUser, session: WriteSession, now: Now
) -> FairnessState:
    """Read how groups fared: pass rates at the cut, four-fifths ratios, and items easier for one of two."""
    assessment = access.find(session, staff, assessment_id)
    return fairness.read(session, assessment, where.cut, by=staff.id, now=now)
