"""What staff do to an attempt."""

from fastapi import APIRouter

from app.attempts import extend, reopen
from app.attempts.reopen import ReopenIn, ReopenOut
from app.attempts.sitting import AttemptClosed
from app.auth import RecruiterUser
from app.clock import Now
from app.db import WriteSession
from app.problems import NotAllowed, NotFound, NotSignedIn, raises

router = APIRouter(tags=["attempts"], prefix="/attempts", responses=raises(NotSignedIn, NotAllowed, NotFound))


@router.post(
    "/{attempt_id}/reopen",
    operation_id="reopen_attempt",
    responses=raises(reopen.NotFinished, reopen.AttemptErased),
)
def reopen_attempt(
    attempt_id: str, sent: ReopenIn, staff: RecruiterUser, session: WriteSession, now: Now
) -> ReopenOut:
    """Give a finished attempt time again; its candidate goes on where they were. The act is audited."""
    return ReopenOut.model_validate(
        reopen.reopen(session, staff, attempt_id, sent, now=now), from_attributes=True
    )


@router.post("/{attempt_id}/extend", operation_id="extend_attempt", responses=raises(AttemptClosed))
def extend_attempt(
    attempt_id: str, sent: ReopenIn, staff: RecruiterUser, session: WriteSession, now: Now
) -> ReopenOut:
    """Give an attempt that is under way more time. The act is audited."""
    return ReopenOut.model_validate(
        extend.extend(session, staff, attempt_id, sent, now=now), from_attributes=True
    )
