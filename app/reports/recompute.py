"""An attempt's score computed again from its receipts: answers, code and marks, judged as they were then."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.candidates.erase import ERASED
from app.models import Attempt, FormItem, ItemVersion, Score, Submission
from app.reviews.scoring import share_of
from app.scores import plan, record
from grader.marking import settle
from grader.receipt import source_hash
from grader.results import GradeReport
from grader.verdict import Verdict
from question_bank.item import Written, read_content

Grade = Callable[[str, str, int], GradeReport]
"""Grades code: the task, the source and the seed of its probes."""


@dataclass(frozen=True)
class Recomputed:
    """One item's points as they are kept and as its receipt gives them; None where it cannot, and why."""

    item: str
    reason: str
    kept: Decimal
    again: Decimal | None
    why: str = ""

    @property
    def differs(self) -> bool:
        """Whether what is kept is not what the receipt gives; what cannot be computed does not differ."""
        return self.again is not None and self.again != self.kept


@dataclass(frozen=True)
class AttemptRecomputed:
    """An attempt's items and its sum: `kept` beside `again`, the sum of its items' points.

    Items that cannot be computed again (a person was erased) are in the sum as they are kept.
    """

    items: list[Recomputed]
    kept: Decimal | None
    again: Decimal

    @property
    def same(self) -> bool:
        """Whether nothing differs: no item, nor their sum from what lists show."""
        return self.kept == self.again and not any(item.differs for item in self.items)


class CannotTell(Exception):
    """The receipt does not say enough, or what it names is gone."""


def attempt(session: Session, own: Attempt, grade: Grade) -> AttemptRecomputed:
    """Compute every current score of `own` again; nothing is changed."""
    rows = session.execute(
        select(Score, FormItem)
        .join(FormItem, FormItem.id == Score.form_item_id)
        .where(Score.attempt_id == own.id, Score.superseded_by.is_(None))
        .options(joinedload(FormItem.item_version))
        .order_by(FormItem.section, FormItem.position)
    ).all()
    items = [_item(session, score, place, grade) for score, place in rows]
    again = sum((item.kept if item.again is None else item.again for item in items), Decimal(0))
    return AttemptRecomputed(items, own.auto_score, again)


def _item(session: Session, score: Score, place: FormItem, grade: Grade) -> Recomputed:
    name = place.item_version.item_id
    try:
        points = _points(session, score, place, grade)
    except CannotTell as reason:
        return Recomputed(name, score.reason, score.value, None, str(reason))
    return Recomputed(name, score.reason, score.value, points)


def _points(session: Session, score: Score, place: FormItem, grade: Grade) -> Decimal:
    receipt = score.receipt
    if receipt == ERASED:
        raise CannotTell("the person was erased, and with them what they wrote")
    if score.reason == "unanswered":
        return Decimal(0)
    if "submission" in receipt:
        return record.points(_share_of_code(session, receipt, place, grade), place.points)
    if receipt["content_hash"] != read_content(place.item_version.content).content_hash():
        raise CannotTell("the item's content is not that of the receipt")
    if score.reason == "review":
        return record.points(_share_of_marks(receipt, place), place.points)
    later = session.get_one(ItemVersion, uuid.UUID(receipt["key_version"]))
    return plan.judge_by(session, place.item_version, later)(place, receipt["answer"])[0]


def _share_of_marks(receipt: dict[str, Any], place: FormItem) -> Fraction:
    item = read_content(place.item_version.content)
    assert isinstance(item, Written)
    marks: Sequence[dict[str, int]] = receipt.get("marks", [receipt["levels"]])
    apart = Fraction(str(receipt.get("adjudicate_above", 0)))
    settled = settle([share_of(item, levels) for levels in marks], apart=apart)
    if settled is None:
        raise CannotTell("its marks settle nothing: a third person's is missing")
    return settled.share


def _share_of_code(session: Session, receipt: dict[str, Any], place: FormItem, grade: Grade) -> Fraction:
    submission = session.get_one(Submission, uuid.UUID(receipt["submission"]))
    if source_hash(submission.source) != receipt["source_sha256"]:
        raise CannotTell("the code is not that of the receipt")
    report = grade(place.item_version.content["task"], submission.source, receipt["seed"])
    if report.verdict is Verdict.INTERNAL_ERROR:
        raise CannotTell("the code could not be graded here through a fault of ours")
    return Fraction(report.score)
