from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.models import AuditEntry, Role, Score
from tests.app.attempts.test_scoring import answer_all, attempt_of, wait_until_graded
from tests.service import Caller, Service, items_by_type

AGAIN = {"time_s": 600, "reason": "The clock leapt an hour ahead."}


def ended(service: Service) -> tuple[Caller, Caller, str]:
    """A recruiter, a candidate whose time is over, and the attempt."""
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    answer_all(service, ada)
    service.clock.advance(3600)
    attempt = attempt_of(recruiter)
    wait_until_graded(recruiter, attempt)
    return recruiter, ada, attempt


def review_of(reviewer: Caller) -> str:
    review_id: str = reviewer.get("/reviews").json()["items"][0]["id"]
    return review_id


def score_review(reviewer: Caller) -> None:
    review = reviewer.get(f"/reviews/{review_of(reviewer)}").json()
    levels = {criterion["id"]: 1 for criterion in review["criteria"]}
    assert reviewer.put(f"/reviews/{review['id']}", {"levels": levels, "comment": ""}).status_code == 200


def test_a_reopened_attempt_goes_on_where_it_was_and_is_scored_anew(service: Service) -> None:
    recruiter, ada, attempt = ended(service)
    item = items_by_type(ada.get("/attempt").json())["single_choice"]
    path = f"/attempts/{attempt}/reopen"
    first = recruiter.get(f"/attempts/{attempt}").json()
    assert (
        ada.put(f"/attempt/responses/{item['id']}", {"revision": 9, "answer": {"choice": "a"}}).status_code
        == 409
    )
    reopened = recruiter.post(path, AGAIN)
    assert reopened.status_code == 200, reopened.text
    assert reopened.json()["closes_at"].startswith(
        (service.now + timedelta(seconds=600)).strftime("%Y-%m-%dT%H:%M")
    )
    view = ada.get("/attempt").json()
    assert view["status"] == "started"
    assert items_by_type(view)["single_choice"]["response"] == item["response"]
    service.clock.advance(599)
    saved = ada.put(f"/attempt/responses/{item['id']}", {"revision": 9, "answer": {"choice": None}})
    assert saved.status_code == 200
    service.clock.advance(1)
    second = wait_until_graded(recruiter, attempt)
    assert second["finish_reason"] == "deadline"
    changed = next(entry for entry in second["items"] if entry["type"] == "single_choice")
    assert changed["score"]["earned"] == 0
    assert second["auto_score"] <= first["auto_score"]
    with service.database.read() as session:
        acts = session.scalars(select(AuditEntry).where(AuditEntry.act == "attempt.reopen")).all()
        scores = session.scalars(select(Score).where(Score.form_item_id == UUID(item["id"]))).all()
    assert [(act.subject_id, act.detail["reason"]) for act in acts] == [(attempt, AGAIN["reason"])]
    assert [score.superseded_by is None for score in sorted(scores, key=lambda s: s.created_at)] == [
        False,
        True,
    ]


def test_an_attempt_that_goes_on_is_not_reopened_nor_by_those_it_is_hidden_from(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    attempt = ada.post("/attempt").json()["id"]
    going_on = recruiter.post(f"/attempts/{attempt}/reopen", AGAIN)
    assert (going_on.status_code, going_on.json()["type"]) == (409, "urn:bn-assess:not-finished")
    ada.post("/attempt/finish")
    other = service.staff(email="other@example.org")
    assert other.post(f"/attempts/{attempt}/reopen", AGAIN).status_code == 404
    assert recruiter.post(f"/attempts/{attempt}/reopen", {**AGAIN, "time_s": 0}).status_code == 422
    assert recruiter.post(f"/attempts/{attempt}/reopen", AGAIN).status_code == 200


@pytest.mark.parametrize("rewritten", [False, True])
def test_a_review_stands_unless_the_prose_was_changed(service: Service, rewritten: bool) -> None:
    recruiter, ada, attempt = ended(service)
    reviewer = service.staff(Role.REVIEWER)
    score_review(reviewer)
    assert recruiter.post(f"/attempts/{attempt}/reopen", AGAIN).status_code == 200
    written = items_by_type(ada.get("/attempt").json())["written"]
    service.clock.advance(1)
    if rewritten:
        body: dict[str, Any] = {"revision": 9, "answer": {"text": "Something else."}}
        assert ada.put(f"/attempt/responses/{written['id']}", body).status_code == 200
    ada.post("/attempt/finish")
    report = wait_until_graded(recruiter, attempt)
    assert report["review_pending"] == rewritten
    assert (report["score"] is None) is rewritten


def test_nobody_reads_prose_that_may_still_change(service: Service) -> None:
    recruiter, _, attempt = ended(service)
    reviewer = service.staff(Role.REVIEWER)
    assert review_of(reviewer)
    assert recruiter.post(f"/attempts/{attempt}/reopen", AGAIN).status_code == 200
    assert reviewer.get("/reviews").json()["items"] == []


def test_a_clock_that_goes_back_reopens_nothing(service: Service) -> None:
    _, ada, _ = ended(service)
    item = items_by_type(ada.get("/attempt").json())["numeric"]["id"]
    service.clock.advance(-3600)
    assert ada.get("/attempt").json()["status"] == "finished"
    late = ada.put(f"/attempt/responses/{item}", {"revision": 9, "answer": {"value": 1.0}})
    assert (late.status_code, late.json()["type"]) == (409, "urn:bn-assess:attempt-closed")


def test_an_attempt_under_way_is_extended_and_one_that_is_over_is_not(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    closes_at = ada.post("/attempt").json()["closes_at"]
    attempt = attempt_of(recruiter)
    path = f"/attempts/{attempt}/extend"
    extended = recruiter.post(path, AGAIN).json()["closes_at"]
    assert extended == ada.get("/attempt").json()["closes_at"] != closes_at
    service.clock.advance(601)
    assert ada.get("/attempt").json()["status"] == "started"
    service.clock.advance(600)
    refused = recruiter.post(path, AGAIN)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:attempt-closed")
    with service.database.read() as session:
        (act,) = session.scalars(select(AuditEntry).where(AuditEntry.act == "attempt.extend"))
    assert (act.subject_id, act.detail["time_s"]) == (attempt, 600)
