"""Calibration of reviewers on an item's exemplars."""

from fastapi import APIRouter

from app.auth import ReviewerUser
from app.clock import Now
from app.db import ReadSession, WriteSession
from app.problems import NotAllowed, NotFound, NotSignedIn, raises
from app.reviews import calibration
from app.reviews.routes import ReviewSettings
from app.reviews.schemas import ExemplarsIn, ExemplarsResult, ExemplarTask

router = APIRouter(
    tags=["reviews"], prefix="/calibrations", responses=raises(NotSignedIn, NotAllowed, NotFound)
)


@router.get("/{version_id}", operation_id="get_exemplars")
def get_exemplars(
    version_id: str, staff: ReviewerUser, session: ReadSession, settings: ReviewSettings
) -> ExemplarTask:
    """Return an item's exemplars, whose levels are known and not told, and the criterion to score them by."""
    return calibration.task(session, staff.id, version_id, needed=settings.calibration_agreement)


@router.post("/{version_id}", operation_id="score_exemplars")
def score_exemplars(
    version_id: str,
    sent: ExemplarsIn,
    staff: ReviewerUser,
    session: WriteSession,
    settings: ReviewSettings,
    now: Now,
) -> ExemplarsResult:
    """Score the exemplars and see how you did. Each try is kept; the best one counts."""
    return calibration.score(
        session, staff.id, version_id, sent, needed=settings.calibration_agreement, now=now
    )
