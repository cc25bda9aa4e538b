"""How reviewers score: how far they agree, how strict each is, whether that changes.

It stands on responses that two people scored apart, before either saw the other's mark; what a third person
decided, who did see both, is left out.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.measurement import agreement, enough
from app.models import Assessment, Attempt, Calibration, FormItem, ItemVersion, Mark, Review, Staff
from app.reports.figures import Figure, figure
from app.reports.reviewer_schemas import ItemAgreement, ReviewerFigures, ReviewingStatistics
from app.reviews.scoring import DOUBLE, share_of
from question_bank.item import Written, read_content

LATEST = 5_000
"""Responses scored twice that the figures stand on: the latest ones."""


@dataclass(frozen=True)
class Given:
    """One mark of two: who gave which levels, and the share of the points that makes."""

    reviewer: uuid.UUID
    levels: dict[str, int]
    share: float
    at: datetime


@dataclass(frozen=True)
class Pair:
    """The two marks of one response to an item."""

    item: str
    first: Given
    second: Given


def read(
    session: Session, visible: ColumnElement[bool], *, only: uuid.UUID | None = None
) -> ReviewingStatistics:
    """Return the figures over assessments that are `visible`; with `only`, of one reviewer alone."""
    pairs = _pairs(session, visible)
    counts = _counts(session, visible)
    people = [only] if only else sorted(counts, key=lambda one: -counts[one])
    names = {row.id: row.name for row in session.scalars(select(Staff).where(Staff.id.in_(people)))}
    tries = _calibrations(session, people)
    return ReviewingStatistics(
        responses=len(pairs),
        latest=LATEST,
        kappa=_kappa((pair.first, pair.second) for pair in pairs),
        alpha=_alpha(pairs),
        items=[] if only else _items(pairs),
        reviewers=[
            _reviewer(one, names[one], counts.get(one, 0), tries.get(one, (0, 0)), pairs) for one in people
        ],
    )


def _pairs(session: Session, visible: ColumnElement[bool]) -> list[Pair]:
    twice = (
        select(Review.id)
        .join(Mark, Mark.review_id == Review.id)
        .join(Attempt, Attempt.id == Review.attempt_id)
        .join(Assessment, Assessment.id == Attempt.assessment_id)
        .where(Mark.number == DOUBLE, visible)
        .order_by(Mark.done_at.desc())
        .limit(LATEST)
    )
    rows = session.execute(
        select(Mark, FormItem.item_version_id)
        .join(Review, Review.id == Mark.review_id)
        .join(FormItem, FormItem.id == Review.form_item_id)
        .where(Mark.review_id.in_(twice), Mark.number <= DOUBLE)
        .order_by(Mark.review_id, Mark.number)
    ).all()
    items = _written(session, {row[1] for row in rows})
    given = [(row[0].review_id, items[row[1]], row[0]) for row in rows]
    return [
        Pair(item.title, _given(item, one), _given(item, other))
        for (review, item, one), (same, _, other) in pairwise(given)
        if review == same
    ]


def _written(session: Session, versions: Iterable[uuid.UUID]) -> dict[uuid.UUID, Written]:
    rows = session.execute(
        select(ItemVersion.id, ItemVersion.content).where(ItemVersion.id.in_(list(versions)))
    )
    items = {row[0]: read_content(row[1]) for row in rows}
    return {version: item for version, item in items.items() if isinstance(item, Written)}


def _given(item: Written, mark: Mark) -> Given:
    levels = mark.levels or {}
    assert mark.done_at is not None
    return Given(mark.reviewer_id, levels, float(share_of(item, levels)), mark.done_at)


def _counts(session: Session, visible: ColumnElement[bool]) -> dict[uuid.UUID, int]:
    rows = session.execute(
        select(Mark.reviewer_id, func.count())
        .join(Review, Review.id == Mark.review_id)
        .join(Attempt, Attempt.id == Review.attempt_id)
        .join(Assessment, Assessment.id == Attempt.assessment_id)
        .where(Mark.done_at.is_not(None), visible)
        .group_by(Mark.reviewer_id)
    )
    return {row[0]: row[1] for row in rows}


def _calibrations(session: Session, people: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[int, int]]:
    """Return for each how many times they scored exemplars, and of how many items."""
    rows = session.execute(
        select(Calibration.reviewer_id, func.count(), func.count(func.distinct(Calibration.rubric_hash)))
        .where(Calibration.reviewer_id.in_(people))
        .group_by(Calibration.reviewer_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _kappa(marks: Iterable[tuple[Given, Given]]) -> Figure:
    both = list(marks)
    levels = [(one.levels[name], other.levels[name]) for one, other in both for name in sorted(one.levels)]
    table = np.array(levels, int).reshape(-1, 2)
    return figure(agreement.weighted_kappa(table[:, 0], table[:, 1]), len(both), enough.AGREEMENT)


def _alpha(pairs: Sequence[Pair]) -> Figure:
    """Return alpha over criteria as judgements; who gave which of two marks makes no difference to it."""
    levels = [
        (pair.first.levels[name], pair.second.levels[name])
        for pair in pairs
        for name in sorted(pair.first.levels)
    ]
    rated = np.array(levels, float).reshape(-1, 2).T
    return figure(agreement.ordinal_alpha(rated), len(pairs), enough.AGREEMENT)


def _items(pairs: Sequence[Pair]) -> list[ItemAgreement]:
    by_item: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_item[pair.item].append(pair)
    return [
        ItemAgreement(
            title=title,
            responses=len(own),
            kappa=_kappa((pair.first, pair.second) for pair in own),
            alpha=_alpha(own),
        )
        for title, own in sorted(by_item.items())
    ]


def _reviewer(
    reviewer: uuid.UUID, name: str, scored: int, tries: tuple[int, int], pairs: Sequence[Pair]
) -> ReviewerFigures:
    own = [(p.first, p.second) for p in pairs if p.first.reviewer == reviewer]
    own += [(p.second, p.first) for p in pairs if p.second.reviewer == reviewer]
    own.sort(key=lambda marks: marks[0].at)
    mine, others = np.array([[one.share, other.share] for one, other in own], float).reshape(-1, 2).T
    stricter, drifted = agreement.severity(mine, others), agreement.drift(mine, others)
    figures: dict[str, Any] = {
        "kappa": _kappa(own),
        "severity": figure(stricter.mean, len(own), enough.AGREEMENT),
        "severity_error": figure(stricter.error, len(own), enough.AGREEMENT),
        "drift": figure(drifted.mean, len(own), enough.DRIFT),
        "drift_error": figure(drifted.error, len(own), enough.DRIFT),
    }
    return ReviewerFigures(
        name=name,
        scored=scored,
        scored_by_two=len(own),
        calibration_tries=tries[0],
        calibrated_items=tries[1],
        **figures,
    )
