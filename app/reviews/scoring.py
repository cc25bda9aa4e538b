"""Scoring prose by rubric: the marks of reviewers, and the score that they make."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from http import HTTPStatus

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit
from app.models import Attempt, FormItem, Mark, Response, Review, ReviewStatus
from app.problems import Problem
from app.reviews import claims, view
from app.reviews.schemas import ReviewIn
from app.scores import record
from app.scores.answers import receipt
from app.values import parse_id
from grader.marking import SETTLED_BY_A_THIRD, Settled, settle
from grader.rubric import Criterion, rubric
from question_bank.item import Written

DOUBLE = 2


class IncompleteReview(Problem):
    """The review does not fit the rubric."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class ResponseErased(Problem):
    """The response is gone."""

    status = HTTPStatus.CONFLICT


class MarksClosed(Problem):
    """The marks of this response no longer change."""

    status = HTTPStatus.CONFLICT


def open_review(session: Session, place: FormItem, *, double_marked: float, now: datetime) -> None:
    """Put a written response into the queue; the share `double_marked` of all takes two marks."""
    # The id of the place is random, so its first 32 bits draw as fairly as any generator.
    drawn = (place.id.int >> 96) / 2**32
    wanted = DOUBLE if drawn < double_marked else 1
    session.add(
        Review(
            form_item_id=place.id,
            attempt_id=place.attempt_id,
            status=ReviewStatus.OPEN,
            wanted=wanted,
            created_at=now,
        )
    )


def save(session: Session, review_id: str, sent: ReviewIn, *, by: uuid.UUID, now: datetime) -> Review:
    """Give a mark, and the response its score once all marks it takes are in.

    The same mark again changes nothing. Another one takes its place, and the score made of it supersedes the
    earlier one, which stays in the history; not so where two marks met, whose givers may have seen both.
    """
    # The attempt is locked first, as everywhere else, and the review read after that: until then another
    # reviewer may score it, or the person be erased.
    attempt = session.scalar(
        select(Attempt)
        .join(Review, Review.attempt_id == Attempt.id)
        .where(Review.id == parse_id(review_id))
        .with_for_update(of=Attempt)
    )
    review = claims.find(session, review_id, lock=True)
    assert attempt is not None
    if session.get(Response, review.form_item_id) is None:
        raise ResponseErased("The person was erased: there is nothing left to read, and the score stays.")
    place, item = view.place_of(session, review)
    _fit(item, sent)
    marks = view.marks_given(session, review)
    own = claims.own_mark(session, review, by)
    if own is not None and own.done_at is not None:
        if (own.levels, own.comment) == (sent.levels, sent.comment):
            return review
        if len(marks) > 1:
            raise MarksClosed("Two people have scored it, and each may have seen the other's mark.")
    elif not claims.has_room(session, review, by, now=now):
        raise claims.ReviewTaken(
            "Somebody else scores it or has done so; POST /api/v1/reviews/next finds another."
        )
    own = _keep(session, review, own, sent, by=by, now=now, number=len(marks) + 1)
    audit.record(session, "review.score", "review", review.id, by=by, now=now, levels=sent.levels)
    _settle(session, attempt, review, place, item, now=now)
    return review


def _fit(item: Written, sent: ReviewIn) -> None:
    wanted = {criterion.id: len(criterion.levels) for criterion in item.rubric}
    if missing := wanted.keys() - sent.levels.keys():
        raise IncompleteReview(f"Choose a level for {', '.join(sorted(missing))} too.")
    if unknown := sent.levels.keys() - wanted.keys():
        raise IncompleteReview(f"The rubric has no criterion {', '.join(sorted(unknown))}.")
    for criterion, level in sent.levels.items():
        if not 0 <= level < wanted[criterion]:
            raise IncompleteReview(f"{criterion} has the levels 0 to {wanted[criterion] - 1}, not {level}.")


def _keep(
    session: Session,
    review: Review,
    own: Mark | None,
    sent: ReviewIn,
    *,
    by: uuid.UUID,
    now: datetime,
    number: int,
) -> Mark:
    if own is None:
        own = Mark(review_id=review.id, reviewer_id=by)
        session.add(own)
    if own.done_at is None:
        own.number = number
    own.levels, own.comment, own.done_at = sent.levels, sent.comment, now
    own.claimed_until = own.skipped_at = None
    session.flush()
    return own


def share_of(item: Written, levels: dict[str, int]) -> Fraction:
    """Return the share of the rubric's points that one mark gives."""
    criteria = {
        criterion.id: Criterion(
            criterion.id, {str(at): Decimal(level.points) for at, level in enumerate(criterion.levels)}
        )
        for criterion in item.rubric
    }
    return rubric({name: str(level) for name, level in levels.items()}, criteria=criteria).share


def _settle(
    session: Session, attempt: Attempt, review: Review, place: FormItem, item: Written, *, now: datetime
) -> None:
    marks = view.marks_given(session, review)
    if len(marks) < review.wanted:
        return
    apart = view.settings_of(session, review).adjudicate_above
    settled = settle([share_of(item, one.levels or {}) for one in marks], apart=Fraction(str(apart)))
    if settled is None:
        review.wanted = SETTLED_BY_A_THIRD
        return
    _write_down(review, marks, settled, now=now)
    evidence = receipt(place, None) | {
        "review": str(review.id),
        "levels": review.levels,
        "marks": [one.levels for one in marks],
        "settled_by": settled.by,
        "adjudicate_above": apart,
    }
    record.append(session, place, settled.share, reason="review", receipt=evidence, now=now)
    record.sum_up(session, attempt)


def _write_down(review: Review, marks: Sequence[Mark], settled: Settled, *, now: datetime) -> None:
    deciding = marks[-1:] if settled.by == "adjudication" else marks
    same = all(one.levels == deciding[0].levels for one in deciding)
    review.levels = deciding[0].levels if same else None
    review.comment = "\n\n".join(one.comment for one in deciding if one.comment)
    review.reviewer_id = deciding[-1].reviewer_id
    review.status, review.done_at = ReviewStatus.DONE, now
