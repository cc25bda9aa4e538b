"""Shapes of assessments."""

import uuid
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from app.models import AssessmentState, Disclosure, Results
from app.values import CleanText
from question_bank.blueprint import MAX_SECTIONS, Section


class AssessmentPatch(BaseModel):
    """What may change. All but `shared_with` is frozen once the assessment is published."""

    model_config = ConfigDict(extra="forbid")

    title: CleanText | None = Field(None, min_length=1, max_length=200)
    instructions: CleanText | None = Field(None, max_length=20_000)
    time_limit_s: int | None = Field(None, ge=60, le=86_400)
    sections: list[Section] | None = Field(None, min_length=1, max_length=MAX_SECTIONS)
    max_exposure: int | None = Field(
        None, ge=1, le=1_000_000, description="How many candidates may see an item; null: any number."
    )
    disclosure: Disclosure = Field(
        Disclosure.VERDICT,
        description="What candidates learn of a submission: the verdict, or its explanation too.",
    )
    results: Results = Field(
        Results.NONE,
        description="What candidates read of their results once their attempt is over, each level with those "
        "before it. Explanations hold the keys, so they wait until the assessment is closed.",
    )
    shared_with: list[str] | None = Field(
        None, max_length=100, description="E-mail addresses of the recruiters who see it beside its owner."
    )


class AssessmentOut(BaseModel):
    """An assessment as its owner sees it."""

    id: uuid.UUID
    series_id: uuid.UUID
    version: int
    owner: str = Field(description="The owner's e-mail address.")
    shared_with: list[str]
    state: AssessmentState
    disclosure: Disclosure
    results: Results
    title: str
    instructions: str
    time_limit_s: int
    sections: list[Section]
    max_exposure: int | None
    created_at: datetime
    published_at: datetime | None
    closed_at: datetime | None


class AssessmentSummary(BaseModel):
    """One line of the list of assessments."""

    id: uuid.UUID
    title: str
    version: int
    state: AssessmentState
    created_at: datetime
    invited: int = Field(description="How many were invited.")
    finished: int = Field(description="How many attempts are over.")
