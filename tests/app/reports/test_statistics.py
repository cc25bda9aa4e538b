"""What recruiters read about items and totals agrees with an independent package, and is withheld in time."""

from datetime import timedelta
from typing import Any

import mirt
import numpy as np
import pytest
from sqlalchemy import select

from app.models import FormItem, Response
from tests.app.reports.cohort import ITEMS, assessment_of, sit
from tests.app.reports.test_reports import counted_queries
from tests.service import Caller, Service


def answers(people: int, *, backwards: int | None = None) -> np.ndarray:
    """(people, items) of 1 and 0; the item `backwards` is missed by the able."""
    rng = np.random.default_rng(people)
    ability = rng.normal(size=(people, 1))
    sign = np.ones(ITEMS)
    if backwards is not None:
        sign[backwards] = -1
    return (rng.random((people, ITEMS)) < 1 / (1 + np.exp(-1.5 * sign * ability))).astype(float)


@pytest.fixture
def recruiter(service: Service) -> Caller:
    return service.staff()


def read(recruiter: Caller, assessment: str, **params: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    items = recruiter.get(f"/assessments/{assessment}/item-statistics")
    summary = recruiter.get(f"/assessments/{assessment}/summary", params=params)
    assert (items.status_code, summary.status_code) == (200, 200)
    return items.json(), summary.json()


def test_figures_of_a_fixed_form_agree_with_an_independent_package(
    service: Service, recruiter: Caller
) -> None:
    assessment = assessment_of(service, recruiter)
    right = answers(240)
    sit(service, assessment, right)
    items, summary = read(recruiter, assessment, cut=0.5)
    theirs = mirt.traditional(right.astype(int))
    for column, item in enumerate(items):
        assert item["difficulty"] == {
            "value": pytest.approx(theirs.difficulty[column], abs=1e-9),
            "n": 240,
            "needs": 30,
        }
        assert item["discrimination"]["value"] == pytest.approx(theirs.discrimination[column], abs=1e-9)
    assert summary["same_form"]
    assert summary["alpha"]["value"] == pytest.approx(theirs.alpha, abs=1e-9)
    assert summary["mean"]["value"] == pytest.approx(right.mean(), abs=1e-9)
    assert sum(summary["histogram"]) == 240
    assert 0.05 < summary["misclassified"]["value"] < 0.4


def test_a_wrong_key_and_a_second_right_option_are_flagged(service: Service, recruiter: Caller) -> None:
    assessment = assessment_of(service, recruiter)
    right = answers(300, backwards=2)
    able = right[:, [0, 1, 3, 4]].sum(axis=1) >= 3
    wrong = np.where(able[:, None], 1, 0) * np.ones((1, ITEMS), int)
    sit(service, assessment, right, wrong)
    before, _ = read(recruiter, assessment)
    assert [any("check the key" in flag for flag in item["flags"]) for item in before] == [
        column == 2 for column in range(ITEMS)
    ]
    recruiter.post(f"/assessments/{assessment}/close")
    after, _ = read(recruiter, assessment)
    assert "is it right too?" in " ".join(after[5]["flags"])


def test_options_show_who_chose_them_once_the_assessment_is_closed(
    service: Service, recruiter: Caller
) -> None:
    assessment = assessment_of(service, recruiter)
    right = answers(60)
    sit(service, assessment, right)
    assert {item["options"] is None for item in read(recruiter, assessment)[0]} == {True}
    recruiter.post(f"/assessments/{assessment}/close")
    for column, item in enumerate(read(recruiter, assessment)[0]):
        chosen = {option["right"]: option["chosen"]["value"] for option in item["options"][::-1]}
        assert chosen[True] == pytest.approx(right[:, column].mean(), abs=1e-6)
        assert sum(option["chosen"]["value"] for option in item["options"]) == pytest.approx(1, abs=1e-5)


def test_figures_are_withheld_below_what_they_need(service: Service, recruiter: Caller) -> None:
    assessment = assessment_of(service, recruiter)
    sit(service, assessment, answers(29))
    items, summary = read(recruiter, assessment, cut=0.5)
    assert {item["difficulty"]["value"] for item in items} == {None}
    assert (summary["alpha"]["value"], summary["alpha"]["n"], summary["alpha"]["needs"]) == (None, 29, 100)
    sit(service, assessment, answers(71))
    items, summary = read(recruiter, assessment, cut=0.5)
    assert None not in {item["discrimination"]["value"] for item in items}
    assert summary["alpha"]["value"] is not None
    assert summary["misclassified"]["value"] is None


def test_forms_that_differ_are_not_pooled_into_a_reliability(service: Service, recruiter: Caller) -> None:
    assessment = assessment_of(service, recruiter)
    right = answers(240)
    right[::2, 0], right[1::2, 1] = np.nan, np.nan
    sit(service, assessment, right)
    items, summary = read(recruiter, assessment)
    assert (summary["same_form"], summary["alpha"]["value"], summary["error"]["value"]) == (False, None, None)
    assert [item["difficulty"]["n"] for item in items] == [120, 120, 240, 240, 240, 240]


def test_exposure_and_the_median_time_on_an_item_are_told(service: Service, recruiter: Caller) -> None:
    assessment = assessment_of(service, recruiter)
    right = answers(40)
    right[30:, 0] = np.nan
    sit(service, assessment, right)
    with service.database.write() as session:
        for row in session.scalars(select(Response).join(FormItem).where(FormItem.position > 0)):
            place = session.get_one(FormItem, row.form_item_id)
            row.saved_at += timedelta(seconds=30.0 * place.position)
    usage = recruiter.get(f"/assessments/{assessment}/item-usage").json()
    assert [(item["shown"], item["exposure"]) for item in usage] == [(30, 0.75)] + [(40, 1.0)] * 5
    assert [item["time_s"]["value"] for item in usage] == [2.5] + [32.5] * 5  # within steps of five seconds


def test_an_assessment_nobody_sat_has_empty_figures(service: Service, recruiter: Caller) -> None:
    items, summary = read(recruiter, assessment_of(service, recruiter))
    assert items == []
    assert (summary["invited"], summary["finished"], summary["mean"]["value"]) == (0, 0, None)


def test_statistics_cost_the_same_number_of_queries_for_few_and_for_many(
    service: Service, recruiter: Caller
) -> None:
    assessment = assessment_of(service, recruiter)
    counts = []
    for people in (2, 60):
        sit(service, assessment, answers(people))
        with counted_queries(service) as statements:
            read(recruiter, assessment, cut=0.5)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 12


def ranks(recruiter: Caller, assessment: str) -> dict[float, float | None]:
    """Percentiles by score, over the whole list."""
    page = recruiter.get(f"/assessments/{assessment}/attempts", params={"limit": 200}).json()
    return {row["score"]: row["percentile"] for row in page["items"]}


def test_a_percentile_is_read_against_the_set_frozen_last_and_newcomers_do_not_move_it(
    service: Service, recruiter: Caller
) -> None:
    assessment = assessment_of(service, recruiter)
    sets = f"/assessments/{assessment}/reference-sets"
    right = np.array([[person < 25, *[False] * (ITEMS - 1)] for person in range(100)], float)
    sit(service, assessment, right)
    assert ranks(recruiter, assessment) == {0.0: None, 1.0: None}
    assert recruiter.post(sets).status_code == 201
    assert ranks(recruiter, assessment) == {0.0: 37.5, 1.0: 87.5}
    sit(service, assessment, np.ones((20, ITEMS)))
    assert ranks(recruiter, assessment) == {0.0: 37.5, 1.0: 87.5, float(ITEMS): 100.0}
    service.clock.advance(60)
    recruiter.post(sets)
    assert ranks(recruiter, assessment)[1.0] == 72.9
    assert [row["count"] for row in recruiter.get(sets).json()] == [120, 100]


def test_a_reference_set_of_too_few_is_refused(service: Service, recruiter: Caller) -> None:
    assessment = assessment_of(service, recruiter)
    sit(service, assessment, answers(99))
    refused = recruiter.post(f"/assessments/{assessment}/reference-sets")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:too-few-scores")
    assert "99 attempts" in refused.json()["detail"]
