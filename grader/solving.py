"""Solving for the constant a submission used where an argument belongs."""

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.cases import Played
from grader.kernels.channels import Array
from grader.known_wrong.family import WrongFamily

# Where a/sqrt(s + eps) has vanished, so that what is left of a value does not depend on eps.
ENDLESS = 1e30
# Nobody's constant is larger; without a bound, an output of zeros would be one.
LARGEST_EPS = 1.0


def solved_eps(wrong: WrongFamily, played: Played, kernel_with: Callable[[float], Any]) -> float | None:
    """The constant eps that explains one value of a probe; None if none does.

    A value that depends on eps is b + a / sqrt(s + eps); its values at 0, 1 and far out give a, b and s. The
    most sensitive value is taken.
    """
    got = answer_of(wrong.eps_output, played)
    if got is None:
        return None
    position, target = got
    values = [wrong.outputs(kernel_with(eps), played.case.inputs) for eps in (0.0, 1.0, ENDLESS)]
    at = [value[position] for value in values if value is not None and value[position].shape == target.shape]
    if len(at) < len(values):
        return None
    with np.errstate(all="ignore"):
        place = int(np.nan_to_num(np.abs(at[1] - at[0]), nan=0.0, posinf=0.0).argmax())
        zero, one, rest = (float(value.flat[place]) for value in at)
        s = 1 / (np.square((zero - rest) / np.float64(one - rest)) - 1)
        eps = s * np.square((zero - rest) / (target.flat[place] - rest)) - s
    return float(eps) if 0 <= eps <= LARGEST_EPS else None


def solved_weight(wrong: WrongFamily, played: Played, kernel_with: Callable[[float], Any]) -> float | None:
    """The constant weight of the batch that explains one probe's running mean; None if none does."""
    got = answer_of(wrong.weight_output, played)
    if got is None:
        return None
    position, target = got
    ends = [wrong.outputs(kernel_with(weight), played.case.inputs) for weight in (0.0, 1.0)]
    if ends[0] is None or ends[1] is None or ends[0][position].shape != target.shape:
        return None
    old, new = ends[0][position], ends[1][position]
    place = int(np.abs(new - old).argmax())
    with np.errstate(all="ignore"):
        weight = (target.flat[place] - old.flat[place]) / np.float64(new.flat[place] - old.flat[place])
    return float(weight) if np.isfinite(weight) else None


def answer_of(name: str, played: Played) -> tuple[int, Array] | None:
    """The first output of that name: where it stands and what came; None if the probe gave none."""
    names = [output.name for output in played.case.outputs]
    if name not in names or played.failure:
        return None
    position = names.index(name)
    got = played.answers[position].fitted(played.case.expected[position].value.shape)
    return None if got is None else (position, got)
