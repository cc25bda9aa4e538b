"""Simulated reviewers: one a little severe, one a little lenient, both mostly right."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Review, ReviewStatus
from app.reviews import scoring, view
from app.reviews.schemas import ReviewIn
from question_bank.item import Written, read_content

SLIP: Final = 0.05
"""How often a reviewer misses the level of a criterion by one: below it if severe, above it if lenient."""


def review(
    session: Session,
    attempt_id: uuid.UUID,
    reached: Mapping[str, Mapping[str, int]],
    reviewers: Sequence[uuid.UUID],
    rng: np.random.Generator,
    *,
    now: datetime,
) -> int:
    """Score an attempt's prose from the levels it reached, by place; return how many responses."""
    waiting = session.scalars(
        select(Review).where(Review.attempt_id == attempt_id, Review.status == ReviewStatus.OPEN)
    ).all()
    for one in waiting:
        turn = int(rng.integers(len(reviewers)))
        item = read_content(view.version_answered(session, one).content)
        assert isinstance(item, Written)
        given = {}
        for criterion in item.rubric:
            level = reached[str(one.form_item_id)][criterion.id]
            if rng.random() < SLIP:
                level += 1 if turn % 2 else -1
            given[criterion.id] = min(max(level, 0), len(criterion.levels) - 1)
        scoring.save(session, str(one.id), ReviewIn(levels=given), by=reviewers[turn], now=now)
    return len(waiting)
