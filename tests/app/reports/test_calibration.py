"""A calibration puts items and people on one scale, whatever forms they had, and waits for answers enough."""

import uuid

import numpy as np
import pytest

from app.measurement import irt
from app.models import Assessment
from app.reports import calibration
from tests.app.reports.cohort import assessment_of, sit
from tests.service import Caller, Service

ITEMS = 10


@pytest.fixture
def recruiter(service: Service) -> Caller:
    return service.staff()


def answers(people: int) -> np.ndarray:
    """(people, items) of 1 and 0, each person given seven items of ten in turn: forms that differ."""
    rng = np.random.default_rng(6)
    items = irt.Calibration(np.ones(ITEMS), np.linspace(-1.5, 1.5, ITEMS), np.full(ITEMS, 0.2), True)
    chance = irt.probability(items, rng.normal(size=people)).T
    right = (rng.random(chance.shape) < chance).astype(float)
    right[(np.arange(people)[:, None] + np.arange(ITEMS)) % 10 >= 7] = np.nan
    return right


def test_items_of_forms_that_differ_come_out_in_their_order_of_difficulty(
    service: Service, recruiter: Caller
) -> None:
    assessment = assessment_of(service, recruiter, ITEMS)
    right = answers(400)
    sit(service, assessment, right)
    read = recruiter.get(f"/assessments/{assessment}/calibration").json()
    assert (read["model"], read["attempts"]) == ("1PL", 400)
    assert [item["n"] for item in read["items"]] == [280] * ITEMS
    theirs = irt.calibrate(right, np.full(ITEMS, 0.2), shared_discrimination=True)
    assert [item["steps"][0]["b"] for item in read["items"]] == pytest.approx(list(theirs.b), abs=0.01)
    people = irt.abilities(theirs, right)
    assert read["reliability"]["value"] == pytest.approx(people.reliability, abs=0.005)
    with service.database.read() as session:
        done = calibration.calibrate(session, session.get_one(Assessment, uuid.UUID(assessment)))
    assert done is not None
    assert np.sort(done.people.mean) == pytest.approx(np.sort(people.mean), abs=0.02)


def test_below_two_hundred_answers_to_an_item_it_says_what_is_missing(
    service: Service, recruiter: Caller
) -> None:
    assessment = assessment_of(service, recruiter, ITEMS)
    sit(service, assessment, answers(280))
    read = recruiter.get(f"/assessments/{assessment}/calibration").json()
    assert (read["model"], read["reliability"]["value"]) == (None, None)
    assert "it takes 200 to an item, and the item answered most has 196" in read["statement"]
    assert {len(item["steps"]) for item in read["items"]} == {0}
