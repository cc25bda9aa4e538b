"""Probes as seeded families: a family draws the inputs of one probe from a submission's seed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from grader.batches import DrawBatch
from grader.kernels.channels import Array
from grader.nested import map_floats
from grader.sandbox.program import Value

Inputs: TypeAlias = Mapping[str, Value]
Complete: TypeAlias = Callable[[np.random.Generator, Array, float], Inputs]
Draw: TypeAlias = Callable[[np.random.Generator], Inputs]
Arrange: TypeAlias = Callable[[Array], Array]


def as_it_is(array: Array) -> Array:
    """No other layout: the array itself."""
    return array


@dataclass(frozen=True)
class Family:
    """A named way to draw inputs, in some memory layout.

    Families of one `stream` draw the same numbers from the same seed.
    """

    id: str
    draw: Draw
    arrange: Arrange = as_it_is
    stream: str = ""

    def inputs(self, seed: int, redraw: int) -> Inputs:
        """The inputs of this family under a submission's seed, at the given redraw of the whole set."""
        rng = np.random.default_rng([seed, redraw, *(self.stream or self.id).encode()])
        return {name: map_floats(self.arrange, value) for name, value in self.draw(rng).items()}


def batch_family(
    name: str, batch: DrawBatch, complete: Complete, arrange: Arrange = as_it_is, stream: str = ""
) -> Family:
    """A batch, completed by the task's other inputs."""

    def draw(rng: np.random.Generator) -> Inputs:
        drawn = batch(rng)
        return complete(rng, drawn.x, drawn.eps)

    return Family(name, draw, arrange, stream)


def fortran_order(array: Array) -> Array:
    """The same values, the first axis fastest in memory."""
    return np.asfortranarray(array)


def strided(array: Array) -> Array:
    """The same values, as a view with gaps along every axis."""
    apart = np.full(tuple(2 * length for length in array.shape), np.pi, dtype=array.dtype)
    view = apart[tuple(slice(None, None, 2) for _ in array.shape)]
    view[...] = array
    return view
