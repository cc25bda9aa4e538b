"""Shapes of handing code in."""

import uuid
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from app.models import Submission, SubmissionKind, SubmissionStatus
from app.values import MAX_SOURCE, CleanText
from grader.verdict import Verdict

NOT_GRADED = "The grader failed, not your code. This costs you nothing; you may hand it in again."


class SubmissionIn(BaseModel):
    """Code to run on the visible samples, or to submit for grading."""

    model_config = ConfigDict(extra="forbid")

    item_id: uuid.UUID
    source: CleanText = Field(min_length=1, max_length=MAX_SOURCE)
    kind: SubmissionKind


class SubmissionOut(BaseModel):
    """A submission as its candidate sees it."""

    id: uuid.UUID
    item_id: uuid.UUID
    kind: SubmissionKind
    status: SubmissionStatus
    created_at: datetime
    verdict: Verdict | None = None
    checks: list[dict[str, Any]] = Field([], description="Outcomes on the visible samples.")
    output: str | None = Field(None, description="What the code printed on the visible samples.")
    message: str | None = None


def as_candidate_sees(submission: Submission) -> SubmissionOut:
    """Return the verdict and the samples' outcomes.

    The grader makes `output` and `message` from the visible samples alone: code can print and raise what it
    is given, and a submit is given hidden probes.
    """
    report: dict[str, Any] = submission.report or {}
    if submission.verdict is Verdict.INTERNAL_ERROR:
        report = {"message": NOT_GRADED}  # what is stored is for the operator, and may name anything
    return SubmissionOut(
        id=submission.id,
        item_id=submission.form_item_id,
        kind=submission.kind,
        status=submission.status,
        created_at=submission.created_at,
        verdict=submission.verdict,
        checks=[check for check in report.get("checks", []) if check.get("sample")],
        output=report.get("output"),
        message=report.get("message"),
    )
