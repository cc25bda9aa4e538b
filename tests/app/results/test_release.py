import json
from typing import Any
from uuid import UUID

import pytest

from app.models import FormItem, ItemVersion, Role
from tests.app.attempts.test_scoring import WRONG, answer_all, attempt_of, right_answer, wait_until_graded
from tests.app.test_walks import secrets_of_the_form
from tests.service import ONE_OF_EACH, Caller, Service

# What each level adds to those before it; all else is null.
ADDS: dict[str, set[str]] = {
    "none": {"shown", "explained_once_closed"},
    "score": {"pending", "score"},
    "subtopics": {"subtopics"},
    "explanations": {"items"},
}


def published(recruiter: Caller, level: str) -> str:
    """The id of an assessment that shows its candidates this much."""
    drafted: str = recruiter.post("/assessments", ONE_OF_EACH).json()["id"]
    changed = recruiter.request("PATCH", f"/assessments/{drafted}", json={"results": level})
    assert changed.json()["results"] == level
    assert recruiter.post(f"/assessments/{drafted}/publish").status_code == 200
    return drafted


def sat(service: Service, recruiter: Caller, assessment: str) -> tuple[Caller, dict[str, Any]]:
    """A candidate who answered all rightly but the code, and their items by type."""
    ada = service.invite(recruiter, assessment)
    items = answer_all(service, ada, code=WRONG)
    ada.post("/attempt/finish")
    wait_until_graded(recruiter, attempt_of(recruiter))
    return ada, items


def score_the_prose(service: Service) -> dict[str, Any]:
    """The review, scored: the best of its first criterion, nothing for the others."""
    reviewer = service.staff(Role.REVIEWER)
    review = reviewer.get(f"/reviews/{reviewer.get('/reviews').json()['items'][0]['id']}").json()
    levels = {criterion["id"]: 0 for criterion in review["criteria"]}
    levels[review["criteria"][0]["id"]] = len(review["criteria"][0]["levels"]) - 1
    sent = {"levels": levels, "comment": "For the recruiter alone."}
    assert reviewer.put(f"/reviews/{review['id']}", sent).status_code == 200
    return dict(review)


def numeric_key(service: Service, item: dict[str, Any]) -> float:
    return float(right_answer(service, item["id"])["value"])


@pytest.mark.parametrize("level", ["none", "score", "subtopics", "explanations"])
def test_each_level_shows_what_it_names_and_nothing_of_the_next(service: Service, level: str) -> None:
    recruiter = service.staff()
    ada, items = sat(service, recruiter, published(recruiter, level))
    score_the_prose(service)
    # The assessment is still open, so that explanations, which hold the keys, are not shown by any level.
    told = ada.get("/attempt/results")
    levels = list(ADDS)
    reached = levels[: min(levels.index(level), 2) + 1]
    shown = set().union(*(ADDS[one] for one in reached))
    assert {name for name, value in told.json().items() if value is not None} == shown
    assert told.json()["shown"] == reached[-1]
    assert told.json()["explained_once_closed"] == (level == "explanations")
    for texts in secrets_of_the_form(service, [item["id"] for item in items.values()]).values():
        assert not any(json.dumps(text)[1:-1] in told.text for text in texts)
    assert repr(numeric_key(service, items["numeric"])) not in told.text
    assert not any(item["id"] in told.text for item in items.values())


def test_nothing_is_told_before_the_end(service: Service) -> None:
    recruiter = service.staff()
    ada = service.invite(recruiter, published(recruiter, "subtopics"))
    unstarted = ada.get("/attempt/results")
    assert (unstarted.status_code, unstarted.json()["type"]) == (409, "urn:bn-assess:not-started")
    ada.post("/attempt")
    running = ada.get("/attempt/results")
    assert (running.status_code, running.json()["type"]) == (409, "urn:bn-assess:not-over")


def test_a_score_that_waits_for_a_reviewer_says_so_and_comes_when_it_is_final(service: Service) -> None:
    recruiter = service.staff()
    ada, items = sat(service, recruiter, published(recruiter, "subtopics"))
    told = ada.get("/attempt/results").json()
    possible = sum(item["points"] for item in items.values())
    assert (told["pending"], told["score"]) == (1, {"earned": None, "possible": possible})
    waiting = [part for part in told["subtopics"] if part["pending"]]
    assert [part["earned"] for part in waiting] == [None]
    score_the_prose(service)
    told = ada.get("/attempt/results").json()
    report = recruiter.get(f"/attempts/{attempt_of(recruiter)}").json()
    assert told["score"] == {"earned": report["score"], "possible": possible}
    assert told["pending"] == 0
    by_subtopic = {part["title"]: (part["earned"], part["possible"]) for part in report["subtopics"]}
    assert {part["subtopic"]: (part["earned"], part["possible"]) for part in told["subtopics"]} == by_subtopic


def test_explanations_wait_until_nobody_can_be_told_the_keys(service: Service) -> None:
    recruiter = service.staff()
    assessment = published(recruiter, "explanations")
    ada = service.invite(recruiter, assessment)
    ada.post("/attempt")
    ada.post("/attempt/finish")
    bob = service.invite(recruiter, assessment, name="Bob")
    bob.post("/attempt")
    recruiter.post(f"/assessments/{assessment}/close")
    held = ada.get("/attempt/results").json()
    assert (held["shown"], held["explained_once_closed"], held["items"]) == ("subtopics", True, None)
    service.clock.advance(ONE_OF_EACH["time_limit_s"])  # type: ignore[arg-type]  # Bob's time is over
    told = ada.get("/attempt/results").json()
    assert (told["shown"], told["explained_once_closed"]) == ("explanations", False)
    assert len(told["items"]) == 5


def test_an_explanation_gives_the_key_the_reasons_and_the_rubric_but_no_hidden_probe(
    service: Service,
) -> None:
    recruiter = service.staff()
    assessment = published(recruiter, "explanations")
    ada, items = sat(service, recruiter, assessment)
    recruiter.post(f"/assessments/{assessment}/close")
    explained = {item["id"]: item for item in ada.get("/attempt/results").json()["items"]}
    assert list(explained) == [item["id"] for item in items.values()]
    written = explained[items["written"]["id"]]
    assert (written["earned"], written["criteria"], written["model_answer"]) == (None, None, None)

    review = score_the_prose(service)
    answer = ada.get("/attempt/results")
    explained = {item["id"]: item for item in answer.json()["items"]}
    single = explained[items["single_choice"]["id"]]
    key = right_answer(service, items["single_choice"]["id"])["choice"]
    assert [option["id"] for option in single["options"] if option["right"]] == [key]
    assert rationales(service, single["id"]) == sorted(option["rationale"] for option in single["options"])
    assert single["earned"] == single["possible"]
    number = explained[items["numeric"]["id"]]
    assert number["value"] == numeric_key(service, number)
    written = explained[items["written"]["id"]]
    best = review["criteria"][0]["levels"][-1]
    first, *others = written["criteria"]
    assert (first["earned"], first["level"]) == (best["points"], best["description"])
    assert [criterion["earned"] for criterion in others] == [0] * len(others)
    assert written["earned"] == best["points"]
    code = explained[items["coding"]["id"]]["submission"]
    assert code["verdict"] == "wrong_answer"
    assert code["explanation"]["counterexample"] is not None
    assert all(check["sample"] for check in code["checks"])
    for secret in (
        "For the recruiter alone.",
        "misconception",
        "exemplar",
        '"seed"',
        '"receipt"',
        '"source"',
    ):
        assert secret not in answer.text, secret


def rationales(service: Service, place_id: str) -> list[str]:
    with service.database.read() as session:
        place = session.get_one(FormItem, UUID(place_id))
        version = session.get_one(ItemVersion, place.item_version_id)
    return sorted(option["rationale"] for option in version.content["options"])


def test_what_is_shown_is_frozen_with_the_rest_and_kept_in_the_next_version(service: Service) -> None:
    recruiter = service.staff()
    assessment = published(recruiter, "score")
    refused = recruiter.request("PATCH", f"/assessments/{assessment}", json={"results": "none"})
    assert refused.status_code == 409
    draft = recruiter.post(f"/assessments/{assessment}/versions").json()
    assert draft["results"] == "score"
    for nonsense in (None, "all", 3):
        path = f"/assessments/{draft['id']}"
        assert recruiter.request("PATCH", path, json={"results": nonsense}).status_code == 422
