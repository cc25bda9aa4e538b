"""Shapes of invitations."""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from app.models import DeliveryStatus, Language, Letter, Results
from app.values import Instant, Line

# Signs that stand between addresses in a header are refused: none is part of an address anybody uses.
Email = Annotated[
    Line,
    Field(
        min_length=3,
        max_length=254,
        pattern=r'^[^@\s<>()\[\],;:"\\]+@[^@\s<>()\[\],;:"\\]+$',
        examples=["ada@example.org"],
    ),
]


class InvitationIn(BaseModel):
    """Whom to invite. `time_factor` gives more time: 1.25 is a quarter more.

    With `pause_limit_s` they may stop the clock, for so long in all.
    """

    model_config = ConfigDict(extra="forbid")

    name: Line = Field(min_length=1, max_length=200, examples=["Ada Lovelace"])
    email: Email
    time_factor: Decimal | None = Field(
        None, ge=1, le=5, decimal_places=2, examples=["1.25"], description="By default the assessment's own."
    )
    language: Language = Field(Language.ENGLISH, description="What e-mails to them are written in.")
    pause_limit_s: int = Field(0, ge=0, le=14_400, strict=True, examples=[900])
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


class InvitationChange(BaseModel):
    """What may change of an invitation. Its time only until it is started: then extend the attempt."""

    model_config = ConfigDict(extra="forbid")

    expires_at: Instant | None = Field(None, description="Until when it may be started.")
    time_factor: Decimal | None = Field(None, ge=1, le=5, decimal_places=2, examples=["1.5"])
    language: Language | None = None


class LinkIn(BaseModel):
    """Whether the new link takes the place of all earlier ones, which then open nothing."""

    model_config = ConfigDict(extra="forbid")

    replace: bool = Field(False, examples=[False])


class Reminded(BaseModel):
    """What came of reminding everybody."""

    people: int = Field(description="To how many a reminder is on its way.")


class LinkOut(BaseModel):
    """A fresh link, shown this one time."""

    link: str = Field(examples=["https://assess.example.org/take/bni_..."])


class DeliveryOut(BaseModel):
    """The last e-mail about an invitation. Sent means that the mail server took it."""

    letter: Letter
    status: DeliveryStatus
    tries: int
    next_try_at: datetime | None = Field(description="When it is tried next, while it is queued.")
    settled_at: datetime | None
    note: str | None = Field(description="What the mail server said, or why nothing was sent.")


InvitationState: TypeAlias = Literal["open", "started", "finished", "expired", "revoked"]


class InvitationRow(BaseModel):
    """One line of the list of invitations."""

    id: uuid.UUID
    candidate: "Invitee"
    state: InvitationState
    time_factor: float
    language: Language
    created_at: datetime
    expires_at: datetime
    attempt_id: uuid.UUID | None
    delivery: DeliveryOut | None = Field(description="Null where no e-mail was asked for.")


class Invitee(BaseModel):
    """Who was invited; name and e-mail are null after erasure."""

    id: uuid.UUID
    name: str | None
    email: str | None


class AssessmentView(BaseModel):
    """What a candidate may know of the test before starting."""

    title: str
    instructions: str
    time_limit_s: int = Field(description="The candidate's own limit: their time factor is in it.")
    pause_limit_s: int = Field(0, description="For how long in all the candidate may stop the clock.")
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
