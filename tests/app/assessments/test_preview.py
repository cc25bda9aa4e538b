from typing import Any

import numpy as np
import pytest
from sqlalchemy import select, update

from app.assessments import pool
from app.models import ItemVersion
from question_bank.blueprint import Blueprint
from question_bank.item import read_content
from tests.app.test_walks import strings
from tests.service import ONE_OF_EACH, Caller, Service


@pytest.fixture
def recruiter(service: Service) -> Caller:
    return service.staff()


def previewed(recruiter: Caller, blueprint: dict[str, Any], seed: int = 0) -> dict[str, Any]:
    answer = recruiter.post("/blueprints/preview", {"blueprint": blueprint, "seed": seed})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def draws(*filters: dict[str, Any]) -> dict[str, Any]:
    return {**ONE_OF_EACH, "sections": [{"title": "Only", "draws": list(filters)}]}


def test_every_packaged_design_can_be_filled_published_and_sat_in_its_time(
    service: Service, recruiter: Caller
) -> None:
    packaged = recruiter.get("/blueprints").json()
    assert {"demo", "data-scientist", "screen"} <= {design["name"] for design in packaged}
    for design in packaged:
        found = previewed(recruiter, design["blueprint"])
        assert found["can_be_filled"], design["name"]
        assert found["expected"]["longest_s"] <= found["time_limit_s"], design["name"]
        service.published(recruiter, design["blueprint"])


def test_the_same_seed_shows_the_same_form_and_another_seed_another(recruiter: Caller) -> None:
    assert previewed(recruiter, ONE_OF_EACH, 1) == previewed(recruiter, ONE_OF_EACH, 1)
    assert (
        previewed(recruiter, ONE_OF_EACH, 1)["sections"] != previewed(recruiter, ONE_OF_EACH, 2)["sections"]
    )


def test_a_published_assessment_is_previewed_from_the_items_it_was_frozen_with(
    service: Service, recruiter: Caller
) -> None:
    path = f"/assessments/{service.published(recruiter)}/preview"
    frozen = recruiter.get(path).json()
    assert frozen == previewed(recruiter, ONE_OF_EACH)
    with service.database.write() as session:
        session.execute(update(ItemVersion).values(status="retired"))
    assert recruiter.get(path).json() == frozen
    assert not previewed(recruiter, ONE_OF_EACH)["can_be_filled"]


def test_no_form_is_shorter_or_longer_than_told(service: Service, recruiter: Caller) -> None:
    expected = previewed(recruiter, ONE_OF_EACH)["expected"]
    blueprint = Blueprint.model_validate(ONE_OF_EACH)
    with service.database.read() as session:
        items = pool.drawable(session, blueprint)
    entries = pool.entries(next(iter(items)), blueprint, items)
    times = []
    for seed in range(50):
        forms = pool.assign(blueprint, entries, np.random.default_rng(seed))
        times.append(sum(items[item].expected_time_s for section in forms for item in section))
    assert expected["shortest_s"] <= min(times) < max(times) <= expected["longest_s"]
    by_type = {
        kind: [item.expected_time_s for item in items.values() if item.type == kind]
        for kind in ("single_choice", "multiple_choice", "numeric", "written")
    }
    (code,) = (item.expected_time_s for item in items.values() if item.id == "bn-forward")
    # The draws of this design do not overlap: each extreme is the sum of theirs.
    assert expected["shortest_s"] == sum(map(min, by_type.values())) + code
    assert expected["longest_s"] == sum(map(max, by_type.values())) + code


def test_what_cannot_be_filled_says_why(recruiter: Caller) -> None:
    found = previewed(
        recruiter,
        draws(
            {"types": ["written"], "subtopics": ["batch-statistics"], "difficulties": [3], "count": 50},
            {"types": ["coding"], "items": ["bn-forward", "bn-inference"], "count": 2},
            {"types": ["coding"], "items": ["bn-forward"], "count": 1},
        ),
    )
    assert not found["can_be_filled"]
    many, both, other = found["sections"][0]["draws"]
    assert f"{many['pool']} published items fit and 50 are asked for" in many["problem"]
    assert [step["by"] for step in many["narrowed"]] == ["subtopics", "difficulties"]
    lefts = [step["left"] for step in many["narrowed"]]
    assert lefts == sorted(lefts, reverse=True)
    assert lefts[-1] == many["pool"] == many["filled"]
    assert (both["pool"], other["pool"], both["filled"] + other["filled"]) == (2, 1, 2)
    (short,) = [draw for draw in (both, other) if draw["problem"]]
    assert "other draws need some" in short["problem"]


def test_a_preview_holds_no_key(service: Service, recruiter: Caller) -> None:
    design = draws(
        *({"types": [kind], "count": 10} for kind in ("single_choice", "multiple_choice", "numeric")),
        {"types": ["written"], "count": 5},
        {"types": ["coding"], "count": 5},
    )
    answer = recruiter.post("/blueprints/preview", {"blueprint": design}).text
    with service.database.read() as session:
        for version in session.scalars(select(ItemVersion)):
            content = read_content(version.content).content()
            shown = {
                "prompt",
                "title",
                "type",
                "subtopic",
                "roles",
                "applications",
                "sources",
                "options",
                "unit",
            }
            hidden = {name: value for name, value in content.items() if name not in shown}
            texts = [text for text in strings(hidden) if len(text) > 24]
            texts += [option["rationale"] for option in content.get("options", []) if option["rationale"]]
            assert [text for text in texts if text in answer] == [], version.item_id


def test_the_right_option_stands_in_no_place_of_its_own(service: Service, recruiter: Caller) -> None:
    keys = {}
    with service.database.read() as session:
        for version in session.scalars(select(ItemVersion).where(ItemVersion.type == "single_choice")):
            content = version.content
            keys[content["title"]] = next(o["text"] for o in content["options"] if o.get("key"))
    places = set()
    for seed in range(3):
        form = previewed(recruiter, draws({"types": ["single_choice"], "count": 20}), seed)
        places |= {item["options"].index(keys[item["title"]]) for item in form["sections"][0]["items"]}
    assert len(places) >= 4


def test_a_picture_in_a_preview_can_be_fetched_by_recruiters_alone(
    service: Service, recruiter: Caller
) -> None:
    for seed in range(40):
        text = recruiter.post(
            "/blueprints/preview",
            {
                "blueprint": draws({"types": ["single_choice", "written", "numeric"], "count": 60}),
                "seed": seed,
            },
        ).text
        if "/images/" in text:
            break
    address = "/blueprints" + text.split("/api/v1/blueprints", 1)[1].split(".svg", 1)[0] + ".svg"
    assert recruiter.get(address).headers["content-type"].startswith("image/svg+xml")
    assert service.client.get(f"/api/v1{address}").status_code == 401
