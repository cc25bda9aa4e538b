"""What a mended key or check does to scores, written down before any score changes."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import numpy as np
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.models import (
    Attempt,
    AttemptStatus,
    FormItem,
    ItemVariant,
    ItemVersion,
    Regrade,
    RegradeChange,
    RegradeState,
    Response,
    Score,
)
from app.problems import NotFound, Problem
from app.scores import answers, mended, record
from grader import __version__ as grader_version
from grader.tasks import TASKS
from question_bank.item import Numeric, read_content

SCORED_BY_KEY = ("single_choice", "multiple_choice", "numeric")
BY_KEY = ("key", "regrade")  # the reasons of scores that a key decides
BY_CODE = ("code", "regrade")
MAX_TRIES = 3
Scored = tuple[FormItem, Score, Attempt, Response | None]
Judge = Callable[[FormItem, dict[str, Any]], tuple[Decimal, dict[str, Any]]]


class NotScoredByUs(Problem):
    """Neither a key nor a check decides this item's score."""

    status = HTTPStatus.CONFLICT


class RegradeUnderWay(Problem):
    """Scores of this item are being changed."""

    status = HTTPStatus.CONFLICT


def plan(
    session: Session,
    item_id: str,
    *,
    why: str = "",
    again: bool = False,
    now: datetime,
    by: uuid.UUID | None,
) -> Regrade:
    """Write down whose score of an item changes; no score does. An earlier plan for the item is dropped.

    Answers are judged by the key of the item's current version, also those to earlier versions that asked the
    same. Code is graded again from its seed where the task or the grader has changed since, or all of it with
    `again`: the plan is ready when that is done.
    """
    versions = session.scalars(
        select(ItemVersion).where(ItemVersion.item_id == item_id).order_by(ItemVersion.number)
    ).all()
    current = next((version for version in versions if version.current), None)
    if current is None:
        raise NotFound(f"The database holds no item {item_id!r}; `bn-assess bank load` loads a bank.")
    if current.type not in (*SCORED_BY_KEY, "coding"):
        raise NotScoredByUs(f"{item_id} is a {current.type} item: reviewers score it.")
    _drop_earlier(session, item_id)
    by_key = current.type in SCORED_BY_KEY
    others = [version for version in versions if version is not current] if by_key else []
    reasons = {version.number: mended.why_not(session, version, current) for version in others}
    regrade = Regrade(
        id=uuid.uuid4(),
        item_id=item_id,
        version=current.number,
        by_key=by_key,
        why=why,
        state=RegradeState.READY if by_key else RegradeState.GRADING,
        applies_to=[number for number, reason in reasons.items() if not reason] if by_key else [],
        not_to={str(number): reason for number, reason in reasons.items() if reason},
        checked=0,
        created_at=now,
        created_by=by,
    )
    session.add(regrade)
    session.flush()
    if by_key:
        write_key_changes(session, regrade)
    else:
        _write_code_to_grade(session, regrade, versions, again=again)
        make_ready(session, regrade)
    return regrade


def _drop_earlier(session: Session, item_id: str) -> None:
    earlier = session.scalars(
        select(Regrade)
        .where(Regrade.item_id == item_id, Regrade.state != RegradeState.APPLIED)
        .with_for_update()
    )
    for one in earlier:
        if one.state is RegradeState.APPLYING:
            raise RegradeUnderWay(
                "A service that runs sees it through; so does `bn-assess regrade ITEM --apply`."
            )
        session.delete(one)
    session.flush()


def judged_by_key(session: Session, regrade: Regrade) -> tuple[ItemVersion, list[ItemVersion]]:
    """Return the version whose key counts, and the earlier ones whose answers it judges."""
    wanted = [regrade.version, *regrade.applies_to]
    versions = session.scalars(
        select(ItemVersion).where(ItemVersion.item_id == regrade.item_id, ItemVersion.number.in_(wanted))
    ).all()
    current = next(version for version in versions if version.number == regrade.version)
    return current, [version for version in versions if version is not current]


def write_key_changes(session: Session, regrade: Regrade) -> int:
    """Write down every answer whose score is not what the key makes it, once; return how many are new."""
    current, given = judged_by_key(session, regrade)
    numbers = {version.id: version.number for version in given}
    judges = {version.id: judge_by(session, version, current) for version in given}
    known = set(
        session.scalars(select(RegradeChange.form_item_id).where(RegradeChange.regrade_id == regrade.id))
    )
    regrade.checked, new = 0, []
    for place, score, attempt, response in _scored(session, list(judges), BY_KEY):
        if response is None:
            continue
        regrade.checked += 1
        value, receipt = judges[place.item_version_id](place, response.answer)
        if value != score.value and place.id not in known:
            number = numbers[place.item_version_id]
            new.append(_change(regrade, place, score, attempt, number, after=value, receipt=receipt))
    _rank(session, new)
    session.add_all(new)
    session.flush()
    return len(new)


def judge_by(session: Session, given: ItemVersion, current: ItemVersion) -> Judge:
    """Return what scores an answer to `given` by the key of `current`, read once for all answers."""
    item, later = read_content(given.content), read_content(current.content)
    named = {
        "item_version": str(given.id),
        "content_hash": given.content_hash,
        "key_version": str(current.id),
    }
    if isinstance(item, Numeric):
        by_seed = {draw.seed: draw for draw in _draws(session, current)}
        draws: dict[int | None, ItemVariant | None] = {
            draw.index: by_seed.get(draw.seed) for draw in _draws(session, given)
        }
    else:
        keys = [name for name, option in mended.in_terms_of(item, later).items() if option.key]

    def judge(place: FormItem, answer: dict[str, Any]) -> tuple[Decimal, dict[str, Any]]:
        key = draws[place.variant_index] if isinstance(item, Numeric) else keys
        assert key is not None, "mended.why_not lets no version through whose draws are others"
        earned = answers.judged(item, place.option_order, answer, key=key)
        what = {"variant_index": place.variant_index, "option_order": place.option_order, "answer": answer}
        return record.points(earned.share, place.points), {**named, **what, "why": earned.reason}

    return judge


def _draws(session: Session, version: ItemVersion) -> Sequence[ItemVariant]:
    return session.scalars(select(ItemVariant).where(ItemVariant.item_version_id == version.id)).all()


def _scored(session: Session, version_ids: Sequence[uuid.UUID], reasons: Sequence[str]) -> Iterator[Scored]:
    """Return the finished attempts' places with these versions and their current scores."""
    found = session.execute(
        select(FormItem, Score, Attempt, Response)
        .join(Score, Score.form_item_id == FormItem.id)
        .join(Attempt, Attempt.id == FormItem.attempt_id)
        .outerjoin(Response, Response.form_item_id == FormItem.id)
        .where(FormItem.item_version_id.in_(version_ids), Attempt.status == AttemptStatus.FINISHED)
        .where(Score.superseded_by.is_(None), Score.reason.in_(reasons))
        .execution_options(populate_existing=True)
    )
    for row in found:
        yield row[0], row[1], row[2], row[3]


def _change(
    regrade: Regrade,
    place: FormItem,
    score: Score,
    attempt: Attempt,
    version: int,
    *,
    after: Decimal | None,
    receipt: dict[str, Any] | None = None,
    submission_id: uuid.UUID | None = None,
) -> RegradeChange:
    return RegradeChange(
        regrade_id=regrade.id,
        form_item_id=place.id,
        attempt_id=attempt.id,
        assessment_id=attempt.assessment_id,
        score_id=score.id,
        submission_id=submission_id,
        version=version,
        item_before=score.value,
        item_after=after,
        total_before=attempt.auto_score,
        possible=attempt.possible,
        receipt=receipt,
        tries=0,
    )


def _write_code_to_grade(
    session: Session, regrade: Regrade, versions: Sequence[ItemVersion], *, again: bool
) -> None:
    tasks = {version.id: TASKS.get(version.content["task"]) for version in versions}
    numbers = {version.id: version.number for version in versions}
    for place, score, attempt, _ in _scored(session, list(tasks), BY_CODE):
        task, receipt = tasks[place.item_version_id], score.receipt
        if task is None or "submission" not in receipt:
            continue  # the task is no longer shipped, or the person was erased
        by = (receipt.get("task_version"), receipt.get("grader_version"))
        if again or by != (task.version, grader_version):
            number, submission = numbers[place.item_version_id], uuid.UUID(receipt["submission"])
            session.add(_change(regrade, place, score, attempt, number, after=None, submission_id=submission))
            regrade.checked += 1
    session.flush()


def make_ready(session: Session, regrade: Regrade) -> bool:
    """Keep of a plan for code what changes, once everything in it is graded; return whether that is so."""
    own = select(RegradeChange).where(RegradeChange.regrade_id == regrade.id)
    if session.scalars(
        own.where(RegradeChange.item_after.is_(None), RegradeChange.tries < MAX_TRIES).limit(1)
    ).first():
        return False
    changes = session.scalars(own).all()
    for change in changes:
        if change.item_after == change.item_before:
            session.delete(change)
    _rank(session, [one for one in changes if one.item_after not in (None, one.item_before)])
    regrade.state = RegradeState.READY
    session.flush()
    return True


def _rank(session: Session, changes: Sequence[RegradeChange]) -> None:
    """Give each change its attempt's place among the fully scored of its assessment, before and after."""
    by_assessment: dict[uuid.UUID, dict[uuid.UUID, RegradeChange]] = {}
    for change in changes:
        by_assessment.setdefault(change.assessment_id, {})[change.attempt_id] = change
    for assessment_id, changed in by_assessment.items():
        rows = session.execute(
            select(Attempt.id, Attempt.score).where(
                Attempt.assessment_id == assessment_id, Attempt.score.is_not(None)
            )
        ).all()
        before = np.array([float(row[1] or 0) for row in rows])
        after = before.copy()
        for at, row in enumerate(rows):
            if row[0] in changed:
                after[at] = float(changed[row[0]].total_after)
        orders = [np.sort(-totals) for totals in (before, after)]
        for at, row in enumerate(rows):
            if row[0] in changed:
                own = changed[row[0]]
                own.rank_before, own.rank_after = (
                    int(np.searchsorted(order, -totals[at])) + 1
                    for order, totals in zip(orders, (before, after), strict=True)
                )


def forget_changes(session: Session, regrade: Regrade) -> None:
    """Drop what a plan says, to write it down afresh."""
    session.execute(delete(RegradeChange).where(RegradeChange.regrade_id == regrade.id))
