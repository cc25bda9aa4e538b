"""Many candidates at once: they start, save every few seconds, and finish together."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tests.load.connection import Connection

SAVE_EVERY_S = 5.0
FINISH_WITHIN_S = 2.0
START_AT_ONCE = 20


@dataclass
class Times:
    """How long requests of one kind took, in s, and what was answered that should not have been."""

    took_s: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    async def note(self, request: Awaitable[tuple[int, Any]]) -> Any:
        """Time a request; keep its answer if it is one of success."""
        began = time.perf_counter()
        status, answer = await request
        self.took_s.append(time.perf_counter() - began)
        if status >= 300:
            self.errors.append(f"{status} {answer}")
        return answer

    def told(self) -> str:
        """One line of figures."""
        p50, p95, p99 = np.percentile(np.array(self.took_s) * 1000, (50, 95, 99))
        return (
            f"{len(self.took_s)} requests, {len(self.errors)} errors, "
            f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms"
        )


class Candidate:
    """Somebody in front of a browser."""

    def __init__(self, port: int, token: str) -> None:
        self.connection = Connection(port, token)
        self.items: dict[str, str] = {}
        self.saved: dict[str, int] = {}
        self._revision = 0

    async def start(self, times: Times) -> str:
        """Begin the attempt; return its id."""
        attempt = await times.note(self.connection.request("POST", "attempt"))
        self.items = {item["type"]: item["id"] for s in attempt["sections"] for item in s["items"]}
        return str(attempt["id"])

    async def save(self, times: Times) -> None:
        """Save what was typed since."""
        self._revision += 1
        item = self.items["written"]
        body = {"revision": self._revision, "answer": {"text": f"The batch mean, {self._revision}. " * 20}}
        await times.note(self.connection.request("PUT", f"attempt/responses/{item}", body))
        self.saved[item] = self._revision

    async def finish(self, submits: Times, finishes: Times, source: str) -> None:
        """Hand code in, and end the attempt."""
        body = {"item_id": self.items["coding"], "source": source, "kind": "submit"}
        await submits.note(self.connection.request("POST", "attempt/submissions", body))
        await finishes.note(self.connection.request("POST", "attempt/finish"))

    async def count_lost(self) -> int:
        """Return how many acknowledged saves are not there."""
        _, attempt = await self.connection.request("GET", "attempt")
        stored = {item["id"]: item["revision"] for s in attempt["sections"] for item in s["items"]}
        return sum(stored[item] < revision for item, revision in self.saved.items())


async def start_all(candidates: list[Candidate]) -> Times:
    """Start everybody, a few at a time."""
    times, gate = Times(), asyncio.Semaphore(START_AT_ONCE)

    async def start(candidate: Candidate) -> None:
        async with gate:
            await candidate.start(times)

    await asyncio.gather(*map(start, candidates))
    return times


async def save_all(candidates: list[Candidate], seconds: float) -> Times:
    """Let everybody save every five seconds, evenly spread. A late answer delays nobody else's save."""
    times = Times()

    async def save(number: int, candidate: Candidate) -> None:
        begins = time.monotonic() + SAVE_EVERY_S * number / len(candidates)
        for turn in range(max(1, round(seconds / SAVE_EVERY_S))):
            await asyncio.sleep(max(0.0, begins + turn * SAVE_EVERY_S - time.monotonic()))
            await candidate.save(times)

    await asyncio.gather(*(save(number, candidate) for number, candidate in enumerate(candidates)))
    return times


async def finish_all(
    candidates: list[Candidate], source: str, rng: np.random.Generator
) -> tuple[Times, Times]:
    """Let everybody hand code in and finish, all within two seconds."""
    submits, finishes = Times(), Times()

    async def finish(candidate: Candidate, after_s: float) -> None:
        await asyncio.sleep(after_s)
        await candidate.finish(submits, finishes, source)

    after_s = rng.uniform(0, FINISH_WITHIN_S, len(candidates))
    await asyncio.gather(*map(finish, candidates, after_s))
    return submits, finishes


async def until(done: Callable[[], bool], limit_s: float) -> float:
    """Return the seconds until `done`; raise where that takes longer than `limit_s`."""
    began = time.monotonic()
    while not await asyncio.to_thread(done):
        assert time.monotonic() - began < limit_s, f"not within {limit_s:.0f} s"
        await asyncio.sleep(0.1)
    return time.monotonic() - began
