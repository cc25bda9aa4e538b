"""Shapes of invitations."""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.models import Results
from app.values import CleanText, Instant


class InvitationIn(BaseModel):
    """Whom to invite. `time_factor` gives more time: 1.25 is a quarter more."""

    model_config = ConfigDict(extra="forbid")

    name: CleanText = Field(min_length=1, max_length=200, examples=["Ada Lovelace"])
    email: CleanText = Field(
        min_length=3, max_length=254, pattern=r"^[^@\s\x00]+@[^@\s\x00]+$", examples=["ada@example.org"]
    )
    time_factor: Decimal = Field(Decimal(1), ge=1, le=5, decimal_places=2, examples=["1.25"])
    expires_at: Instant | None = Field(
        None, description="Until when it may be started; by default two weeks."
    )


class InvitationOut(BaseModel):
    """A fresh invitation. The link is shown once: only a hash of its token is stored."""

    id: uuid.UUID
    name: str
    email: str
    link: str = Field(examples=["https://assess.example.org/take/bni_..."])
    expires_at: datetime


class AssessmentView(BaseModel):
    """What a candidate may know of the test before starting."""

    title: str
    instructions: str
    time_limit_s: int = Field(description="The candidate's own limit: their time factor is in it.")
    sections: list["SectionView"]
    results: Results = Field(description="What the candidate will read of their results after the end.")


class SectionView(BaseModel):
    """One part of the test and how many items it has."""

    title: str
    instructions: str
    item_count: int


class CandidateView(BaseModel):
    """The candidate, as invited."""

    name: str


class InvitationView(BaseModel):
    """The caller's own invitation."""

    assessment: AssessmentView
    candidate: CandidateView
    status: Literal["open", "started", "finished", "expired"]
    expires_at: datetime
