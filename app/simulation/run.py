"""A whole simulation: an assessment is published, a cohort sits it, code is graded and prose reviewed."""

import secrets
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments import lifecycle
from app.config import Settings
from app.db import Database
from app.measurement import enough
from app.models import Assessment, Role, Staff
from app.reports import fairness
from app.simulation import design, grading, reviewing, sitting
from app.simulation.truth import Truth
from app.staff import accounts
from app.submissions.grading import Grade
from question_bank.blueprint import Blueprint

DOMAIN: Final = "simulation.example"
SPREAD: Final = timedelta(days=30)
"""Over how long before now the attempts are begun."""
CUT: Final = 0.5
"""The share of the points at which fairness is read."""


class SimulationRefused(Exception):
    """A simulation fills a database with people who do not exist."""


@dataclass(frozen=True)
class Ready:
    """What a simulation runs on."""

    assessment_id: uuid.UUID
    owner_id: uuid.UUID
    reviewers: Sequence[uuid.UUID]
    truth: Truth


def check_allowed(settings: Settings, *, in_production: bool) -> None:
    """Refuse outside development, unless it was asked for."""
    if settings.environment != "development" and not in_production:
        raise SimulationRefused(
            "It would put simulated people beside real ones: set BN_ASSESS_ENVIRONMENT=development and "
            "a database of its own, or say --in-production."
        )


def prepare(
    session: Session,
    blueprint: Blueprint,
    *,
    seed: int,
    candidates: int,
    plant: Sequence[str],
    owner: str | None,
    now: datetime,
) -> Ready:
    """Publish the assessment as it would have been a month ago, and draw who sits it."""
    began = now - SPREAD - timedelta(days=1)
    recruiter = accounts.find(session, owner) if owner else _staff(session, "recruiter", Role.RECRUITER, now)
    reviewers = [_staff(session, f"reviewer-{number}", Role.REVIEWER, now) for number in (1, 2)]
    titled = blueprint.model_copy(update={"title": f"Simulated: {blueprint.title}"[:200]})
    assessment = lifecycle.create(session, titled, owner=recruiter.id, now=began)
    session.flush()
    lifecycle.publish(session, assessment, by=recruiter.id, now=began)
    session.flush()
    truth = design.draw_truth(session, assessment, seed=seed, candidates=candidates, plant=plant)
    return Ready(assessment.id, recruiter.id, [one.id for one in reviewers], truth)


def _staff(session: Session, name: str, role: Role, now: datetime) -> Staff:
    email = f"{name}@{DOMAIN}"
    found = session.scalar(select(Staff).where(Staff.email == email))
    return found or accounts.add(
        session,
        email=email,
        name=f"Simulated {name}",
        role=role,
        password=secrets.token_urlsafe(24),  # nobody signs in with it until a new one is set
        now=now,
        by=None,
    )


def run(
    database: Database,
    settings: Settings,
    ready: Ready,
    grade: Grade,
    *,
    now: datetime,
    own_seeds: bool = False,
    done: Callable[[int], None] = lambda count: None,
) -> grading.Shared:
    """Have everybody sit, one after the other, each attempt settled before the next; then close it.

    `done` counts them.

    What was committed stays when it is broken off: those who sat are whole.
    """
    shared = grading.Shared(grade)
    room = sitting.Room(ready.truth, settings, own_seeds)
    count = len(ready.truth.people)
    for number in range(count):
        at = now - SPREAD + SPREAD * (number / count) * 0.9
        sat = sitting.sit(database, room, ready.assessment_id, number, by=ready.owner_id, now=at)
        after = at + timedelta(days=1)
        grading.settle_all(database, sat.attempt_id, shared, now=after)
        if sat.levels:
            with database.write() as session:
                rng = np.random.default_rng([ready.truth.seed, number, 1])
                reviewing.review(session, sat.attempt_id, sat.levels, ready.reviewers, rng, now=after)
        done(number + 1)
    with database.write() as session:
        assessment = session.get_one(Assessment, ready.assessment_id)
        lifecycle.close(session, assessment, by=ready.owner_id, now=now)
        if count >= enough.IMPACT_GROUP:
            fairness.read(session, assessment, CUT, by=ready.owner_id, now=now)
    return shared
