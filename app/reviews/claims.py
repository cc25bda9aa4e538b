"""Who scores what: a response is lent to one reviewer at a time for each mark it takes."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from app.models import FormItem, ItemVersion, Mark, Review, ReviewStatus
from app.problems import NotFound, Problem
from app.values import parse_id


class ReviewTaken(Problem):
    """Another reviewer has this response."""

    status = HTTPStatus.CONFLICT


def find(session: Session, review_id: str | uuid.UUID, *, lock: bool = False) -> Review:
    """Return a review."""
    query = select(Review).where(Review.id == parse_id(str(review_id)))
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    review = session.scalar(query)
    if review is None:
        raise NotFound("There is no such review; GET /api/v1/reviews lists the open ones.")
    return review


def waits_for(reviewer: uuid.UUID, *, now: datetime) -> ColumnElement[bool]:
    """Return the condition under which a review takes a mark of `reviewer`'s."""
    own = (
        exists()
        .where(Mark.review_id == Review.id, Mark.reviewer_id == reviewer, Mark.done_at.is_not(None))
        .correlate(Review)
    )
    others = (
        select(func.count())
        .where(Mark.review_id == Review.id, _taken_from(reviewer, now=now))
        .correlate(Review)
        .scalar_subquery()
    )
    return and_(Review.status == ReviewStatus.OPEN, ~own, others < Review.wanted)


def _taken_from(reviewer: uuid.UUID, *, now: datetime) -> ColumnElement[bool]:
    return and_(Mark.reviewer_id != reviewer, or_(Mark.done_at.is_not(None), Mark.claimed_until > now))


def skipped_by(reviewer: uuid.UUID) -> ColumnElement[bool]:
    """Return the condition under which `reviewer` passed a review over."""
    return (
        exists()
        .where(Mark.review_id == Review.id, Mark.reviewer_id == reviewer, Mark.skipped_at.is_not(None))
        .correlate(Review)
    )


def own_mark(session: Session, review: Review, reviewer: uuid.UUID) -> Mark | None:
    """Return the reviewer's part in a review, if there is one."""
    return session.scalar(select(Mark).where(Mark.review_id == review.id, Mark.reviewer_id == reviewer))


def has_room(session: Session, review: Review, reviewer: uuid.UUID, *, now: datetime) -> bool:
    """Return whether the locked review takes a mark of `reviewer`'s."""
    # Asked after the lock, in a statement of its own: what another has just done is seen.
    others = select(func.count()).where(Mark.review_id == review.id, _taken_from(reviewer, now=now))
    return review.status is ReviewStatus.OPEN and session.scalars(others).one() < review.wanted


def claim(
    session: Session, review_id: str | uuid.UUID, *, by: uuid.UUID, now: datetime, lease_s: int
) -> Review:
    """Lend a response to a reviewer for `lease_s` from now; to who has it already, for longer."""
    review = find(session, review_id, lock=True)
    mark = own_mark(session, review, by)
    if mark is not None and mark.done_at is not None:
        return review
    if not has_room(session, review, by, now=now):
        raise ReviewTaken("Somebody else scores it or has done so; POST /api/v1/reviews/next finds another.")
    _lend(session, review, mark, by=by, until=now + timedelta(seconds=lease_s))
    return review


def _lend(session: Session, review: Review, mark: Mark | None, *, by: uuid.UUID, until: datetime) -> None:
    if mark is None:
        mark = Mark(review_id=review.id, reviewer_id=by)
        session.add(mark)
    mark.claimed_until, mark.skipped_at = until, None
    session.flush()


def skip(session: Session, review_id: str, *, by: uuid.UUID, now: datetime) -> None:
    """Pass a response over: others may take it, and it comes back to this reviewer after all else."""
    review = find(session, review_id, lock=True)
    mark = own_mark(session, review, by)
    if mark is None:
        mark = Mark(review_id=review.id, reviewer_id=by)
        session.add(mark)
    if mark.done_at is None:
        mark.claimed_until, mark.skipped_at = None, now


@dataclass(frozen=True)
class Waiting:
    """How many responses to one item wait for a reviewer, and how many of them they passed over."""

    version: ItemVersion
    count: int
    skipped: int
    oldest: datetime


def waiting(session: Session, reviewer: uuid.UUID, *, now: datetime) -> list[Waiting]:
    """Return what waits for a reviewer, by item, the item that has waited longest first."""
    rows = session.execute(
        select(
            FormItem.item_version_id,
            func.count(),
            func.sum(case((skipped_by(reviewer), 1), else_=0)),
            func.min(Review.created_at),
        )
        .join(FormItem, FormItem.id == Review.form_item_id)
        .where(waits_for(reviewer, now=now))
        .group_by(FormItem.item_version_id)
    ).all()
    versions = {
        version.id: version
        for version in session.scalars(
            select(ItemVersion).where(ItemVersion.id.in_([row[0] for row in rows]))
        )
    }
    found = [Waiting(versions[row[0]], row[1], int(row[2]), row[3]) for row in rows]
    return sorted(found, key=lambda one: (one.oldest, one.version.id))


def claim_next(
    session: Session,
    reviewer: uuid.UUID,
    items: Sequence[uuid.UUID],
    *,
    now: datetime,
    lease_s: int,
) -> Review | None:
    """Lend the reviewer the next response to one of `items` (versions), and return it.

    First what they hold already; then the item they scored last, until none is left of it: one item in a row
    is scored more evenly than one person in a row, and shows nobody's answers together. What they passed
    over comes last, the longest ago first.
    """
    held = session.scalar(
        select(Mark.review_id)
        .join(Review, Review.id == Mark.review_id)
        .where(Mark.reviewer_id == reviewer, Mark.claimed_until > now, Review.status == ReviewStatus.OPEN)
        .order_by(Mark.claimed_until)
        .limit(1)
    )
    if held is not None:
        return claim(session, held, by=reviewer, now=now, lease_s=lease_s)
    latest = _last_item(session, reviewer)
    for item in sorted(items, key=lambda version_id: version_id != latest):
        review = _first_free(session, reviewer, item, now=now)
        if review is not None:
            return claim(session, review.id, by=reviewer, now=now, lease_s=lease_s)
    return _longest_skipped(session, reviewer, items, now=now, lease_s=lease_s)


def _last_item(session: Session, reviewer: uuid.UUID) -> uuid.UUID | None:
    return session.scalar(
        select(FormItem.item_version_id)
        .join(Review, Review.form_item_id == FormItem.id)
        .join(Mark, Mark.review_id == Review.id)
        .where(Mark.reviewer_id == reviewer, Mark.done_at.is_not(None))
        .order_by(Mark.done_at.desc())
        .limit(1)
    )


def _first_free(session: Session, reviewer: uuid.UUID, item: uuid.UUID, *, now: datetime) -> Review | None:
    passed: set[uuid.UUID] = set()
    while True:
        review = session.scalars(
            select(Review)
            .join(FormItem, FormItem.id == Review.form_item_id)
            .where(FormItem.item_version_id == item, waits_for(reviewer, now=now))
            .where(~skipped_by(reviewer), Review.id.not_in(passed))
            .order_by(Review.id)
            .limit(1)
            .with_for_update(of=Review, skip_locked=True)
        ).first()
        # On PostgreSQL it was found before it was locked: somebody may have taken it in between.
        if review is None or has_room(session, review, reviewer, now=now):
            return review
        passed.add(review.id)


def _longest_skipped(
    session: Session,
    reviewer: uuid.UUID,
    items: Collection[uuid.UUID],
    *,
    now: datetime,
    lease_s: int,
) -> Review | None:
    found = session.scalars(
        select(Review.id)
        .join(Mark, Mark.review_id == Review.id)
        .join(FormItem, FormItem.id == Review.form_item_id)
        .where(Mark.reviewer_id == reviewer, Mark.skipped_at.is_not(None), waits_for(reviewer, now=now))
        .where(FormItem.item_version_id.in_(items))
        .order_by(Mark.skipped_at)
        .limit(10)
    ).all()
    for review_id in found:
        try:
            return claim(session, review_id, by=reviewer, now=now, lease_s=lease_s)
        except (ReviewTaken, NotFound):
            continue
    return None
