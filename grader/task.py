"""What a coding task is: an entry point, a reference, probes, checks and their weights, all of it data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from grader.bounds import Bound
from grader.checks import VALUE_GROUPS, Check
from grader.json_values import json_ready
from grader.kernels.channels import Array
from grader.kernels.oracle import expected_outputs
from grader.known_wrong.family import WrongFamily
from grader.probes import Family, Inputs
from grader.sandbox.program import Limits, Step, Value
from grader.versions import content_hash


@dataclass(frozen=True)
class Output:
    """One thing the entry point returns; `like_x` when it has the shape of x and so owes its dtype."""

    name: str
    like_x: bool = False


@dataclass(frozen=True)
class Task:
    """A coding task. `bounds` takes the inputs by name and the expected outputs as `outputs`.

    `forms` are the other right ways to write it, by which a stability check measures what rounding this
    probe costs; a task without them allows a constant 16 u B. `offset_probes` are those on which
    E[x^2] - E[x]^2 must fail; the second lies ten times as far from zero as the first.
    `classes` are the known-wrong kernels that are equal on all outputs.
    """

    id: str
    title: str
    entry_point: str
    parameters: tuple[str, ...]
    outputs: tuple[Output, ...]
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
    classes: tuple[tuple[str, ...], ...] = ()
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

    @property
    def output_names(self) -> tuple[str, ...]:
        """The names of what is returned, in order."""
        return tuple(output.name for output in self.outputs)

    def expected(self, inputs: Inputs) -> tuple[Array, ...]:
        """The right outputs for `inputs`, in float64."""
        return expected_outputs(self.reference, inputs)

    def steps(self, inputs: Inputs) -> tuple[Step, ...]:
        """The acts of one probe: one call with the inputs in the order of the parameters."""
        args: tuple[Value, ...] = tuple(inputs[name] for name in self.parameters)
        return (Step("call", self.entry_point, args),)

    def show(self, outputs: tuple[Any, ...]) -> Any:
        """Outputs as a person reads them: the bare one, or an object by name."""
        if len(outputs) == 1:
            return json_ready(outputs[0])
        return {name: json_ready(value) for name, value in zip(self.output_names, outputs, strict=True)}

    @cached_property
    def samples(self) -> tuple[Mapping[str, Any], ...]:
        """The visible samples, JSON-ready: {"id", "inputs", "expected"}."""
        return tuple(
            {"id": name, "inputs": json_ready(inputs), "expected": self.show(self.expected(inputs))}
            for name, inputs in self.sample_inputs.items()
        )

    @cached_property
    def version(self) -> str:
        """A hash over all that decides a verdict on this task; it changes when any of that does."""
        return content_hash(self.modules)
