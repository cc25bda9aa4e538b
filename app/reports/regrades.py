"""What a regrade changes, as admins look at it beforehand and recruiters are told afterwards."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.models import (
    Assessment,
    Attempt,
    Candidate,
    Invitation,
    Regrade,
    RegradeChange,
    RegradeState,
)
from app.pagination import Page, fetch_page
from app.reports.listing import shown
from app.reports.schemas import CandidateOut

Crossing = Literal["up", "down"]


class RegradeIn(BaseModel):
    """Which item's scores to look at again, and why."""

    model_config = ConfigDict(extra="forbid")

    item: str = Field(min_length=1, max_length=100, examples=["forward-by-hand"])
    why: str = Field(
        "",
        max_length=500,
        description="Recruiters read it: name no key.",
        examples=["Two options were right."],
    )
    again: bool = Field(False, description="Grade code again even where neither task nor grader has changed.")


class RegradedAssessment(BaseModel):
    """What a regrade does to the attempts of one assessment."""

    assessment_id: uuid.UUID
    title: str
    changed: int
    higher: int
    lower: int
    crossed_up: int = Field(description="Attempts that reach the cut and did not; 0 without a cut.")
    crossed_down: int


class RegradeOut(BaseModel):
    """A regrade: planned, or carried out."""

    id: uuid.UUID
    item: str
    version: int = Field(description="The version whose key or checks judge.")
    by_key: bool = Field(description="False for code, which is graded again.")
    why: str
    state: RegradeState
    applies_to: list[int]
    not_to: dict[str, str]
    checked: int = Field(description="Answers looked at.")
    to_grade: int = Field(description="Submissions still to be graded again.")
    changed: int
    created_at: datetime
    applied_at: datetime | None
    assessments: list[RegradedAssessment]


class RegradeNotice(BaseModel):
    """What recruiters are told of a regrade."""

    id: uuid.UUID
    item: str
    why: str
    applied_at: datetime
    changed: int
    higher: int
    lower: int


class RegradeChangeOut(BaseModel):
    """One attempt whose score changes. Ranks count from 1, among the fully scored attempts."""

    attempt_id: uuid.UUID
    assessment_id: uuid.UUID
    assessment_title: str
    candidate: CandidateOut
    item_before: float
    item_after: float
    total_before: float
    total_after: float
    possible: float
    rank_before: int | None
    rank_after: int | None
    crosses: Crossing | None = Field(description="Whether it comes to reach the cut, or no longer does.")
    applied_at: datetime | None


def crossing(change: RegradeChange, cut: float | None) -> Crossing | None:
    """Return which way the attempt's total goes across `cut`, a share of the points."""
    if cut is None:
        return None
    bar = Decimal(str(cut)) * change.possible
    before, after = change.total_before >= bar, change.total_after >= bar
    return None if before == after else "up" if after else "down"


def _changed(regrade_id: uuid.UUID) -> tuple[ColumnElement[bool], ...]:
    return (RegradeChange.regrade_id == regrade_id, RegradeChange.item_after.is_not(None))


def read(session: Session, regrade: Regrade, *, cut: float | None) -> RegradeOut:
    """Return a regrade with what it does to each assessment."""
    by_assessment: dict[tuple[uuid.UUID, str], list[RegradeChange]] = {}
    rows = session.execute(
        select(RegradeChange, Assessment.title)
        .join(Assessment, Assessment.id == RegradeChange.assessment_id)
        .where(*_changed(regrade.id))
        .order_by(Assessment.title, Assessment.id)
    )
    for change, title in rows:
        if change.item_after != change.item_before:
            by_assessment.setdefault((change.assessment_id, title), []).append(change)
    waiting = RegradeChange.regrade_id == regrade.id, RegradeChange.item_after.is_(None)
    return RegradeOut(
        id=regrade.id,
        item=regrade.item_id,
        version=regrade.version,
        by_key=regrade.by_key,
        why=regrade.why,
        state=regrade.state,
        applies_to=regrade.applies_to,
        not_to=regrade.not_to,
        checked=regrade.checked,
        to_grade=session.scalars(select(func.count()).select_from(RegradeChange).where(*waiting)).one(),
        changed=sum(map(len, by_assessment.values())),
        created_at=regrade.created_at,
        applied_at=regrade.applied_at,
        assessments=[_of_one(*of, changes, cut=cut) for of, changes in by_assessment.items()],
    )


def _of_one(
    assessment_id: uuid.UUID, title: str, changes: Iterable[RegradeChange], *, cut: float | None
) -> RegradedAssessment:
    changes = list(changes)
    crossed = [crossing(change, cut) for change in changes]
    higher = sum(change.total_after > change.total_before for change in changes)
    return RegradedAssessment(
        assessment_id=assessment_id,
        title=title,
        changed=len(changes),
        higher=higher,
        lower=len(changes) - higher,
        crossed_up=crossed.count("up"),
        crossed_down=crossed.count("down"),
    )


def changes(
    session: Session,
    regrade_id: uuid.UUID,
    *,
    assessment: Assessment | None = None,
    cut: float | None,
    cursor: str | None,
    limit: int,
) -> Page[RegradeChangeOut]:
    """Return a page of whose score changes, in all assessments or in one."""
    wanted = whose().where(*_changed(regrade_id), RegradeChange.item_after != RegradeChange.item_before)
    if assessment is not None:
        wanted = wanted.where(RegradeChange.assessment_id == assessment.id)
    rows, following = fetch_page(
        session, wanted, {RegradeChange.attempt_id: uuid.UUID}, cursor=cursor, limit=limit, descending=False
    )
    return Page(items=[_out(row, cut=cut) for row in rows], next_cursor=following)


def whose() -> Select[RegradeChange, str, Candidate]:
    """Return the changes of regrades with the titles and the people they are about."""
    return (
        select(RegradeChange, Assessment.title, Candidate)
        .join(Assessment, Assessment.id == RegradeChange.assessment_id)
        .join(Attempt, Attempt.id == RegradeChange.attempt_id)
        .join(Invitation, Invitation.id == Attempt.invitation_id)
        .join(Candidate, Candidate.id == Invitation.candidate_id)
    )


def _out(row: Any, *, cut: float | None) -> RegradeChangeOut:
    change, title, candidate = row[:3]  # the rest is what the page is kept by
    return RegradeChangeOut(
        attempt_id=change.attempt_id,
        assessment_id=change.assessment_id,
        assessment_title=title,
        candidate=CandidateOut(id=candidate.id, name=candidate.name, email=candidate.email),
        item_before=shown(change.item_before),
        item_after=shown(change.item_after),
        total_before=shown(change.total_before),
        total_after=shown(change.total_after),
        possible=shown(change.possible),
        rank_before=change.rank_before,
        rank_after=change.rank_after,
        crosses=crossing(change, cut),
        applied_at=change.applied_at,
    )


def notices(session: Session, assessment: Assessment) -> list[RegradeNotice]:
    """Return the regrades that changed scores of an assessment, the newest first."""
    higher = func.count().filter(RegradeChange.item_after > RegradeChange.item_before)
    counted = (
        select(RegradeChange.regrade_id, func.count().label("changed"), higher.label("higher"))
        .where(RegradeChange.assessment_id == assessment.id, RegradeChange.applied_at.is_not(None))
        .group_by(RegradeChange.regrade_id)
        .subquery()
    )
    rows = session.execute(
        select(Regrade, counted.c.changed, counted.c.higher)
        .join(counted, counted.c.regrade_id == Regrade.id)
        .where(Regrade.state == RegradeState.APPLIED)
        .order_by(Regrade.applied_at.desc(), Regrade.id)
    )
    return [
        RegradeNotice(
            id=regrade.id,
            item=regrade.item_id,
            why=regrade.why,
            applied_at=regrade.applied_at,
            changed=changed,
            higher=up,
            lower=changed - up,
        )
        for regrade, changed, up in rows
    ]


def of_attempt(session: Session, attempt: Attempt) -> list[tuple[Regrade, RegradeChange]]:
    """Return what regrades did to one attempt."""
    rows = session.execute(
        select(Regrade, RegradeChange)
        .join(RegradeChange, RegradeChange.regrade_id == Regrade.id)
        .where(RegradeChange.attempt_id == attempt.id, RegradeChange.applied_at.is_not(None))
    )
    return [(row[0], row[1]) for row in rows]
