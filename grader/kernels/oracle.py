"""The expected outputs: a reference kernel run in more digits than any submission has, rounded to float64."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from grader.kernels.channels import Array
from grader.nested import map_floats

# 64 bits of significand on x86-64, 113 on aarch64 Linux; where the platform has none wider it is float64.
WIDE = np.longdouble


def widened(value: Any) -> Any:
    """Every floating array in the wide dtype; everything else as it is."""
    return map_floats(lambda array: array.astype(WIDE), value)


def expected_outputs(kernel: Callable[..., Any], inputs: Mapping[str, Any]) -> tuple[Array, ...]:
    """What `kernel` returns on `inputs`, each array rounded once to float64."""
    returned = kernel(**{name: widened(value) for name, value in inputs.items()})
    arrays = returned if isinstance(returned, tuple) else (returned,)
    return tuple(np.asarray(array, dtype=np.float64) for array in arrays)
