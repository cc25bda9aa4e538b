"""One attempt's items, as a recruiter reads them."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments import form
from app.bank import images
from app.models import (
    Attempt,
    FormItem,
    ItemVariant,
    Response,
    Review,
    Score,
    Submission,
)
from app.reports.beliefs import Answered
from app.reports.listing import shown
from app.reports.schemas import ItemReport, ScoreOut, SubmissionReport
from app.scores import mended
from app.scores.answers import shown_ids
from question_bank.candidate_view import candidate_view
from question_bank.item import MultipleChoice, Numeric, SingleChoice, Written, read_content


@dataclass(frozen=True)
class ScoredItem:
    """An item's report, and its exact points to add up: a sum is rounded once, not the parts of it."""

    report: ItemReport
    possible: Decimal
    earned: Decimal | None
    answered: Answered


def read(
    session: Session, attempt: Attempt, responses: Mapping[uuid.UUID, Response], *, with_keys: bool
) -> list[ScoredItem]:
    """Return every item of the attempt in six queries, whatever its length; a mended key takes one more."""
    places = form.read(session, attempt.id)
    scores = {
        row.form_item_id: row
        for row in session.scalars(
            select(Score).where(Score.attempt_id == attempt.id, Score.superseded_by.is_(None))
        )
    }
    reviews = {
        row.form_item_id: row
        for row in session.scalars(select(Review).where(Review.attempt_id == attempt.id))
    }
    submissions: dict[uuid.UUID, list[Submission]] = defaultdict(list)
    handed_in = select(Submission).where(Submission.attempt_id == attempt.id).order_by(Submission.number)
    for submission in session.scalars(handed_in):
        submissions[submission.form_item_id].append(submission)
    drawn = session.scalars(
        select(ItemVariant)
        .join(FormItem, FormItem.item_version_id == ItemVariant.item_version_id)
        .where(FormItem.attempt_id == attempt.id, FormItem.variant_index == ItemVariant.index)
    )
    variants = {variant.item_version_id: variant for variant in drawn}
    items = []
    for place in places:
        score, response = scores.get(place.id), responses.get(place.id)
        key = _key(session, place, with_variant=place.variant_index is not None) if with_keys else None
        report = _report(
            place,
            response,
            score,
            reviews.get(place.id),
            submissions[place.id],
            variants.get(place.item_version_id),
            key=key,
            with_keys=with_keys,
        )
        item = read_content(place.item_version.content)
        answered = Answered(place, item, response, submissions[place.id], _right(place, key))
        items.append(ScoredItem(report, place.points, score.value if score else None, answered))
    return items


def _report(
    place: FormItem,
    response: Response | None,
    score: Score | None,
    review: Review | None,
    submissions: list[Submission],
    variant: ItemVariant | None,
    *,
    key: Any,
    with_keys: bool,
) -> ItemReport:
    version = place.item_version
    item = read_content(version.content)
    public = candidate_view(
        item,
        numbers=variant.numbers if variant else None,
        option_order=place.option_order,
        image_address=images.addresses(
            version, f"/api/v1/attempts/{place.attempt_id}/items/{place.id}/images"
        ),
    )
    own = shown_ids(place)
    options = [
        {"id": shown_id, "text": option["text"]}
        for shown_id, option in zip(own, public.get("options", ()), strict=True)
    ]
    return ItemReport(
        id=place.id,
        item=version.item_id,
        item_version=version.number,
        title=item.title,
        type=item.type,
        subtopic=item.subtopic,
        applications=list(item.applications),
        difficulty=item.difficulty,
        section=place.section,
        prompt=public["prompt"],
        options=options or None,
        key=key,
        answer=response.answer if response else None,
        saved_at=response.saved_at if response else None,
        possible=shown(place.points),
        score=_score(score, with_keys=with_keys) if score else None,
        submissions=[_submission(submission) for submission in submissions],
        review=_review(review),
    )


def _key(session: Session, place: FormItem, *, with_variant: bool) -> Any:
    """Return the right answer, as it was last mended, in the form an answer takes, or the rubric."""
    item = read_content(place.item_version.content)
    match item:
        case SingleChoice() | MultipleChoice():
            keys = mended.keys(session, place.item_version)
            right = [shown_id for shown_id, own in shown_ids(place).items() if own in keys]
            return {"choice": right[0]} if isinstance(item, SingleChoice) else {"choices": right}
        case Numeric() if with_variant:
            variant = mended.variant(session, place)
            return {"value": variant.key, "relative_tolerance": variant.tolerance}
        case Written():
            return {"rubric": item.content()["rubric"], "model_answer": item.model_answer}
    return None


def _right(place: FormItem, key: Any) -> frozenset[str] | None:
    """Return the right options of a choice item by their own ids, from the key as it is shown."""
    if not isinstance(key, dict) or not key.keys() & {"choice", "choices"}:
        return None
    own = shown_ids(place)
    return frozenset(own[shown_id] for shown_id in key.get("choices") or [key["choice"]])


def _score(score: Score, *, with_keys: bool) -> ScoreOut:
    # How far off a number is, beside the number, is the key.
    receipt = {name: value for name, value in score.receipt.items() if with_keys or name != "why"}
    return ScoreOut(
        earned=shown(score.value),
        possible=shown(score.possible),
        reason=score.reason,
        receipt=receipt,
        at=score.created_at,
    )


def _submission(submission: Submission) -> SubmissionReport:
    return SubmissionReport(
        id=submission.id,
        number=submission.number,
        kind=submission.kind,
        by_server=submission.by_server,
        status=submission.status,
        verdict=submission.verdict,
        source=submission.source,
        report=submission.report,
        created_at=submission.created_at,
    )


def _review(review: Review | None) -> dict[str, Any] | None:
    if review is None:
        return None
    return {"status": review.status, "levels": review.levels, "comment": review.comment}
