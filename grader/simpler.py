"""Simpler inputs out of inputs: fewer rows, rounder numbers. What is simpler is what is shorter to write."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import partial
from itertools import product
from typing import Any, TypeAlias

import numpy as np

from grader.kernels.channels import Array
from grader.nested import map_floats
from grader.probes import Inputs
from grader.sandbox.program import Stream, Value

Axes: TypeAlias = Mapping[str, tuple[str, ...]]
Path: TypeAlias = tuple[str | int, ...]
Change: TypeAlias = Callable[[Inputs], Inputs]
Cost: TypeAlias = tuple[int, int]

# Every size up to 2 is tried with every other where there are at most four axes; then these, as caps on all.
CAPS = (3, 4, 6, 10, 16, 32, 64, 128)
JOINT_AXES = 4
ENTRIES_CHANGED_ONE_BY_ONE = 24
INDICES_DROPPED_ONE_BY_ONE = 6
ROUND_TO = (1, 2, 8, 10, 100)
EPS, MOMENTUM = (3.0, 1.0, 0.5, 0.25, 0.1), (0.25, 0.75, 0.3)
# By the way to them: the last two are the arguments of a layer's constructor.
SCALARS: Mapping[Path, tuple[float, ...]] = {
    ("eps",): EPS,
    ("momentum",): MOMENTUM,
    ("group_size",): (1, 2, 3),
    ("construct", 1): EPS,
    ("construct", 2): MOMENTUM,
}

PER_CHANNEL = ("gamma", "beta", "running_mean", "running_var")
OF_A_BATCH: Axes = {**dict.fromkeys(("x", "dout"), ("nc", "nchw")), **dict.fromkeys(PER_CHANNEL, ("c",))}


def plausible(inputs: Inputs) -> Inputs | None:
    """The inputs themselves, unless a variance in them is negative or a gamma hides what it scales."""
    variance, gamma = inputs.get("running_var"), inputs.get("gamma")
    negative = isinstance(variance, np.ndarray) and bool((variance < 0).any())
    hidden = isinstance(gamma, np.ndarray) and not gamma.all()
    return None if negative or hidden else inputs


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every array and number in `value` with the way to it."""
    if isinstance(value, Stream | tuple):
        for place, entry in enumerate(value.values if isinstance(value, Stream) else value):
            yield from leaves(entry, (*path, place))
    elif isinstance(value, Mapping):
        for name, entry in value.items():
            yield from leaves(entry, (*path, name))
    elif isinstance(value, np.ndarray | float | int) and not isinstance(value, bool):
        yield path, value


def at(path: Path, change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A change of what is at the end of `path`; none where the path leads nowhere."""
    if not path:
        return change

    def changed(value: Any) -> Any:
        step, inner = path[0], at(path[1:], change)
        if isinstance(value, Mapping):
            return {**value, step: inner(value[step])} if step in value else value
        entries = list(value.values if isinstance(value, Stream) else value)
        if not isinstance(step, int) or step >= len(entries):
            return value
        entries[step] = inner(entries[step])
        return Stream(tuple(entries)) if isinstance(value, Stream) else tuple(entries)

    return changed


def arrays(inputs: Inputs) -> Iterator[tuple[Path, Array]]:
    """The arrays among the leaves."""
    return ((path, leaf) for path, leaf in leaves(inputs) if isinstance(leaf, np.ndarray))


def labels(axes: Axes, path: Path, array: Array) -> tuple[str, ...]:
    """The names of an array's axes; a capital is an axis of its own and gets its array's place."""
    pattern = next(p for p in axes[str(path[0])] if len(p) == array.ndim)
    return tuple(f"{letter}{path[1:]}" if letter.isupper() else letter for letter in pattern)


def lengths(axes: Axes, inputs: Inputs) -> dict[str, int]:
    """The length of every axis by its name."""
    found: dict[str, int] = {}
    for path, array in arrays(inputs):
        found.update(zip(labels(axes, path, array), array.shape, strict=True))
    return found


def keeping(axes: Axes, kept: Mapping[str, list[int]]) -> Change:
    """Of each named axis only the indices given, in every array that has it."""

    def change(inputs: Inputs) -> Inputs:
        for path, array in list(arrays(inputs)):
            inputs = at(path, partial(taken, names=labels(axes, path, array)))(inputs)
        return inputs

    def taken(array: Array, names: Sequence[str]) -> Array:
        for axis, label in enumerate(names):
            wanted = [index for index in kept.get(label, ()) if index < array.shape[axis]]
            if wanted:
                array = array.take(wanted, axis=axis)
        return array

    return change


def cuts(axes: Axes, inputs: Inputs) -> Iterator[Change]:
    """All axes cut at once, to 1 or 2 each in every combination, then to a common cap."""
    size = lengths(axes, inputs)
    capped = [dict.fromkeys(size, cap) for cap in (1, 2, *CAPS)]
    if len(size) <= JOINT_AXES:
        capped = [dict(zip(size, caps, strict=True)) for caps in product((1, 2), repeat=len(size))]
        capped += [dict.fromkeys(size, cap) for cap in CAPS]
    for caps in capped:
        # The last ones are kept: the first channel of a drawn batch is the one of tiny variance.
        yield keeping(axes, {name: list(range(size[name]))[-cap:] for name, cap in caps.items()})


def rounded(parts: int) -> Change:
    """Every floating array rounded to so many parts of one."""

    def nearest(array: Array) -> Array:
        wide = (array.astype(np.float64) * parts).round() / parts
        return (wide + 0).astype(array.dtype)  # + 0: no negative zero

    return lambda inputs: {name: map_floats(nearest, value) for name, value in inputs.items()}


def simpler(axes: Axes, inputs: Inputs) -> Iterator[Change]:
    """Single steps towards less to write: an item, an index or a number at a time."""
    for name in (name for name in axes if name in inputs):
        yield from dropped_items(name, inputs)
    for label, length in lengths(axes, inputs).items():
        yield from (keeping(axes, {label: kept}) for kept in shorter(length))
    yield by_hand
    yield from map(rounded, ROUND_TO)
    for path, leaf in leaves(inputs):
        if isinstance(leaf, np.ndarray):
            yield from (at(path, partial(of_rank, leaf.ndim, change)) for change in simpler_array(leaf))
        else:
            yield from (at(path, partial(instead, value)) for value in SCALARS.get(path, ()))


def of_rank(ndim: int, change: Callable[[Array], Array], value: Any) -> Any:
    """An array changed; what has come into its place since, left alone."""
    return change(value) if isinstance(value, np.ndarray) and value.ndim == ndim else value


def instead(new: Any, _: Any) -> Any:
    """Another value in the place of one."""
    return new


def shorter(length: int) -> Iterator[list[int]]:
    """Which indices of an axis may be kept: one alone or all but one of few, a half or a quarter of many."""
    every = list(range(length))
    if 1 < length <= INDICES_DROPPED_ONE_BY_ONE:
        yield from ([alone] for alone in every)
        yield from ([index for index in every if index != gone] for gone in every)
    elif length > 1:
        for part in (length // 4, length // 2):
            yield from (every[start : start + part] for start in range(0, length - part + 1, part))


def dropped_items(name: str, inputs: Inputs) -> Iterator[Change]:
    """One batch of a stream, or one act of a sequence, left out."""
    value = inputs[name]
    if isinstance(value, Stream | tuple):
        items = len(value.values if isinstance(value, Stream) else value)
        yield from (at((name,), partial(without, gone)) for gone in range(items))


def without(gone: int, value: Any) -> Any:
    """A stream or a tuple without one of its items."""
    if isinstance(value, Stream):
        return Stream(without(gone, value.values))
    return value[:gone] + value[gone + 1 :]


def simpler_array(array: Array) -> Iterator[Callable[[Array], Array]]:
    """All of it 1 or 0, or one entry 0, 1, 2 or a whole number."""
    if array.dtype.kind not in "fi":
        return
    yield np.ones_like
    yield np.zeros_like
    if array.size > ENTRIES_CHANGED_ONE_BY_ONE:
        return
    for index in np.ndindex(array.shape):
        for value in dict.fromkeys((0, 1, 2, round(float(array[index])))):
            if array[index] != value:
                yield partial(with_entry, index, value)


def with_entry(index: tuple[int, ...], value: int, array: Array) -> Array:
    """An array with another entry, if it is large enough to have it."""
    changed = array.copy()
    if all(place < length for place, length in zip(index, array.shape, strict=True)):
        changed[index] = value
    return changed


def by_hand(inputs: Inputs) -> Inputs:
    """eps 3, running variance 1, x of 1 and 3 in turn: sigma is 2, and mean 2 with as many of each."""
    changed: dict[str, Value] = dict(inputs)
    if "eps" in inputs:
        changed["eps"] = 3.0
    if isinstance(variance := inputs.get("running_var"), np.ndarray):
        changed["running_var"] = np.ones_like(variance)
    if isinstance(x := inputs.get("x"), np.ndarray):
        turn = np.resize(np.array([1, 3], dtype=x.dtype), x.size)
        changed["x"] = np.moveaxis(turn.reshape(np.moveaxis(x, 0, -1).shape), -1, 0)
    return changed


def content(value: Any) -> Hashable:
    """Inputs as something that equal inputs have in common."""
    if isinstance(value, np.ndarray):
        return value.shape, value.tobytes()
    if isinstance(value, Stream | tuple):
        return tuple(map(content, value.values if isinstance(value, Stream) else value))
    if isinstance(value, Mapping):
        return tuple(map(content, value.values()))
    own: Hashable = value
    return own


def cost(inputs: Any) -> Cost:
    """How much there is to write: numbers first, then characters."""
    numbers = characters = 0
    for _, leaf in leaves(inputs):
        values = leaf.ravel().tolist() if isinstance(leaf, np.ndarray) else [leaf]
        numbers += len(values)
        characters += sum(len(f"{value:.15g}") for value in values)
    return numbers, characters
