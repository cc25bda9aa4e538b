"""What an assessment shows a candidate of their results: each level adds to the one before."""

from datetime import datetime
from decimal import Decimal
from http import HTTPStatus

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.models import (
    Assessment,
    AssessmentState,
    Attempt,
    AttemptStatus,
    FormItem,
    ItemVersion,
    Results,
    Score,
)
from app.problems import Problem
from app.reports.listing import shown
from app.results import explain
from app.results.schemas import Points, ResultsOut, SubtopicResult


class NotOver(Problem):
    """The attempt is not over."""

    status = HTTPStatus.CONFLICT


def read(session: Session, attempt: Attempt, *, now: datetime) -> ResultsOut:
    """Return what the candidate may know by `now`."""
    running = attempt.status is AttemptStatus.PAUSED or now < attempt.closes_at
    if attempt.status is not AttemptStatus.FINISHED and running:
        raise NotOver("Results, if the test shows any, come after its end.")
    assessment = session.get_one(Assessment, attempt.assessment_id)
    if assessment.results is Results.NONE:
        return ResultsOut(shown=Results.NONE)
    subtopics = _subtopics(session, attempt)
    score = None if attempt.score is None else shown(attempt.score)
    results = ResultsOut(
        shown=Results.SCORE,
        pending=sum(part.pending for part in subtopics),
        score=Points(earned=score, possible=shown(attempt.possible)),
    )
    if assessment.results is not Results.SCORE:
        results.shown, results.subtopics = Results.SUBTOPICS, subtopics
    if assessment.results is Results.EXPLANATIONS:
        if _may_be_sat(session, assessment, now=now):
            results.explained_once_closed = True
        else:
            results.shown, results.items = Results.EXPLANATIONS, explain.items(session, attempt)
    return results


def _may_be_sat(session: Session, assessment: Assessment, *, now: datetime) -> bool:
    """Return whether anybody can still answer by what one candidate would tell them of the keys."""
    if assessment.state is not AssessmentState.CLOSED:
        return True
    # Closing takes no more starts; those who sit go on to their end.
    going_on = (Attempt.status == AttemptStatus.PAUSED) | (
        (Attempt.status == AttemptStatus.STARTED) & (Attempt.closes_at > now)
    )
    sat = exists().where(Attempt.assessment_id == assessment.id, going_on)
    return bool(session.scalar(select(sat)))


def _subtopics(session: Session, attempt: Attempt) -> list[SubtopicResult]:
    rows = session.execute(
        select(
            ItemVersion.subtopic,
            func.sum(FormItem.points),
            func.sum(Score.value),
            func.count() - func.count(Score.id),
        )
        .select_from(FormItem)
        .join(ItemVersion, ItemVersion.id == FormItem.item_version_id)
        .outerjoin(Score, (Score.form_item_id == FormItem.id) & Score.superseded_by.is_(None))
        .where(FormItem.attempt_id == attempt.id)
        .group_by(ItemVersion.subtopic)
        .order_by(func.min(FormItem.section), ItemVersion.subtopic)
    )
    return [
        SubtopicResult(
            subtopic=subtopic,
            earned=None if pending else shown(earned or Decimal(0)),
            possible=shown(possible),
            pending=pending,
        )
        for subtopic, possible, earned, pending in rows
    ]
