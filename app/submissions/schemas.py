"""Shapes of handing code in."""

import uuid
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from app.models import Disclosure, Submission, SubmissionKind, SubmissionStatus
from app.values import MAX_SOURCE, CleanText
from grader.verdict import Verdict

NOT_GRADED = "The grader failed, not your code. This costs you nothing; you may hand it in again."


class SubmissionIn(BaseModel):
    """Code to run on the visible samples, or to submit for grading."""

    model_config = ConfigDict(extra="forbid")

    item_id: uuid.UUID
    source: CleanText = Field(min_length=1, max_length=MAX_SOURCE)
    kind: SubmissionKind


class DiagnosisOut(BaseModel):
    """A misconception that a submission shows, in words to learn from."""

    id: str
    title: str
    explanation: str


class CounterexampleOut(BaseModel):
    """A small input with what is right and what came; null where nothing is judged, or no array came."""

    inputs: dict[str, Any]
    expected: Any
    got: Any
    detail: str = Field(description="What differs.")
    arrays: str = Field(description="The dtype, and the memory order where that matters.")


class ExplanationOut(BaseModel):
    """Why a submit failed, as far as that is known."""

    diagnosis: list[DiagnosisOut]
    counterexample: CounterexampleOut | None


class SubmissionOut(BaseModel):
    """A submission as its candidate sees it."""

    id: uuid.UUID
    item_id: uuid.UUID
    kind: SubmissionKind
    status: SubmissionStatus
    created_at: datetime
    verdict: Verdict | None = None
    checks: list[dict[str, Any]] = Field(
        [], description="Outcomes on the visible samples; where grading takes long, before the verdict."
    )
    output: str | None = Field(None, description="What the code printed on the visible samples.")
    message: str | None = None
    explanation: ExplanationOut | None = Field(
        None, description="Of a submit, where the assessment discloses it; null elsewhere."
    )


class EarlierSubmission(BaseModel):
    """A run or submit on an item, as one line. `by_server`: saved code that the end of the test submitted."""

    id: uuid.UUID
    number: int = Field(description="Counts the item's runs and submits from 1.")
    kind: SubmissionKind
    by_server: bool
    status: SubmissionStatus
    created_at: datetime
    verdict: Verdict | None = None


class SourceOut(BaseModel):
    """Code as it was handed in; empty once it was erased."""

    source: str


def as_candidate_sees(submission: Submission, disclosure: Disclosure = Disclosure.VERDICT) -> SubmissionOut:
    """Return the verdict, the samples' outcomes and what else the assessment discloses.

    The grader makes `output` and `message` from the visible samples alone: code can print and raise what it
    is given, and a submit is given hidden probes. A counterexample is made of samples and fresh draws.
    """
    report: dict[str, Any] = submission.report or {}
    if submission.verdict is Verdict.INTERNAL_ERROR:
        report = {"message": NOT_GRADED}  # what is stored is for the operator, and may name anything
    explained = disclosure is Disclosure.EXPLANATION and submission.kind is SubmissionKind.SUBMIT
    return SubmissionOut(
        id=submission.id,
        item_id=submission.form_item_id,
        kind=submission.kind,
        status=submission.status,
        created_at=submission.created_at,
        verdict=submission.verdict,
        checks=[
            check for check in report.get("checks", submission.early_checks or []) if check.get("sample")
        ],
        output=report.get("output"),
        message=report.get("message"),
        explanation=_explanation(report) if explained else None,
    )


def as_line(submission: Submission) -> EarlierSubmission:
    """Return a submission as one line of a list; needs neither its source nor its report."""
    return EarlierSubmission(
        id=submission.id,
        number=submission.number,
        kind=submission.kind,
        by_server=submission.by_server,
        status=submission.status,
        created_at=submission.created_at,
        verdict=submission.verdict,
    )


def _explanation(report: dict[str, Any]) -> ExplanationOut | None:
    """Return what a whole report says of the reasons; what was erased or never graded has none."""
    if "diagnosis" not in report:
        return None
    return ExplanationOut(diagnosis=report["diagnosis"], counterexample=report["counterexample"])
