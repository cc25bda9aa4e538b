"""Scoring prose by rubric."""

import uuid
from datetime import datetime
from decimal import Decimal
from http import HTTPStatus
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app import audit
from app.bank import images
from app.models import Attempt, FormItem, ItemVersion, Response, Review, ReviewStatus
from app.problems import NotFound, Problem
from app.reviews.schemas import CriterionView, LevelView, ReviewIn, ReviewView
from app.scores import record
from app.scores.answers import receipt
from app.values import parse_id
from grader.rubric import Criterion, rubric
from question_bank.candidate_view import candidate_view
from question_bank.item import Written, read_content


class IncompleteReview(Problem):
    """The review does not fit the rubric."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class ResponseErased(Problem):
    """The response is gone."""

    status = HTTPStatus.CONFLICT


def find(session: Session, review_id: str) -> Review:
    """Return a review."""
    review = session.scalar(select(Review).where(Review.id == parse_id(review_id)))
    if review is None:
        raise NotFound("There is no such review; GET /api/v1/reviews lists the open ones.")
    return review


def _place(session: Session, review: Review) -> tuple[FormItem, Written]:
    place = session.scalars(
        select(FormItem).where(FormItem.id == review.form_item_id).options(joinedload(FormItem.item_version))
    ).one()
    item = read_content(place.item_version.content)
    assert isinstance(item, Written)
    return place, item


def version_answered(session: Session, review: Review) -> ItemVersion:
    """Return the item version that the response answers."""
    return _place(session, review)[0].item_version


def describe(session: Session, review: Review) -> ReviewView:
    """Return what a reviewer reads."""
    place, item = _place(session, review)
    response = session.get(Response, place.id)
    text: str = response.answer["text"] if response else ""
    content: dict[str, Any] = item.content()
    return ReviewView(
        id=review.id,
        item_title=item.title,
        status=review.status,
        prompt=candidate_view(
            item, image_address=images.addresses(place.item_version, f"/api/v1/reviews/{review.id}/images")
        )["prompt"],
        response=text,
        criteria=[
            CriterionView(
                id=criterion.id,
                title=criterion.title,
                levels=[
                    LevelView(level=number, points=level.points, description=level.description)
                    for number, level in enumerate(criterion.levels)
                ],
            )
            for criterion in item.rubric
        ],
        model_answer=item.model_answer,
        exemplars=content["exemplars"],
        common_errors=content["common_errors"],
        levels=review.levels,
        comment=review.comment,
        done_at=review.done_at,
    )


def save(session: Session, review_id: str, sent: ReviewIn, *, by: uuid.UUID, now: datetime) -> Review:
    """Score the response. Scoring it again supersedes the earlier score, which stays in the history."""
    # The attempt is locked first, as everywhere else, and the review read after that: until then another
    # reviewer may score it, or the person be erased.
    attempt = session.scalar(
        select(Attempt)
        .join(Review, Review.attempt_id == Attempt.id)
        .where(Review.id == parse_id(review_id))
        .with_for_update(of=Attempt)
    )
    review = find(session, review_id)
    assert attempt is not None
    if session.get(Response, review.form_item_id) is None:
        raise ResponseErased("The person was erased: there is nothing left to read, and the score stays.")
    place, item = _place(session, review)
    wanted = {criterion.id: len(criterion.levels) for criterion in item.rubric}
    if missing := wanted.keys() - sent.levels.keys():
        raise IncompleteReview(f"Choose a level for {', '.join(sorted(missing))} too.")
    if unknown := sent.levels.keys() - wanted.keys():
        raise IncompleteReview(f"The rubric has no criterion {', '.join(sorted(unknown))}.")
    for criterion, level in sent.levels.items():
        if not 0 <= level < wanted[criterion]:
            raise IncompleteReview(f"{criterion} has the levels 0 to {wanted[criterion] - 1}, not {level}.")
    review.levels, review.comment, review.reviewer_id = sent.levels, sent.comment, by
    review.status, review.done_at = ReviewStatus.DONE, now
    criteria = {
        criterion.id: Criterion(
            criterion.id, {str(at): Decimal(level.points) for at, level in enumerate(criterion.levels)}
        )
        for criterion in item.rubric
    }
    earned = rubric({name: str(level) for name, level in sent.levels.items()}, criteria=criteria)
    evidence = receipt(place, None) | {"levels": sent.levels, "review": str(review.id)}
    record.append(session, place, earned.share, reason="review", receipt=evidence, now=now)
    record.sum_up(session, attempt)
    audit.record(session, "review.score", "review", review.id, by=by, now=now, levels=sent.levels)
    return review
