"""What the service measured of a simulated cohort, held against what is true."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Assessment, Attempt, FormItem, ItemVersion, Response, Submission
from app.reports import beliefs, calibration, fairness, item_statistics, items
from app.simulation.truth import Truth
from grader.tasks import TASKS

LOOKED_AT: Final = 300
"""Of how many people the beliefs are read: one report after the other."""


@dataclass
class Named:
    """Misconceptions that are there, and that are named: each pair of a person and an id once."""

    right: int = 0
    wrongly: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Return the share of those named that are there; 1 where none is named."""
        return self.right / (self.right + self.wrongly) if self.right + self.wrongly else 1.0

    @property
    def recall(self) -> float:
        """Return the share of those there that are named; 1 where none is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass
class Comparison:
    """The figures. Those of abilities are NaN while there is no calibration."""

    scored: int
    model: str | None = None
    correlation: float = float("nan")
    reliability: float = float("nan")
    covered: float = float("nan")
    code: Named = field(default_factory=Named)
    concepts: Named = field(default_factory=Named)
    """What choices, or choices and code together, name of the first people."""
    least_probable: float = 1.0
    """The lowest probability at which a misconception was named."""
    flags: dict[str, list[str]] = field(default_factory=dict)
    """What each planted item was flagged with."""
    flagged_beside: int = 0
    """How many items were flagged that nothing was planted in."""

    def lines(self) -> Iterator[str]:
        """Say it in words."""
        yield f"{self.scored} attempts are scored."
        if self.model is None:
            yield "Too few answers to any item for a calibration."
        else:
            yield (
                f"{self.model}: estimated ability correlates with the true one at {self.correlation:.3f}; "
                f"the root of the marginal reliability is {self.reliability**0.5:.3f}; 95 % intervals hold "
                f"the truth for {self.covered:.1%}."
            )
        if self.code.right + self.code.missed:
            yield (
                f"Misconceptions in code: {self.code.right} named rightly, {self.code.wrongly} wrongly, "
                f"{self.code.missed} missed: precision {self.code.precision:.4f}, "
                f"recall {self.code.recall:.4f}."
            )
        if self.concepts.right + self.concepts.wrongly:
            yield (
                f"Misconceptions named by choices, or by choices and code, of {LOOKED_AT} people at most: "
                f"{self.concepts.right} held, {self.concepts.wrongly} not; the least probable at "
                f"{self.least_probable:.3f}."
            )
        for item, flags in self.flags.items():
            yield f"Planted in {item}: {'; '.join(flags) or 'not flagged'}."
        yield f"{self.flagged_beside} items are flagged that nothing was planted in."


def compare(session: Session, assessment_id: uuid.UUID, truth: Truth) -> Comparison:
    """Read what was measured, and hold it against the truth."""
    assessment = session.get_one(Assessment, assessment_id)
    people = {uuid.UUID(person.attempt_id): person for person in truth.people if person.attempt_id}
    scored = session.scalars(
        select(Attempt.id).where(Attempt.assessment_id == assessment.id, Attempt.score.is_not(None))
    ).all()
    found = Comparison(len(scored))
    done = calibration.calibrate(session, assessment)
    if done is not None:
        ability = np.array([people[attempt].ability for attempt in done.answers.attempts])
        estimate = done.people
        found.model = done.model
        found.correlation = float(np.corrcoef(estimate.mean, ability)[0, 1])
        found.reliability = estimate.reliability
        found.covered = float(np.mean((estimate.low <= ability) & (ability <= estimate.high)))
    found.code = _code(session, assessment_id, truth)
    _look_at_beliefs(session, found, truth)
    reading = fairness.newest(session, assessment).reading
    biased = {bias.item: bias for bias in reading.items} if reading else {}
    for item in item_statistics.read(session, assessment):
        if item.item in biased:
            bias = biased[item.item]
            item.flags.append(
                f"{bias.level}: easier by {bias.log_odds:g} logits for {bias.reference} than {bias.focal}"
            )
        kind = truth.planted(item.item)
        if kind is not None:
            found.flags[f"{item.item} ({kind})"] = item.flags
        elif item.flags:
            found.flagged_beside += 1
    return found


def _look_at_beliefs(session: Session, found: Comparison, truth: Truth) -> None:
    """Count which misconceptions that reports name are held: those that choices show, not code alone."""
    for person in truth.people[:LOOKED_AT]:
        if not person.attempt_id:
            continue
        attempt = session.get_one(Attempt, uuid.UUID(person.attempt_id))
        responses = {
            row.form_item_id: row
            for row in session.scalars(select(Response).where(Response.attempt_id == attempt.id))
        }
        scored = items.read(session, attempt, responses, with_keys=True)
        shown = {name for names in person.code.values() for name in names}
        for belief in beliefs.read(item.answered for item in scored):
            if not belief.named or not belief.in_concepts:
                continue
            found.least_probable = min(found.least_probable, belief.probability)
            if belief.id in person.holds | shown:
                found.concepts.right += 1
            else:
                found.concepts.wrongly += 1


def _code(session: Session, assessment_id: uuid.UUID, truth: Truth) -> Named:
    """Count what diagnoses name of what code was made to show; kernels equal on a task count as one."""
    rows = session.execute(
        select(Submission.attempt_id, ItemVersion.item_id, ItemVersion.content, Submission.report)
        .join(FormItem, FormItem.id == Submission.form_item_id)
        .join(ItemVersion, ItemVersion.id == FormItem.item_version_id)
        .join(Attempt, Attempt.id == Submission.attempt_id)
        .where(Attempt.assessment_id == assessment_id, Submission.report.is_not(None))
    )
    named = {
        (row[0], row[1]): (row[2]["task"], frozenset(one["id"] for one in row[3]["diagnosis"]))
        for row in rows
    }
    found = Named()
    for person in truth.people:
        for item, shows in person.code.items():
            task, told = named.get((uuid.UUID(person.attempt_id), item), (None, frozenset[str]()))
            if task is None:
                continue
            classes = TASKS[task].classes
            there = {next((one[0] for one in classes if name in one), name) for name in shows}
            found.right += len(there & told)
            found.wrongly += len(told - there)
            found.missed += len(there - told)
    return found
