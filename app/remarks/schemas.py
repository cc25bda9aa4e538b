"""Shapes of remarks. What staff read holds no name; a candidate reads their own."""

import uuid
from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.models import RemarkState
from app.values import CleanText


class RemarkedItem(BaseModel):
    """The item version that a remark is on."""

    item: str
    version: int
    title: str
    type: str
    prompt: str = Field(description="As the candidate read it, in Markdown.")


class RemarkOut(BaseModel):
    """A candidate's remark, without who made it."""

    id: uuid.UUID
    state: RemarkState
    assessment_title: str
    item: RemarkedItem | None = Field(description="Null for a remark on the whole test.")
    text: str = Field(description="The candidate's own name is blanked where it is written out.")
    since: date
    answer: str | None
    answered_at: datetime | None


class RemarkAnswer(BaseModel):
    """What becomes of a remark, and what its candidate reads."""

    model_config = ConfigDict(extra="forbid")

    state: RemarkState
    answer: CleanText = Field("", max_length=5_000)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.state is not RemarkState.OPEN and not self.answer.strip():
            raise ValueError("write what the candidate will read")
        return self


class OwnRemark(BaseModel):
    """A remark of the caller's, and the answer to it once there is one."""

    item_id: uuid.UUID | None
    text: str
    created_at: datetime
    state: RemarkState
    answer: str | None
    answered_at: datetime | None
