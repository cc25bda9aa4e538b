"""How groups fared: planted differences are found, and no two readings tell of a person between them."""

import uuid
from typing import Any

import numpy as np
import pytest
from sqlalchemy import select

from app.models import Attempt, Candidate, Demographics, FormItem, Invitation, ItemVersion, Score
from tests.app.reports.cohort import ITEMS, assessment_of, sit
from tests.service import Caller, Service


@pytest.fixture
def recruiter(service: Service) -> Caller:
    return service.staff()


def tell(service: Service, assessment: str, answers: list[dict[str, str]]) -> None:
    """Have those who have told nothing yet tell, from the highest score on."""
    with service.database.write() as session:
        people = session.scalars(
            select(Candidate)
            .join(Invitation, Invitation.candidate_id == Candidate.id)
            .join(Attempt, Attempt.invitation_id == Invitation.id)
            .where(Attempt.assessment_id == uuid.UUID(assessment), Candidate.demographics_id.is_(None))
            .order_by(Attempt.score.desc())
        ).all()
        for person, told in zip(people, answers, strict=True):
            row = Demographics(id=uuid.uuid4(), answers=told)
            session.add(row)
            person.demographics_id = row.id


def read(recruiter: Caller, assessment: str, cut: float = 0.5) -> Any:
    return recruiter.post(f"/assessments/{assessment}/fairness", {"cut": cut})


def right(*counts: tuple[int, int]) -> np.ndarray:
    """(people, items): for each (people, n), so many people with n items right."""
    return np.vstack([np.tile(np.arange(ITEMS) < n, (people, 1)) for people, n in counts]).astype(float)


def test_a_group_that_passes_half_as_often_is_shown_with_its_ratio_and_small_ones_are_not(
    service: Service, recruiter: Caller
) -> None:
    assessment = assessment_of(service, recruiter)
    sit(service, assessment, right((60, 6), (52, 0)))
    women = [{"gender": "woman"}] * 40 + [{"gender": "man"}] * 20
    tell(
        service,
        assessment,
        [*women, *[{"gender": "woman"}] * 10, *[{"gender": "man"}] * 30, *[{"gender": "other"}] * 12],
    )
    assert recruiter.get(f"/assessments/{assessment}/fairness").json()["reading"] is None
    reading = read(recruiter, assessment).json()["reading"]
    (table,) = reading["tables"]
    groups = {row["group"]: row for row in table["groups"]}
    assert (groups["woman"]["passed"], groups["man"]["passed"], groups["man"]["ratio"]) == (0.8, 0.4, 0.5)
    assert groups["man"]["p"] < 0.001
    assert (groups["other"]["ratio"], table["hidden"]) == (None, 0)
    assert recruiter.get(f"/assessments/{assessment}/fairness").json()["reading"] == reading


def test_a_reading_after_one_more_candidate_and_at_another_cut_is_refused(
    service: Service, recruiter: Caller
) -> None:
    assessment = assessment_of(service, recruiter)
    sit(service, assessment, right((29, 6)))
    tell(service, assessment, [{"gender": "woman"}] * 29)
    refused = read(recruiter, assessment)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:too-few-answers")
    sit(service, assessment, right((1, 6)))
    tell(service, assessment, [{"gender": "woman"}])
    assert read(recruiter, assessment).status_code == 201
    assert read(recruiter, assessment, 0.6).json()["type"] == "urn:bn-assess:cut-fixed"
    sit(service, assessment, right((9, 0)))
    tell(service, assessment, [{"gender": "woman"}] * 9)
    assert "takes 40" in read(recruiter, assessment).json()["detail"]
    sit(service, assessment, right((12, 0)))
    tell(service, assessment, [{"gender": "man"}] * 12)
    groups = read(recruiter, assessment).json()["reading"]["tables"][0]["groups"]
    assert [(row["group"], row["count"], row["passed"]) for row in groups] == [
        ("man", 12, 0),
        ("woman", 30, 1),
    ]


def test_an_item_easier_for_one_group_of_the_same_ability_is_named(
    service: Service, recruiter: Caller
) -> None:
    assessment = assessment_of(service, recruiter)
    rng = np.random.default_rng(2)
    chance = 1 / (1 + np.exp(-rng.normal(size=(520, 1))))
    sit(service, assessment, (rng.random((520, ITEMS)) < chance).astype(float))
    with service.database.write() as session:
        rows = session.execute(
            select(Candidate, ItemVersion.item_id, Score.value)
            .join(Invitation, Invitation.candidate_id == Candidate.id)
            .join(Attempt, Attempt.invitation_id == Invitation.id)
            .join(Score, Score.attempt_id == Attempt.id)
            .join(FormItem, FormItem.id == Score.form_item_id)
            .join(ItemVersion, ItemVersion.id == FormItem.item_version_id)
        ).all()
        planted = sorted({item for _, item, _ in rows})[2]
        for person, _, earned in (row for row in rows if row[1] == planted):
            gender = "woman" if rng.random() < (0.3 if earned else 0.7) else "man"
            told = Demographics(id=uuid.uuid4(), answers={"gender": gender})
            session.add(told)
            person.demographics_id = told.id
    reading = read(recruiter, assessment).json()["reading"]
    assert len(reading["compared"]) == 1
    assert [bias["item"] for bias in reading["items"] if bias["level"] == "C"] == [planted]
