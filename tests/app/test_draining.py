import signal
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.live import LiveServer


@pytest.fixture
def draining(stocked_url: str, tmp_path: Path) -> Iterator[LiveServer]:
    """A server that takes three seconds to leave, and has been told to."""
    server = LiveServer(stocked_url, tmp_path, drain_s="3")
    server.start()
    server.signal(signal.SIGTERM)
    yield server
    server.stop()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_server_that_is_told_to_stop_is_first_not_ready_and_still_answers(draining: LiveServer) -> None:
    give_up_at = time.monotonic() + 2.5
    while (ready := httpx2.get(f"{draining.base_url}/health/ready")).status_code == 200:
        assert time.monotonic() < give_up_at
    assert (ready.status_code, ready.headers["retry-after"]) == (503, "5")
    assert ready.json()["type"] == "urn:bn-assess:not-ready"
    assert httpx2.get(f"{draining.base_url}/health/live").status_code == 200
    assert httpx2.get(f"{draining.base_url}/openapi.json").status_code == 200
    draining.await_end()
    assert "not ready from now on" in draining.log.read_text()
    assert "Traceback" not in draining.log.read_text()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_second_signal_ends_it_at_once(stocked_url: str, tmp_path: Path) -> None:
    server = LiveServer(stocked_url, tmp_path, drain_s="60")
    server.start()
    for _ in range(2):
        server.signal(signal.SIGTERM)
        time.sleep(0.3)
    server.await_end()
