from typing import Any

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from app.models import Role
from tests.app.reviews.prose import assessment, hand_in, reviewers, take
from tests.service import Caller, Service

PEOPLE = 15  # two responses each: as many as agreement needs


def mark(rng: np.random.Generator, review: dict[str, Any], *, severe: float) -> dict[str, int]:
    """Levels that follow the response's id, lowered now and then."""
    truth = int(review["id"][:2], 16)
    most = {criterion["id"]: len(criterion["levels"]) - 1 for criterion in review["criteria"]}
    return {name: max(0, truth % (top + 1) - int(rng.random() < severe)) for name, top in most.items()}


def score_all(reviewer: Caller, severe: float) -> dict[str, dict[str, int]]:
    rng, given = np.random.default_rng(3), {}
    while review := take(reviewer):
        given[review["id"]] = levels = mark(rng, review, severe=severe)
        assert reviewer.put(f"/reviews/{review['id']}", {"levels": levels}).status_code == 200
    return given


def test_figures_of_reviewers_are_those_of_their_marks_and_withheld_for_few(service: Service) -> None:
    owner, (mild, strict) = service.staff(), reviewers(service, 2)
    made = assessment(service, owner, double_marked=1, adjudicate_above=1)
    for _ in range(PEOPLE - 1):
        hand_in(service, owner, made)
    one, other = score_all(mild, 0.1), score_all(strict, 0.6)
    few = owner.get("/reviewers/statistics").json()
    assert few["responses"] == 2 * (PEOPLE - 1)
    assert few["kappa"] == {"value": None, "n": 28, "needs": 30}
    assert few["reviewers"][0]["severity"]["value"] is None

    hand_in(service, owner, made)
    one |= score_all(mild, 0.1)
    other |= score_all(strict, 0.6)
    told = owner.get(f"/reviewers/statistics?assessment_id={made}").json()
    order = [(one[review][name], other[review][name]) for review in one for name in sorted(one[review])]
    theirs = cohen_kappa_score(*zip(*order, strict=True), weights="quadratic")
    assert told["kappa"]["value"] == pytest.approx(theirs, abs=1e-6)
    assert told["alpha"]["n"] == 30
    assert [item["responses"] for item in told["items"]] == [15, 15]
    by_name = {row["name"]: row["severity"]["value"] for row in told["reviewers"]}
    assert len(told["reviewers"]) == 2
    assert sorted(by_name) == ["Reviewer"]  # staff of one name, told apart by their figures
    severities = sorted(row["severity"]["value"] for row in told["reviewers"])
    assert severities[0] == pytest.approx(-severities[1])
    assert severities[1] > 0.05
    assert told["reviewers"][0]["drift"]["value"] is None  # 60 are needed
    mine = strict.get("/reviewers/me/statistics").json()
    assert [row["severity"]["value"] for row in mine["reviewers"]] == [severities[1]]
    assert mine["items"] == []

    stranger = service.staff(email="stranger@example.org")
    assert stranger.get("/reviewers/statistics").json()["reviewers"] == []
    assert stranger.get(f"/reviewers/statistics?assessment_id={made}").status_code == 404
    assert service.staff(Role.ADMIN).get("/reviewers/statistics").json()["responses"] == 30
