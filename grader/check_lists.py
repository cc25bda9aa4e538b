"""The checks that tasks have in common, so that the same thing is judged by the same rule and weight."""

from dataclasses import dataclass, replace

from grader.checks import Check, Group
from grader.families import OFFSET_PROBES
from grader.results import Severity

STABILITY_CHECKS = (
    Check("stability.offset", Group.STABILITY, Severity.M, 3, OFFSET_PROBES),
    Check("stability.constant", Group.STABILITY, Severity.M, 1, ("one_value_float32", "constant_float32")),
    Check("stability.order", Group.STABILITY, Severity.M, 1, ("sorted_float32", "binary_float32")),
    Check("stability.long", Group.STABILITY, Severity.M, 1, ("long_float32", "long_binary_float32")),
)
FLOAT16_CHECK = Check("stability.float16", Group.STABILITY, Severity.M, 1, ("float16",))


def value_check(name: str, weight: int, *probes: str, outputs: tuple[str, ...] = ()) -> Check:
    """Right values, of all outputs or of some; over the probe of that name where none is named."""
    return Check(f"values.{name}", Group.VALUES, Severity.H, weight, probes or (name,), outputs)


def edge_check(name: str, *probes: str, outputs: tuple[str, ...] = ()) -> Check:
    """The same where nothing varies, little is there, or eps rules."""
    return Check(f"edge.{name}", Group.EDGE, Severity.M, 1, probes or (name,), outputs)


def sample_checks(*judged: Check) -> tuple[Check, ...]:
    """Checks on the visible samples, and that these come back in shape and leave their arguments alone."""
    shown = tuple(probe for check in judged for probe in check.probes)
    return (
        *(replace(check, sample=True) for check in judged),
        Check("shape.samples", Group.SHAPE, Severity.M, 1, shown, sample=True),
        Check("purity.samples", Group.PURITY, Severity.M, 1, shown, sample=True),
    )


# For tasks that take rows or images.
OF_EITHER = ("nd_float64", "nchw_float64", "nd_fortran", "offset_300")
EITHER_PURE = Check("purity.arguments", Group.PURITY, Severity.M, 1, OF_EITHER)
EITHER_LAYOUT = (
    Check("layout.nd", Group.LAYOUT, Severity.M, 1, ("nd_fortran",), baseline="nd_float64"),
    Check(
        "layout.nchw", Group.LAYOUT, Severity.M, 1, ("nchw_fortran", "nchw_strided"), baseline="nchw_float64"
    ),
)


@dataclass(frozen=True)
class UsualProbes:
    """Names of probes by what they are for: `layouts` hold the first of `values` in other memory orders."""

    values: tuple[str, ...]
    single: tuple[str, ...]
    pure: tuple[str, ...]
    layouts: tuple[str, ...] = ("fortran", "strided")


ROWS = UsualProbes(
    values=("nd_float64", "tall_float64", "wide_float64"),
    single=("one_row",),
    pure=("nd_float64", "tall_float64", "nd_fortran", "offset_300"),
    layouts=("nd_fortran", "nd_strided"),
)
IMAGES = UsualProbes(
    values=("nchw_float64", "cube_float64", "tall_float64"),
    single=("one_value",),
    pure=("nchw_float64", "nchw_fortran", "offset_300"),
    layouts=("nchw_fortran", "nchw_strided"),
)


def usual_checks(
    probes: UsualProbes,
    *judged: Check,
    shape: str = "outputs",
    argument: str = "arguments",
    stability: tuple[Check, ...] = STABILITY_CHECKS,
    like_x: str = "",
) -> tuple[Check, ...]:
    """`judged`, then shape, purity, layout, stability, precision, and the dtype of the output `like_x`."""
    typed = (probes.values[0], "offset_300", *(("float16",) if FLOAT16_CHECK in stability else ()))
    return (
        *judged,
        Check(f"shape.{shape}", Group.SHAPE, Severity.M, 1, (*probes.values, *probes.single)),
        Check(f"purity.{argument}", Group.PURITY, Severity.M, 1, probes.pure),
        Check("layout.order", Group.LAYOUT, Severity.M, 1, probes.layouts, baseline=probes.values[0]),
        *stability,
        Check("precision.float64", Group.PRECISION, Severity.L, 1, probes.values),
        *((Check(f"dtype.{like_x}", Group.DTYPE, Severity.L, 1, typed),) if like_x else ()),
    )


def statistics_checks(
    probes: UsualProbes, *edges: Check, stability: tuple[Check, ...], argument: str = "arguments"
) -> tuple[Check, ...]:
    """The hidden checks where a mean and a variance are returned."""
    return usual_checks(
        probes,
        value_check("mean", 3, *probes.values, outputs=("mean",)),
        value_check("variance", 5, *probes.values, outputs=("variance",)),
        *edges,
        argument=argument,
        stability=stability,
    )


def forward_checks(probes: UsualProbes, *edges: str) -> tuple[Check, ...]:
    """The hidden checks of a forward pass: one probe, one check."""
    weighed = zip(probes.values, (3, 2, 2), strict=True)
    return usual_checks(
        probes,
        *(value_check(name, weight) for name, weight in weighed),
        *map(edge_check, edges),
        shape="y",
        stability=(*STABILITY_CHECKS, FLOAT16_CHECK),
        like_x="y",
    )


def gradient_checks(probes: UsualProbes, *edges: str) -> tuple[Check, ...]:
    """The hidden checks of a backward pass: one output, one check."""
    weighed = {"dx": 6, "dgamma": 2, "dbeta": 1}
    return usual_checks(
        probes,
        *(value_check(name, weight, *probes.values, outputs=(name,)) for name, weight in weighed.items()),
        *map(edge_check, edges),
        shape="gradients",
        like_x="dx",
    )
