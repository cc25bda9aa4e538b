"""The last second of an attempt, by the real clock and under load."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from app.clock import HeldClock
from app.config import Settings
from app.main import create_app
from app.models import Attempt, AttemptStatus, Response
from tests.app.conftest import KeptSandbox
from tests.service import Service, items_by_type

WRITERS = 6


@pytest.fixture
def live(settings: Settings, clock: HeldClock, kept_sandbox: KeptSandbox) -> Iterator[Service]:
    """A service that goes by the clock it would have in earnest."""
    app = create_app(settings, open_sandbox=lambda _size: kept_sandbox)
    with TestClient(app, base_url=settings.base_url) as client:
        yield Service(app, client, HeldClock(app.state.clock.now()))


def test_what_is_acknowledged_before_the_deadline_counts_and_nothing_after_it(live: Service) -> None:
    ada = live.candidate()
    view = ada.post("/attempt").json()
    item, attempt_id = items_by_type(view)["numeric"]["id"], UUID(view["id"])
    with live.database.write() as session:
        session.get_one(Attempt, attempt_id).closes_at = live.app.state.clock.now() + timedelta(seconds=2)
    revisions = iter(range(1, 1_000_000))
    turn = threading.Lock()

    def write_until_refused(_: int) -> tuple[int, int]:
        acknowledged = 0
        while True:
            with turn:
                revision = next(revisions)
            saved = ada.put(
                f"/attempt/responses/{item}", {"revision": revision, "answer": {"value": float(revision)}}
            )
            if saved.status_code != 200:
                return acknowledged, saved.status_code
            acknowledged = max(acknowledged, revision)

    with ThreadPoolExecutor(WRITERS) as writers:
        ends = list(writers.map(write_until_refused, range(WRITERS)))
    assert {status for _, status in ends} == {409}
    give_up_at = time.monotonic() + 10
    while time.monotonic() < give_up_at:
        with live.database.read() as session:
            attempt, response = session.get_one(Attempt, attempt_id), session.get_one(Response, UUID(item))
        if attempt.status is AttemptStatus.FINISHED:
            break
        time.sleep(0.05)
    assert attempt.finished_at == attempt.closes_at
    assert response.saved_at < attempt.closes_at
    assert response.revision == max(acknowledged for acknowledged, _ in ends)
