"""Shapes of an attempt, as its candidate sees it."""

import uuid
from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.attempts.answers import Answer
from app.models import AttemptStatus
from app.values import CleanText, Instant

MAX_REVISION = 2**31 - 1


class OptionView(BaseModel):
    """One option of a choice item; ids follow the order shown to this candidate."""

    id: str
    text: str


class ItemView(BaseModel):
    """One item of the candidate's form. Fields that the type does not have are null."""

    id: uuid.UUID
    type: Literal["single_choice", "multiple_choice", "numeric", "written", "coding"]
    prompt: str = Field(description="Markdown with maths between dollar signs.")
    points: float
    options: list[OptionView] | None = None
    unit: str | None = None
    starter_code: str | None = None
    entry_point: str | None = None
    samples: list[dict[str, Any]] | None = Field(None, description="Visible inputs with what is expected.")
    max_words: int | None = Field(
        None, description="How long a text should be at most; longer ones are taken."
    )
    max_length: int | None = Field(None, description="Characters that text or source may have.")
    submits_left: int | None = Field(None, description="Submits of code this item still takes.")
    response: Answer | None = None
    revision: int = Field(0, description="The stored response's revision; 0 when there is none.")


class FormSection(BaseModel):
    """One part of the test."""

    title: str
    instructions: str
    items: list[ItemView]


class PauseView(BaseModel):
    """Pauses that the caller may take: by themselves, none of staff's doing."""

    left_s: int = Field(description="How long the test may still be paused in all, in seconds.")
    ends_at: datetime | None = Field(description="Set during a pause: the clock goes on then at the latest.")


class AttemptView(BaseModel):
    """The caller's own attempt. The clock is the server's: `closes_at` minus `server_time` is left.

    While it is paused its sections show no items.
    """

    id: uuid.UUID
    status: AttemptStatus
    started_at: datetime
    closes_at: datetime
    finished_at: datetime | None
    server_time: datetime
    pause: PauseView | None = Field(None, description="Null where the invitation grants no pauses.")
    receipt: str | None = Field(None, description="A code for what was received, once finished.")
    sections: list[FormSection]


class ResponseIn(BaseModel):
    """An answer to save. A revision at or below the stored one changes nothing."""

    model_config = ConfigDict(extra="forbid")

    revision: int = Field(ge=1, le=MAX_REVISION, strict=True, examples=[3])
    answer: Answer


class ResponseOut(BaseModel):
    """What is stored now."""

    revision: int
    answer: Answer
    saved_at: datetime


class EventIn(BaseModel):
    """Something the browser noticed.

    `size` is that of a paste, in characters, or how many came to the code of `item_id` in the half minute
    before `at`; `length` is how many the code then had. What was typed or pasted is not sent.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Literal["focus_lost", "focus_gained", "paste", "offline", "online", "typing"]
    at: Instant
    size: int | None = Field(None, ge=0, le=10_000_000)
    item_id: uuid.UUID | None = None
    length: int | None = Field(None, ge=0, le=10_000_000)

    @model_validator(mode="after")
    def _typing_names_its_code(self) -> Self:
        told = (self.item_id, self.length)
        if self.kind == "typing" and None in (*told, self.size):
            raise ValueError("typing has an item_id, a size and a length")
        if self.kind != "typing" and told != (None, None):
            raise ValueError("only typing has an item_id and a length")
        return self


class EventOut(BaseModel):
    """Something that was noted, as whoever reads the result sees it too."""

    kind: str
    at: datetime
    size: int | None
    length: int | None


class CommentIn(BaseModel):
    """A remark on an item, or on the test as a whole when no item is named."""

    model_config = ConfigDict(extra="forbid")

    item_id: uuid.UUID | None = None
    text: CleanText = Field(min_length=1, max_length=5_000)
