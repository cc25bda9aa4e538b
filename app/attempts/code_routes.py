"""Handing code in, following it to its verdict, and what was handed in before."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from app.attempts import sitting
from app.attempts.answers import WrongAnswerShape
from app.auth import CandidateUser
from app.clock import Now
from app.config import Settings
from app.db import Database, ReadSession, WriteSession
from app.models import Assessment, Attempt, Submission, SubmissionStatus
from app.pagination import Cursor, Limit, Page, fetch_page
from app.problems import InvalidRequest, NotAllowed, NotFound, NotSignedIn, raises
from app.submissions import queue
from app.submissions.availability import CodingUnavailable, check_graders
from app.submissions.notifier import Notifier
from app.submissions.schemas import (
    EarlierSubmission,
    SourceOut,
    SubmissionIn,
    SubmissionOut,
    as_candidate_sees,
    as_line,
)
from app.values import parse_id

router = APIRouter(
    tags=["attempt"],
    prefix="/attempt/submissions",
    responses=raises(NotSignedIn, NotAllowed, sitting.NotStarted),
)

STREAM_WAIT_S = 1.0


@router.post(
    "",
    status_code=202,
    operation_id="submit_code",
    responses=raises(
        NotFound,
        sitting.AttemptClosed,
        queue.NoSubmitsLeft,
        queue.NoRunsLeft,
        WrongAnswerShape,
        CodingUnavailable,
    ),
)
def submit_code(
    code: SubmissionIn,
    candidate: CandidateUser,
    session: WriteSession,
    now: Now,
    request: Request,
    response: Response,
    background: BackgroundTasks,
) -> SubmissionOut:
    """Hand code in: `run` tries the visible samples, `submit` is graded, and the last submit counts.

    One run waits at a time: a newer one takes the place of one that has not begun, which gets no verdict.
    """
    settings: Settings = request.app.state.settings
    check_graders(request)
    attempt = sitting.own_open(session, candidate, now=now)
    place = sitting.own_place(session, attempt, code.item_id)
    if place.item_version.type != "coding":
        raise WrongAnswerShape("Code is handed in on coding items; PUT .../responses saves other answers.")
    submission = queue.hand_in(
        session,
        attempt,
        place,
        code.source,
        kind=code.kind,
        settings=settings,
        now=now,
    )
    background.add_task(wake_graders, request)
    response.headers["Location"] = f"/api/v1/attempt/submissions/{submission.id}"
    return as_candidate_sees(submission)


async def wake_graders(request: Request) -> None:
    """Tell this process's graders that there is work, once the transaction that stored it is over."""
    request.app.state.wake_graders()


@router.get("", operation_id="list_own_submissions", responses=raises(NotFound, InvalidRequest))
def list_own_submissions(
    item_id: UUID, candidate: CandidateUser, session: ReadSession, cursor: Cursor = None, limit: Limit = 50
) -> Page[EarlierSubmission]:
    """List what the caller handed in on one item, the newest first; `/{id}/source` has the code."""
    place = sitting.own_place(session, sitting.own(session, candidate), item_id)
    rows, next_cursor = fetch_page(
        session,
        select(Submission)
        .where(Submission.form_item_id == place.id)
        .options(defer(Submission.source), defer(Submission.report)),
        {Submission.created_at: datetime, Submission.id: UUID},
        cursor=cursor,
        limit=limit,
        descending=True,
    )
    return Page(items=[as_line(row[0]) for row in rows], next_cursor=next_cursor)


def _own(session: Session, candidate: CandidateUser, submission_id: str) -> Submission:
    attempt = sitting.own(session, candidate)
    submission = session.scalar(
        select(Submission).where(
            Submission.id == parse_id(submission_id), Submission.attempt_id == attempt.id
        )
    )
    if submission is None:
        raise NotFound("Your attempt has no such submission.")
    return submission


def _seen(session: Session, candidate: CandidateUser, submission_id: str) -> SubmissionOut:
    submission = _own(session, candidate, submission_id)
    disclosure = session.scalars(
        select(Assessment.disclosure).join(Attempt).where(Attempt.id == submission.attempt_id)
    ).one()
    return as_candidate_sees(submission, disclosure)


@router.get("/{submission_id}", operation_id="get_submission", responses=raises(NotFound))
def get_submission(submission_id: str, candidate: CandidateUser, session: ReadSession) -> SubmissionOut:
    """Return a submission's state, and its verdict once there is one."""
    return _seen(session, candidate, submission_id)


@router.get("/{submission_id}/source", operation_id="get_submission_source", responses=raises(NotFound))
def get_submission_source(submission_id: str, candidate: CandidateUser, session: ReadSession) -> SourceOut:
    """Return the code of one of the caller's own submissions."""
    return SourceOut(source=_own(session, candidate, submission_id).source)


@router.get(
    "/{submission_id}/events",
    operation_id="follow_submission",
    response_class=StreamingResponse,
    responses={
        **raises(NotFound),
        200: {"content": {"text/event-stream": {}}, "description": "Its states, as they come."},
    },
)
async def follow_submission(
    submission_id: str, candidate: CandidateUser, request: Request
) -> StreamingResponse:
    """Follow a submission by server-sent events until it is done; each event is what a GET would return."""
    database: Database = request.app.state.database

    def look(session: Session) -> SubmissionOut:
        return _seen(session, candidate, submission_id)

    first = await database.in_read(look)
    return StreamingResponse(
        _events(first, look, database, request.app),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _events(
    seen: SubmissionOut, look: Callable[[Session], SubmissionOut], database: Database, app: FastAPI
) -> AsyncIterator[str]:
    notifier: Notifier = app.state.notifier
    yield _event(seen)
    # A process that is stopping ends the stream; the client asks again, and another answers.
    while seen.status is not SubmissionStatus.DONE and not app.state.draining:
        # A bounded wait: news that came between the last look and this wait is not lost, only late.
        await notifier.wait(seen.id, timeout_s=STREAM_WAIT_S)
        latest = await database.in_read(look)
        yield _event(latest) if latest != seen else ": still here\n\n"
        seen = latest


def _event(submission: SubmissionOut) -> str:
    return f"event: submission\ndata: {submission.model_dump_json()}\n\n"
