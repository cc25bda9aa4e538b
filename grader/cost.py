"""What a submission costs, as a ratio to the reference in the same run. It decides nothing."""

import time
from collections.abc import Sequence

import numpy as np

from grader.cases import Played
from grader.sandbox.outcome import Returned, Run


def cost_ratio(runs: Sequence[Run], played: Sequence[Played]) -> float | None:
    """CPU time on the hidden probes over the reference's on the same; None where a probe did not return.

    The run on the visible samples costs what every run costs, starting and loading the source, and next to
    nothing else; it is taken off.
    """
    if len(runs) < 2 or not all(isinstance(entry.result, Returned) for entry in played):
        return None
    samples, hidden = runs
    reference_ms = 1e3 * reference_s(played[len(samples.results) :])
    return max(hidden.cpu_ms - samples.cpu_ms, 0.0) / reference_ms if reference_ms > 0 else None


def reference_s(played: Sequence[Played]) -> float:
    """Seconds of CPU time that the reference takes on the inputs as they were given."""
    began = time.thread_time()
    with np.errstate(all="ignore"):
        for entry in played:
            entry.case.task.reference(**entry.case.inputs)
    return time.thread_time() - began
