"""Graders apart from the API: what they share, lose and find again."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.attempts import code_routes
from app.cli import build
from app.clock import HeldClock
from app.config import QUEUE_SCHEMA, Settings
from app.main import create_app
from app.models import AuditEntry, Submission, SubmissionStatus
from app.submissions import distributed, operating, queue
from grader.grading import refuse
from grader.tasks import TASKS
from grader.verdict import Verdict
from tests.app.attempts.test_scoring import RIGHT
from tests.app.conftest import KeptSandbox
from tests.service import API, Caller, Service, items_by_type

Makes = Callable[[int], AbstractContextManager[Service]]
on_postgresql = pytest.mark.parametrize("database_kind", ["postgresql"])


@pytest.fixture
def process(settings: Settings, clock: HeldClock, kept_sandbox: KeptSandbox) -> Makes:
    """Make services on one database as separate processes would be, each with so many graders."""

    @contextlib.contextmanager
    def make(graders: int) -> Iterator[Service]:
        own = settings.model_copy(update={"graders": graders})
        app = create_app(own, clock=clock, open_sandbox=lambda _size: kept_sandbox)
        with TestClient(app, base_url=settings.base_url) as client:
            yield Service(app, client, clock)

    return make


def hand_in(ada: Caller, kind: str = "submit", source: str = RIGHT) -> str:
    """Where the submission is."""
    item = items_by_type(ada.post("/attempt").json())["coding"]["id"]
    handed_in = ada.post("/attempt/submissions", {"item_id": item, "source": source, "kind": kind})
    assert handed_in.status_code == 202, handed_in.text
    return handed_in.headers["Location"].removeprefix(API)


def verdict(ada: Caller, location: str, *, within_s: float = 20) -> str:
    """The verdict, once it is there."""
    give_up_at = time.monotonic() + within_s
    while time.monotonic() < give_up_at:
        submission = ada.get(location).json()
        if submission["status"] == "done":
            return str(submission["verdict"])
        time.sleep(0.05)
    raise AssertionError(f"no verdict within {within_s} s")


def count_jobs(service: Service) -> int:
    with service.database.read() as session:
        count: int = session.scalars(text(f"SELECT count(*) FROM {QUEUE_SCHEMA}.procrastinate_jobs")).one()
    return count


def empty_queue(session: Session) -> None:
    session.execute(text(f"TRUNCATE {QUEUE_SCHEMA}.procrastinate_jobs CASCADE"))


@on_postgresql
def test_a_stream_on_one_process_wakes_when_another_settles(
    process: Makes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_routes, "STREAM_WAIT_S", 60.0)
    with process(0) as api, process(1):
        ada = api.candidate()
        began = time.monotonic()
        stream = ada.get(hand_in(ada) + "/events").text
        assert '"verdict":"accepted"' in stream
        assert time.monotonic() - began < 30


@on_postgresql
def test_an_emptied_queue_loses_nothing(process: Makes) -> None:
    with process(0) as api:
        ada = api.candidate()
        location = hand_in(ada)
        assert count_jobs(api) == 1
        with api.database.write() as session:
            empty_queue(session)
        with process(1):
            assert verdict(ada, location) == "accepted"
        assert count_jobs(api) == 0


@on_postgresql
def test_what_a_lost_worker_held_is_graded_by_another(
    process: Makes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distributed, "DEAD_AFTER_S", 0.5)
    with process(0) as api:
        ada = api.candidate()
        location = hand_in(ada)
        schema = QUEUE_SCHEMA
        with api.database.write() as session:
            # What a worker leaves that is killed: its claim, its job and a heartbeat that grows old.
            assert queue.claim(session, UUID(location.rsplit("/", 1)[1]), now=api.now)
            session.execute(text(f"SET LOCAL search_path TO {schema}"))
            worker = session.scalar(text("SELECT worker_id FROM procrastinate_register_worker_v1()"))
            session.execute(text("SELECT procrastinate_fetch_job_v2(NULL, :worker)"), {"worker": worker})
        with process(1):
            assert verdict(ada, location) == "accepted"
        with api.database.read() as session:
            assert session.get_one(Submission, UUID(location.rsplit("/", 1)[1])).tries == 2


def test_a_submission_is_claimed_by_one_worker_and_settled_once(process: Makes) -> None:
    with process(0) as api:
        ada = api.candidate()
        submission_id = UUID(hand_in(ada).rsplit("/", 1)[1])
        together = threading.Barrier(4)

        def claim(_: int) -> queue.Claimed | None:
            together.wait()
            with api.database.write() as session:
                return queue.claim(session, submission_id, now=api.now)

        with ThreadPoolExecutor(4) as threads:
            claims = [claimed for claimed in threads.map(claim, range(4)) if claimed]
        assert len(claims) == 1
        report = partial(refuse, TASKS["bn-forward"], seed=1)
        with api.database.write() as session:
            assert queue.settle(session, claims[0], report("first"), now=api.now)
        with api.database.write() as session:
            assert not queue.settle(session, claims[0], report("second"), now=api.now)
        with api.database.read() as session:
            stored = session.get_one(Submission, submission_id).report
        assert stored is not None
        assert stored["message"] == "first"


def test_a_worker_that_was_thought_dead_takes_nothing_from_its_successor(process: Makes) -> None:
    with process(0) as api:
        ada = api.candidate()
        submission_id = UUID(hand_in(ada).rsplit("/", 1)[1])
        with api.database.write() as session:
            first = queue.claim(session, submission_id, now=api.now)
            queue.take_back(session, now=api.now)
            second = queue.claim(session, submission_id, now=api.now)
            assert first is not None
            assert second is not None
            assert not queue.hand_back(session, first, "late", now=api.now)
            assert session.get_one(Submission, submission_id).status is SubmissionStatus.RUNNING


def test_code_that_ends_its_grader_ten_times_is_stopped_and_can_be_retried(
    process: Makes, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from typer.testing import CliRunner

    monkeypatch.setenv("BN_ASSESS_ENVIRONMENT", "development")
    monkeypatch.setenv("BN_ASSESS_DATABASE_URL", settings.database_url.get_secret_value())

    def command(*arguments: str) -> Any:
        return CliRunner().invoke(build("work"), ["work", *arguments])

    with process(0) as api:
        ada = api.candidate()
        location = hand_in(ada)
        submission_id = location.rsplit("/", 1)[1]
        for _ in range(10):
            with api.database.write() as session:
                assert queue.claim(session, UUID(submission_id), now=api.now)
            with api.database.write() as session:
                assert queue.take_back(session, now=api.now) == 1
        assert verdict(ada, location) == "internal_error"
        assert items_by_type(ada.get("/attempt").json())["coding"]["submits_left"] == 20
        ada.post("/attempt/finish")

        listed = command("status")
        assert "1 failed" in listed.output
        assert submission_id[:8] in listed.output
        assert command("retry").exit_code == 1
        assert command("retry", "no-id").exit_code == 1
        retried = command("retry", submission_id)
        assert retried.exit_code == 0, retried.output
        assert command("retry", "--all").output.strip().endswith("0.")
        with api.database.read() as session:
            acts = session.scalars(select(AuditEntry.act).where(AuditEntry.subject_id == submission_id)).all()
        assert acts == ["submission.retry"]
    with process(1) as api:
        assert verdict(Caller(api.client, ada.token), location) == "accepted"


def test_one_candidates_hundred_runs_do_not_delay_anothers_submit(
    process: Makes, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimed: list[UUID] = []
    claim = queue.claim

    def noted(session: Any, submission_id: UUID, **named: Any) -> queue.Claimed | None:
        taken = claim(session, submission_id, **named)
        if taken:
            claimed.append(taken.id)
        return taken

    monkeypatch.setattr(queue, "claim", noted)
    with process(0) as api:
        recruiter = api.staff()
        assessment = api.published(recruiter)
        bob, ada = api.invite(recruiter, assessment), api.invite(recruiter, assessment)
        runs = [hand_in(bob, "run") for _ in range(100)]
        submit = hand_in(ada)
        first = bob.get(runs[0]).json()
        assert (first["status"], first.get("verdict")) == ("done", None)
        assert "newer run" in first["message"]
        with api.database.read() as session:
            waiting = session.scalars(
                select(func.count()).where(Submission.status == SubmissionStatus.QUEUED)
            ).one()
        assert waiting == 2
    with process(1) as api:
        assert verdict(Caller(api.client, ada.token), submit) == "accepted"
        assert verdict(Caller(api.client, bob.token), runs[-1]) == "accepted"
    assert [str(taken) for taken in claimed] == [place.rsplit("/", 1)[1] for place in (submit, runs[-1])]


@on_postgresql
def test_a_submission_that_is_rolled_back_leaves_the_queue_as_it_was(process: Makes) -> None:
    with process(0) as api:
        hand_in(api.candidate())
        with pytest.raises(ZeroDivisionError):
            retry_and_fail(api)
        assert count_jobs(api) == 1


def retry_and_fail(api: Service) -> None:
    with api.database.write() as session:
        submission = session.scalars(select(Submission)).one()
        submission.verdict, submission.status = Verdict.INTERNAL_ERROR, SubmissionStatus.DONE
        empty_queue(session)
        assert operating.retry(session, only=None, now=api.now) == 1
        raise ZeroDivisionError
