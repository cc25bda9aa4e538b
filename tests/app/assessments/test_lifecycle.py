import uuid
from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessments.pool import BankTooSmall, assign
from app.models import PoolItem, Role
from question_bank.blueprint import Blueprint
from tests.service import ONE_OF_EACH, Caller, Service


def draft(recruiter: Caller, **changes: Any) -> str:
    created = recruiter.post("/assessments", {**ONE_OF_EACH, **changes})
    assert created.status_code == 201, created.text
    assessment: str = created.json()["id"]
    return assessment


def test_a_draft_changes_and_a_published_assessment_does_not(service: Service) -> None:
    recruiter = service.staff()
    assessment = draft(recruiter)
    changed = recruiter.request(
        "PATCH", f"/assessments/{assessment}", json={"title": "New", "time_limit_s": 60}
    )
    assert (changed.json()["title"], changed.json()["time_limit_s"]) == ("New", 60)
    recruiter.post(f"/assessments/{assessment}/publish")
    refused = recruiter.request("PATCH", f"/assessments/{assessment}", json={"title": "Newer"})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:assessment-frozen")
    assert recruiter.get(f"/assessments/{assessment}").json()["title"] == "New"


def test_publishing_and_closing_twice_is_harmless(service: Service) -> None:
    recruiter = service.staff()
    assessment = draft(recruiter)
    for act in ("publish", "publish", "close", "close"):
        assert recruiter.post(f"/assessments/{assessment}/{act}").status_code == 200
    assert recruiter.post(f"/assessments/{assessment}/publish").status_code == 409


def test_a_new_version_is_a_draft_with_its_own_id_and_the_same_series(service: Service) -> None:
    recruiter = service.staff()
    first = recruiter.get(f"/assessments/{service.published(recruiter)}").json()
    second = recruiter.post(f"/assessments/{first['id']}/versions").json()
    assert second["id"] != first["id"]
    assert (second["series_id"], second["version"], second["state"]) == (first["series_id"], 2, "draft")
    assert second["sections"] == first["sections"]


def test_a_blueprint_the_bank_cannot_fill_is_not_published(service: Service) -> None:
    recruiter = service.staff()
    section = {"title": "Many", "draws": [{"types": ["coding"], "count": 90}]}
    assessment = draft(recruiter, sections=[section])
    refused = recruiter.post(f"/assessments/{assessment}/publish")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:bank-too-small")
    assert recruiter.get(f"/assessments/{assessment}").json()["state"] == "draft"


def test_sharing_with_somebody_unknown_is_refused_by_name(service: Service) -> None:
    recruiter = service.staff()
    body = {"shared_with": ["nobody@example.org"]}
    refused = recruiter.request("PATCH", f"/assessments/{draft(recruiter)}", json=body)
    assert refused.status_code == 422
    assert "nobody@example.org" in refused.json()["detail"]


def test_the_list_pages_by_keyset_and_shows_each_once(service: Service) -> None:
    recruiter = service.staff()
    made = [draft(recruiter, title=f"No. {number}") for number in range(5)]
    seen, cursor = [], None
    while True:
        page = recruiter.get(
            "/assessments", params={"limit": 2} | ({"cursor": cursor} if cursor else {})
        ).json()
        seen += [row["id"] for row in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert Counter(seen) == Counter(made)


POOL_ITEMS = [uuid.UUID(int=number) for number in range(8)]


@given(
    draws=st.lists(
        st.tuples(st.sets(st.sampled_from(range(8)), min_size=1), st.integers(1, 3)), min_size=1, max_size=4
    ),
    seed=st.integers(0, 1000),
)
def test_a_form_is_drawn_whenever_one_exists_and_repeats_no_item(
    draws: list[tuple[set[int], int]], seed: int
) -> None:
    blueprint = Blueprint.model_validate(
        {
            "title": "Overlapping",
            "time_limit_s": 600,
            "sections": [
                {"title": "All", "draws": [{"types": ["coding"], "count": count} for _, count in draws]}
            ],
        }
    )
    pool = [
        PoolItem(section=0, draw=index, item_version_id=POOL_ITEMS[item])
        for index, (admitted, _) in enumerate(draws)
        for item in admitted
    ]
    # Hall's theorem: it can be filled exactly if every group of draws admits as many items as it asks for.
    groups = [[d for bit, d in enumerate(draws) if mask >> bit & 1] for mask in range(1, 2 ** len(draws))]
    fillable = all(len(set().union(*(a for a, _ in group))) >= sum(c for _, c in group) for group in groups)
    if not fillable:
        with pytest.raises(BankTooSmall):
            assign(blueprint, pool, np.random.default_rng(seed))
        return
    (drawn,) = assign(blueprint, pool, np.random.default_rng(seed))
    assert len(drawn) == len(set(drawn)) == sum(count for _, count in draws)
    position = 0
    for admitted, count in draws:
        assert {item.int for item in drawn[position : position + count]} <= admitted
        position += count


@pytest.mark.parametrize(
    "patch",
    [{"title": None}, {"title": " "}, {"time_limit_s": None}, {"sections": None}, {"instructions": None}],
)
def test_a_change_that_leaves_no_blueprint_is_refused_and_changes_nothing(
    service: Service, patch: dict[str, Any]
) -> None:
    recruiter = service.staff()
    assessment = draft(recruiter)
    refused = recruiter.request("PATCH", f"/assessments/{assessment}", json=patch)
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:bn-assess:invalid-request")
    (field,) = patch
    assert refused.json()["detail"].startswith(field)
    assert recruiter.get(f"/assessments/{assessment}").json()["title"] == "One of each"


@pytest.mark.parametrize(
    "change",
    [
        {"title": "x" * 201},
        {"instructions": "x" * 20_001},
        {"sections": [{"title": "One", "draws": [{"types": ["coding"], "count": 1}]}] * 21},
        {"sections": [{"title": "Many", "draws": [{"types": ["coding"], "count": 1}] * 51}]},
    ],
    ids=["title", "instructions", "sections", "draws"],
)
def test_a_blueprint_without_end_is_refused(service: Service, change: dict[str, Any]) -> None:
    assert service.staff().post("/assessments", {**ONE_OF_EACH, **change}).status_code == 422


def test_a_duplicate_is_a_draft_of_its_own_and_of_who_asked(service: Service) -> None:
    owner, other = service.staff(), service.staff(email="other@example.org")
    first = service.published(owner)
    settings = {"shared_with": ["other@example.org"], "time_factor": "1.25"}
    assert owner.request("PATCH", f"/assessments/{first}", json=settings).status_code == 200
    copy = other.post(f"/assessments/{first}/duplicate").json()
    original = owner.get(f"/assessments/{first}").json()
    assert copy["sections"] == original["sections"]
    assert (copy["state"], copy["version"], copy["owner"], copy["shared_with"]) == (
        "draft",
        1,
        "other@example.org",
        [],
    )
    assert copy["time_factor"] == 1.25
    assert copy["series_id"] != original["series_id"]
    assert owner.get(f"/assessments/{copy['id']}").status_code == 404


def test_a_new_version_stays_with_the_owner_and_those_it_is_shared_with(service: Service) -> None:
    owner, other = service.staff(), service.staff(email="other@example.org")
    first = service.published(owner)
    owner.request("PATCH", f"/assessments/{first}", json={"shared_with": ["other@example.org"]})
    second = other.post(f"/assessments/{first}/versions").json()
    assert (second["owner"], second["shared_with"]) == ("recruiter@example.org", ["other@example.org"])


def test_only_the_owner_or_an_admin_shares(service: Service) -> None:
    owner, other = service.staff(), service.staff(email="other@example.org")
    assessment = draft(owner)
    path, shared = f"/assessments/{assessment}", {"shared_with": ["other@example.org"]}
    assert owner.request("PATCH", path, json=shared).status_code == 200
    assert other.request("PATCH", path, json={"title": "Ours"}).status_code == 200
    assert other.request("PATCH", path, json={"shared_with": []}).status_code == 403
    assert other.get(path).json()["shared_with"] == ["other@example.org"]
    admin = service.staff(Role.ADMIN)
    assert admin.request("PATCH", path, json={"shared_with": []}).status_code == 200
    assert other.get(path).status_code == 404


def test_what_is_archived_is_out_of_sight_until_it_is_restored(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter)
    refused = recruiter.post(f"/assessments/{assessment}/archive")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:still-open")

    def listed(**query: str) -> list[str]:
        return [row["id"] for row in recruiter.get("/assessments", params=query).json()["items"]]

    for act in ("close", "archive", "archive"):
        assert recruiter.post(f"/assessments/{assessment}/{act}").status_code == 200
    assert (listed(), listed(archived="true")) == ([], [assessment])
    recruiter.post(f"/assessments/{assessment}/restore")
    assert (listed(), listed(archived="true")) == ([assessment], [])
