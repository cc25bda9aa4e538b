"""Shapes of reviewing prose. There is no name here, nor anything that leads to one."""

import uuid
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from app.models import ReviewStatus
from app.values import CleanText


class ReviewSummary(BaseModel):
    """One line of the queue."""

    id: uuid.UUID
    item_title: str
    status: ReviewStatus
    created_at: datetime


class LevelView(BaseModel):
    """One described level; its id is its place from the lowest, 0."""

    level: int
    points: int
    description: str


class CriterionView(BaseModel):
    """One thing to score."""

    id: str
    title: str
    levels: list[LevelView]


class ReviewView(BaseModel):
    """A response beside its rubric, never the candidate's name."""

    id: uuid.UUID
    item_title: str
    status: ReviewStatus
    prompt: str
    response: str
    criteria: list[CriterionView]
    model_answer: str
    exemplars: dict[str, Any]
    common_errors: list[dict[str, Any]]
    levels: dict[str, int] | None = Field(description="Criterion id to level, once scored.")
    comment: str | None
    done_at: datetime | None


class ReviewIn(BaseModel):
    """A level for every criterion, and a comment for who reads the score."""

    model_config = ConfigDict(extra="forbid")

    levels: dict[str, int] = Field(max_length=10, examples=[{"mechanism": 2, "evidence": 1, "limits": 0}])
    comment: CleanText = Field("", max_length=5_000)
