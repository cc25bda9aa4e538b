"""What came back from a probe, made into arrays or into a sentence that says why it is none."""

import builtins
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.kernels.channels import Array
from grader.sandbox.outcome import Unusable

KINDS = frozenset({"generator", "function", "coroutine", "iterator", "method", "module"})


@dataclass(frozen=True)
class Answer:
    """One output as returned: an array of real numbers, or the problem with it."""

    array: Array | None
    problem: str = ""

    def fitted(self, shape: tuple[int, ...]) -> Array | None:
        """The array in `shape`, where it differs by axes of length one only; else None.

        A leaked axis (keepdims) is a mistake of its own: numbers and shape are judged apart.
        """
        if self.array is None:
            return None
        if [s for s in self.array.shape if s != 1] != [s for s in shape if s != 1]:
            return None
        return self.array.reshape(shape)


def read_outputs(value: Any, names: Sequence[str]) -> tuple[Answer, ...]:
    """Split what a call returned into its outputs: one array, or a sequence."""
    if len(names) == 1:
        return (read_array(value, names[0]),)
    wanted = f"expected {len(names)} arrays ({', '.join(names)})"
    if not isinstance(value, tuple | list):
        return tuple(Answer(None, f"{wanted}, got {describe(value)}") for _ in names)
    if len(value) != len(names):
        return tuple(Answer(None, f"{wanted}, got {len(value)} values") for _ in names)
    return tuple(read_array(entry, name) for entry, name in zip(value, names, strict=True))


def read_array(value: Any, name: str) -> Answer:
    """An array of real numbers as it came; a Python number counts as an array without axes."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return Answer(np.asarray(value, dtype=np.float64))
        except OverflowError:
            return Answer(None, f"{name}: expected a NumPy array, got an integer too large for a float")
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiu":
        return Answer(np.asarray(value))
    return Answer(None, f"{name}: expected a NumPy array of real numbers, got {describe(value)}")


def describe(value: Any) -> str:
    """What came, in words a candidate can act on."""
    if isinstance(value, Unusable):
        if " " in value.kind:
            return value.kind
        built_in = hasattr(builtins, value.kind) or value.kind in KINDS
        return with_article(value.kind) if built_in else f"an object of the class {value.kind}"
    if value is None:
        return "None (is a return missing?)"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    if isinstance(value, tuple | list):
        return f"a sequence of {len(value)} values"
    return with_article(type(value).__name__)


def with_article(noun: str) -> str:
    """`noun` with "a" or "an" before it."""
    return f"{'an' if noun[:1].lower() in tuple('aeiou') else 'a'} {noun}"
