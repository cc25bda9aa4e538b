import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError

from app.clock import HeldClock
from app.config import Settings
from app.main import create_app
from app.models import Attempt, Submission
from app.submissions import grading, queue
from grader.sandbox.outcome import Run, SandboxFailed
from grader.sandbox.program import Limits, Probe
from tests.app.attempts.test_scoring import RIGHT, answer_all, attempt_of, wait_until_graded
from tests.app.conftest import KeptSandbox
from tests.service import API, Caller, Service, items_by_type

Makes = Callable[[int], Service]


class FailingSandbox:
    """A sandbox that fails the first `times` runs, through no fault of the code."""

    def __init__(self, sandbox: KeptSandbox, times: int) -> None:
        self._sandbox, self.left = sandbox, times

    def run(self, source: str, names: Sequence[str], probes: Sequence[Probe], limits: Limits) -> Run:
        """Fail, or run."""
        if self.left:
            self.left -= 1
            raise SandboxFailed("the zygote of /opt/secret-place died")
        return self._sandbox.run(source, names, probes, limits)

    def close(self) -> None:
        """Leave the sandbox open: it is kept for other tests."""


@pytest.fixture
def failing(
    settings: Settings, clock: HeldClock, kept_sandbox: KeptSandbox, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Makes]:
    """Make a service whose sandbox fails so many times."""
    monkeypatch.setattr(grading, "RETRY_WAIT_S", 0.01)
    open_clients: list[TestClient] = []

    def make(times: int) -> Service:
        app = create_app(
            settings, clock=clock, open_sandbox=lambda _size: FailingSandbox(kept_sandbox, times)
        )
        client = TestClient(app, base_url=settings.base_url)
        client.__enter__()
        open_clients.append(client)
        return Service(app, client, clock)

    yield make
    for client in open_clients:
        client.__exit__(None, None, None)


def submitted(ada: Caller, kind: str = "submit") -> dict[str, Any]:
    """A submission of right code, once it is done."""
    item = items_by_type(ada.post("/attempt").json())["coding"]["id"]
    handed_in = ada.post("/attempt/submissions", {"item_id": item, "source": RIGHT, "kind": kind})
    location = handed_in.headers["Location"].removeprefix(API)
    for _ in range(200):
        submission: dict[str, Any] = ada.get(location).json()
        if submission["status"] == "done":
            return submission
        time.sleep(0.05)
    raise AssertionError("the submission was not graded within 10 s")


def test_a_sandbox_that_fails_twice_costs_nothing(failing: Makes) -> None:
    assert submitted(failing(2).candidate())["verdict"] == "accepted"


def test_a_fault_of_ours_tells_the_candidate_nothing_and_uses_no_submit(
    failing: Makes,
) -> None:
    service = failing(3)
    ada = service.candidate()
    submission = submitted(ada)
    assert submission["verdict"] == "internal_error"
    assert "secret-place" not in str(submission)
    assert submission["message"]
    assert items_by_type(ada.get("/attempt").json())["coding"]["submits_left"] == 20
    with service.database.read() as session:
        stored = session.get_one(Submission, UUID(submission["id"]))
    assert stored.report == {"message": "the zygote of /opt/secret-place died"}


def test_a_verdict_outlives_a_database_that_is_away_when_it_is_stored(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(grading, "STORE_AGAIN_S", 0.05)
    settle, failures = queue.settle, iter(range(3))

    def away(*arguments: Any, **named: Any) -> bool:
        if next(failures, None) is not None:
            raise OperationalError("UPDATE", {}, Exception("the server closed the connection"))
        return settle(*arguments, **named)

    monkeypatch.setattr(queue, "settle", away)
    assert submitted(service.candidate())["verdict"] == "accepted"
    assert next(failures, None) is None
    assert any("did not answer" in record.message for record in caplog.records)


def test_a_verdict_that_cannot_be_stored_is_a_fault_of_ours(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grading, "RETRY_WAIT_S", 0.01)

    def unstorable(*_: Any, **__: Any) -> bool:
        raise ValueError("no JSON")

    monkeypatch.setattr(queue, "settle", unstorable)
    assert submitted(service.candidate(), "run")["verdict"] == "internal_error"


def test_an_attempt_that_cannot_be_ended_keeps_nobody_elses_from_it(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from app.attempts import finish

    recruiter = service.staff()
    bad = UUID(service.candidate(recruiter).post("/attempt").json()["id"])
    service.clock.advance(1)
    ended = finish.finish

    def broken(session: Any, attempt: Attempt, **named: Any) -> None:
        if attempt.id == bad:
            raise ValueError("a mistake of ours")
        ended(session, attempt, **named)

    monkeypatch.setattr(finish, "finish", broken)
    answer_all(service, service.candidate(recruiter))
    caplog.set_level(logging.ERROR)
    service.clock.advance(601)
    report = wait_until_graded(recruiter, attempt_of(recruiter))
    assert report["finish_reason"] == "deadline"
    assert str(bad) in caplog.text


def test_runs_come_to_an_end_and_submits_do_not_with_them(settings: Settings, failing: Makes) -> None:
    service = failing(0)
    service.app.state.settings = settings.model_copy(update={"max_runs_per_item": 2})
    ada = service.candidate()
    assert [submitted(ada, "run")["verdict"] for _ in range(2)] == ["accepted"] * 2
    item = items_by_type(ada.get("/attempt").json())["coding"]["id"]
    third = ada.post("/attempt/submissions", {"item_id": item, "source": RIGHT, "kind": "run"})
    assert (third.status_code, third.json()["type"]) == (409, "urn:bn-assess:no-runs-left")
    assert submitted(ada)["verdict"] == "accepted"


SLOW_ON_MORE = """import time
import numpy as np

calls = 0


def batch_norm(x, gamma, beta, eps):
    global calls
    calls += 1
    if calls > {samples}:
        time.sleep(0.05)
    print("hidden", x.shape)
    return x
"""


def test_the_outcomes_on_the_samples_are_told_before_the_verdict_and_nothing_of_hidden_probes(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grading, "EARLY_AFTER_S", 0.0)
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())["coding"]
    source = SLOW_ON_MORE.format(samples=len(item["samples"]))
    body = {"item_id": item["id"], "source": source, "kind": "submit"}
    location = ada.post("/attempt/submissions", body).headers["Location"].removeprefix(API)
    told = [
        json.loads(line.removeprefix("data: "))
        for line in ada.get(f"{location}/events").text.splitlines()
        if line.startswith("data: ")
    ]
    (early,) = [state for state in told if state["status"] == "running" and state["checks"]]
    done = told[-1]
    assert (done["status"], early["verdict"], early["message"], early["output"]) == (
        "done",
        None,
        None,
        None,
    )
    assert early["checks"] == done["checks"]
    assert all(check["sample"] for check in early["checks"])
    with service.database.read() as session:
        assert session.get_one(Submission, UUID(done["id"])).early_checks is None
