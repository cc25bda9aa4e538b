"""The candidate's own results."""

from fastapi import APIRouter

from app.attempts import sitting
from app.auth import CandidateUser
from app.clock import Now
from app.db import ReadSession
from app.problems import NotAllowed, NotSignedIn, raises
from app.results import release
from app.results.schemas import ResultsOut

router = APIRouter(tags=["attempt"], prefix="/attempt", responses=raises(NotSignedIn, NotAllowed))


@router.get("/results", operation_id="get_results", responses=raises(sitting.NotStarted, release.NotOver))
def get_results(candidate: CandidateUser, session: ReadSession, now: Now) -> ResultsOut:
    """Return the caller's own results once the attempt is over, as far as the assessment shows them."""
    return release.read(session, sitting.own(session, candidate), now=now)
