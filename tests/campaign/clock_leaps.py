"""Machines whose clocks leap an hour ahead and back, by libfaketime (Debian package libfaketime).

With SQLite the machine's clock is the service's: a leap ahead closes an attempt, staff can reopen it, and
going back reopens nothing. With PostgreSQL its clock is everybody's: nothing happens.
"""

import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx2

from tests.journeys.test_over_http import RIGHT, items
from tests.live import LiveServer, LiveWorker, free_port
from tests.live_postgresql import LivePostgresql

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))


def run(size: float) -> str:
    """Leap once ahead and once back on each database, whatever `size` is."""
    if not LIBRARIES:
        return "NOT RUN: libfaketime is not installed (apt install libfaketime)"
    return f"{_sqlite()}; {_postgresql()}"


def _leaping(server: LiveServer, wrong: Path) -> None:
    # Nobody's leap moves the clock that counts from the start of the machine.
    server.environment |= {
        "LD_PRELOAD": str(LIBRARIES[0]),
        "FAKETIME_TIMESTAMP_FILE": str(wrong),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


def _started(server: LiveServer, stack: ExitStack) -> tuple[dict[str, Any], httpx2.Client, dict[str, Any]]:
    demo = server.demo()
    ada = stack.enter_context(server.client(demo["candidate_token"]))
    return demo, ada, ada.post("attempt").json()


def _saver(ada: httpx2.Client, attempt: dict[str, Any]) -> Callable[[], int]:
    """Save one more answer, and return the status."""
    numeric = next(item["id"] for item in items(attempt) if item["type"] == "numeric")
    revisions = iter(range(1, 1000))

    def save() -> int:
        body = {"revision": next(revisions), "answer": {"value": 1.0}}
        return ada.put(f"attempt/responses/{numeric}", json=body).status_code

    return save


def _sqlite() -> str:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder, wrong = Path(name), Path(name, "leap")
        wrong.write_text("+0")
        server = LiveServer(f"sqlite:///{folder}/leaps.sqlite3", folder)
        server.command("migrate")
        server.command("bank", "load")
        _leaping(server, wrong)
        stack.callback(server.stop)
        server.start()
        demo, ada, attempt = _started(server, stack)
        save = _saver(ada, attempt)
        assert save() == 200
        wrong.write_text("+2h")
        time.sleep(3)
        assert (save(), ada.get("attempt").json()["status"]) == (409, "finished"), "a leap ahead closes"
        wrong.write_text("+0")
        time.sleep(2)
        assert (save(), ada.get("attempt").json()["status"]) == (409, "finished"), (
            "going back reopens nothing"
        )
        with server.client(demo["recruiter_key"]) as recruiter:
            again = {"time_s": 600, "reason": "The clock leapt."}
            recruiter.post(f"attempts/{attempt['id']}/reopen", json=again).raise_for_status()
        assert save() == 200, "reopened"
        wrong.write_text("-1h")
        time.sleep(2)
        assert save() == 200, "an attempt that is open stays so"
    return "sqlite: two hours ahead closed the attempt, back reopened nothing, staff did"


def _postgresql() -> str:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder, wrong = Path(name), Path(name, "leap")
        wrong.write_text("+0")
        postgresql = LivePostgresql(folder, host="127.0.0.1", port=free_port())
        stack.callback(postgresql.stop)
        postgresql.start()
        postgresql.await_ready()
        for place in ("api", "worker"):
            (folder / place).mkdir()
        server = LiveServer(postgresql.url, folder / "api", graders="0")
        worker = LiveWorker(postgresql.url, folder / "worker")
        server.command("migrate")
        server.command("bank", "load")
        folder.chmod(0o755)
        for process in (server, worker):
            _leaping(process, wrong)
            stack.callback(process.stop)
            process.start()
        _, ada, attempt = _started(server, stack)
        save = _saver(ada, attempt)
        for leap in ("+2h", "-2h", "+0"):
            wrong.write_text(leap)
            time.sleep(2)
            assert save() == 200, leap
            assert ada.get("attempt").json()["status"] == "started", leap
            assert _graded(server, ada, attempt) == "accepted", leap
    return "postgresql: two hours ahead and back on API and worker changed nothing, and code was graded"


def _graded(server: LiveServer, ada: httpx2.Client, attempt: dict[str, Any]) -> str:
    code = next(item for item in items(attempt) if item["type"] == "coding")
    body = {"item_id": code["id"], "source": RIGHT[code["entry_point"]], "kind": "submit"}
    location = ada.post("attempt/submissions", json=body).raise_for_status().headers["location"]
    give_up_at = time.monotonic() + 30
    while time.monotonic() < give_up_at:
        submission: dict[str, Any] = ada.get(server.base_url + location).json()
        if submission["status"] == "done":
            return str(submission["verdict"])
        time.sleep(0.1)
    return "nothing within 30 s"
