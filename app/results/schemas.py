"""Shapes of a candidate's own results."""

import uuid

from pydantic import BaseModel, Field

from app.models import Results
from app.submissions.schemas import SubmissionOut
from question_bank.tags import Subtopic


class Points(BaseModel):
    """Points of an answer or of several. `earned` is null while one of them is not scored."""

    earned: float | None
    possible: float


class SubtopicResult(Points):
    """Points over the items of one subtopic."""

    subtopic: Subtopic
    pending: int = Field(description="Answers that wait for a reviewer or the grader.")


class OptionResult(BaseModel):
    """Whether an option is right, and why."""

    id: str = Field(description="As the candidate saw it.")
    right: bool
    rationale: str


class CriterionResult(Points):
    """What a reviewer found under one criterion."""

    title: str
    level: str = Field(description="What an answer at the level chosen says.")


class ItemResult(Points):
    """One item explained. Fields that its type does not have are null, and so are those of an open review."""

    id: uuid.UUID
    options: list[OptionResult] | None = None
    value: float | None = None
    relative_tolerance: float | None = None
    criteria: list[CriterionResult] | None = None
    model_answer: str | None = None
    submission: SubmissionOut | None = Field(None, description="The submit that counts, with its reasons.")


class ResultsOut(BaseModel):
    """The caller's own results, as far as the assessment shows them. What is not shown is null."""

    shown: Results = Field(description="What this assessment shows by now.")
    explained_once_closed: bool = Field(
        False, description="Whether explanations follow when nobody can sit this assessment any more."
    )
    pending: int | None = Field(None, description="Answers that wait for a reviewer or the grader.")
    score: Points | None = None
    subtopics: list[SubtopicResult] | None = None
    items: list[ItemResult] | None = None
