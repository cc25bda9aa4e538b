"""Workers as processes of their own, on a real PostgreSQL."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from app.db import open_engine
from app.schema import is_current
from tests.conftest import Templates
from tests.journeys.test_over_http import items
from tests.journeys.test_power_cut import SLOW
from tests.live import BN_ASSESS, LiveServer, LiveWorker

on_postgresql = pytest.mark.parametrize("database_kind", ["postgresql"])


def state(server: LiveServer, token: str, location: str) -> str:
    with server.client(token) as candidate:
        return str(candidate.get(server.base_url + location).json()["status"])


def await_state(server: LiveServer, token: str, location: str, wanted: str, *, within_s: float) -> float:
    """Return after how many seconds a submission was in the wanted state."""
    began = time.monotonic()
    while state(server, token, location) != wanted:
        assert time.monotonic() - began < within_s, f"not {wanted} within {within_s} s"
        time.sleep(0.05)
    return time.monotonic() - began


@on_postgresql
def test_the_work_of_a_killed_worker_is_done_by_another_within_15_s(stocked_url: str, tmp_path: Path) -> None:
    server = LiveServer(stocked_url, tmp_path, graders="0")
    server.start()
    doomed, other = (LiveWorker(stocked_url, tmp_path) for _ in range(2))
    try:
        token = server.demo()["candidate_token"]
        doomed.start()
        other.start()
        os.kill(other.pid, signal.SIGSTOP)  # so that the doomed one has the work for certain
        with server.client(token) as candidate:
            code = next(item for item in items(candidate.post("attempt").json()) if item["type"] == "coding")
            body = {"item_id": code["id"], "source": SLOW, "kind": "submit"}
            location = candidate.post("attempt/submissions", json=body).headers["location"]
        await_state(server, token, location, "running", within_s=30)
        doomed.kill()
        os.kill(other.pid, signal.SIGCONT)
        await_state(server, token, location, "done", within_s=15)
    finally:
        for process in (doomed, other, server):
            process.stop()


def test_one_of_several_migrations_at_once_does_it_and_all_succeed(
    database_kind: str, templates: Templates, tmp_path: Path
) -> None:
    url = templates.empty(database_kind, tmp_path)
    environment = LiveServer(url, tmp_path).environment
    replicas = [
        subprocess.Popen([BN_ASSESS, "migrate"], env=environment, stderr=subprocess.PIPE) for _ in range(3)
    ]
    told = [replica.communicate(timeout=120)[1].decode() for replica in replicas]
    assert [replica.returncode for replica in replicas] == [0, 0, 0], told
    engine = open_engine(url)
    assert is_current(engine)
    engine.dispose()
    templates.drop(url)
