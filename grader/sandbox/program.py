"""What is asked of the sandbox: a source, probes made of steps, and limits.

An array argument arrives with the dtype, the values and the memory layout (strides) it has here, so that a
probe can ask for Fortran order or a view with gaps.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np


@dataclass(frozen=True)
class Rng:
    """Becomes `numpy.random.default_rng(seed)` inside the sandbox."""

    seed: int


@dataclass(frozen=True)
class Stream:
    """Becomes an iterator inside the sandbox, so its values are seen once."""

    values: tuple[np.ndarray, ...]


Value: TypeAlias = (
    bool | int | float | str | np.ndarray | Rng | Stream | tuple["Value", ...] | Mapping[str, "Value"] | None
)


@dataclass(frozen=True)
class Step:
    """One act inside a probe, on a name the submission defines.

    call: `name(*args)` of the module; new: `name(*args)`, kept as the probe's object; set: the object's
    attribute `name` becomes `args[0]`; invoke: the object's method `name(*args)` (`__call__` too);
    get: the object's attribute `name`. Every step yields one value; that of new and set is None.
    """

    op: Literal["call", "new", "set", "invoke", "get"]
    name: str
    args: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Probe:
    """One input to a submission: steps run in order on fresh copies of their arguments."""

    id: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Limits:
    """What one submission may use. CPU time decides; wall time only backs it up."""

    cpu_time_s: float = 4.0
    wall_time_s: float = 20.0
    memory_mib: int = 512
    output_bytes: int = 65_536
    result_bytes: int = 64 * 1024 * 1024
    recursion: int = 1_000
