"""Shapes of what recruiters read."""

import uuid
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from app.models import AttemptStatus, FinishReason, SubmissionKind, SubmissionStatus
from app.pagination import Page
from app.reports.beliefs import Belief
from app.reports.interview import InterviewQuestion
from app.reports.shortlist import NoteOut, ShortlistOut
from grader.verdict import Verdict


class CandidateOut(BaseModel):
    """Whose attempt it is; name and e-mail are null after erasure."""

    id: uuid.UUID
    name: str | None
    email: str | None


class AttemptSummary(BaseModel):
    """One line of an assessment's attempts. `score` is null while anything is pending."""

    id: uuid.UUID
    candidate: CandidateOut
    status: AttemptStatus
    score: float | None
    auto_score: float = Field(description="What is scored so far.")
    possible: float
    error: float | None = Field(
        None, description="Standard error of the score, in points; null where `scale` says why."
    )
    percentile: float | None = Field(
        None, description="Rank in the assessment's newest reference set, 0 to 100; null without one."
    )
    started_at: datetime
    finished_at: datetime | None
    time_used_s: int | None = Field(
        description="Seconds from start to finish; the time before a reopening is left out."
    )
    review_pending: int = Field(description="Responses that wait for a reviewer.")
    grading_pending: int = Field(description="Submissions that wait for their verdict.")
    integrity_notes: int = Field(description="How often the browser lost focus, took a paste or was offline.")
    notes_count: int = Field(description="How many notes recruiters wrote on it.")
    shortlisted: bool = Field(description="Whether any recruiter put it on the shortlist.")


class Scale(BaseModel):
    """What percentiles and standard errors in a list are read against."""

    frozen_at: datetime | None = Field(description="When its reference set was frozen; null without one.")
    count: int | None = Field(description="How many scored attempts it holds.", examples=[412])
    needs: int = Field(description="How many it takes.", examples=[100])
    percentile_withheld: str | None = Field(description="Why there are no percentiles, in words.")
    error_withheld: str | None = Field(description="Why there are no standard errors, in words.")


class AttemptPage(Page[AttemptSummary]):
    """One page of attempts, with what their figures are read against."""

    scale: Scale


class PartScore(BaseModel):
    """Points over a section, a subtopic or an application, and how much they tell.

    `share`, `low` and `high` are over what is scored, 0 to 1; null where that is too little evidence.
    """

    title: str
    earned: float
    possible: float
    pending: int
    items: int = Field(description="How many items it holds.")
    share: float | None = Field(description="The share of the scored points that was earned.")
    low: float | None = Field(description="Where the share's 95 % interval begins.")
    high: float | None = Field(description="Where it ends.")


class ScoreOut(BaseModel):
    """A score with its reason and what is needed to recompute it."""

    earned: float
    possible: float
    reason: str
    receipt: dict[str, Any]
    at: datetime


class SubmissionReport(BaseModel):
    """Code as handed in, with its whole report."""

    id: uuid.UUID
    number: int
    kind: SubmissionKind
    by_server: bool
    status: SubmissionStatus
    verdict: Verdict | None
    source: str
    report: dict[str, Any] | None
    created_at: datetime


class ItemReport(BaseModel):
    """One item of the attempt: what was asked, answered and earned. Keys are shown once it is closed."""

    id: uuid.UUID
    item: str
    item_version: int
    title: str
    type: str
    subtopic: str
    applications: list[str]
    difficulty: int
    section: int
    prompt: str
    options: list[dict[str, Any]] | None
    key: Any = Field(None, description="Null until the assessment is closed.")
    answer: dict[str, Any] | None
    saved_at: datetime | None
    possible: float
    score: ScoreOut | None
    submissions: list[SubmissionReport]
    review: dict[str, Any] | None


class TimelineEntry(BaseModel):
    """Something that happened during the attempt."""

    at: datetime
    what: str
    detail: dict[str, Any] = {}


class Typing(BaseModel):
    """How code grew: `size` characters came to it in the half minute before `at`, which then had `length`."""

    item_id: uuid.UUID
    at: datetime
    size: int
    length: int


class AttemptReport(AttemptSummary):
    """An attempt in full."""

    assessment_id: uuid.UUID
    assessment_title: str
    time_limit_s: int
    time_factor: float
    pause_limit_s: int
    paused_s: int = Field(description="How long the candidate stopped the clock, in all.")
    closes_at: datetime
    finish_reason: FinishReason | None
    sections: list[PartScore]
    subtopics: list[PartScore]
    applications: list[PartScore] = Field(
        description="An item counts in full for each of its applications, so these do not add up."
    )
    beliefs: list[Belief] = Field(
        description="What is believed wrongly: named at a probability of 0.95, or shown by code."
    )
    beliefs_withheld: str | None = Field(description="What of it is not shown yet, in words.")
    interview: list[InterviewQuestion] = Field(description="What to ask, contradictions first.")
    items: list[ItemReport]
    timeline: list[TimelineEntry]
    typing: list[Typing] = Field(description="By time. Sizes as the browser told them, never text.")
    comments: list[dict[str, Any]]
    shortlist: ShortlistOut
    notes: list[NoteOut] = Field(description="Recruiters' notes, the oldest first.")
    form_seed: int
    receipt: str | None
