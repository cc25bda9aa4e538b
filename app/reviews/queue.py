"""What waits for a reviewer, in an order that says nothing of who wrote what."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import FormItem, ItemVersion, Mark, Review, ReviewStatus
from app.pagination import Page, fetch_page
from app.reviews import calibration, claims
from app.reviews.schemas import Queue, ReviewSummary, WaitingItem
from grader.marking import SETTLED_BY_A_THIRD


def by_item(session: Session, reviewer: uuid.UUID, *, needed: float, now: datetime) -> Queue:
    """Return how many responses to which item wait for a reviewer, and to which they must calibrate first."""
    found = claims.waiting(session, reviewer, now=now)
    reached = calibration.best(session, reviewer, [one.version for one in found])
    items = [
        WaitingItem(
            item_version_id=one.version.id,
            item_title=one.version.content["title"],
            waiting=one.count,
            skipped=one.skipped,
            since=one.oldest.date(),
            calibrated=needed <= 0 or reached.get(one.version.id, -1.0) >= needed,
            agreement=reached.get(one.version.id),
        )
        for one in found
    ]
    return Queue(
        waiting=sum(item.waiting for item in items if item.calibrated), items=items, calibration_needed=needed
    )


def page_of_open(
    session: Session, reviewer: uuid.UUID, *, cursor: str | None, limit: int, now: datetime
) -> Page[ReviewSummary]:
    """Return a page of what the reviewer may score, in the order of ids, which are random."""
    rows, following = fetch_page(
        session,
        select(Review, ItemVersion.content, claims.skipped_by(reviewer))
        .join(FormItem, FormItem.id == Review.form_item_id)
        .join(ItemVersion, ItemVersion.id == FormItem.item_version_id)
        .where(claims.waits_for(reviewer, now=now)),
        {Review.id: uuid.UUID},
        cursor=cursor,
        limit=limit,
        descending=False,
    )
    items = [
        ReviewSummary(
            id=row[0].id,
            item_title=row[1]["title"],
            status=ReviewStatus.OPEN,
            since=row[0].created_at.date(),
            skipped=row[2],
            adjudication=row[0].wanted == SETTLED_BY_A_THIRD,
        )
        for row in rows
    ]
    return Page(items=items, next_cursor=following)


def page_of_done(
    session: Session, reviewer: uuid.UUID, *, cursor: str | None, limit: int
) -> Page[ReviewSummary]:
    """Return a page of what the reviewer scored, the newest first."""
    rows, following = fetch_page(
        session,
        select(Mark, ItemVersion.content)
        .join(Review, Review.id == Mark.review_id)
        .join(FormItem, FormItem.id == Review.form_item_id)
        .join(ItemVersion, ItemVersion.id == FormItem.item_version_id)
        .where(Mark.reviewer_id == reviewer, Mark.done_at.is_not(None)),
        {Mark.done_at: datetime, Mark.id: uuid.UUID},
        cursor=cursor,
        limit=limit,
        descending=True,
    )
    items = [
        ReviewSummary(
            id=row[0].review_id,
            item_title=row[1]["title"],
            status=ReviewStatus.DONE,
            since=row[0].done_at.date(),
            skipped=False,
            adjudication=row[0].number == SETTLED_BY_A_THIRD,
        )
        for row in rows
    ]
    return Page(items=items, next_cursor=following)
