"""A pool of zygotes, one for each core, watched: one that fails is replaced and the submission run again."""

import queue
from collections.abc import Sequence
from types import TracebackType
from typing import Final, Self

from grader.sandbox import rehearsal
from grader.sandbox.endings import KilledOutside, killed_each_time
from grader.sandbox.outcome import Returned, Run, SandboxFailed, SandboxMissing, Stopped
from grader.sandbox.place import Place
from grader.sandbox.process import ZygoteLost
from grader.sandbox.program import Limits, Probe
from grader.sandbox.request import Unreadable, encode_request, source_bytes
from grader.sandbox.run import Submission

TRIES: Final = 3


class ZygotePool:
    """The sandbox of one host. Any number of threads may call `run`; each waits for a free zygote."""

    def __init__(self, size: int) -> None:
        self._places = [Place() for _ in range(size)]
        self._idle: queue.SimpleQueue[Place] = queue.SimpleQueue()
        try:
            for place in self._places:
                place.start()
            for place in self._places:
                place.await_ready()
                self._idle.put(place)
            self._prove()
        except (SandboxMissing, SandboxFailed) as error:
            self.close()
            raise SandboxMissing(str(error)) from error

    def run(self, source: str, names: Sequence[str], probes: Sequence[Probe], limits: Limits) -> Run:
        """Run the probes behind the lock; SandboxFailed after three failures of the sandbox in a row."""
        try:
            request = encode_request(source_bytes(source), names, probes)
        except Unreadable as error:
            return Run((), str(error), "", 0.0, 0.0, 0.0)
        place = self._idle.get()
        try:
            place.take()
            return _run(place, request, probes, limits)
        finally:
            place.give_back()
            self._idle.put(place)

    def close(self) -> None:
        """End every process. A run under way, or begun later, raises SandboxFailed."""
        for place in self._places:
            place.close()

    @property
    def isolated(self) -> bool:
        """Say whether every zygote has namespaces of its own."""
        return all(place.isolated for place in self._places)

    def restarts(self) -> int:
        """Return how many zygotes were started in another's place."""
        return sum(max(place.starts - 1, 0) for place in self._places)

    def processes(self) -> list[int]:
        """Return the numbers of the processes started, one for each place that has one."""
        return [pid for place in self._places if (pid := place.pid) is not None]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _prove(self) -> None:
        """Run the sample: a host on which the lock breaks NumPy must not blame candidates."""
        run = self.run(rehearsal.SOURCE, rehearsal.NAMES, rehearsal.probes(), Limits())
        if not rehearsal.is_right(run):
            told = run.invalid or next(r for r in run.results if not isinstance(r, Returned))
            raise SandboxMissing(f"NumPy does not work in a locked process on this host: {told}.")


def _run(place: Place, request: bytes, probes: Sequence[Probe], limits: Limits) -> Run:
    failure: Exception | None = None
    kills: list[KilledOutside] = []
    for _ in range(TRIES):
        try:
            return Submission(request, probes, limits).run(place.zygote())
        except (ZygoteLost, SandboxMissing) as error:
            place.discard()
            failure = error
            if isinstance(error, KilledOutside):
                kills.append(error)
    blamed = killed_each_time(kills, limits) if len(kills) == TRIES else None
    if blamed is not None:
        verdict, message = blamed
        return Run([Stopped(probe.id, verdict, message) for probe in probes], None, "", 0.0, 0.0, 0.0)
    raise SandboxFailed(f"The sandbox failed {TRIES} times in a row, last because {failure}") from failure
