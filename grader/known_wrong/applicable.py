"""Which misconceptions apply to which task, by what the task takes and returns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from grader.known_wrong.mistakes_backward import DX, PARAMETERS
from grader.known_wrong.mistakes_forward import AFFINE, EPS, INFERENCE, NORMALISATION, STATISTICS, Change
from grader.known_wrong.mistakes_training import RUNNING, TRAINING

ALL: Mapping[str, Sequence[Change]] = {
    **STATISTICS,
    **EPS,
    **NORMALISATION,
    **AFFINE,
    **RUNNING,
    **TRAINING,
    **INFERENCE,
    **DX,
    **PARAMETERS,
}

# Only images have axes to mistake.
OF_IMAGES = ("S03", "S04", "S05", "S06", "S07", "S08", "S14")
OF_STATISTICS = ("S01", "S02", "S09", "S10", "S11", "S13")
OF_EPS = ("E01", "E02", "E04", "E06", "E07", "E08", "E09", "E10")
OF_NORMALISATION = ("N01", "N02", "N04")
OF_AFFINE = tuple(f"A0{i}" for i in range(1, 8))
OF_RUNNING = tuple(f"R{i:02}" for i in range(1, 13) if i != 10)

FORWARD = (*OF_STATISTICS, *OF_EPS, *OF_NORMALISATION, *OF_AFFINE)
FORWARD_NCHW = (*FORWARD, *OF_IMAGES)
TRAIN_STEP = (*FORWARD_NCHW, *OF_RUNNING, "R10", "T01", "T02")
AT_INFERENCE = (
    *("S05", "S07", "S08"),
    *(name for name in EPS if name != "E02"),
    *NORMALISATION,
    *AFFINE,
    *INFERENCE,
)
FOLDED = (*(name for name in AT_INFERENCE if name[0] in "ENA"), "I04", "I05")
BACKWARD = (
    *(*OF_STATISTICS, *OF_EPS, *OF_NORMALISATION),
    *(name for name in DX if name != "B18"),
    *(name for name in PARAMETERS if name != "G09"),
)
BACKWARD_NCHW = (*BACKWARD, *OF_IMAGES, "B18", "G09")
LAYERED = (
    *FORWARD,
    *(*OF_RUNNING, "T01", "T02"),
    *("E03", "E05", "N03", "A08", *INFERENCE),
    *(name for name in (*DX, *PARAMETERS) if name not in ("B18", "G09")),
)


def inside_norm(change: Change) -> Callable[[Any], Any]:
    """A change of a batch norm as a change of a kernel that has one as its `norm`."""
    return lambda kernel: replace(kernel, norm=change(kernel.norm))


def lifted(changes: Mapping[str, Sequence[Change]]) -> Mapping[str, Sequence[Callable[[Any], Any]]]:
    """The same of many."""
    return {name: tuple(map(inside_norm, variants)) for name, variants in changes.items()}


def changes(ids: Sequence[str], **instead: Sequence[Change]) -> Mapping[str, Sequence[Change]]:
    """The changes of the named misconceptions, in the order of their ids; `instead` replaces some of them."""
    return {name: instead.get(name, ALL[name]) for name in sorted(ids)}
