"""A regrade's plan carried out: a few attempts at a time, so that it can be broken off and taken up again.

Old scores stay in the history. Each attempt has either its old scores and sums or its new ones.
"""

import uuid
from datetime import datetime
from decimal import Decimal
from http import HTTPStatus

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import audit
from app.models import (
    Attempt,
    AttemptStatus,
    FormItem,
    Regrade,
    RegradeChange,
    RegradeState,
    Score,
)
from app.problems import NotFound, Problem
from app.scores.plan import forget_changes, judged_by_key, write_key_changes
from app.values import parse_id

AT_ONCE = 100


class NotReady(Problem):
    """The code is still being graded again."""

    status = HTTPStatus.CONFLICT


def find(session: Session, regrade_id: str | uuid.UUID, *, lock: bool = False) -> Regrade:
    """Return a regrade."""
    wanted = select(Regrade).where(Regrade.id == parse_id(str(regrade_id)))
    regrade = session.scalar(wanted.with_for_update() if lock else wanted)
    if regrade is None:
        raise NotFound("There is no such regrade; one that was not applied is dropped by the next.")
    return regrade


def under_way(session: Session, item_id: str | None = None) -> Regrade | None:
    """Return a regrade that was begun and is not through, of any item or of one."""
    wanted = select(Regrade).where(Regrade.state == RegradeState.APPLYING).limit(1)
    found: Regrade | None = session.scalar(wanted if item_id is None else wanted.filter_by(item_id=item_id))
    return found


def begin(session: Session, regrade: Regrade, *, by: uuid.UUID | None) -> None:
    """Have a plan carried out: from here on attempts that end are scored by the mended key.

    A key's plan is written down afresh, since attempts may have ended after it was made. Repeating it changes
    nothing.
    """
    if regrade.state is RegradeState.GRADING:
        raise NotReady("Look again in a while: GET the regrade, and apply it when its state is ready.")
    if regrade.state is not RegradeState.READY:
        return
    if regrade.by_key:
        current, given = judged_by_key(session, regrade)
        # An attempt that is ending now is waited for: it is either seen below, or sees the new key.
        holding = select(FormItem.attempt_id).where(FormItem.item_version_id.in_([one.id for one in given]))
        session.execute(
            select(Attempt.id)
            .where(Attempt.id.in_(holding), Attempt.status != AttemptStatus.FINISHED)
            .order_by(Attempt.id)
            .with_for_update()
        )
        for version in given:
            version.key_version_id = current.id
        forget_changes(session, regrade)
        write_key_changes(session, regrade)
    regrade.state, regrade.applied_by = RegradeState.APPLYING, by


def go_on(session: Session, regrade_id: uuid.UUID, *, now: datetime) -> int:
    """Change the scores of the next few attempts, or find that there are none left; return how many are.

    Two at once wait for each other.
    """
    regrade = find(session, regrade_id, lock=True)
    if regrade.state is not RegradeState.APPLYING:
        return 0
    waiting = (
        RegradeChange.regrade_id == regrade.id,
        RegradeChange.applied_at.is_(None),
        RegradeChange.item_after.is_not(None),
    )
    changes = session.scalars(
        select(RegradeChange).where(*waiting).order_by(RegradeChange.attempt_id).limit(AT_ONCE)
    ).all()
    if not changes and not (regrade.by_key and write_key_changes(session, regrade)):
        _end(session, regrade, now=now)
        return 0
    _carry_out(session, {change.form_item_id: change for change in changes}, now=now)
    return session.scalars(select(func.count()).select_from(RegradeChange).where(*waiting)).one()


def _carry_out(session: Session, changes: dict[uuid.UUID, RegradeChange], *, now: datetime) -> None:
    attempts = _lock(session, [change.attempt_id for change in changes.values()])
    current = {
        score.form_item_id: score
        for score in session.scalars(
            select(Score)
            .where(Score.form_item_id.in_(changes), Score.superseded_by.is_(None))
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    }
    new = []
    for place_id, change in changes.items():
        old = current.get(place_id)
        attempt = attempts[change.attempt_id]
        if attempt.status is not AttemptStatus.FINISHED or old is None or old.id != change.score_id:
            session.delete(change)  # reopened, and scored anew when it ends
            continue
        score = _score(change, old, now=now)
        old.superseded_by, change.applied_at = score.id, now
        new.append(score)
    session.flush()  # before the new rows, so that at no time two are current
    session.add_all(new)
    session.flush()
    _sum_up(session, {score.attempt_id: attempts[score.attempt_id] for score in new})


def _score(change: RegradeChange, old: Score, *, now: datetime) -> Score:
    assert change.item_after is not None
    return Score(
        id=uuid.uuid4(),
        attempt_id=change.attempt_id,
        form_item_id=change.form_item_id,
        value=change.item_after,
        possible=old.possible,
        reason="regrade",
        receipt={**(change.receipt or {}), "regrade": str(change.regrade_id)},
        created_at=now,
    )


def _lock(session: Session, attempt_ids: list[uuid.UUID]) -> dict[uuid.UUID, Attempt]:
    found = session.scalars(
        select(Attempt)
        .where(Attempt.id.in_(attempt_ids))
        .order_by(Attempt.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {attempt.id: attempt for attempt in found}


def _sum_up(session: Session, attempts: dict[uuid.UUID, Attempt]) -> None:
    """Bring many attempts' sums in line with their scores; what is pending stays so."""
    rows = session.execute(
        select(Score.attempt_id, Score.value).where(
            Score.attempt_id.in_(attempts), Score.superseded_by.is_(None)
        )
    )
    sums = dict.fromkeys(attempts, Decimal(0))
    for attempt_id, value in rows:
        sums[attempt_id] += value
    for attempt_id, attempt in attempts.items():
        attempt.auto_score = sums[attempt_id]
        pending = attempt.review_pending or attempt.grading_pending
        attempt.score = None if pending else attempt.auto_score


def _end(session: Session, regrade: Regrade, *, now: datetime) -> None:
    regrade.state, regrade.applied_at = RegradeState.APPLIED, now
    changed = session.scalars(
        select(func.count())
        .select_from(RegradeChange)
        .where(RegradeChange.regrade_id == regrade.id, RegradeChange.applied_at.is_not(None))
    ).one()
    counts = {"answers": regrade.checked, "changed": changed, "by_key": regrade.by_key}
    applied = {"version": regrade.version, "applies_to": regrade.applies_to, "why": regrade.why}
    audit.record(
        session, "regrade", "item", regrade.item_id, by=regrade.applied_by, now=now, **applied, **counts
    )
