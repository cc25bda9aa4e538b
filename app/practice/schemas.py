"""Shapes of practising."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from app.values import MAX_SOURCE, CleanText
from grader.verdict import Verdict


class PracticeTask(BaseModel):
    """The coding item one may practise on; it is no item of any test."""

    starter_code: str
    entry_point: str
    samples: list[dict[str, Any]] = Field(description="Visible inputs with what is expected.")


class PracticeRunIn(BaseModel):
    """Code to run on the practice item's samples."""

    model_config = ConfigDict(extra="forbid")

    source: CleanText = Field(min_length=1, max_length=MAX_SOURCE)


class PracticeRunOut(BaseModel):
    """What came of a run; it is stored nowhere."""

    verdict: Verdict
    checks: list[dict[str, Any]]
    output: str | None
    message: str | None
