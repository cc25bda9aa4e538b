"""A hiring round on this machine: candidates save every five seconds, then all finish within two.

    python -m tests.load --database postgresql --candidates 500

It starts a server of its own (and a PostgreSQL), speaks to it over loopback, prints what it measured, and
fails where an answer was an error, a saved answer is missing, or a submission was not graded as right.
"""

import argparse
import asyncio
import contextlib
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sqlalchemy import Engine, func, select

from app.db import open_engine
from app.models import Attempt, AttemptStatus, Submission, SubmissionStatus
from grader.verdict import Verdict
from tests.journeys.test_over_http import RIGHT
from tests.live import LiveServer, free_port
from tests.live_postgresql import LivePostgresql
from tests.load.candidates import Candidate, Times, finish_all, save_all, start_all, until
from tests.service import ONE_OF_EACH

GRADED_WITHIN_S = 600.0


@contextlib.contextmanager
def installation(database: str, graders: int) -> Iterator[LiveServer]:
    """A server with the bank loaded, on an empty database."""
    with tempfile.TemporaryDirectory(prefix="bn-assess-load-") as folder, contextlib.ExitStack() as stack:
        url = f"sqlite:///{folder}/load.sqlite3"
        if database == "postgresql":
            postgresql = LivePostgresql(Path(folder), host="127.0.0.1", port=free_port())
            postgresql.start()
            stack.callback(postgresql.stop)
            postgresql.await_ready()
            url = postgresql.url
        server = LiveServer(url, Path(folder), graders=str(graders))
        server.command("migrate")
        server.command("bank", "load")
        server.start()
        stack.callback(server.stop)
        yield server


def invite(server: LiveServer, count: int) -> list[Candidate]:
    """Invite `count` candidates to an assessment with an item of each type."""
    with server.client(server.demo()["recruiter_key"]) as recruiter:
        made = recruiter.post("assessments", json=ONE_OF_EACH | {"time_limit_s": 7200}).raise_for_status()
        assessment = made.json()["id"]
        recruiter.post(f"assessments/{assessment}/publish").raise_for_status()
        people = [{"name": f"C{n}", "email": f"c{n}@example.org"} for n in range(count)]
        links: list[str] = []
        for begin in range(0, count, 500):
            answer = recruiter.post(f"assessments/{assessment}/invitations", json=people[begin : begin + 500])
            links += [invitation["link"] for invitation in answer.raise_for_status().json()]
    return [Candidate(server.port, link.rsplit("/", 1)[1]) for link in links]


def graded(engine: Engine) -> bool:
    """Whether no submission waits."""
    with engine.connect() as connection:
        waiting = select(Submission.id).where(Submission.status != SubmissionStatus.DONE).limit(1)
        return connection.execute(waiting).first() is None


def check(engine: Engine, count: int) -> None:
    """Raise unless every attempt is finished and every submission accepted."""
    with engine.connect() as connection:
        finished = connection.scalar(
            select(func.count()).select_from(Attempt).where(Attempt.status == AttemptStatus.FINISHED)
        )
        accepted = connection.scalar(
            select(func.count()).select_from(Submission).where(Submission.verdict == Verdict.ACCEPTED)
        )
    assert (finished, accepted) == (count, count), f"{finished} finished, {accepted} accepted of {count}"


@dataclass(frozen=True)
class Round:
    """What one round measured."""

    starts: Times
    saves: Times
    submits: Times
    finishes: Times
    drain_per_s: float
    lost: int


async def play(candidates: list[Candidate], engine: Engine, seconds: float) -> Round:
    """Play the round."""
    starts = await start_all(candidates)
    saves = await save_all(candidates, seconds)
    began = time.monotonic()
    submits, finishes = await finish_all(candidates, RIGHT["batch_norm"], np.random.default_rng(0))
    await until(lambda: graded(engine), GRADED_WITHIN_S)
    drained_s = time.monotonic() - began
    lost = sum([await candidate.count_lost() for candidate in candidates])
    for candidate in candidates:
        candidate.connection.close()
    return Round(starts, saves, submits, finishes, len(candidates) / drained_s, lost)


def run(database: str, *, candidates: int, seconds: float, graders: int) -> str:
    """Play a round on a fresh installation; return what it measured."""
    with installation(database, graders) as server:
        engine = open_engine(server.environment["BN_ASSESS_DATABASE_URL"])
        measured = asyncio.run(play(invite(server, candidates), engine, seconds))
        errors = [
            error
            for times in (measured.starts, measured.saves, measured.submits, measured.finishes)
            for error in times.errors
        ]
        assert not errors, f"{len(errors)} errors, the first: {errors[0]}"
        assert measured.lost == 0, f"{measured.lost} saved answers are missing"
        check(engine, candidates)
        engine.dispose()
    return "\n".join(
        [
            f"{database}, {candidates} candidates",
            f"  start    {measured.starts.told()}",
            f"  save     {measured.saves.told()}    (claimed: p99 under 100 ms)",
            f"  submit   {measured.submits.told()}",
            f"  finish   {measured.finishes.told()}",
            f"  graded   all accepted, {measured.drain_per_s:.1f} a second from the first hand-in",
        ]
    )


def main() -> None:
    """Run a round on each database, or on the one named."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="one of them; by default both")
    parser.add_argument("--candidates", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=30, help="how long they save before they finish")
    parser.add_argument("--graders", type=int, default=2)
    chosen = parser.parse_args()
    for database in [chosen.database] if chosen.database else ["sqlite", "postgresql"]:
        print(
            run(database, candidates=chosen.candidates, seconds=chosen.seconds, graders=chosen.graders),
            flush=True,
        )


if __name__ == "__main__":
    main()
