"""What a reviewer reads of a response: its rubric beside it, and no name."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.assessments import reviewing
from app.bank import images
from app.models import Assessment, Attempt, FormItem, ItemVersion, Mark, Response, Review, ReviewStatus
from app.reviews import blind, passages
from app.reviews.schemas import MarkView, PassageView, ReviewView, criterion_view
from grader.marking import SETTLED_BY_A_THIRD
from question_bank.candidate_view import candidate_view
from question_bank.item import Written, read_content


def place_of(session: Session, review: Review) -> tuple[FormItem, Written]:
    """Return the place in a form that a review is of, and its item."""
    place = session.scalars(
        select(FormItem).where(FormItem.id == review.form_item_id).options(joinedload(FormItem.item_version))
    ).one()
    item = read_content(place.item_version.content)
    assert isinstance(item, Written)
    return place, item


def version_answered(session: Session, review: Review) -> ItemVersion:
    """Return the item version that the response answers."""
    return session.scalars(
        select(ItemVersion)
        .join(FormItem, FormItem.item_version_id == ItemVersion.id)
        .where(FormItem.id == review.form_item_id)
    ).one()


def marks_given(session: Session, review: Review) -> list[Mark]:
    """Return the marks of a review in the order in which they came."""
    return list(
        session.scalars(
            select(Mark).where(Mark.review_id == review.id, Mark.done_at.is_not(None)).order_by(Mark.number)
        )
    )


def settings_of(session: Session, review: Review) -> reviewing.Reviewing:
    """Return how the assessment wants its prose reviewed."""
    stored = session.scalars(
        select(Assessment.reviewing)
        .join(Attempt, Attempt.assessment_id == Assessment.id)
        .where(Attempt.id == review.attempt_id)
    ).one()
    return reviewing.read(stored)


def describe(session: Session, review: Review, *, reader: uuid.UUID, now: datetime) -> ReviewView:
    """Return what `reader` reads: their own mark, and others' only once those cannot sway theirs."""
    place, item = place_of(session, review)
    response = session.get(Response, place.id)
    content: dict[str, Any] = item.content()
    text = _shown(session, review, item, response.answer["text"] if response else "")
    own = session.scalar(select(Mark).where(Mark.review_id == review.id, Mark.reviewer_id == reader))
    marked = own is not None and own.done_at is not None
    held = own is not None and own.claimed_until is not None and own.claimed_until > now
    settled = review.status is ReviewStatus.DONE
    decides = review.wanted == SETTLED_BY_A_THIRD and not settled and not marked
    others = [one for one in marks_given(session, review) if one.reviewer_id != reader]
    sees_others = (settled and marked) or (decides and held)
    return ReviewView(
        id=review.id,
        item_version_id=place.item_version_id,
        item_title=item.title,
        status=ReviewStatus.DONE if marked or settled else ReviewStatus.OPEN,
        settled=settled,
        adjudication=decides,
        claimed_until=own.claimed_until if own and held else None,
        prompt=candidate_view(
            item, image_address=images.addresses(place.item_version, f"/api/v1/reviews/{review.id}/images")
        )["prompt"],
        response=text,
        criteria=[criterion_view(criterion) for criterion in item.rubric],
        model_answer=item.model_answer,
        exemplars=content["exemplars"],
        common_errors=content["common_errors"],
        levels=own.levels if own and marked else None,
        comment=own.comment if own and marked else None,
        done_at=own.done_at if own and marked else None,
        others=[MarkView(levels=one.levels or {}, comment=one.comment) for one in others if sees_others],
        passages=_passages(text, item) if settings_of(session, review).point_to_passages else None,
    )


def _shown(session: Session, review: Review, item: Written, text: str) -> str:
    subject = " ".join([item.prompt, item.model_answer, *(criterion.title for criterion in item.rubric)])
    return blind.shown(session, text, review.attempt_id, subject=subject)


def _passages(text: str, item: Written) -> list[PassageView]:
    return [
        PassageView(criterion=one.criterion, text=text[one.start : one.end], words=list(one.words))
        for one in passages.point(text, item.rubric)
    ]
