"""2,000 attempts scored anew after one key was mended: dry run, SIGKILL in the middle, and taken up again.

Before and after each step every attempt has its old scores and sums or its new ones, on both databases.
"""

import json
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
from fastapi.testclient import TestClient
from pydantic import SecretStr
from sqlalchemy import func, select

from app.bank.load import load
from app.clock import HeldClock
from app.config import Settings
from app.db import Database, open_engine
from app.main import create_app
from app.models import Attempt, ItemVersion, PoolItem, Score
from app.submissions import regrading
from grader.sandbox import open_sandbox
from question_bank import Bank, Entry, load_bank
from tests.app.reports import cohort
from tests.live import BN_ASSESS, LiveServer, free_port
from tests.live_postgresql import LivePostgresql
from tests.service import Service

ATTEMPTS = 2000


def run(size: float) -> str:
    """Regrade ATTEMPTS * size attempts on each database."""
    people = max(300, round(ATTEMPTS * size))
    return "; ".join(_play(kind, people) for kind in ("sqlite", "postgresql"))


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[LiveServer]:
    url = f"sqlite:///{folder}/regrade.sqlite3"
    with ExitStack() as stack:
        if kind == "postgresql":
            postgresql = LivePostgresql(folder, host="127.0.0.1", port=free_port())
            stack.callback(postgresql.stop)
            postgresql.start()
            postgresql.await_ready()
            url = postgresql.url
        server = LiveServer(url, folder)
        server.command("migrate")
        server.command("bank", "load")
        yield server


def _play(kind: str, people: int) -> str:
    with tempfile.TemporaryDirectory() as name, _database(kind, Path(name)) as server:
        url = server.environment["BN_ASSESS_DATABASE_URL"]
        item = _sat(url, people)
        engine = open_engine(url)
        database = Database(engine)
        try:
            before = _totals(database)
            dry = json.loads(server.command("regrade", item, "--json"))
            assert _totals(database) == before, "a dry run changes nothing"
            planned = {change["attempt_id"]: change for change in dry["changes"]}
            changed_at_kill = _kill_in_the_middle(server, database, item, len(planned))
            _check(database, before, planned)
            began = time.monotonic()
            applied = json.loads(server.command("regrade", item, "--apply", "--json"))
            took_s = time.monotonic() - began
            assert _without_time(applied["changes"]) == _without_time(dry["changes"]), "dry run equals apply"
            now = _check(database, before, planned)
            assert now == len(planned), f"{now} of {len(planned)} changed"
            recomputed = _recompute(server, database)
            assert recomputed == people, f"{recomputed} of {people} scores are reproduced"
        finally:
            engine.dispose()
    return (
        f"{kind}: {people} attempts, {len(planned)} to change; killed when {changed_at_kill} were, each "
        f"old or new; taken up again in {took_s:.1f} s; what was applied is what the dry run said; all "
        f"{recomputed} scores come out of their receipts again"
    )


def _recompute(server: LiveServer, database: Database) -> int:
    with database.read() as session:
        assessment = session.scalars(select(Attempt.assessment_id).distinct()).one()
    return sum(row["same"] for row in json.loads(server.command("recompute", str(assessment), "--json")))


def _without_time(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**change, "applied_at": None} for change in changes]


def _sat(url: str, people: int) -> str:
    """Let people sit a form; mend the key of its first item; return that item's name."""
    settings = Settings(environment="development", database_url=SecretStr(url), graders=0)
    app = create_app(settings, clock=HeldClock(datetime(2026, 3, 1, 9, 0, tzinfo=UTC)))
    regrading.LOOK_S = 3600.0  # this process leaves the regrade to the command
    with TestClient(app, base_url=settings.base_url) as client:
        service = Service(app, client, app.state.clock)
        assessment = cohort.assessment_of(service, service.staff())
        rng = np.random.default_rng(1)
        right = (rng.random((people, cohort.ITEMS)) < 0.6).astype(float)
        cohort.sit(service, assessment, right, rng.integers(0, 2, right.shape))
        with service.database.read() as session:
            item = session.scalars(
                select(ItemVersion.item_id)
                .join(PoolItem, PoolItem.item_version_id == ItemVersion.id)
                .order_by(ItemVersion.item_id)
            ).first()
        assert item is not None
        _mend(service, item)
    return item


def _mend(service: Service, name: str) -> None:
    bank = load_bank()
    entry = next(entry for entry in bank.entries if entry.item.id == name)
    wrong = next(option.id for option in entry.item.options if not option.key)  # type: ignore[union-attr]
    options = [
        option.model_copy(update={"key": option.id == wrong, "misconception": None})
        for option in entry.item.options  # type: ignore[union-attr]
    ]
    changed = Entry(entry.item.model_copy(update={"options": options}), entry.folder, entry.marked)
    with service.database.write() as session:
        load(session, Bank(bank.root, (changed,), {}, {}), lambda: open_sandbox(1), now=service.now)


def _totals(database: Database) -> dict[str, Decimal]:
    with database.read() as session:
        return {str(row[0]): row[1] for row in session.execute(select(Attempt.id, Attempt.auto_score))}


def _regraded(database: Database) -> int:
    with database.read() as session:
        wanted = select(func.count()).select_from(Score).where(Score.reason == "regrade")
        return session.scalars(wanted).one()


def _kill_in_the_middle(server: LiveServer, database: Database, item: str, planned: int) -> int:
    command = [BN_ASSESS, "regrade", item, "--apply"]
    process = subprocess.Popen(command, env=server.environment, stdout=subprocess.DEVNULL)
    while _regraded(database) == 0:
        assert process.poll() is None, "it ended before it could be killed"
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    changed = _regraded(database)
    assert 0 < changed < planned, f"{changed} of {planned} were changed: not in the middle"
    return changed


def _check(database: Database, before: dict[str, Decimal], planned: dict[str, dict[str, Any]]) -> int:
    """Raise unless each attempt is as it was or as planned, its scores and sums alike; count the new ones."""
    now, new = _totals(database), 0
    with database.read() as session:
        rows = session.execute(
            select(Score.attempt_id, Score.value).where(Score.superseded_by.is_(None))
        ).all()
    sums: dict[str, Decimal] = {}
    for scored, value in rows:
        sums[str(scored)] = sums.get(str(scored), Decimal(0)) + value
    assert sums == now, "scores and sums are apart"
    for attempt_id, total in now.items():
        wanted = planned[attempt_id]["total_after"] if attempt_id in planned else before[attempt_id]
        is_new = attempt_id in planned and float(total) == wanted
        assert is_new or total == before[attempt_id], f"{attempt_id}: {total} is neither old nor new"
        new += is_new
    return new
