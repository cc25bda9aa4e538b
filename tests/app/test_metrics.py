import urllib.request
from datetime import timedelta

import pytest
from sqlalchemy import update

from app.metrics import Metrics, served
from app.models import Submission, SubmissionStatus
from app.submissions.measuring import waiting
from tests.app.submissions.test_graders import submitted
from tests.live import free_port
from tests.service import Service


def value(service: Service, name: str, **labels: str) -> float | None:
    """One sample, or None where there is no such series."""
    metrics: Metrics = service.app.state.metrics
    return metrics.registry.get_sample_value(f"bn_assess_{name}", labels)


def test_a_verdict_and_its_requests_are_counted_by_task_and_by_route(service: Service) -> None:
    ada = service.candidate()
    assert submitted(ada)["verdict"] == "accepted"
    ada.get("/attempt/submissions/nothing-of-that-name")
    graded = {"task": "bn-forward", "kind": "submit", "verdict": "accepted"}
    assert value(service, "grading_seconds_count", **graded) == 1
    handed_in = {"method": "POST", "route": "/attempt/submissions", "status": "202"}
    assert value(service, "http_request_seconds_count", **handed_in) == 1
    missed = {"method": "GET", "route": "/attempt/submissions/{submission_id}", "status": "404"}
    assert value(service, "http_request_seconds_count", **missed) == 1
    assert value(service, "submissions", state="queued", kind="submit") == 0
    assert value(service, "database_up") == 1


def test_what_waits_is_measured_and_for_how_long(service: Service) -> None:
    assert submitted(service.candidate())["verdict"] == "accepted"
    with service.database.write() as session:
        session.execute(update(Submission).values(status=SubmissionStatus.RUNNING))
        found = waiting(session, now=service.now + timedelta(seconds=30))
        session.rollback()
    assert found.oldest_s == 30
    assert found.counts == {
        ("queued", "run"): 0,
        ("queued", "submit"): 0,
        ("running", "run"): 0,
        ("running", "submit"): 1,
    }


def test_a_strangers_method_or_path_makes_no_series_of_its_own(service: Service) -> None:
    for number in range(3):
        service.client.request(f"BREW{number}", f"/coffee/{number}")
    counted = [
        sample.labels["method"]
        for family in service.app.state.metrics.registry.collect()
        for sample in family.samples
        if sample.name == "bn_assess_http_request_seconds_count"
    ]
    assert counted == ["other"]


def test_metrics_are_read_from_an_address_of_their_own_only(service: Service) -> None:
    assert "bn_assess_http" not in service.client.get("/metrics").text
    metrics, port = service.app.state.metrics, free_port()
    address = f"http://127.0.0.1:{port}/metrics"
    with served(metrics, host="127.0.0.1", port=port), urllib.request.urlopen(address) as answer:
        assert b"bn_assess_database_up 1.0" in answer.read()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(address)
