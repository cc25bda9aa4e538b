"""Score answers again after a key was mended: first on paper, then in the books, where old scores stay."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from http import HTTPStatus

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app import audit
from app.models import (
    Assessment,
    Attempt,
    AttemptStatus,
    Candidate,
    FormItem,
    Invitation,
    ItemVersion,
    Response,
    Score,
)
from app.problems import NotFound, Problem
from app.scores import answers, mended, record

BY_KEY = ("key", "regrade")  # the reasons of scores that a key decides
SCORED_BY_KEY = ("single_choice", "multiple_choice", "numeric")


class NotByKey(Problem):
    """No key decides this item's score."""

    status = HTTPStatus.CONFLICT


@dataclass(frozen=True)
class Change:
    """One attempt whose score changes; the name is None for somebody who was erased."""

    attempt_id: uuid.UUID
    form_item_id: uuid.UUID
    assessment: str
    candidate: str | None
    version: int
    item_before: Decimal
    item_after: Decimal
    total_before: Decimal
    total_after: Decimal


@dataclass
class Regrade:
    """What a mended key does: to which versions it applies, and whose score changes."""

    item: str
    version: int
    applies_to: list[int] = field(default_factory=list)
    not_to: dict[int, str] = field(default_factory=dict)  # version: why
    scored: int = 0  # answers that were looked at
    changes: list[Change] = field(default_factory=list)


def run(session: Session, item_id: str, *, now: datetime, by: uuid.UUID | None) -> Regrade:
    """Score all answers to the item's earlier versions by the key of its current one.

    Versions that asked something else are left as they are. The transaction does all of it or, rolled back,
    nothing: a dry run is a run that is not committed. Attempts under way, and those yet to be drawn from
    a published assessment, are scored by the mended key when they end.
    """
    versions = session.scalars(
        select(ItemVersion).where(ItemVersion.item_id == item_id).order_by(ItemVersion.number)
    ).all()
    current = next((version for version in versions if version.current), None)
    if current is None:
        raise NotFound(f"The database holds no item {item_id!r}; `bn-assess bank load` loads a bank.")
    if current.type not in SCORED_BY_KEY:
        raise NotByKey(f"{item_id} is a {current.type} item: a reviewer or the grader scores it, no key.")
    done = Regrade(item_id, current.number)
    given: list[ItemVersion] = []
    for version in versions:
        if version is current:
            continue
        if reason := mended.why_not(session, version, current):
            done.not_to[version.number] = reason
        else:
            done.applies_to.append(version.number)
            given.append(version)
    # Locked before anything is read: an attempt that ends meanwhile is either seen here or sees the new key.
    attempts = _lock_attempts(session, given)
    for version in given:
        version.key_version_id = current.id
    session.flush()
    for attempt in attempts:
        _regrade(session, attempt, given, current, done, now=now)
    counts = {"answers": done.scored, "changed": len(done.changes)}
    applied = {"version": done.version, "applies_to": done.applies_to}
    audit.record(session, "regrade", "item", item_id, by=by, now=now, **applied, **counts)
    return done


def _lock_attempts(session: Session, versions: Iterable[ItemVersion]) -> list[Attempt]:
    holding = select(FormItem.attempt_id).where(FormItem.item_version_id.in_([one.id for one in versions]))
    return list(
        session.scalars(select(Attempt).where(Attempt.id.in_(holding)).order_by(Attempt.id).with_for_update())
    )


def _regrade(
    session: Session,
    attempt: Attempt,
    given: Iterable[ItemVersion],
    current: ItemVersion,
    done: Regrade,
    *,
    now: datetime,
) -> None:
    if attempt.status is not AttemptStatus.FINISHED:
        return
    rows = session.execute(
        select(FormItem, Score)
        .join(Score, Score.form_item_id == FormItem.id)
        .where(
            FormItem.attempt_id == attempt.id,
            FormItem.item_version_id.in_([version.id for version in given]),
            Score.superseded_by.is_(None),
            Score.reason.in_(BY_KEY),
        )
        .options(joinedload(FormItem.item_version))
    ).all()
    before = attempt.auto_score
    for place, old in rows:
        response = session.get_one(Response, place.id)  # erasing a person keeps what a key scores
        done.scored += 1
        earned = answers.score(session, place, response.answer)
        if record.points(earned.share, place.points) == old.value:
            continue
        receipt = answers.receipt(place, response.answer) | {"why": earned.reason}
        new = record.append(session, place, earned.share, reason="regrade", receipt=receipt, now=now)
        record.sum_up(session, attempt)
        title, name = _whose(session, attempt)
        done.changes.append(
            Change(
                attempt.id,
                place.id,
                title,
                name,
                place.item_version.number,
                old.value,
                new.value,
                before,
                attempt.auto_score,
            )
        )


def _whose(session: Session, attempt: Attempt) -> tuple[str, str | None]:
    row = session.execute(
        select(Assessment.title, Candidate.name)
        .select_from(Attempt)
        .join(Assessment, Assessment.id == Attempt.assessment_id)
        .join(Invitation, Invitation.id == Attempt.invitation_id)
        .join(Candidate, Candidate.id == Invitation.candidate_id)
        .where(Attempt.id == attempt.id)
    ).one()
    return row[0], row[1]
