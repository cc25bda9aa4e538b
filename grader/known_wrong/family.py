"""The known-wrong kernels of a task: what each id changes, and what a changed kernel answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np

from grader.kernels.channels import Array
from grader.kernels.oracle import widened
from grader.nested import map_floats

Change: TypeAlias = Callable[[Any], Any]
Outputs: TypeAlias = tuple[Array, ...]


@dataclass(frozen=True, eq=False)
class Hypothesis:
    """A kernel that would explain a submission, and the misconceptions it is made of."""

    ids: tuple[str, ...]
    kernel: Any
    change: Change = lambda kernel: kernel

    def joined(self, other: "Hypothesis") -> "Hypothesis":
        """Both misconceptions in one kernel."""
        return Hypothesis(tuple(sorted((*self.ids, *other.ids))), other.change(self.kernel))


@dataclass(frozen=True)
class WrongFamily:
    """`run(kernel, **inputs)` gives the outputs of the task; `changes` hold the variants of each id.

    `eps_output` names an output in which a constant eps shows monotonically, and `weight_output` one that is
    linear in a constant momentum; empty where neither is an argument. `of_norm`
    makes of a change of a batch norm one of this family's kernels.
    """

    right: Any
    run: Callable[..., Outputs]
    changes: Mapping[str, Sequence[Change]]
    eps_output: str = ""
    weight_output: str = ""
    of_norm: Callable[[Change], Change] = lambda change: change

    @property
    def ids(self) -> tuple[str, ...]:
        """The misconceptions that apply to the task, in order."""
        return tuple(self.changes)

    @cached_property
    def singles(self) -> tuple[Hypothesis, ...]:
        """Every variant of every id."""
        return tuple(
            Hypothesis((name,), change(self.right), change)
            for name, variants in self.changes.items()
            for change in variants
        )

    @cached_property
    def on_samples(self) -> Mapping[Hypothesis, dict[str, Outputs | None]]:
        """What each of them answers to the visible samples, which never change: filled as it is asked for."""
        return {single: {} for single in self.singles}

    @cached_property
    def first_variants(self) -> Mapping[str, Any]:
        """The kernel of each id, in its first variant."""
        return {name: variants[0](self.right) for name, variants in self.changes.items()}

    def outputs(self, kernel: Any, inputs: Mapping[str, Any]) -> Outputs | None:
        """What the kernel answers in float64; None where it raises, its shapes not fitting."""
        return self.answer(kernel, {name: as_float64(value) for name, value in inputs.items()})

    def outputs_in_more_digits(self, kernel: Any, inputs: Mapping[str, Any]) -> Outputs | None:
        """The same in the oracle's precision, to tell which digits of it mean anything."""
        return self.answer(kernel, {name: widened(value) for name, value in inputs.items()})

    def answer(self, kernel: Any, inputs: Mapping[str, Any]) -> Outputs | None:
        """What the kernel makes of inputs in the precision they come in; None where it raises."""
        try:
            with np.errstate(all="ignore"):
                return self.run(kernel, **inputs)
        except ValueError:
            return None


def as_float64(value: Any) -> Any:
    """Every floating array in float64; everything else as it is."""
    return map_floats(lambda array: array.astype(np.float64, copy=False), value)
