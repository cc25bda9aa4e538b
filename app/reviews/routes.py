"""The reviewers' queue."""

import uuid
from datetime import datetime

from fastapi import APIRouter, Response
from sqlalchemy import select

from app.auth import ReviewerUser
from app.bank import images
from app.clock import Now
from app.db import ReadSession, WriteSession
from app.models import FormItem, ItemVersion, Review, ReviewStatus
from app.pagination import Cursor, Limit, Page, fetch_page
from app.problems import NotAllowed, NotFound, NotSignedIn, raises
from app.reviews import scoring
from app.reviews.schemas import ReviewIn, ReviewSummary, ReviewView

router = APIRouter(tags=["reviews"], prefix="/reviews", responses=raises(NotSignedIn, NotAllowed))


@router.get("", operation_id="list_reviews")
def list_reviews(
    staff: ReviewerUser,
    session: ReadSession,
    status: ReviewStatus = ReviewStatus.OPEN,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[ReviewSummary]:
    """List responses to review, the oldest first."""
    rows, following = fetch_page(
        session,
        select(Review.id, Review.status, ItemVersion.content, Review.created_at.label("since"))
        .join(FormItem, FormItem.id == Review.form_item_id)
        .join(ItemVersion, ItemVersion.id == FormItem.item_version_id)
        .where(Review.status == status),
        {Review.created_at: datetime, Review.id: uuid.UUID},
        cursor=cursor,
        limit=limit,
        descending=False,
    )
    items = [
        ReviewSummary(id=row[0], status=row[1], item_title=row[2]["title"], created_at=row[3]) for row in rows
    ]
    return Page(items=items, next_cursor=following)


@router.get("/{review_id}", operation_id="get_review", responses=raises(NotFound))
def get_review(review_id: str, staff: ReviewerUser, session: ReadSession) -> ReviewView:
    """Return a response beside its rubric."""
    return scoring.describe(session, scoring.find(session, review_id))


@router.get(
    "/{review_id}/images/{file}",
    operation_id="get_review_image",
    response_class=Response,
    responses={**images.RESPONSES, **raises(NotFound)},
)
def get_review_image(review_id: str, file: str, staff: ReviewerUser, session: ReadSession) -> Response:
    """Return an image that the prompt of a response to review shows."""
    return images.serve(scoring.version_answered(session, scoring.find(session, review_id)), file)


@router.put(
    "/{review_id}",
    operation_id="save_review",
    responses=raises(NotFound, scoring.IncompleteReview, scoring.ResponseErased),
)
def save_review(
    review_id: str, sent: ReviewIn, staff: ReviewerUser, session: WriteSession, now: Now
) -> ReviewView:
    """Score a response: a level for every criterion."""
    review = scoring.save(session, review_id, sent, by=staff.id, now=now)
    session.flush()
    return scoring.describe(session, review)
