"""Two network namespaces as two machines: API, PostgreSQL and a worker on one, a worker on the other.

The second is cut off while it grades: the first does its work. Then the cable is back: nothing is settled
twice, and the second works again. It needs root and ip(8) of iproute2, and leaves nothing behind.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.db import Database, open_engine
from app.models import Submission, SubmissionStatus
from tests.journeys.test_over_http import RIGHT, items
from tests.live import LiveServer, LiveWorker
from tests.live_postgresql import LivePostgresql

FIRST, SECOND = "bn-assess-first", "bn-assess-second"
CABLE = ("10.213.77.1", "10.213.77.2")  # between the two machines
DESK = ("10.213.78.1", "10.213.78.2")  # from here to the first
WITHIN_S = 15.0
SLEEP = "\nimport time\ntime.sleep(2)\n"


def run(size: float) -> str:
    """Cut the second machine off in mid-grade once, whatever `size` is, and say what happened."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        return "NOT RUN: making network namespaces needs root and the command ip"
    with tempfile.TemporaryDirectory(prefix="bn-assess-two-") as folder, two_machines(), ExitStack() as stack:
        return _play(Path(folder), stack)


@contextmanager
def two_machines() -> Iterator[None]:
    """Two namespaces with a cable between them, and one from here to the first."""
    _remove()
    try:
        for name in (FIRST, SECOND):
            _ip(f"netns add {name}")
            _ip(f"-n {name} link set lo up")
        _ip(f"link add bncable netns {FIRST} type veth peer name bncable netns {SECOND}")
        _ip(f"link add bndesk type veth peer name bndesk netns {FIRST}")
        for place, address, device in (
            (f"-n {FIRST}", CABLE[0], "bncable"),
            (f"-n {SECOND}", CABLE[1], "bncable"),
            ("", DESK[0], "bndesk"),
            (f"-n {FIRST}", DESK[1], "bndesk"),
        ):
            _ip(f"{place} address add {address}/24 dev {device}")
            _ip(f"{place} link set {device} up")
        yield
    finally:
        _remove()


def _remove() -> None:
    for name in (FIRST, SECOND):
        subprocess.run(["ip", "netns", "delete", name], check=False, capture_output=True)


def _ip(command: str) -> None:
    subprocess.run(["ip", *command.split()], check=True, capture_output=True)


def within(name: str) -> tuple[str, ...]:
    """What is put before a command so that it runs on that machine."""
    return ("ip", "netns", "exec", name)


def _play(folder: Path, stack: ExitStack) -> str:
    postgresql = LivePostgresql(folder, host="0.0.0.0", port=5432, within=within(FIRST))
    stack.callback(postgresql.stop)
    postgresql.url = f"postgresql://postgres@{DESK[1]}:5432/postgres"
    postgresql.start()
    postgresql.await_ready()
    places = [folder / name for name in ("api", "first", "second")]
    for place in places:
        place.mkdir()
    api = LiveServer(
        postgresql.url, places[0], graders="0", host=DESK[1], base_url=f"http://{DESK[1]}:8000", port="8000"
    )
    first = LiveWorker(postgresql.url, places[1])
    second = LiveWorker(f"postgresql://postgres@{CABLE[0]}:5432/postgres", places[2])
    api.within = first.within = within(FIRST)
    second.within = within(SECOND)
    api.base_url = f"http://{DESK[1]}:8000"
    LiveServer(postgresql.url, places[0]).command("migrate")
    LiveServer(postgresql.url, places[0]).command("bank", "load")
    for process in (api, first, second):
        stack.callback(process.stop)
        process.start()
    return _cut_off(api, first, second, postgresql.url)


def _cut_off(api: LiveServer, first: LiveWorker, second: LiveWorker, url: str) -> str:
    engine = open_engine(url)
    database = Database(engine)
    try:
        token = api.demo()["candidate_token"]
        os.kill(first.pid, signal.SIGSTOP)  # so that the second has the work for certain
        held = _hand_in(api, token)
        _await(database, held, SubmissionStatus.RUNNING)
        _ip(f"-n {SECOND} link set bncable down")
        os.kill(first.pid, signal.SIGCONT)
        cut_at = time.monotonic()
        done = _await(database, held, SubmissionStatus.DONE)
        took_s = time.monotonic() - cut_at
        assert took_s <= WITHIN_S, f"done {took_s:.1f} s after the cut, not within {WITHIN_S:g} s"
        assert (done.verdict, done.tries) == ("accepted", 2), (done.verdict, done.tries)
        _ip(f"-n {SECOND} link set bncable up")
        time.sleep(5)  # in which the second would settle what it held
        assert _await(database, held, SubmissionStatus.DONE).done_at == done.done_at, "settled twice"
        os.kill(first.pid, signal.SIGSTOP)
        later = _await(database, _hand_in(api, token), SubmissionStatus.DONE)
        os.kill(first.pid, signal.SIGCONT)
        assert later.verdict == "accepted", later.verdict
    finally:
        os.kill(first.pid, signal.SIGCONT)
        engine.dispose()
    return (
        f"the second machine was cut off while it graded; the first had the verdict {took_s:.1f} s later; "
        "back on the cable the second settled nothing twice and graded the next submission"
    )


def _hand_in(api: LiveServer, token: str) -> UUID:
    with api.client(token) as candidate:
        code = next(item for item in items(candidate.post("attempt").json()) if item["type"] == "coding")
        body = {"item_id": code["id"], "source": RIGHT[code["entry_point"]] + SLEEP, "kind": "submit"}
        handed_in = candidate.post("attempt/submissions", json=body).raise_for_status()
        return UUID(handed_in.headers["location"].rsplit("/", 1)[1])


def _await(database: Database, submission_id: UUID, wanted: SubmissionStatus) -> Submission:
    give_up_at = time.monotonic() + 60
    while time.monotonic() < give_up_at:
        with database.read() as session:
            submission = session.scalars(select(Submission).where(Submission.id == submission_id)).one()
        if submission.status is wanted:
            return submission
        time.sleep(0.05)
    raise AssertionError(f"submission {submission_id} is not {wanted} within 60 s")
