"""The reviewers' queue."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.auth import ReviewerUser
from app.bank import images
from app.clock import Now
from app.config import Settings
from app.db import ReadSession, WriteSession
from app.models import ReviewStatus
from app.pagination import Cursor, Limit, Page
from app.problems import NotAllowed, NotFound, NotSignedIn, raises
from app.reviews import calibration, claims, queue, scoring, view
from app.reviews.calibration import NotCalibrated
from app.reviews.schemas import NextReview, Queue, ReviewIn, ReviewSummary, ReviewView

router = APIRouter(tags=["reviews"], prefix="/reviews", responses=raises(NotSignedIn, NotAllowed))


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


ReviewSettings = Annotated[Settings, Depends(_settings)]


@router.get("", operation_id="list_reviews")
def list_reviews(
    staff: ReviewerUser,
    session: ReadSession,
    now: Now,
    status: ReviewStatus = ReviewStatus.OPEN,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[ReviewSummary]:
    """List responses that wait for a mark of yours, in random order, or those you scored, newest first."""
    if status is ReviewStatus.DONE:
        return queue.page_of_done(session, staff.id, cursor=cursor, limit=limit)
    return queue.page_of_open(session, staff.id, cursor=cursor, limit=limit, now=now)


@router.get("/queue", operation_id="get_review_queue")
def get_review_queue(staff: ReviewerUser, session: ReadSession, settings: ReviewSettings, now: Now) -> Queue:
    """Return what waits for you, by item, and for which items you must score exemplars first."""
    return queue.by_item(session, staff.id, needed=settings.calibration_agreement, now=now)


@router.post("/next", operation_id="claim_next_review")
def claim_next_review(
    staff: ReviewerUser, session: WriteSession, settings: ReviewSettings, now: Now
) -> NextReview:
    """Take the next response: what you hold already, else one to the item you scored last, else another."""
    waiting = queue.by_item(session, staff.id, needed=settings.calibration_agreement, now=now)
    review = claims.claim_next(
        session,
        staff.id,
        [item.item_version_id for item in waiting.items if item.calibrated],
        now=now,
        lease_s=settings.review_lease_s,
    )
    shown = view.describe(session, review, reader=staff.id, now=now) if review else None
    return NextReview(review=shown, waiting=waiting.waiting)


@router.get("/{review_id}", operation_id="get_review", responses=raises(NotFound, NotCalibrated))
def get_review(
    review_id: str, staff: ReviewerUser, session: ReadSession, settings: ReviewSettings, now: Now
) -> ReviewView:
    """Return a response beside its rubric."""
    review = claims.find(session, review_id)
    version = view.version_answered(session, review)
    calibration.require(session, staff.id, version, needed=settings.calibration_agreement)
    return view.describe(session, review, reader=staff.id, now=now)


@router.post(
    "/{review_id}/claim",
    operation_id="claim_review",
    responses=raises(NotFound, NotCalibrated, claims.ReviewTaken),
)
def claim_review(
    review_id: str, staff: ReviewerUser, session: WriteSession, settings: ReviewSettings, now: Now
) -> ReviewView:
    """Take this response, or keep it for longer: nobody else is handed it until the time is over."""
    review = claims.claim(session, review_id, by=staff.id, now=now, lease_s=settings.review_lease_s)
    version = view.version_answered(session, review)
    calibration.require(session, staff.id, version, needed=settings.calibration_agreement)
    return view.describe(session, review, reader=staff.id, now=now)


@router.post("/{review_id}/skip", status_code=204, operation_id="skip_review", responses=raises(NotFound))
def skip_review(review_id: str, staff: ReviewerUser, session: WriteSession, now: Now) -> None:
    """Pass a response over: it is free for others, and comes back to you after all else."""
    claims.skip(session, review_id, by=staff.id, now=now)


@router.get(
    "/{review_id}/images/{file}",
    operation_id="get_review_image",
    response_class=Response,
    responses={**images.RESPONSES, **raises(NotFound)},
)
def get_review_image(review_id: str, file: str, staff: ReviewerUser, session: ReadSession) -> Response:
    """Return an image that the prompt of a response to review shows."""
    return images.serve(view.version_answered(session, claims.find(session, review_id)), file)


@router.put(
    "/{review_id}",
    operation_id="save_review",
    responses=raises(
        NotFound,
        NotCalibrated,
        claims.ReviewTaken,
        scoring.IncompleteReview,
        scoring.MarksClosed,
        scoring.ResponseErased,
    ),
)
def save_review(
    review_id: str,
    sent: ReviewIn,
    staff: ReviewerUser,
    session: WriteSession,
    settings: ReviewSettings,
    now: Now,
) -> ReviewView:
    """Score a response: a level for every criterion. The same again changes nothing."""
    version = view.version_answered(session, claims.find(session, review_id))
    calibration.require(session, staff.id, version, needed=settings.calibration_agreement)
    review = scoring.save(session, review_id, sent, by=staff.id, now=now)
    session.flush()
    return view.describe(session, review, reader=staff.id, now=now)
