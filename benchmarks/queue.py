"""What the queue costs: from a submit over HTTP to its verdict, and how two graders share a full queue.

On PostgreSQL, with the API and the graders as processes of their own. The bare locked run, of the same code
with nothing around it, is measured in turn with the submits.
"""

import contextlib
import statistics
import tempfile
import time
import uuid
from pathlib import Path

import httpx2
from sqlalchemy import delete, func, select

from app.db import Database, open_engine
from app.models import FormItem, ItemVersion, Submission, SubmissionKind, SubmissionStatus
from app.submissions import jobs
from app.tokens import new_seed
from grader.grading import grade
from grader.sandbox import open_sandbox
from grader.tasks import TASKS
from tests.app.attempts.test_scoring import RIGHT
from tests.live import LiveServer, LiveWorker, free_port
from tests.live_postgresql import LivePostgresql
from tests.service import ONE_OF_EACH, items_by_type

SUBMITS = 200
FULL = 300
ROUNDS = 2


class Installation:
    """PostgreSQL, an API that leaves grading to workers, and two workers of one grader each."""

    def __init__(self, folder: Path) -> None:
        self.postgresql = LivePostgresql(folder, host="127.0.0.1", port=free_port())
        self.postgresql.start()
        self.postgresql.await_ready()
        for name in ("api", "one", "two"):
            (folder / name).mkdir()
        limits = {"graders": "0", "max_submits_per_item": "100000"}
        self.api = LiveServer(self.postgresql.url, folder / "api", **limits)
        self.workers = [
            LiveWorker(self.postgresql.url, folder / name, graders="1") for name in ("one", "two")
        ]
        self.api.command("migrate")
        self.api.command("bank", "load")
        self.api.start()
        self.database = Database(open_engine(self.postgresql.url))

    def close(self) -> None:
        """End everything."""
        self.database.engine.dispose()
        for process in (*self.workers, self.api):
            process.stop()
        self.postgresql.stop()

    def candidate(self) -> tuple[httpx2.Client, str]:
        """A candidate in a test, and the coding item."""
        with self.api.client(self.api.demo()["recruiter_key"]) as recruiter:
            made = recruiter.post("assessments", json=ONE_OF_EACH).raise_for_status().json()
            recruiter.post(f"assessments/{made['id']}/publish").raise_for_status()
            person = [{"name": "Ada", "email": "ada@example.org"}]
            invited = recruiter.post(f"assessments/{made['id']}/invitations", json=person)
        ada = self.api.client(invited.raise_for_status().json()[0]["link"].rsplit("/", 1)[1])
        item: str = items_by_type(ada.post("attempt").raise_for_status().json())["coding"]["id"]
        return ada, item


def to_verdict_s(ada: httpx2.Client, base_url: str, item: str) -> float:
    """Return the seconds from handing code in to reading its verdict from the event stream."""
    body = {"item_id": item, "source": RIGHT, "kind": "submit"}
    began = time.perf_counter()
    location = ada.post("attempt/submissions", json=body).raise_for_status().headers["location"]
    events = ada.get(f"{base_url}{location}/events").text
    took = time.perf_counter() - began
    assert '"verdict":"accepted"' in events
    return took


def latency(installation: Installation) -> None:
    """Print how much longer a submit takes than the bare locked run, at rest."""
    ada, item = installation.candidate()
    bare: list[float] = []
    whole: list[float] = []
    installation.workers[0].start()
    with contextlib.closing(ada), contextlib.closing(open_sandbox(1)) as sandbox:
        for seed in range(SUBMITS):
            began = time.perf_counter()
            grade(TASKS["bn-forward"], RIGHT, seed=seed, sandbox=sandbox)
            bare.append(time.perf_counter() - began)
            whole.append(to_verdict_s(ada, installation.api.base_url, item))
    installation.workers[0].stop()
    for name, share, claimed_ms in (("p50", 0.5, 25), ("p95", 0.95, 60)):
        alone, all_in = quantile_ms(bare, share), quantile_ms(whole, share)
        print(
            f"submit to verdict, {name}        {all_in:8.1f} ms, bare run {alone:6.1f} ms, "
            f"above it {all_in - alone:6.1f} ms    (claimed: within {claimed_ms} ms)"
        )


def quantile_ms(times_s: list[float], share: float) -> float:
    """Return a quantile in milliseconds."""
    return sorted(times_s)[int(share * (len(times_s) - 1))] * 1e3


def fill(database: Database) -> None:
    """Put FULL submissions of one attempt into the queue."""
    with database.write() as session:
        place = session.scalars(
            select(FormItem).join(ItemVersion).where(ItemVersion.type == "coding").limit(1)
        ).one()
        now = session.scalars(select(func.clock_timestamp())).one()
        session.execute(delete(Submission))
        for number in range(FULL):
            submission = Submission(
                id=uuid.uuid4(), attempt_id=place.attempt_id, form_item_id=place.id, number=number + 1,
                kind=SubmissionKind.SUBMIT, source=RIGHT, seed=new_seed(), tries=0, created_at=now,
                status=SubmissionStatus.QUEUED,
            )  # fmt: skip
            session.add(submission)
            jobs.enqueue(session, submission)


def drained_per_s(installation: Installation, workers: int) -> float:
    """Return the rate at which so many workers empty a queue that is filled at once."""
    for worker in installation.workers[:workers]:
        worker.start()
    fill(installation.database)
    began = time.perf_counter()
    count = select(func.count()).where(Submission.status == SubmissionStatus.DONE)
    done = 0
    while done < FULL:
        time.sleep(0.1)
        with installation.database.read() as session:
            done = session.scalars(count).one()
    took_s = time.perf_counter() - began
    for worker in installation.workers[:workers]:
        worker.stop()
    return FULL / took_s


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory(prefix="bn-assess-bench-") as folder:
        installation = Installation(Path(folder))
        try:
            latency(installation)
            rates: dict[int, list[float]] = {1: [], 2: []}
            for _ in range(ROUNDS):
                for workers, taken in rates.items():
                    taken.append(drained_per_s(installation, workers))
        finally:
            installation.close()
    one, two = statistics.median(rates[1]), statistics.median(rates[2])
    print(f"full queue, 1 grader process   {one:8.1f} verdicts/s")
    print(f"full queue, 2 grader processes {two:8.1f} verdicts/s")
    print(f"two / one                      {two / one:8.2f}    (claimed: at least 1.8 on two cores)")
