"""What a candidate costs: CPU time of the service and of PostgreSQL by kind of request, rows and bytes kept.

CPU time, unlike time by the clock, hardly depends on what else the machine does. The plan in
docs/operations.md rests on these figures.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

import psutil
from sqlalchemy import Engine, func, inspect, select, table, text

from app.db import open_engine
from tests.journeys.test_over_http import RIGHT
from tests.live import LiveServer
from tests.load.__main__ import graded, installation, invite
from tests.load.candidates import Candidate, Times, until

CANDIDATES = 20
SAVES = 5


def cpu_s(process: psutil.Process) -> float:
    """Return the CPU seconds a process and its children have used, those that ended included."""
    total = 0.0
    for one in (process, *process.children(recursive=True)):
        times = one.cpu_times()
        total += times.user + times.system + times.children_user + times.children_system
    return total


def kept(engine: Engine) -> tuple[int, int]:
    """Return the rows and the bytes of the database."""
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        rows = sum(connection.scalars(select(func.count()).select_from(table(name))).one() for name in names)
        return rows, connection.scalars(text("SELECT pg_database_size(current_database())")).one()


class Meter:
    """Reads the CPU time of the service and of PostgreSQL."""

    def __init__(self, server: LiveServer) -> None:
        database = next(p for p in psutil.process_iter(["cmdline"]) if _is_postgresql_of(p, server))
        self._processes = {"service": psutil.Process(server.pid), "database": database}

    def read(self) -> dict[str, float]:
        """Return the CPU seconds so far."""
        return {name: cpu_s(process) for name, process in self._processes.items()}


def _is_postgresql_of(process: psutil.Process, server: LiveServer) -> bool:
    port = server.environment["BN_ASSESS_DATABASE_URL"].rsplit(":", 1)[1].partition("/")[0]
    command = process.info["cmdline"] or []
    return bool(command) and command[0].endswith("postgres") and port in command


async def measure(server: LiveServer, engine: Engine, candidates: list[Candidate]) -> None:
    """Print the costs."""
    meter, times = Meter(server), Times()
    before = kept(engine)

    async def phase(name: str, count: int, work: Coroutine[Any, Any, Any]) -> None:
        began = meter.read()
        await work
        used = {part: (spent - began[part]) / count * 1e3 for part, spent in meter.read().items()}
        print(f"{name:28} service {used['service']:7.1f} ms CPU, database {used['database']:6.1f} ms CPU")

    async def start() -> None:
        for candidate in candidates:
            await candidate.start(times)

    async def save() -> None:
        for candidate in candidates * SAVES:
            await candidate.save(times)

    async def hand_in() -> None:
        for candidate in candidates:
            body = {"item_id": candidate.items["coding"], "source": RIGHT["batch_norm"], "kind": "submit"}
            await times.note(candidate.connection.request("POST", "attempt/submissions", body))
        await until(lambda: graded(engine), 300)

    async def finish() -> None:
        for candidate in candidates:
            await times.note(candidate.connection.request("POST", "attempt/finish"))

    count = len(candidates)
    await phase("start an attempt", count, start())
    await phase("save an answer", count * SAVES, save())
    await phase("submit and grade code", count, hand_in())
    await phase("finish an attempt", count, finish())
    assert not times.errors, times.errors[0]
    rows, size = (after - was for after, was in zip(kept(engine), before, strict=True))
    print(f"kept of an attempt           {rows / count:.1f} rows, {size / count / 1024:.0f} KiB with indexes")
    for candidate in candidates:
        candidate.connection.close()


def main() -> None:
    """Measure on PostgreSQL."""
    with installation("postgresql", 1) as server:
        engine = open_engine(server.environment["BN_ASSESS_DATABASE_URL"])
        asyncio.run(measure(server, engine, invite(server, CANDIDATES)))
        engine.dispose()
