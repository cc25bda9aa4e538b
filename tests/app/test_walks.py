"""Walks over every route: what a candidate can fetch, and who may call what."""

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import select

from app.models import FormItem, ItemVariant, ItemVersion, Role
from grader.tasks import TASKS
from question_bank.item import read_content
from tests.app.attempts.test_scoring import RIGHT, answer_all, attempt_of, wait_until_graded
from tests.service import API, Caller, Service, items_by_type

# What each route asks of its caller. A new route that is not named here fails the walk.
OPEN = {"health_live", "health_ready", "sign_in", "sign_out"}
CANDIDATE = {
    "get_invitation",
    "start_attempt",
    "get_attempt",
    "get_item_image",
    "save_response",
    "note_events",
    "list_events",
    "pause_attempt",
    "resume_attempt",
    "finish_attempt",
    "comment_on_item",
    "list_own_comments",
    "submit_code",
    "list_own_submissions",
    "get_submission",
    "get_submission_source",
    "follow_submission",
    "get_practice_task",
    "run_practice_code",
    "get_results",
    "get_demographic_questions",
    "tell_demographics",
}
STAFF = {"who_am_i"}
# Of an item: what is shown, or told of options apart, and the roles, which the API's own document lists.
NO_SECRET = {"prompt", "points", "type", "unit", "options", "roles"}
RECRUITER = {
    "list_assessments",
    "create_assessment",
    "get_assessment",
    "change_assessment",
    "publish_assessment",
    "close_assessment",
    "create_assessment_version",
    "duplicate_assessment",
    "archive_assessment",
    "restore_assessment",
    "list_blueprints",
    "preview_blueprint",
    "preview_assessment",
    "get_preview_image",
    "invite_candidates",
    "read_people_file",
    "list_invitations",
    "change_invitation",
    "make_invitation_link",
    "remind_candidate",
    "remind_all_candidates",
    "revoke_invitation",
    "extend_attempt",
    "list_attempts",
    "get_attempt_report",
    "reopen_attempt",
    "get_assessment_summary",
    "list_item_statistics",
    "get_calibration",
    "list_item_usage",
    "get_fairness",
    "read_fairness",
    "list_reference_sets",
    "freeze_reference_set",
    "get_attempt_image",
    "shortlist_attempt",
    "unlist_attempt",
    "write_note",
    "change_note",
    "delete_note",
    "export_attempts",
    "print_attempt_report",
    "compare_attempts",
    "get_reviewing_statistics",
    "list_remarks",
    "get_remark",
    "answer_remark",
    "list_assessment_regrades",
    "list_assessment_regrade_changes",
}
ADMIN = {"plan_regrade", "list_regrades", "get_regrade", "list_regrade_changes", "apply_regrade"}
REVIEWER = {
    "list_reviews",
    "get_review_queue",
    "claim_next_review",
    "get_review",
    "claim_review",
    "skip_review",
    "get_review_image",
    "save_review",
    "get_exemplars",
    "score_exemplars",
    "get_own_reviewing_statistics",
}
ALLOWED = {
    "nobody": OPEN,
    "candidate": OPEN | CANDIDATE,
    "recruiter": OPEN | STAFF | RECRUITER,
    "reviewer": OPEN | STAFF | REVIEWER,
    "admin": OPEN | STAFF | RECRUITER | REVIEWER | ADMIN,
}


def routes(service: Service) -> Iterator[tuple[str, str, str]]:
    """Every route of the API as (operation id, method, path with ids filled in)."""
    document = service.client.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            filled = re.sub(r"\{[a-z_]+\}", "00000000-0000-0000-0000-000000000000", path)
            yield operation["operationId"], method.upper(), filled


@pytest.mark.parametrize("who", sorted(ALLOWED))
def test_each_role_reaches_its_own_routes_and_no_others(service: Service, who: str) -> None:
    if who == "candidate":
        headers = {"Authorization": f"Bearer {service.candidate().token}"}
    elif who == "nobody":
        headers = {}
    else:
        headers = {"Authorization": f"Bearer {service.staff(Role(who), f'{who}@walk.example').token}"}
    reached = set()
    for operation, method, path in routes(service):
        answer = service.client.request(method, path, headers=headers, json={})
        assert answer.status_code < 500, (operation, answer.text)
        if answer.status_code not in (401, 403) or operation in OPEN:
            reached.add(operation)
        else:
            assert answer.headers["content-type"] == "application/problem+json"
    assert reached == ALLOWED[who]


def test_every_api_route_is_documented_with_a_summary_and_its_problems(service: Service) -> None:
    document = service.client.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (method, path)
            assert operation["operationId"], (method, path)
            if path.startswith(API):
                assert {"422", "503"} <= operation["responses"].keys(), (method, path)
    undocumented = [r.path for r in service.app.routes if isinstance(r, APIRoute) and not r.include_in_schema]
    assert all(not path.startswith(API) for path in undocumented)


def secrets_of_the_form(service: Service, item_ids: list[str]) -> dict[str, list[str]]:
    """What must never reach the candidate, by item: rationales, rubrics, code, sources, bank ids."""
    found: dict[str, list[str]] = {}
    with service.database.read() as session:
        for place in session.scalars(select(FormItem)):
            if str(place.id) not in item_ids:
                continue
            version = session.get_one(ItemVersion, place.item_version_id)
            content = read_content(version.content).content()
            hidden = {name: value for name, value in content.items() if name not in NO_SECRET}
            texts = [text for text in strings(hidden) if len(text) > 24]
            for option in content.get("options", []):
                texts += [option["rationale"]]
            found[str(place.id)] = [*texts, version.item_id, version.content_hash]
    return found


def strings(value: Any) -> Iterator[str]:
    """Every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from strings(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from strings(entry)


def everything_a_candidate_can_fetch(service: Service, ada: Caller) -> str:
    """Every answer of every candidate route, and every page without a sign-in, as one text."""
    attempt = ada.get("/attempt").json()
    items = items_by_type(attempt)
    bodies = []
    for kind in ("run", "submit"):
        code = {
            "item_id": items["coding"]["id"],
            "source": "def batch_norm(x, *a):\n    print(x)\n    return x\n",
        }
        handed_in = ada.post("/attempt/submissions", {**code, "kind": kind})
        location = handed_in.headers["Location"].removeprefix(API)
        bodies += [handed_in.text, ada.get(f"{location}/events").text, ada.get(location).text]
        bodies.append(ada.get(f"{location}/source").text)
    bodies.append(ada.get("/attempt/submissions", params={"item_id": items["coding"]["id"]}).text)
    for path in ("/invitation", "/attempt"):
        bodies.append(ada.get(path).text)
    for item in items.values():
        bodies.append(ada.put(f"/attempt/responses/{item['id']}", {"revision": 1, "answer": {"x": 1}}).text)
    bodies.append(ada.post("/attempt/events", [{"kind": "paste", "at": service.now.isoformat()}]).text)
    bodies.append(ada.post("/attempt/finish").text)
    bodies.append(ada.get("/attempt").text)
    bodies.append(ada.get("/attempt/results").text)
    bodies.append(ada.post("/attempt").text)
    for page in ("/", "/test", "/staff", "/openapi.json"):
        bodies.append(service.client.get(page).text)
    return "\n".join(bodies)


def test_nothing_a_candidate_can_fetch_holds_a_key_a_rubric_or_a_hidden_probe(service: Service) -> None:
    ada = service.candidate()
    items = items_by_type(ada.post("/attempt").json())
    fetched = everything_a_candidate_can_fetch(service, ada)
    plain = json.loads(json.dumps(fetched))
    secret = secrets_of_the_form(service, [item["id"] for item in items.values()])
    assert len(secret) == len(items)
    for texts in secret.values():
        for text in texts:
            assert text not in plain
            assert json.dumps(text)[1:-1] not in plain
    for name in (
        "rationale",
        "misconception",
        "diagnosis",
        "counterexample",
        "rubric",
        "model_answer",
        "seed",
    ):
        assert f'"{name}"' not in plain.split('"openapi"')[0], name
    with service.database.read() as session:
        numeric = session.get_one(FormItem, UUID(items["numeric"]["id"]))
        variant = session.get_one(ItemVariant, (numeric.item_version_id, numeric.variant_index))
    assert repr(variant.key) not in plain


def test_a_submission_shows_its_candidate_the_samples_and_the_verdict_alone(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    answer_all(service, ada)
    items = items_by_type(ada.get("/attempt").json())
    body = {"item_id": items["coding"]["id"], "source": RIGHT, "kind": "submit"}
    location = ada.post("/attempt/submissions", body).headers["Location"].removeprefix(API)
    stream = ada.get(f"{location}/events").text
    seen = ada.get(location).json()
    assert seen["verdict"] == "accepted"
    assert '"accepted"' in stream
    samples = {check.id for check in TASKS["bn-forward"].checks if check.sample}
    assert {check["id"] for check in seen["checks"]} == samples
    ada.post("/attempt/finish")
    report = wait_until_graded(recruiter, attempt_of(recruiter))
    code = next(item for item in report["items"] if item["type"] == "coding")
    assert len(code["submissions"][0]["report"]["checks"]) > len(samples)


def test_nobody_sees_another_persons_attempt(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter)
    ada, bob = service.invite(recruiter, assessment), service.invite(recruiter, assessment, name="Bob Secret")
    mine = items_by_type(ada.post("/attempt").json())
    theirs = items_by_type(bob.post("/attempt").json())
    code = {"item_id": theirs["coding"]["id"], "source": RIGHT, "kind": "run"}
    location = bob.post("/attempt/submissions", code).headers["Location"].removeprefix(API)
    for answer in (
        ada.get(location),
        ada.get(f"{location}/events"),
        ada.put(f"/attempt/responses/{theirs['written']['id']}", {"revision": 1, "answer": {"text": "x"}}),
        ada.post("/attempt/submissions", code),
        ada.post("/attempt/comments", {"item_id": theirs["written"]["id"], "text": "x"}),
    ):
        assert answer.status_code == 404
        assert "Bob" not in answer.text
    assert "Bob" not in everything_a_candidate_can_fetch(service, ada)
    assert mine.keys() == theirs.keys()


def test_an_assessment_does_not_exist_for_those_it_is_not_shared_with(service: Service) -> None:
    owner, other = service.staff(), service.staff(email="other@example.org")
    admin = service.staff(Role.ADMIN)
    ada = service.candidate(owner)
    ada.post("/attempt")
    assessment = owner.get("/assessments").json()["items"][0]["id"]
    attempt = attempt_of(owner)
    paths = [f"/assessments/{assessment}", f"/assessments/{assessment}/attempts", f"/attempts/{attempt}"]
    assert [other.get(path).status_code for path in paths] == [404, 404, 404]
    assert other.get("/assessments").json()["items"] == []
    assert [admin.get(path).status_code for path in paths] == [200, 200, 200]
    shared = owner.request("PATCH", f"/assessments/{assessment}", json={"shared_with": ["other@example.org"]})
    assert shared.status_code == 200
    assert [other.get(path).status_code for path in paths] == [200, 200, 200]


def test_recruiters_see_keys_only_once_the_assessment_is_closed(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    ada.post("/attempt")
    ada.post("/attempt/finish")
    attempt = attempt_of(recruiter)
    assert {item["key"] is None for item in recruiter.get(f"/attempts/{attempt}").json()["items"]} == {True}
    assessment = recruiter.get("/assessments").json()["items"][0]["id"]
    recruiter.post(f"/assessments/{assessment}/close")
    keys = {item["type"]: item["key"] for item in recruiter.get(f"/attempts/{attempt}").json()["items"]}
    assert keys["single_choice"].keys() == {"choice"}
    assert "rubric" in keys["written"]


def test_a_reviewer_never_meets_a_name(service: Service) -> None:
    recruiter, reviewer = service.staff(), service.staff(Role.REVIEWER)
    ada = service.candidate(recruiter, name="Ada Lovelace", email="ada@analytical.example")
    answer_all(service, ada)
    ada.post("/attempt/finish")
    queue = reviewer.get("/reviews")
    review = reviewer.get(f"/reviews/{queue.json()['items'][0]['id']}")
    for answer in (queue, review):
        assert "Lovelace" not in answer.text
        assert "analytical" not in answer.text
    assert reviewer.get(f"/attempts/{attempt_of(recruiter)}").status_code == 403
