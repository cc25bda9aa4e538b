"""Items explained to the candidate who answered them: keys, reasons, rubric levels, verdicts."""

import uuid
from typing import assert_never

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments import form
from app.models import Attempt, Disclosure, FormItem, Review, ReviewStatus, Score
from app.reports.listing import shown
from app.results.schemas import CriterionResult, ItemResult, OptionResult
from app.scores import code, mended
from app.scores.answers import shown_ids
from app.submissions.schemas import as_candidate_sees
from question_bank.item import Coding, Criterion, MultipleChoice, Numeric, SingleChoice, Written, read_content


def items(session: Session, attempt: Attempt) -> list[ItemResult]:
    """Return each item of the form, in its order. A reviewer's comment is for staff and is not in it."""
    current = select(Score).where(Score.attempt_id == attempt.id, Score.superseded_by.is_(None))
    scores = {score.form_item_id: score for score in session.scalars(current)}
    done = select(Review).where(Review.attempt_id == attempt.id, Review.status == ReviewStatus.DONE)
    reviews = {review.form_item_id: review for review in session.scalars(done)}
    return [_item(session, place, scores.get(place.id), reviews) for place in form.read(session, attempt.id)]


def _item(
    session: Session, place: FormItem, score: Score | None, reviews: dict[uuid.UUID, Review]
) -> ItemResult:
    result = ItemResult(
        id=place.id, earned=shown(score.value) if score else None, possible=shown(place.points)
    )
    item = read_content(place.item_version.content)
    match item:
        case SingleChoice() | MultipleChoice():
            said = mended.options(session, place.item_version)
            result.options = [
                OptionResult(id=name, right=said[own].key, rationale=said[own].rationale)
                for name, own in shown_ids(place).items()
            ]
        case Numeric():
            variant = mended.variant(session, place)
            result.value, result.relative_tolerance = variant.key, variant.tolerance
        case Written():
            if score is not None:  # reviewed, or left unanswered
                result.model_answer = item.model_answer
                result.criteria = _criteria(item, score, reviews.get(place.id))
        case Coding():
            submission = code.counting(session, place)
            if submission is not None:
                result.submission = as_candidate_sees(submission, Disclosure.EXPLANATION)
        case _:
            assert_never(item)
    return result


def _criteria(item: Written, score: Score, review: Review | None) -> list[CriterionResult] | None:
    if review is None:
        return None  # left unanswered: nobody had anything to read
    # Where two marks differ, and their mean counts, no one level is the answer's: both are told.
    given = [review.levels] if review.levels is not None else score.receipt.get("marks", [])
    return [_criterion(criterion, [one[criterion.id] for one in given]) for criterion in item.rubric if given]


def _criterion(criterion: Criterion, given: list[int]) -> CriterionResult:
    levels = [criterion.levels[number] for number in given]
    return CriterionResult(
        title=criterion.title,
        earned=sum(level.points for level in levels) / len(levels),
        possible=criterion.levels[-1].points,
        level=" / ".join(dict.fromkeys(level.description for level in levels)),
    )
