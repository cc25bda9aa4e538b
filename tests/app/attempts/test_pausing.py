"""Pauses that a candidate takes: bounded, written down, and the items are out of sight."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.attempts import finish
from app.models import AuditEntry
from tests.app.attempts.test_scoring import attempt_of
from tests.service import Caller, Service, items_by_type


def left_s(view: dict[str, Any]) -> float:
    """How long the test still goes on by the server's clock, in seconds."""
    told = datetime.fromisoformat(view["closes_at"]) - datetime.fromisoformat(view["server_time"])
    return told.total_seconds()


def save(ada: Caller, item: str, revision: int, value: float) -> int:
    body = {"revision": revision, "answer": {"value": value}}
    status: int = ada.put(f"/attempt/responses/{item}", body).status_code
    return status


def test_a_pause_stops_the_clock_hides_the_items_and_is_written_down(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter, pause_limit_s=120)
    assert ada.get("/invitation").json()["assessment"]["pause_limit_s"] == 120
    started = ada.post("/attempt").json()
    assert started["pause"] == {"left_s": 120, "ends_at": None}
    item = items_by_type(started)["numeric"]["id"]
    service.clock.advance(100)
    paused = ada.post("/attempt/pause").json()
    assert (paused["status"], items_by_type(paused)) == ("paused", {})
    assert [section["title"] for section in paused["sections"]] == ["Answers", "Code"]
    service.clock.advance(45.5)
    assert ada.post("/attempt/pause").json()["pause"]["ends_at"] == paused["pause"]["ends_at"]
    assert save(ada, item, 1, 1.0) == 409
    assert items_by_type(ada.get("/attempt").json()) == {}
    resumed = ada.post("/attempt/resume").json()
    assert (resumed["status"], left_s(resumed)) == ("started", 500)
    assert resumed["pause"] == {"left_s": 74, "ends_at": None}
    assert ada.post("/attempt/resume").json()["closes_at"] == resumed["closes_at"]
    service.clock.advance(1)
    assert save(ada, item, 1, 1.0) == 200
    report = recruiter.get(f"/attempts/{attempt_of(recruiter)}").json()
    assert (report["pause_limit_s"], report["paused_s"]) == (120, 46)
    assert [entry["what"] for entry in report["timeline"]][:3] == ["started", "paused", "resumed"]
    with service.database.read() as session:
        acts = session.scalars(select(AuditEntry).where(AuditEntry.subject == "attempt")).all()
    assert {(act.act, act.detail["who"]) for act in acts} == {
        ("attempt.pause", "candidate"),
        ("attempt.resume", "candidate"),
    }


def test_a_pause_that_nobody_ends_is_over_by_itself_and_the_test_ends_that_much_later(
    service: Service,
) -> None:
    ada = service.candidate(pause_limit_s=60)
    started = ada.post("/attempt").json()
    item = items_by_type(started)["numeric"]["id"]
    ada.post("/attempt/pause")
    service.clock.advance(300)
    assert ada.post("/attempt/events", []).status_code == 204  # or the sweep, whichever is first
    assert save(ada, item, 1, 1.0) == 200
    view = ada.get("/attempt").json()
    assert (view["status"], left_s(view)) == ("started", 600 - 300 + 60)
    refused = ada.post("/attempt/pause")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:no-pause-left")


def test_the_sweep_ends_a_forgotten_pause_and_then_the_attempt_at_its_later_end(service: Service) -> None:
    ada = service.candidate(pause_limit_s=60)
    ada.post("/attempt")
    service.clock.advance(590)
    ada.post("/attempt/pause")

    def sweep() -> None:
        # The service's own sweep may come first, with the same result.
        with service.database.write() as session:
            for attempt_id in finish.find_due(session, now=service.now):
                finish.finish_due(session, attempt_id, now=service.now)

    service.clock.advance(59.9)
    sweep()
    assert ada.get("/attempt").json()["status"] == "paused"
    service.clock.advance(0.2)
    sweep()
    assert ada.get("/attempt").json()["status"] == "started"
    service.clock.advance(9.8)
    assert left_s(ada.get("/attempt").json()) == 0.1
    service.clock.advance(0.2)
    sweep()
    ended = ada.get("/attempt").json()
    assert (ended["status"], ended["finished_at"]) == ("finished", ended["closes_at"])


def test_nobody_pauses_whose_invitation_does_not_grant_it(service: Service) -> None:
    ada = service.candidate()
    assert ada.post("/attempt").json()["pause"] is None
    refused = ada.post("/attempt/pause")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:no-pause-left")


def test_finishing_during_a_pause_ends_both(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter)
    ada = service.invite(recruiter, assessment, pause_limit_s=60)
    ada.post("/attempt")
    ada.post("/attempt/pause")
    service.clock.advance(30)
    ended = ada.post("/attempt/finish").json()
    assert (ended["status"], ended["pause"]) == ("finished", {"left_s": 30, "ends_at": None})
    assert items_by_type(ended) != {}
    assert left_s(ended) == 600
    (row,) = recruiter.get(f"/assessments/{assessment}/attempts").json()["items"]
    assert row["time_used_s"] == 0
