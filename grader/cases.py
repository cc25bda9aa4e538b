"""One probe of one submission: what is asked, what is right, and what came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from grader.answers import Answer
from grader.compare import (
    Expected,
    any_order_constant,
    needed_constants,
    stability_constant,
    unit_roundoff,
)
from grader.known_wrong.family import as_float64
from grader.nested import arrays_in
from grader.probes import Inputs
from grader.sandbox.outcome import Raised, Returned, Stopped
from grader.sandbox.program import Probe
from grader.scripts import Output
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
        return Probe(self.id, self.task.script.steps(self.inputs))

    @cached_property
    def expected(self) -> tuple[Expected, ...]:
        """The right outputs and their bounds."""
        values = self.task.expected(self.inputs)
        bounds = self.task.bounds(**self.inputs, outputs=values)
        named = zip(self.outputs, values, bounds, strict=True)
        return tuple(Expected(output.label, value, bound) for output, value, bound in named)

    @cached_property
    def outputs(self) -> tuple[Output, ...]:
        """What the probe gives back."""
        return self.task.script.outputs(self.inputs)

    @property
    def dtype(self) -> np.dtype[Any]:
        """The dtype of the input that rules the case."""
        return next(arrays_in(self.inputs[self.task.lead])).dtype

    @property
    def is_edge(self) -> bool:
        """Whether a variance here may be zero up to rounding, as edge checks want it."""
        return self.id in self.task.edge_probes

    @property
    def repeats(self) -> bool:
        """Whether few distinct values are summed: where a probe is made so, and in a counterexample."""
        drawn = any(family.id == self.id for family in self.task.families)
        return not drawn or self.id in self.task.repeating_probes

    @property
    def least_stability_tolerance(self) -> float:
        """c u as far as it goes by the number of values alone; what is within it needs no measured c."""
        u = unit_roundoff(self.dtype)
        if not self.task.forms:
            return FIXED_CONSTANT * u
        return stability_constant(self.task.count(self.inputs), 0.0) * u

    @cached_property
    def stability_tolerances(self) -> tuple[float, ...]:
        """c u per output: how far the rounding of right code in this dtype may go on this probe."""
        if not self.task.forms:
            return (self.least_stability_tolerance,) * len(self.expected)
        u, n = unit_roundoff(self.dtype), self.task.count(self.inputs)
        if self.repeats:
            return (any_order_constant(n) * u,) * len(self.expected)
        constants = needed_constants(self.task.forms, self.inputs, self.expected, u)
        return tuple(stability_constant(n, c_ref) * u for c_ref in constants)

    @cached_property
    def in_float64(self) -> Mapping[str, Any]:
        """The inputs as a known-wrong kernel takes them."""
        return {name: as_float64(value) for name, value in self.inputs.items()}


@dataclass(frozen=True)
class Played:
    """A case and what the submission did with it."""

    case: Case
    result: Returned | Raised | Stopped

    @cached_property
    def answers(self) -> Sequence[Answer]:
        """One answer per output; each carries the problem where the probe did not return."""
        if isinstance(self.result, Returned):
            return self.case.task.script.answers(self.result, self.case.inputs)
        return tuple(Answer(None, self.failure) for _ in self.case.outputs)

    @property
    def failure(self) -> str:
        """Why the probe did not return, or nothing if it did."""
        if isinstance(self.result, Raised):
            return f"{self.case.task.entry_point}{self.where(self.result.step)} raised {self.result.error}"
        if isinstance(self.result, Stopped):
            return f"{self.case.task.entry_point} was stopped: {self.result.message}"
        return ""

    def where(self, number: int) -> str:
        """Which act of a sequence, in words; nothing where there is but one."""
        steps = self.case.probe.steps
        if len(steps) == 1:
            return ""
        step = steps[number]
        act = f"{step.op} {step.name}" if step.op in ("set", "get") else step.name
        return " as it was constructed" if number == 0 else f" in act {number} ({act})"
