"""What a coding task is: an entry point, a reference, probes, checks and their weights, all of it data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from grader.bounds import Bound
from grader.checks import VALUE_GROUPS, Check, Group
from grader.json_values import json_ready
from grader.kernels.channels import Array, elements_per_channel
from grader.kernels.oracle import expected_outputs
from grader.known_wrong.family import WrongFamily
from grader.probes import Family, Inputs
from grader.sandbox.program import Limits
from grader.scripts import Script
from grader.simpler import OF_A_BATCH, Axes, plausible
from grader.versions import content_hash


def values_per_channel(inputs: Inputs) -> int:
    """n of the input x."""
    x = inputs["x"]
    assert isinstance(x, np.ndarray)
    return elements_per_channel(x)


@dataclass(frozen=True)
class Task:
    """A coding task. `bounds` takes the inputs by name and the expected outputs as `outputs`.

    `forms` are the other right ways to write it, by which a stability check measures what rounding this
    probe costs; a task without them allows a constant 16 u B. `offset_probes` are those on which
    E[x^2] - E[x]^2 must fail; the second lies ten times as far from zero as the first. `repeating_probes`
    hold few distinct values, so that rounding errors add up; they allow what any order of summation may lose.
    `classes` are the known-wrong kernels that are equal on all outputs. `lead` is the input whose dtype the
    outputs owe, and `count` how many values the longest sum of a probe adds. `axes` name the axes of the
    inputs, so that a counterexample can be cut along them, and `legal` makes inputs that were cut the task's
    own again, or says None where they cannot be.
    """

    id: str
    title: str
    script: Script
    reference: Callable[..., Any]
    bounds: Callable[..., tuple[Bound, ...]]
    sample_inputs: Mapping[str, Inputs]
    families: tuple[Family, ...]
    checks: tuple[Check, ...]
    modules: tuple[str, ...]
    starter_code: str
    forms: tuple[Callable[..., Any], ...] = ()
    wrong: WrongFamily | None = None
    offset_probes: tuple[str, ...] = ()
    repeating_probes: tuple[str, ...] = ()
    classes: tuple[tuple[str, ...], ...] = ()
    lead: str = "x"
    count: Callable[[Inputs], int] = values_per_channel
    axes: Axes = field(default_factory=lambda: OF_A_BATCH)
    legal: Callable[[Inputs], Inputs | None] = plausible
    limits: Limits = field(default_factory=Limits)

    @property
    def known_wrong(self) -> tuple[str, ...]:
        """The misconceptions whose kernels apply."""
        named = self.wrong.ids if self.wrong else ()
        return tuple(sorted((*named, "S12"))) if self.offset_probes else named

    @cached_property
    def value_probes(self) -> tuple[str, ...]:
        """The probes on which outputs are compared in float64, the visible samples first."""
        judged = [check for check in self.checks if check.group in VALUE_GROUPS]
        named = dict.fromkeys(probe for check in judged for probe in check.probes)
        return tuple(sorted(named, key=lambda name: name not in self.sample_inputs))

    @cached_property
    def edge_probes(self) -> frozenset[str]:
        """The probes of edge checks."""
        return frozenset(p for check in self.checks if check.group == Group.EDGE for p in check.probes)

    @cached_property
    def told_by(self) -> dict[str, str]:
        """By which probe each known-wrong kernel was last told from the reference: a hint, to save time."""
        return {}

    @property
    def entry_point(self) -> str:
        """The name a submission must define."""
        return self.script.entry_point

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters of the entry point."""
        return self.script.parameters

    def expected(self, inputs: Inputs) -> tuple[Array, ...]:
        """The right outputs for `inputs`, in float64."""
        return expected_outputs(self.reference, inputs)

    def show(self, inputs: Inputs, outputs: Sequence[Any]) -> Any:
        """Outputs as a person reads them: the bare one, or an object by name."""
        labels = [output.label for output in self.script.outputs(inputs)]
        if len(labels) == 1:
            return json_ready(outputs[0])
        return {label: json_ready(value) for label, value in zip(labels, outputs, strict=True)}

    @cached_property
    def samples(self) -> tuple[Mapping[str, Any], ...]:
        """The visible samples, JSON-ready: {"id", "inputs", "expected"}."""
        return tuple(
            {"id": name, "inputs": json_ready(inputs), "expected": self.show(inputs, self.expected(inputs))}
            for name, inputs in self.sample_inputs.items()
        )

    @cached_property
    def version(self) -> str:
        """A hash over all that decides a verdict on this task; it changes when any of that does."""
        return content_hash(self.modules)
