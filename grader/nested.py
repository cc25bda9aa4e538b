"""Arrays inside an input: bare, or in a stream, a tuple or a mapping."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from grader.kernels.channels import Array
from grader.sandbox.program import Stream


def map_floats(change: Callable[[Array], Array], value: Any) -> Any:
    """`value` with every floating array in it changed; everything else stays as it is."""
    if isinstance(value, np.ndarray):
        return change(value) if value.dtype.kind == "f" else value
    if isinstance(value, Stream):
        return Stream(tuple(map_floats(change, array) for array in value.values))
    if isinstance(value, tuple):
        return tuple(map_floats(change, entry) for entry in value)
    if isinstance(value, Mapping):
        return {name: map_floats(change, entry) for name, entry in value.items()}
    return value


def arrays_in(value: Any) -> Iterator[Array]:
    """Every array in `value`, in order."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, Stream | tuple):
        for entry in value.values if isinstance(value, Stream) else value:
            yield from arrays_in(entry)
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from arrays_in(entry)
