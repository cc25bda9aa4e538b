"""How groups fared in an assessment: read at a moment, kept, and read again when enough people have come.

Who is in which group is known here alone, and only as counts. Two things could still tell of a person: counts
before and after they came, and counts at a cut above and below their score. So figures move only when ten
people more have answered, and an assessment has one cut for good.
"""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from itertools import combinations
from typing import Annotated, Any, Final

import numpy as np
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit
from app.measurement import enough, fairness
from app.measurement.suppression import Cell, Group, in_steps, shown
from app.models import Assessment, Attempt, Candidate, Demographics, FairnessReading, Invitation, ItemVersion
from app.problems import Problem
from app.reports import calibration

AND: Final = " and "
STEPS: Final = 4  # strata to a deviation of ability, where forms differ and rest scores do not compare


class TooFewAnswers(Problem):
    """Too few people have told of themselves since the last reading."""

    status = HTTPStatus.CONFLICT


class CutFixed(Problem):
    """Fairness is read at one cut."""

    status = HTTPStatus.CONFLICT


class ReadingIn(BaseModel):
    """Where candidates pass, as a share of the points. The first reading fixes it."""

    cut: Annotated[float, Field(ge=0, le=1, examples=[0.7])]


class GroupOut(BaseModel):
    """How often a group passed, against the group that passed most often."""

    group: str = Field(examples=["woman"])
    count: int
    passed: float = Field(description="The share of the group that reached the cut.")
    ratio: float | None = Field(description="Under 0.8 it is what the four-fifths rule calls adverse impact.")
    p: float | None = Field(description="Fisher's exact test of the same; both are null below 30 people.")


class TableOut(BaseModel):
    """The groups that the answers to one question make, or to two together."""

    question: str = Field(examples=["gender", "gender and age"])
    groups: list[GroupOut] = Field(description="Those of ten or more that give no smaller one away.")
    hidden: int = Field(description="How many groups are not shown.")


class ItemBiasOut(BaseModel):
    """An item that is easier for one of two groups of the same ability."""

    item: str
    item_version: int
    title: str
    question: str
    reference: str
    focal: str
    log_odds: float = Field(description="Mantel-Haenszel; above 0 it is easier for the reference group.")
    level: str = Field(description="B slight, C large, as the Educational Testing Service says.")


class FairnessOut(BaseModel):
    """One reading. It says what to look at, and proves nothing."""

    read_at: datetime
    cut: float
    people: int = Field(description="Who had told something of themselves and were scored.")
    tables: list[TableOut]
    compared: list[str] = Field(description="Pairs of groups that items were compared between.")
    items: list[ItemBiasOut]
    statement: str


class FairnessState(BaseModel):
    """The newest reading, if there is one."""

    reading: FairnessOut | None
    needs: int = Field(description="People who answered and are scored, that a first reading takes.")
    step: int = Field(description="How many more the next one takes.")


def newest(session: Session, assessment: Assessment) -> FairnessState:
    """Return the newest reading of an assessment."""
    last = _last(session, assessment)
    reading = None if last is None else FairnessOut.model_validate({**last.shown, "read_at": last.read_at})
    return FairnessState(reading=reading, needs=enough.IMPACT_GROUP, step=enough.CELL)


def read(
    session: Session, assessment: Assessment, cut: float, *, by: uuid.UUID, now: datetime
) -> FairnessState:
    """Count groups as they are now, keep the reading, and return it."""
    # Two readings at once would not see each other's counts.
    session.execute(select(Assessment.id).where(Assessment.id == assessment.id).with_for_update())
    last = _last(session, assessment)
    if last is not None and last.cut != cut:
        raise CutFixed(
            f"It was read at {last.cut:g} before. Counts at several cuts would tell of the people between."
        )
    people = _people(session, assessment)
    needed = enough.IMPACT_GROUP if last is None else last.people + enough.CELL
    if len(people) < needed:
        raise TooFewAnswers(
            f"{len(people)} people have answered and are scored; this reading takes {needed}. Figures that "
            "move with every candidate would tell who they are."
        )
    counts = _cells(people, cut)
    before = {} if last is None else _unpacked(last.cells)
    cells = {question: in_steps(before.get(question, {}), table) for question, table in counts.items()}
    out = _shown(session, assessment, cells, people, cut=cut, now=now)
    reading = FairnessReading(
        id=uuid.uuid4(),
        assessment_id=assessment.id,
        read_at=now,
        read_by=by,
        cut=cut,
        people=len(people),
        cells=_packed(cells),
        shown=out.model_dump(mode="json", exclude={"read_at"}),
    )
    session.add(reading)
    audit.record(session, "fairness.read", "assessment", assessment.id, by=by, now=now, cut=cut)
    return FairnessState(reading=out, needs=enough.IMPACT_GROUP, step=enough.CELL)


def _last(session: Session, assessment: Assessment) -> FairnessReading | None:
    found: FairnessReading | None = session.scalar(
        select(FairnessReading)
        .where(FairnessReading.assessment_id == assessment.id)
        .order_by(FairnessReading.read_at.desc(), FairnessReading.people.desc())
        .limit(1)
    )
    return found


_Person = tuple[uuid.UUID, float, Mapping[str, str]]
_Tables = dict[str, dict[Group, Cell]]


def _people(session: Session, assessment: Assessment) -> list[_Person]:
    rows = session.execute(
        select(Attempt.id, Attempt.score, Attempt.possible, Demographics.answers)
        .join(Invitation, Invitation.id == Attempt.invitation_id)
        .join(Candidate, Candidate.id == Invitation.candidate_id)
        .join(Demographics, Demographics.id == Candidate.demographics_id)
        .where(Attempt.assessment_id == assessment.id, Attempt.score.is_not(None), Attempt.possible > 0)
    )
    return [(row[0], float(row[1]) / float(row[2]), row[3]) for row in rows]


def _cells(people: Sequence[_Person], cut: float) -> _Tables:
    """Count who passed, of how many, by the answers to each question and to each two of them."""
    asked = sorted({question for _, _, answers in people for question in answers})
    tables: _Tables = {}
    for questions in [(one,) for one in asked] + list(combinations(asked, 2)):
        counts, passed = Counter[Group](), Counter[Group]()
        for _, share, answers in people:
            if all(question in answers for question in questions):
                group = tuple(answers[question] for question in questions)
                counts[group] += 1
                passed[group] += share >= cut
        tables[AND.join(questions)] = {group: (passed[group], counts[group]) for group in counts}
    return tables


def _packed(tables: _Tables) -> dict[str, Any]:
    return {
        question: [[list(group), *cell] for group, cell in table.items()]
        for question, table in tables.items()
    }


def _unpacked(kept: Mapping[str, Any]) -> _Tables:
    return {
        question: {tuple(group): (passed, count) for group, passed, count in rows}
        for question, rows in kept.items()
    }


def _shown(
    session: Session,
    assessment: Assessment,
    cells: _Tables,
    people: Sequence[_Person],
    *,
    cut: float,
    now: datetime,
) -> FairnessOut:
    items, compared, statement = _items(session, assessment, people)
    return FairnessOut(
        read_at=now,
        cut=cut,
        people=len(people),
        tables=[_table(question, table) for question, table in cells.items()],
        compared=compared,
        items=items,
        statement=statement,
    )


def _table(question: str, table: Mapping[Group, Cell]) -> TableOut:
    kept = shown(table)
    rows = fairness.impacts({AND.join(group): cell for group, cell in kept.items()})
    return TableOut(
        question=question,
        groups=[
            GroupOut(
                group=row.group,
                count=row.count,
                passed=round(row.passed / row.count, 4),
                ratio=None if row.ratio is None else round(row.ratio, 4),
                p=None if row.p is None else round(row.p, 6),
            )
            for row in rows
        ],
        hidden=len(table) - len(kept),
    )


def _items(
    session: Session, assessment: Assessment, people: Sequence[_Person]
) -> tuple[list[ItemBiasOut], list[str], str]:
    """Search every item for differential functioning between groups of 200 and more."""
    answers, versions = calibration.matrix(session, assessment)
    ability = _strata(session, assessment, answers)
    if ability is None:
        return (
            [],
            [],
            "Forms differ and there is no calibration yet, so items are not compared between groups.",
        )
    told = {attempt: group for attempt, _, group in people}
    whole = [place for place, (_, step) in enumerate(answers.columns) if not step]
    found: list[ItemBiasOut] = []
    compared: list[str] = []
    for question in sorted({name for _, _, group in people for name in group}):
        of = np.array([told.get(attempt, {}).get(question, "") for attempt in answers.attempts])
        sizes = Counter(answer for answer in of.tolist() if answer)
        large = [answer for answer, size in sizes.most_common() if size >= enough.DIF_GROUP]
        for focal in large[1:]:
            compared.append(f"{question}: {large[0]} and {focal}")
            for place in whole:
                version = versions[answers.columns[place][0]]
                right, matched = answers.right[:, place], ability[:, place]
                found += _bias(version, question, (large[0], focal), right, matched, of)
    statement = "" if compared else f"Items are compared between groups of {enough.DIF_GROUP} and more."
    return found, compared, statement


def _strata(session: Session, assessment: Assessment, answers: calibration.Answers) -> np.ndarray | None:
    """Return what people are matched on, (attempts, columns): the rest score; ability where forms differ."""
    right = answers.right
    if not np.isnan(right).any():
        return np.asarray(right.sum(axis=1, keepdims=True) - right)
    done = calibration.calibrate(session, assessment)
    if done is None:
        return None
    return np.repeat(np.round(STEPS * done.people.mean)[:, None], right.shape[1], axis=1)


def _bias(
    version: ItemVersion,
    question: str,
    pair: tuple[str, str],
    right: np.ndarray,
    matched: np.ndarray,
    of: np.ndarray,
) -> list[ItemBiasOut]:
    rows = np.isin(of, pair) & ~np.isnan(right)
    bias = fairness.item_bias(right[rows].astype(int), matched[rows], of[rows] == pair[1])
    if bias is None or bias.level == "A":
        return []
    return [
        ItemBiasOut(
            item=version.item_id,
            item_version=version.number,
            title=version.content["title"],
            question=question,
            reference=pair[0],
            focal=pair[1],
            log_odds=round(bias.log_odds, 2),
            level=bias.level,
        )
    ]
