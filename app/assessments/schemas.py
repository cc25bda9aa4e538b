"""Shapes of assessments."""

import uuid
from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from app.assessments.reviewing import Reviewing
from app.models import AssessmentState, Disclosure, Results
from app.values import CleanText
from question_bank.blueprint import MAX_SECTIONS, Blueprint, Section


class AssessmentPatch(BaseModel):
    """What may change. The design is frozen once it is published; `shared_with` is its owner's to change."""

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
    time_factor: Decimal = Field(
        Decimal(1),
        ge=1,
        le=5,
        decimal_places=2,
        examples=["1.25"],
        description="What the time limit is multiplied by for those invited from now on without a factor of "
        "their own. It may change at any time.",
    )
    shared_with: list[str] | None = Field(
        None, max_length=100, description="E-mail addresses of the recruiters who see it beside its owner."
    )
    reviewing: Reviewing | None = Field(
        None, description="How prose is reviewed, all of it; null leaves it as it is."
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
    time_factor: float = Field(description="What invitations without a factor of their own give.")
    reviewing: Reviewing
    title: str
    instructions: str
    time_limit_s: int
    sections: list[Section]
    max_exposure: int | None
    created_at: datetime
    published_at: datetime | None
    closed_at: datetime | None
    archived_at: datetime | None


class BlueprintOut(BaseModel):
    """A packaged design to begin from."""

    name: str = Field(examples=["data-scientist"])
    blueprint: Blueprint


class PreviewIn(BaseModel):
    """A design as it stands, saved or not."""

    model_config = ConfigDict(extra="forbid")

    blueprint: Blueprint
    seed: int = Field(0, ge=0, lt=2**53, description="Another seed, another form.")


class Narrowing(BaseModel):
    """How many items are left of those of its types once one more filter of a draw holds."""

    by: str = Field(examples=["subtopics"])
    left: int


class DrawPreview(BaseModel):
    """What a draw finds in the bank."""

    count: int = Field(description="How many items it asks for.")
    pool: int = Field(description="How many it may pick from.")
    filled: int = Field(description="How many it gets beside the other draws.")
    narrowed: list[Narrowing]
    problem: str | None = Field(description="Why it cannot be filled and what to do, or null.")


class ItemPreview(BaseModel):
    """One item of a form, as its candidate would meet it, and how it is filed. Keys are not here."""

    title: str
    type: str
    subtopic: str
    difficulty: int
    points: int
    expected_time_s: int
    prompt: str
    options: list[str] | None


class SectionPreview(BaseModel):
    """One section of a form."""

    title: str
    draws: list[DrawPreview]
    items: list[ItemPreview]


class ExpectedTime(BaseModel):
    """The sum of the times that somebody who knows the answers needs, by the items' own estimates."""

    shortest_s: int = Field(description="Of the form that takes least time.")
    drawn_s: int = Field(description="Of this form.")
    longest_s: int = Field(description="Of the form that takes most time.")


class FormPreview(BaseModel):
    """One form that the design could give, how long forms take, and what cannot be filled."""

    can_be_filled: bool
    seed: int
    points: int
    time_limit_s: int
    expected: ExpectedTime
    sections: list[SectionPreview]


class AssessmentSummary(BaseModel):
    """One line of the list of assessments."""

    id: uuid.UUID
    title: str
    version: int
    state: AssessmentState
    created_at: datetime
    archived_at: datetime | None
    owner: str = Field(description="The owner's e-mail address.")
    invited: int = Field(description="How many were invited.")
    finished: int = Field(description="How many attempts are over.")
