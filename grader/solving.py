"""Solving for the constant a submission used where an argument belongs."""

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.cases import Played
from grader.kernels.channels import Array
from grader.known_wrong.family import WrongFamily

LARGEST_EPS = 1.0
BISECTIONS = 60


def solved_eps(wrong: WrongFamily, played: Played, kernel_with: Callable[[float], Any]) -> float | None:
    """The constant eps that explains one probe, 0 <= eps <= 1; None if none does.

    Every value that depends on eps goes one way as eps grows, so the most sensitive one is bisected.
    """
    if wrong.eps_output is None or played.failure:
        return None
    position = wrong.eps_output
    got = played.answers[position].fitted(played.case.expected[position].value.shape)
    if got is None:
        return None

    def answer(eps: float) -> Array | None:
        outputs = wrong.outputs(kernel_with(eps), played.case.inputs)
        return None if outputs is None or outputs[position].shape != got.shape else outputs[position]

    low, high = answer(0.0), answer(LARGEST_EPS)
    if low is None or high is None:
        return None
    with np.errstate(all="ignore"):
        reach = np.nan_to_num(np.abs(high - low), nan=0.0, posinf=0.0)
    place = np.unravel_index(int(reach.argmax()), reach.shape)
    target, rising = float(got[place]), float(high[place] - low[place])
    if not np.isfinite(target) or rising == 0:
        return None
    return bisected(answer, place, target, rising > 0)


def bisected(
    answer: Callable[[float], Array | None], place: tuple[Any, ...], target: float, rising: bool
) -> float | None:
    """The eps at which the value at `place` meets the target, looked for between 0 and 1."""
    low, high = 0.0, LARGEST_EPS
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        value = answer(middle)
        if value is None:
            return None
        if (float(value[place]) < target) == rising:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def solved_weight(wrong: WrongFamily, played: Played, kernel_with: Callable[[float], Any]) -> float | None:
    """The constant weight of the batch that explains one probe's running mean; None if none does."""
    if wrong.weight_output is None or played.failure:
        return None
    position = wrong.weight_output
    got = played.answers[position].fitted(played.case.expected[position].value.shape)
    ends = [wrong.outputs(kernel_with(weight), played.case.inputs) for weight in (0.0, 1.0)]
    if got is None or ends[0] is None or ends[1] is None or ends[0][position].shape != got.shape:
        return None
    old, new = ends[0][position], ends[1][position]
    place = int(np.abs(new - old).argmax())
    weight = float((got[place] - old[place]) / (new[place] - old[place]))
    return weight if np.isfinite(weight) else None
