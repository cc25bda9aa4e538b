"""Shapes of reviewing prose. There is no name here, nor anything that leads to one."""

import uuid
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from app.models import ReviewStatus
from app.values import CleanText
from question_bank.item import Criterion


class ReviewSummary(BaseModel):
    """One response that waits for the caller, or that they scored."""

    id: uuid.UUID
    item_title: str
    status: ReviewStatus = Field(description="Done once the caller's own mark is in.")
    # A day and no more: the answers of one person come in at one instant.
    since: date = Field(description="The day since when it waits, or when the caller scored it; UTC.")
    skipped: bool
    adjudication: bool = Field(description="Two marks lie too far apart: this one decides.")


class WaitingItem(BaseModel):
    """Responses to one item that wait for the caller."""

    item_version_id: uuid.UUID
    item_title: str
    waiting: int
    skipped: int = Field(description="How many of them the caller passed over.")
    since: date
    calibrated: bool = Field(description="Whether the caller may score them.")
    agreement: float | None = Field(description="The caller's best agreement on its exemplars, 0 to 1.")


class Queue(BaseModel):
    """What waits for the caller, by item."""

    waiting: int = Field(description="Responses that the caller may score now.")
    items: list[WaitingItem]
    calibration_needed: float = Field(description="The share of exemplars to agree on first; 0: none.")


class LevelView(BaseModel):
    """One described level; its number is its place from the lowest, 0."""

    level: int
    points: int
    description: str


class CriterionView(BaseModel):
    """One thing to score."""

    id: str
    title: str
    levels: list[LevelView]


def criterion_view(criterion: Criterion) -> CriterionView:
    """Return a criterion as a reviewer reads it."""
    levels = [
        LevelView(level=number, points=level.points, description=level.description)
        for number, level in enumerate(criterion.levels)
    ]
    return CriterionView(id=criterion.id, title=criterion.title, levels=levels)


class MarkView(BaseModel):
    """What somebody else gave; who it was is not said."""

    levels: dict[str, int]
    comment: str | None


class PassageView(BaseModel):
    """A stretch of the response that shares words with a criterion. It says nothing of how good it is."""

    criterion: str
    text: str
    words: list[str]


class ReviewView(BaseModel):
    """A response beside its rubric, never the candidate's name."""

    id: uuid.UUID
    item_version_id: uuid.UUID
    item_title: str
    status: ReviewStatus = Field(description="Done once the caller's own mark is in, or no more is wanted.")
    settled: bool = Field(description="Whether the response has its final score.")
    adjudication: bool = Field(description="Two marks lie too far apart: this one decides.")
    claimed_until: datetime | None = Field(description="Until when it is the caller's to score.")
    prompt: str
    response: str = Field(
        description="Markdown. The candidate's own name is blanked where it is written out."
    )
    criteria: list[CriterionView]
    model_answer: str
    exemplars: dict[str, Any]
    common_errors: list[dict[str, Any]]
    levels: dict[str, int] | None = Field(description="Criterion id to the caller's level, once scored.")
    comment: str | None
    done_at: datetime | None
    others: list[MarkView] = Field(description="Others' marks, once the caller's cannot be swayed by them.")
    passages: list[PassageView] | None = Field(description="Null where the assessment does not ask for them.")


class NextReview(BaseModel):
    """The response lent to the caller, or null when none is left that they may score."""

    review: ReviewView | None
    waiting: int = Field(description="Responses the caller may score now, this one included.")


class ReviewIn(BaseModel):
    """A level for every criterion, and a comment for who reads the score."""

    model_config = ConfigDict(extra="forbid")

    levels: dict[str, int] = Field(max_length=10, examples=[{"mechanism": 2, "evidence": 1, "limits": 0}])
    comment: CleanText = Field("", max_length=5_000)


class ExemplarOut(BaseModel):
    """A passage whose level is known, and not told."""

    id: str
    text: str


class ExemplarTask(BaseModel):
    """An item's exemplars, to be scored on the criterion that is hardest to score."""

    item_version_id: uuid.UUID
    item_title: str
    prompt: str
    model_answer: str
    criterion: CriterionView
    passages: list[ExemplarOut]
    needed: float = Field(description="The share to agree on, 0 to 1.")
    tries: int
    best: float | None = Field(description="The best agreement so far.")


class ExemplarsIn(BaseModel):
    """A level for each passage, by its id."""

    model_config = ConfigDict(extra="forbid")

    levels: dict[str, int] = Field(max_length=10, examples=[{"3f1c0a9b2e77": 1}])


class ExemplarScored(ExemplarOut):
    """A passage with the level given and the one known."""

    given: int
    known: int
    description: str = Field(description="What the known level asks for.")


class ExemplarsResult(BaseModel):
    """How one try went."""

    agreement: float
    needed: float
    passed: bool
    passages: list[ExemplarScored]
