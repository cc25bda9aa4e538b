from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, select

from app.models import Attempt, Score
from app.reports.listing import shown
from tests.app.attempts.test_scoring import answer_all, attempt_of, wait_until_graded
from tests.service import Caller, Service, items_by_type


@contextmanager
def counted_queries(service: Service) -> Iterator[list[str]]:
    """The statements the service sends meanwhile, without those of its own background sweeps."""
    statements: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        swept = (
            "attempt.closes_at <=",
            "attempt.pause_ends_at <=",
            "submission.status =",
            "submission.status IN",
            "delivery.next_try_at",
            "FROM regrade",
            "advisory",
        )
        sweep = any(words in statement for words in swept)
        if not statement.startswith(("BEGIN", "PRAGMA")) and not sweep:
            statements.append(statement)

    event.listen(service.database.engine, "before_cursor_execute", note)
    yield statements
    event.remove(service.database.engine, "before_cursor_execute", note)


def finished(service: Service, recruiter: Caller, assessment: str, count: int) -> list[str]:
    """Attempts that were started and finished, with scores from 0 upwards."""
    made = []
    for number in range(count):
        ada = service.invite(recruiter, assessment, name=f"Candidate {number}")
        made.append(ada.post("/attempt").json()["id"])
        ada.post("/attempt/finish")
        with service.database.write() as session:
            attempt = session.get_one(Attempt, UUID(made[-1]))
            attempt.score = Decimal(number // 2)
    return made


def test_the_list_costs_the_same_number_of_queries_for_one_row_and_for_many(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter)
    counts = []
    for _ in range(2):
        finished(service, recruiter, assessment, 4)
        with counted_queries(service) as statements:
            recruiter.get(f"/assessments/{assessment}/attempts")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 6


def test_a_report_costs_the_same_number_of_queries_whatever_the_form_holds(service: Service) -> None:
    recruiter = service.staff()
    small = {
        "title": "Small",
        "time_limit_s": 600,
        "sections": [{"title": "One", "draws": [{"types": ["single_choice"], "count": 1}]}],
    }
    counts = []
    for blueprint in (small, None):
        assessment = service.published(recruiter, blueprint)
        (attempt,) = finished(service, recruiter, assessment, 1)
        with counted_queries(service) as statements:
            assert recruiter.get(f"/attempts/{attempt}").status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_a_report_adds_up_by_section_and_subtopic(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    answer_all(service, ada)
    ada.post("/attempt/events", [{"kind": "paste", "at": service.now.isoformat(), "size": 120}])
    ada.post("/attempt/finish")
    report = wait_until_graded(recruiter, attempt_of(recruiter))
    for parts in (report["sections"], report["subtopics"]):
        assert sum(part["possible"] for part in parts) == pytest.approx(report["possible"])
        assert sum(part["earned"] for part in parts) == pytest.approx(report["auto_score"], abs=0.01)
        assert sum(part["pending"] for part in parts) == 1
    assert {"started", "paste", "finished", "submitted by the server"} <= {
        e["what"] for e in report["timeline"]
    }
    scored = [item["score"] for item in report["items"] if item["score"]]
    assert all(score["receipt"] for score in scored)
    assert all(item["prompt"] and item["title"] for item in report["items"])


def test_a_section_shows_the_rounded_sum_and_not_the_sum_of_what_was_rounded(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter)
    (attempt,) = finished(service, recruiter, assessment, 1)
    with service.database.write() as session:
        for score in session.scalars(select(Score)):
            score.value = Decimal("0.333333")
    report = recruiter.get(f"/attempts/{attempt}").json()
    assert {item["score"]["earned"] for item in report["items"]} == {0.33}
    assert [part["earned"] for part in report["sections"]] == [1.33, 0.33]


def test_how_far_off_a_number_is_shows_only_once_its_key_does(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    item = items_by_type(ada.post("/attempt").json())["numeric"]["id"]
    ada.put(f"/attempt/responses/{item}", {"revision": 1, "answer": {"value": 1e6}})
    ada.post("/attempt/finish")
    attempt = attempt_of(recruiter)
    assert "off by" not in recruiter.get(f"/attempts/{attempt}").text
    assessment = recruiter.get("/assessments").json()["items"][0]["id"]
    recruiter.post(f"/assessments/{assessment}/close")
    assert "off by" in recruiter.get(f"/attempts/{attempt}").text


def test_points_are_rounded_once_and_halves_go_up() -> None:
    assert shown(Decimal("0.125")) == 0.13
    assert shown(Decimal("0.124999")) == 0.12
