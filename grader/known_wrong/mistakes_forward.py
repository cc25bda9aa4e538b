"""What each misconception of the forward pass changes: statistics, eps, normalisation, affine, inference."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal, TypeAlias

import numpy as np

from grader.kernels.channels import Array
from grader.known_wrong.kernel import Kernel, Statistics
from grader.known_wrong.parts import FLAT, ROWS, Affine, Grouping, Normalised, Scale, Spread

Change: TypeAlias = Callable[[Kernel], Kernel]
Mode: TypeAlias = Literal["", "training", "inference"]


def grouped(grouping: Grouping) -> tuple[Change, ...]:
    """Other values share a mean; the running statistics may or may not be recorded over them too."""
    return (
        lambda kernel: replace(kernel, grouping=grouping),
        lambda kernel: replace(kernel, grouping=grouping, recorded_grouping=grouping),
    )


def over(axes: Callable[[int], tuple[int, ...]]) -> tuple[Change, ...]:
    """The mean runs over other axes."""
    return grouped(Grouping(axes))


def rms_slope(grouping: Grouping, z: Array, centred: Array) -> Array:
    """The derivative of mean(z^2)."""
    slope: Array = 2 * z / grouping.count(z)
    return slope


def bessel(grouping: Grouping, z: Array) -> float:
    """n/(n-1), infinite for one value."""
    n = grouping.count(z)
    return n / (n - 1) if n > 1 else float("nan")


def spread(
    value: Callable[[Grouping, Array, Array], Array], slope: Callable[[Grouping, Array, Array], Array]
) -> tuple[Change, ...]:
    """Something else is taken for the variance; the running variance may or may not record it too."""
    wrong = Spread(value, slope)
    return (
        lambda kernel: replace(kernel, spread=wrong),
        lambda kernel: replace(kernel, spread=wrong, recorded_spread=wrong),
    )


def mad_slope(grouping: Grouping, z: Array, centred: Array) -> Array:
    """The derivative of mean|z - mu|^2 squared: 2 mad (sign - mean sign) / n."""
    signs = np.sign(centred)
    slope: Array = 2 * grouping.mean(np.abs(centred)) * (signs - grouping.mean(signs)) / grouping.count(z)
    return slope


def scaled(
    sigma: Callable[[Array, float], Array],
    slope: Callable[[Array, float], Array],
    added: Callable[[float], float] = lambda eps: 0.0,
    only: Mode = "",
) -> Change:
    """sigma is made otherwise, in both modes or in one only."""
    scale = Scale(sigma, slope, added)

    def change(kernel: Kernel) -> Kernel:
        return replace(
            kernel,
            scale=kernel.scale if only == "inference" else scale,
            scale_at_inference=kernel.scale_at_inference if only == "training" else scale,
        )

    return change


def root_slope(variance: Array) -> Array:
    """The derivative of a square root."""
    slope: Array = 0.5 / np.sqrt(variance)
    return slope


def larger_slope(variance: Array, eps: float) -> Array:
    """The derivative of sqrt(max(var, eps))."""
    return np.where(variance > eps, root_slope(variance), 0.0)


def eps_outside(only: Mode = "") -> Change:
    """sqrt(var) + eps."""
    return scaled(lambda v, eps: np.sqrt(v) + eps, lambda v, eps: root_slope(v), only=only)


def no_eps(only: Mode = "") -> Change:
    """sqrt(var)."""
    return scaled(lambda v, eps: np.sqrt(v), lambda v, eps: root_slope(v), only=only)


def eps_hard(constant: float) -> Change:
    """The argument eps is ignored for a constant."""
    return scaled(lambda v, eps: np.sqrt(v + constant), lambda v, eps: root_slope(v + constant))


def no_sqrt(only: Mode = "") -> Change:
    """var + eps."""
    return scaled(lambda v, eps: v + eps, lambda v, eps: np.ones_like(v), only=only)


def affine(rule: Affine, only: Mode = "") -> Change:
    """gamma and beta are applied otherwise, in both modes or in one only."""

    def change(kernel: Kernel) -> Kernel:
        return replace(
            kernel,
            affine=kernel.affine if only == "inference" else rule,
            affine_at_inference=kernel.affine_at_inference if only == "training" else rule,
        )

    return change


def beta_before_norm(at: Normalised, gamma: Array, beta: Array) -> Array:
    """gamma (x + beta - mu) / sigma, mu and sigma of x."""
    return gamma * (at.xhat + beta / at.sigma)


def fold_bias(at: Normalised, gamma: Array, beta: Array) -> Array:
    """x gamma / sigma + (beta - mu gamma): the mean in the folded bias is not divided by sigma."""
    y: Array = at.z * gamma / at.sigma + (beta - at.mean * gamma)
    return y


def from_batch(batch: Statistics, running: Statistics, n: int) -> Statistics:
    """Both statistics of the batch."""
    return batch


def mean_from_batch(batch: Statistics, running: Statistics, n: int) -> Statistics:
    """The batch's mean with the running variance."""
    return batch[0], running[1]


def bessel_again(batch: Statistics, running: Statistics, n: int) -> Statistics:
    """The running variance corrected once more."""
    return running[0], running[1] * (n / (n - 1) if n > 1 else float("nan"))


STATISTICS: Mapping[str, tuple[Change, ...]] = {
    "S01": over(lambda ndim: tuple(range(1, ndim))),
    "S02": over(lambda ndim: tuple(range(ndim))),
    "S03": over(lambda ndim: (0,)),
    "S04": over(lambda ndim: tuple(range(2, ndim)) or (0,)),
    "S05": (
        *over(lambda ndim: tuple(range(ndim - 1))),
        *grouped(Grouping(lambda ndim: tuple(range(ndim - 1)), channel_axis=-1)),
    ),
    "S06": over(lambda ndim: (0, 2) if ndim > 2 else (0,)),
    "S07": grouped(Grouping(lambda ndim: (0,), FLAT, FLAT)),
    "S08": grouped(Grouping(lambda ndim: (0,), ROWS, FLAT)),
    "S09": spread(
        lambda g, z, c: g.mean(c**2) * bessel(g, z), lambda g, z, c: 2 * c / g.count(z) * bessel(g, z)
    ),
    "S10": spread(lambda g, z, c: g.mean(z**2), rms_slope),
    "S11": spread(lambda g, z, c: g.mean(c**2) * g.count(z), lambda g, z, c: 2 * c),
    "S13": spread(lambda g, z, c: g.mean(np.abs(c)) ** 2, mad_slope),
    "S14": over(lambda ndim: (0, 3) if ndim > 2 else (0,)),
}

EPS: Mapping[str, tuple[Change, ...]] = {
    "E01": (eps_outside(),),
    "E02": (eps_outside("training"),),
    "E03": (eps_outside("inference"),),
    "E04": (no_eps(),),
    "E05": (no_eps("inference"),),
    "E06": tuple(map(eps_hard, (1e-5, 1e-3))),
    "E07": (scaled(lambda v, eps: np.sqrt(v - eps), lambda v, eps: root_slope(v - eps)),),
    "E08": (scaled(lambda v, eps: np.sqrt(v), lambda v, eps: root_slope(v), lambda eps: eps),),
    "E09": (scaled(lambda v, eps: np.sqrt(v + eps**2), lambda v, eps: root_slope(v + eps**2)),),
    "E10": (scaled(lambda v, eps: np.sqrt(np.maximum(v, eps)), larger_slope),),
}

NORMALISATION: Mapping[str, tuple[Change, ...]] = {
    "N01": (no_sqrt(),),
    "N02": (
        scaled(
            lambda v, eps: np.sqrt(np.sqrt(v) + eps),
            lambda v, eps: root_slope(np.sqrt(v) + eps) * root_slope(v),
        ),
    ),
    "N03": (no_sqrt("inference"),),
    "N04": (lambda kernel: replace(kernel, centre=False),),
}

AFFINE: Mapping[str, tuple[Change, ...]] = {
    "A01": (affine(lambda at, gamma, beta: at.xhat),),
    "A02": (affine(lambda at, gamma, beta: gamma * at.xhat),),
    "A03": (affine(lambda at, gamma, beta: at.xhat + beta),),
    "A04": (affine(lambda at, gamma, beta: beta * at.xhat + gamma),),
    "A05": (affine(lambda at, gamma, beta: gamma * (at.xhat + beta)),),
    "A06": (affine(beta_before_norm),),
    "A07": (affine(lambda at, gamma, beta: gamma * at.xhat - beta),),
    "A08": (affine(lambda at, gamma, beta: at.xhat, "inference"),),
}

INFERENCE: Mapping[str, tuple[Change, ...]] = {
    "I01": (lambda kernel: replace(kernel, inference_source=from_batch),),
    "I02": (lambda kernel: replace(kernel, inference_source=mean_from_batch),),
    "I03": (lambda kernel: replace(kernel, inference_source=bessel_again),),
    "I04": (affine(fold_bias, "inference"),),
    "I05": (affine(lambda at, gamma, beta: gamma * at.z + beta, "inference"),),
}
