"""A pool of zygotes, one for each core, watched: one that fails is replaced and the submission run again."""

import queue
from collections.abc import Sequence
from types import TracebackType
from typing import Final, Self

import numpy as np

from grader.sandbox.outcome import Returned, Run, SandboxFailed, SandboxMissing
from grader.sandbox.place import Place
from grader.sandbox.process import ZygoteLost
from grader.sandbox.program import Limits, Probe, Step
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
            return _run(place, request, probes, limits)
        finally:
            self._idle.put(place)

    def close(self) -> None:
        """End every process. A run under way, or begun later, raises SandboxFailed."""
        for place in self._places:
            place.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _prove(self) -> None:
        """Run code with a known answer: a host on which the lock breaks NumPy must not blame candidates."""
        x = np.diag([3.0, 2.0, 1.0])
        step = Step("call", "canary", (x,))
        run = self.run(_CANARY, ["canary"], [Probe("canary", (step,))], Limits())
        result = run.results[0] if run.results else None
        values = result.values[0] if isinstance(result, Returned) else None
        if not (isinstance(values, np.ndarray) and np.allclose(values, [3.0, 2.0, 1.0])):
            raise SandboxMissing(
                f"NumPy does not work in a locked process on this host: {run.invalid or result}."
            )


_CANARY: Final = "import numpy as np\ndef canary(x):\n    return np.linalg.svd(x)[1]\n"


def _run(place: Place, request: bytes, probes: Sequence[Probe], limits: Limits) -> Run:
    failure: Exception | None = None
    for _ in range(TRIES):
        try:
            return Submission(request, probes, limits).run(place.zygote())
        except (ZygoteLost, SandboxMissing) as error:
            place.discard()
            failure = error
    raise SandboxFailed(f"The sandbox failed {TRIES} times in a row, last because {failure}") from failure
