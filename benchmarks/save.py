"""Saving an answer, against a bare route that does one upsert and commits, on the same database and machine.

Both servers run side by side and are loaded in turn, by as many people at once as AT_ONCE, each of whom saves
again as soon as the answer is there.
"""

import asyncio
import contextlib
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

import httpx2

from tests.live import free_port
from tests.load.__main__ import installation, invite
from tests.load.candidates import Candidate, Times
from tests.load.connection import Connection

AT_ONCE = 16
ROUNDS = 5
SLICE_S = 2.0
PROSE = "The batch mean removes any constant that was added to all. " * 10
Save = Callable[[], Awaitable[int]]


@contextlib.contextmanager
def bare(database_url: str) -> Iterator[int]:
    """Run the bare service; yield its port."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.bare", database_url, str(port)])
    try:
        for _ in range(600):
            with contextlib.suppress(httpx2.TransportError):
                httpx2.get(f"http://127.0.0.1:{port}/openapi.json")
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


class Person:
    """One candidate and their written answer, saved through either service."""

    def __init__(self, candidate: Candidate, attempt_id: str, bare_port: int) -> None:
        self._whole, self._bare = candidate.connection, Connection(bare_port, "none")
        self._attempt_id, self._item_id = attempt_id, candidate.items["written"]
        self._revision = 0

    def _next(self) -> dict[str, Any]:
        self._revision += 1
        return {"revision": self._revision, "answer": {"text": f"{self._revision} {PROSE}"}}

    async def save(self) -> int:
        """Save through bn-assess; return the status."""
        return (await self._whole.request("PUT", f"attempt/responses/{self._item_id}", self._next()))[0]

    async def save_bare(self) -> int:
        """Save through the bare route; return the status."""
        body = self._next() | {"attempt_id": self._attempt_id}
        return (await self._bare.request("PUT", f"responses/{self._item_id}", body))[0]

    def close(self) -> None:
        """Hang up."""
        self._whole.close()
        self._bare.close()


async def rate(saves: Sequence[Save]) -> float:
    """Return how many saves a second everybody together gets through."""
    done, ends = 0, time.monotonic() + SLICE_S

    async def go_on(save: Save) -> None:
        nonlocal done
        while time.monotonic() < ends:
            status = await save()
            assert status == 200, status
            done += 1

    await asyncio.gather(*map(go_on, saves))
    return done / SLICE_S


async def compare(candidates: list[Candidate], bare_port: int) -> tuple[list[float], list[float], float]:
    """Return the rates of both, slice by slice, and the share of a core the generator used."""
    times, people = Times(), []
    for candidate in candidates:
        attempt_id = await candidate.start(times)
        people.append(Person(candidate, attempt_id, bare_port))
    assert not times.errors, times.errors[0]
    whole, alone = [person.save for person in people], [person.save_bare for person in people]
    await rate(whole), await rate(alone)  # both are warm
    rates: tuple[list[float], list[float]] = ([], [])
    began, used = time.monotonic(), time.process_time()
    for _ in range(ROUNDS):
        rates[0].append(await rate(whole))
        rates[1].append(await rate(alone))
    share = (time.process_time() - used) / (time.monotonic() - began)
    for person in people:
        person.close()
    return *rates, share


def measure(database: str) -> None:
    """Print the ratio on one database."""
    with installation(database, 0) as server, bare(server.environment["BN_ASSESS_DATABASE_URL"]) as port:
        whole, alone, share = asyncio.run(compare(invite(server, AT_ONCE), port))
    ratio = statistics.median(one / other for one, other in zip(whole, alone, strict=True))
    print(
        f"{database:10} save {statistics.median(whole):6.0f}/s, bare {statistics.median(alone):6.0f}/s, "
        f"ratio {ratio:5.2f}    (claimed: at least 0.6; the generator used {share:.0%} of a core)"
    )


def main() -> None:
    """Measure on both databases."""
    for database in os.environ.get("DATABASES", "sqlite postgresql").split():
        measure(database)
