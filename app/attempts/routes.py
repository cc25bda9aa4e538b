"""The candidate's own attempt. No ids of others exist here."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Request, Response
from pydantic import Field

from app.assessments import exposure
from app.assessments.pool import BankTooSmall
from app.attempts import finish, pausing, saving, sitting, view
from app.attempts.answers import WrongAnswerShape
from app.attempts.code_routes import wake_graders
from app.attempts.schemas import AttemptView, CommentIn, EventIn, EventOut, ResponseIn, ResponseOut
from app.auth import CandidateToken, CandidateUser
from app.bank import images
from app.clock import Now
from app.db import Database, ReadSession, WriteSession
from app.invitations.invite import InvitationExpired
from app.models import AttemptStatus, FinishReason
from app.problems import NotAllowed, NotFound, NotSignedIn, raises

router = APIRouter(tags=["attempt"], prefix="/attempt", responses=raises(NotSignedIn, NotAllowed))


@router.post(
    "",
    status_code=201,
    operation_id="start_attempt",
    responses={
        200: {"model": AttemptView, "description": "It was started before."},
        **raises(InvitationExpired, BankTooSmall),
    },
)
def start_attempt(
    candidate: CandidateUser, session: WriteSession, now: Now, request: Request, response: Response
) -> AttemptView:
    """Start the attempt and its clock; repeating it returns the same attempt."""
    attempt, form = sitting.start(session, candidate, now=now)
    session.flush()
    shown = view.view(session, attempt, max_submits=request.app.state.settings.max_submits_per_item, now=now)
    if form:
        exposure.note(session, attempt.assessment_id, [place.item_version_id for place in form])
    else:
        response.status_code = 200
    return shown


@router.get("", operation_id="get_attempt", responses=raises(sitting.NotStarted))
def get_attempt(candidate: CandidateUser, session: ReadSession, now: Now, request: Request) -> AttemptView:
    """Return the attempt: its items, the responses saved so far, and the server's clock."""
    attempt = sitting.own(session, candidate)
    return view.view(session, attempt, max_submits=request.app.state.settings.max_submits_per_item, now=now)


@router.put(
    "/responses/{item_id}",
    operation_id="save_response",
    responses=raises(NotFound, sitting.NotStarted, sitting.AttemptClosed, WrongAnswerShape),
)
async def save_response(
    item_id: str, sent: ResponseIn, token: CandidateToken, request: Request, now: Now
) -> ResponseOut:
    """Save an answer. A revision at or below the stored one changes nothing and returns what is stored."""
    database: Database = request.app.state.database
    return await database.in_turn_to_write(partial(saving.save, database, token, item_id, sent, now=now))


@router.get(
    "/items/{item_id}/images/{file}",
    operation_id="get_item_image",
    response_class=Response,
    responses={**images.RESPONSES, **raises(NotFound, sitting.NotStarted)},
)
def get_item_image(item_id: str, file: str, candidate: CandidateUser, session: ReadSession) -> Response:
    """Return an image that the prompt of one of the caller's own items shows."""
    place = sitting.own_place(session, sitting.own(session, candidate), item_id)
    # The page keeps it while the attempt goes on, and takes it off the device at the end.
    return images.serve(place.item_version, file, keep=False)


@router.post(
    "/events",
    status_code=204,
    operation_id="note_events",
    responses=raises(NotFound, sitting.NotStarted, sitting.AttemptClosed, sitting.TooMuch),
)
def note_events(
    events: Annotated[list[EventIn], Field(max_length=200)],
    candidate: CandidateUser,
    session: WriteSession,
    now: Now,
) -> None:
    """Note what the browser noticed; it informs a reader and never changes a score."""
    sitting.note_events(session, sitting.own_open(session, candidate, now=now), events, now=now)


@router.get("/events", operation_id="list_events", responses=raises(sitting.NotStarted))
def list_events(candidate: CandidateUser, session: ReadSession) -> list[EventOut]:
    """List what was noted of the caller's attempt: all of it, as a reader of the result sees it."""
    noted = sitting.events(session, sitting.own(session, candidate))
    return [EventOut.model_validate(event, from_attributes=True) for event in noted]


@router.post(
    "/pause",
    operation_id="pause_attempt",
    responses=raises(sitting.NotStarted, sitting.AttemptClosed, pausing.NoPauseLeft),
)
def pause_attempt(candidate: CandidateUser, session: WriteSession, now: Now, request: Request) -> AttemptView:
    """Stop the clock, where the invitation grants pauses; the items are out of sight meanwhile."""
    attempt = sitting.own(session, candidate, lock=True)
    if attempt.status is not AttemptStatus.PAUSED:
        pausing.pause(session, sitting.own_open(session, candidate, now=now), now=now)
    session.flush()
    return view.view(session, attempt, max_submits=request.app.state.settings.max_submits_per_item, now=now)


@router.post(
    "/resume",
    operation_id="resume_attempt",
    responses=raises(sitting.NotStarted, pausing.NotYourPause),
)
def resume_attempt(
    candidate: CandidateUser, session: WriteSession, now: Now, request: Request
) -> AttemptView:
    """Let the clock go on after a pause of the caller's own; repeating it is harmless."""
    attempt = sitting.own(session, candidate, lock=True)
    pausing.resume(session, attempt, now=now)
    session.flush()
    return view.view(session, attempt, max_submits=request.app.state.settings.max_submits_per_item, now=now)


@router.post("/finish", operation_id="finish_attempt", responses=raises(sitting.NotStarted))
def finish_attempt(
    candidate: CandidateUser, session: WriteSession, now: Now, request: Request, background: BackgroundTasks
) -> AttemptView:
    """End the attempt; repeating it is harmless."""
    attempt = sitting.own(session, candidate, lock=True)
    if attempt.status is not AttemptStatus.FINISHED:
        pausing.end_if_over(session, attempt, now=now)
        late = now >= attempt.closes_at and attempt.status is AttemptStatus.STARTED
        reason = FinishReason.DEADLINE if late else FinishReason.CANDIDATE
        finish.finish(session, attempt, reason=reason, now=now)
        background.add_task(wake_graders, request)
    session.flush()
    return view.view(session, attempt, max_submits=request.app.state.settings.max_submits_per_item, now=now)


@router.post(
    "/comments",
    status_code=204,
    operation_id="comment_on_item",
    responses=raises(NotFound, sitting.NotStarted, sitting.TooMuch),
)
def comment_on_item(remark: CommentIn, candidate: CandidateUser, session: WriteSession, now: Now) -> None:
    """Leave a remark on an item, during the attempt or after it."""
    sitting.comment(session, sitting.own(session, candidate, lock=True), remark, now=now)
