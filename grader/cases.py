"""One probe of one submission: what is asked, what is right, and what came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from grader.answers import Answer, read_outputs
from grader.compare import Expected, needed_constants, stability_constant, unit_roundoff
from grader.kernels.channels import Array, elements_per_channel, reduced_axes
from grader.probes import Inputs
from grader.sandbox.outcome import Raised, Returned, Stopped
from grader.sandbox.program import Probe
from grader.task import Task

FIXED_CONSTANT = 16.0


@dataclass(frozen=True)
class Case:
    """A probe with its inputs and, worked out on demand, its expected outputs and allowances."""

    task: Task
    id: str
    inputs: Inputs

    @property
    def probe(self) -> Probe:
        """What is sent to the sandbox."""
        return Probe(self.id, self.task.steps(self.inputs))

    @cached_property
    def expected(self) -> tuple[Expected, ...]:
        """The right outputs and their bounds."""
        outputs = self.task.expected(self.inputs)
        bounds = self.task.bounds(**self.inputs, outputs=outputs)
        named = zip(self.task.output_names, outputs, bounds, strict=True)
        return tuple(Expected(name, value, bound) for name, value, bound in named)

    @property
    def x(self) -> Array:
        """The input whose dtype and size rule the case."""
        x = self.inputs["x"]
        assert isinstance(x, np.ndarray)
        return x

    @property
    def dtype(self) -> np.dtype[Any]:
        """The dtype of the input that rules the case."""
        return self.x.dtype

    @cached_property
    def has_constant_channel(self) -> bool:
        """Whether some channel of x does not vary, so that a variance is zero up to rounding."""
        x = self.inputs.get("x")
        return isinstance(x, np.ndarray) and bool((np.ptp(x, axis=reduced_axes(x)) == 0).any())

    @cached_property
    def stability_tolerances(self) -> tuple[float, ...]:
        """c u per output: how far the rounding of right code in this dtype may go on this probe."""
        u = unit_roundoff(self.x.dtype)
        if not self.task.forms:
            return (FIXED_CONSTANT * u,) * len(self.expected)
        n = elements_per_channel(self.x)
        constants = needed_constants(self.task.forms, self.inputs, self.expected, u)
        return tuple(stability_constant(n, c_ref) * u for c_ref in constants)


@dataclass(frozen=True)
class Played:
    """A case and what the submission did with it."""

    case: Case
    result: Returned | Raised | Stopped

    @cached_property
    def answers(self) -> Sequence[Answer]:
        """One answer per output; each carries the problem where the probe did not return."""
        names = self.case.task.output_names
        if isinstance(self.result, Returned):
            return read_outputs(self.result.values[-1], names)
        return tuple(Answer(None, self.failure) for _ in names)

    @property
    def failure(self) -> str:
        """Why the probe did not return, or nothing if it did."""
        if isinstance(self.result, Raised):
            return f"{self.case.task.entry_point} raised {self.result.error}"
        if isinstance(self.result, Stopped):
            return f"{self.case.task.entry_point} was stopped: {self.result.message}"
        return ""
