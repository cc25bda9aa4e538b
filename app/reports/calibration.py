"""Items and people on one scale, by item response theory, from the attempts of one assessment.

Forms may differ: a calibration takes answers that are missing, where classical reliability does not. Prose
counts by its criteria, each a sequence of steps from level to level (Tutz 1990); all other items count as
right where they earned all their points.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.measurement import enough, irt
from app.measurement.classical import Array
from app.models import Assessment, Attempt, FormItem, ItemVersion, Review, ReviewStatus, Score
from app.reports.figures import Figure, figure
from app.reports.scored import scored
from question_bank.item import Written, read_content

NEWEST: Final = 5_000
"""How many attempts a calibration reads: its errors shrink with the root of it, its time grows with it."""

CHANCE: Final[Mapping[str, float]] = {"single_choice": 0.2, "multiple_choice": 0.1}
"""How often somebody who knows nothing is right. Distractors draw them, so it lies under one in the number of
options (Lord 1980, section 12.2); ticking just the keys of several by chance is rarer."""

Column: TypeAlias = tuple[uuid.UUID, str]
"""An item version, and the step of a criterion or nothing."""


class CalibratedStep(BaseModel):
    """Where on the scale of ability a step of an item separates people: P = c + (1-c)/(1+exp(-a(θ-b)))."""

    step: str = Field(description="Empty for the item as a whole; for prose the criterion and the level.")
    a: float
    b: float
    c: float


class CalibratedItem(BaseModel):
    """One item version. `steps` is empty while it has too few answers: then nobody is scored by it."""

    item: str
    item_version: int
    title: str
    n: int
    needs: int
    steps: list[CalibratedStep]


class CalibrationOut(BaseModel):
    """An assessment's items on the scale of its candidates' ability, which has mean 0 and deviation 1."""

    model: Literal["1PL", "2PL"] | None = Field(
        description="1PL: one discrimination for all items. Null while no item has answers enough."
    )
    statement: str = Field(description="What was done, or what is missing for it, in words.")
    attempts: int
    reliability: Figure = Field(
        description="Marginal reliability: the share of the estimates' variance that is people's own."
    )
    items: list[CalibratedItem]


@dataclass(frozen=True)
class Answers:
    """Who took which step: (attempts, columns) of 1, 0, or NaN where it was not given or not reached."""

    attempts: Sequence[uuid.UUID]
    columns: Sequence[Column]
    right: Array
    chance: Array


@dataclass(frozen=True)
class Calibrated:
    """A calibration and the people scored by it, in the order of `answers.attempts`."""

    model: Literal["1PL", "2PL"]
    answers: Answers
    items: irt.Calibration
    people: irt.Abilities


def read(session: Session, assessment: Assessment) -> CalibrationOut:
    """Return the calibration, in three queries."""
    answers, versions, counts = _answers(session, assessment)
    done = _calibrate(answers, counts)
    steps: dict[uuid.UUID, list[CalibratedStep]] = {}
    if done is not None:
        for place, (version_id, step) in enumerate(done.answers.columns):
            a, b, c = (
                round(float(values[place]), 4) for values in (done.items.a, done.items.b, done.items.c)
            )
            steps.setdefault(version_id, []).append(CalibratedStep(step=step, a=a, b=b, c=c))
    n = len(answers.attempts)
    items = [
        CalibratedItem(
            item=version.item_id,
            item_version=version.number,
            title=version.content["title"],
            n=counts[version.id],
            needs=enough.CALIBRATION_1PL,
            steps=steps.get(version.id, []),
        )
        for version in sorted(versions.values(), key=lambda one: (one.item_id, one.number))
    ]
    return CalibrationOut(
        model=done.model if done else None,
        statement=_statement(done, items),
        attempts=n,
        reliability=figure(done.people.reliability if done else np.nan, n, enough.CALIBRATION_1PL),
        items=items,
    )


def matrix(session: Session, assessment: Assessment) -> tuple[Answers, dict[uuid.UUID, ItemVersion]]:
    """Return who took which step of which item version."""
    answers, versions, _ = _answers(session, assessment)
    return answers, versions


def calibrate(session: Session, assessment: Assessment) -> Calibrated | None:
    """Calibrate an assessment's items and score its people; None while there is not enough."""
    answers, _, counts = _answers(session, assessment)
    return _calibrate(answers, counts)


def _calibrate(answers: Answers, counts: Mapping[uuid.UUID, int]) -> Calibrated | None:
    kept = [
        place
        for place, (version_id, _) in enumerate(answers.columns)
        if counts[version_id] >= enough.CALIBRATION_1PL
    ]
    if not kept:
        return None
    used = Answers(
        answers.attempts,
        [answers.columns[place] for place in kept],
        answers.right[:, kept],
        answers.chance[kept],
    )
    fewest = min(counts[version_id] for version_id, _ in used.columns)
    shared = fewest < enough.CALIBRATION_2PL
    items = irt.calibrate(used.right, used.chance, shared_discrimination=shared)
    return Calibrated("1PL" if shared else "2PL", used, items, irt.abilities(items, used.right))


def _statement(done: Calibrated | None, items: Sequence[CalibratedItem]) -> str:
    if done is None:
        most = max((item.n for item in items), default=0)
        return (
            f"Not enough answers for a calibration: it takes {enough.CALIBRATION_1PL} to an item, and the "
            f"item answered most has {most}."
        )
    left_out = sum(not item.steps for item in items)
    others = (
        f" {left_out} items with fewer than {enough.CALIBRATION_1PL} answers are left out."
        if left_out
        else ""
    )
    if done.model == "1PL":
        return (
            f"Calibrated with one discrimination for all items: their own take {enough.CALIBRATION_2PL} "
            f"answers to each.{others}"
        )
    return f"Calibrated with a difficulty and a discrimination for each item.{others}"


def _answers(
    session: Session, assessment: Assessment
) -> tuple[Answers, dict[uuid.UUID, ItemVersion], dict[uuid.UUID, int]]:
    newest = (
        select(Attempt.id)
        .where(Attempt.assessment_id == assessment.id, Attempt.score.is_not(None))
        .order_by(Attempt.started_at.desc(), Attempt.id)
        .limit(NEWEST)
    )
    scores = session.execute(
        scored(select(Attempt.id, FormItem.item_version_id, Score.value, Score.possible), assessment).where(
            Attempt.id.in_(newest)
        )
    ).all()
    reviews = session.execute(
        select(Review.attempt_id, FormItem.item_version_id, Review.levels)
        .join(FormItem, FormItem.id == Review.form_item_id)
        .where(Review.attempt_id.in_(newest), Review.status == ReviewStatus.DONE)
    ).all()
    found = {row[1] for row in scores}
    versions = {
        version.id: version
        for version in session.scalars(select(ItemVersion).where(ItemVersion.id.in_(found)))
    }
    columns, chance = _columns(versions)
    place = {column: index for index, column in enumerate(columns)}
    people = sorted({row[0] for row in scores})
    row_of = {attempt: index for index, attempt in enumerate(people)}
    right = np.full((len(people), len(columns)), np.nan)
    counts = dict.fromkeys(versions, 0)
    for attempt, version_id, value, possible in scores:
        counts[version_id] += 1
        if (version_id, "") in place:
            right[row_of[attempt], place[version_id, ""]] = float(value >= possible)
        elif not value:  # prose that was left blank has no review
            for step in _first_steps(columns, version_id):
                right[row_of[attempt], place[step]] = 0.0
    for attempt, version_id, levels in reviews:
        if attempt in row_of:
            for criterion, reached in levels.items():
                _steps(right[row_of[attempt]], place, version_id, criterion, reached)
    return Answers(people, columns, right, chance), versions, counts


def _columns(versions: Mapping[uuid.UUID, ItemVersion]) -> tuple[list[Column], Array]:
    columns: list[Column] = []
    chance: list[float] = []
    for version in versions.values():
        item = read_content(version.content)
        if isinstance(item, Written):
            steps = [
                f"{criterion.id} {level}"
                for criterion in item.rubric
                for level in range(1, len(criterion.levels))
            ]
        else:
            steps = [""]
        columns += [(version.id, step) for step in steps]
        chance += [CHANCE.get(version.type, 0.0)] * len(steps)
    return columns, np.array(chance)


def _first_steps(columns: Sequence[Column], version_id: uuid.UUID) -> list[Column]:
    return [column for column in columns if column[0] == version_id and column[1].endswith(" 1")]


def _steps(
    row: Array, place: Mapping[Column, int], version_id: uuid.UUID, criterion: str, reached: int
) -> None:
    """Mark the steps that were taken and the one that was not; those above it were never reached."""
    level = 1
    while (column := place.get((version_id, f"{criterion} {level}"))) is not None:
        row[column] = float(level <= reached)
        if level > reached:
            return
        level += 1
