"""Masked batch norm gone wrong: what the statistics see, how they are divided, what becomes of padding."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from grader.kernels.channels import Array
from grader.known_wrong.kernel import RIGHT, Kernel, Statistics

Change: TypeAlias = Callable[["Masked"], "Masked"]
Observe: TypeAlias = Callable[[Kernel, Array, Array], Statistics]


def of_the_marked(norm: Kernel, x: Array, mask: Array) -> Statistics:
    """Statistics of the marked elements."""
    return norm.batch_statistics(x[mask])


@dataclass(frozen=True)
class Masked:
    """A norm, what its statistics are of, which elements share them, and what becomes of padding."""

    norm: Kernel = RIGHT
    observe: Observe = of_the_marked
    parts: Callable[[Array], list[Array]] = lambda mask: [mask]
    padding: Callable[[Array, Array], Array] = lambda normalised, x: np.zeros_like(x)


def masked(kernel: Masked, x: Array, mask: Array, gamma: Array, beta: Array, eps: float) -> tuple[Array]:
    """y, zero where nothing is marked unless padding says otherwise."""
    everything = np.zeros_like(x)
    y = np.zeros_like(x)
    for part in kernel.parts(mask):
        if not part.any():
            continue
        statistics = kernel.observe(kernel.norm, x, part)
        y[part] = applied(kernel.norm, x[part], statistics, gamma, beta, eps)
        if statistics[0].shape[0] == 1:
            rows = x.reshape(-1, x.shape[-1])
            everything = applied(kernel.norm, rows, statistics, gamma, beta, eps).reshape(x.shape)
    return (np.where(mask[..., None], y, kernel.padding(everything, x)),)


def applied(
    norm: Kernel, rows: Array, statistics: Statistics, gamma: Array, beta: Array, eps: float
) -> Array:
    """Rows normalised by given statistics, scaled and shifted."""
    at = norm.normalised(rows, statistics, norm.scale, eps)
    return norm.affine(at, gamma[None], beta[None])


def of_everything(norm: Kernel, x: Array, mask: Array) -> Statistics:
    """K01: padding is seen as it is."""
    return norm.batch_statistics(x.reshape(-1, x.shape[-1]))


def padding_as_zeros(norm: Kernel, x: Array, mask: Array) -> Statistics:
    """K02: padding is seen as zeros."""
    return norm.batch_statistics((x * mask[..., None]).reshape(-1, x.shape[-1]))


def gains_mean_squared(norm: Kernel, x: Array, mask: Array) -> Statistics:
    """K03: every padded element adds mu^2 to the sum of squares."""
    mean, variance = of_the_marked(norm, x, mask)
    return mean, variance + mean**2 * (mask.size - mask.sum()) / mask.sum()


def over_all_positions(norm: Kernel, x: Array, mask: Array) -> Statistics:
    """K04: both sums are divided by N T."""
    grouping = replace(norm.grouping, share=mask.sum() / mask.size)
    return replace(norm, grouping=grouping).batch_statistics(x[mask])


def mean_over_all_positions(norm: Kernel, x: Array, mask: Array) -> Statistics:
    """K04 too: both sums divided by N T, the squares taken around the right mean."""
    mean, variance = of_the_marked(norm, x, mask)
    share = mask.sum() / mask.size
    return mean * share, variance * share


def mean_of_means(norm: Kernel, x: Array, mask: Array) -> Statistics:
    """K08: the sequences count alike in the mean; the variance is around that mean, over the elements."""
    mean = per_sequence(x, mask, x).mean(axis=0, keepdims=True)
    return mean, np.square(x[mask] - mean).mean(axis=0, keepdims=True)


def mean_of_both(norm: Kernel, x: Array, mask: Array) -> Statistics:
    """K08 too: the sequences count alike in the variance as well."""
    mean = per_sequence(x, mask, x).mean(axis=0, keepdims=True)
    return mean, per_sequence(x, mask, np.square(x - mean)).mean(axis=0, keepdims=True)


def mean_of_own_variances(norm: Kernel, x: Array, mask: Array) -> Statistics:
    """K08 too: the mean of the sequences' own variances."""
    own = [(x[n][mask[n]].mean(axis=0), x[n][mask[n]].var(axis=0)) for n in range(len(x)) if mask[n].any()]
    means, variances = (np.stack(column) for column in zip(*own, strict=True))
    return means.mean(axis=0, keepdims=True), variances.mean(axis=0, keepdims=True)


def per_sequence(x: Array, mask: Array, values: Array) -> Array:
    """The mean of `values` over the marked elements of each sequence that has any."""
    return np.stack([values[n][mask[n]].mean(axis=0) for n in range(len(x)) if mask[n].any()])


def each_sequence(mask: Array) -> list[Array]:
    """K06: one part a sequence."""
    return [mask & (np.arange(len(mask)) == n)[:, None] for n in range(len(mask))]


def each_time_step(mask: Array) -> list[Array]:
    """K07: one part a time step."""
    return [mask & (np.arange(mask.shape[1]) == t) for t in range(mask.shape[1])]


def observing(*rules: Observe) -> tuple[Change, ...]:
    """Statistics of something else."""

    def changed(rule: Observe) -> Change:
        return lambda kernel: replace(kernel, observe=rule)

    return tuple(map(changed, rules))


MASKED: Mapping[str, Sequence[Change]] = {
    "K01": observing(of_everything),
    "K02": observing(padding_as_zeros),
    "K03": observing(gains_mean_squared),
    "K04": observing(over_all_positions, mean_over_all_positions),
    "K05": (
        lambda kernel: replace(kernel, padding=lambda normalised, x: normalised),
        lambda kernel: replace(kernel, padding=lambda normalised, x: x),
    ),
    "K06": (lambda kernel: replace(kernel, parts=each_sequence),),
    "K07": (lambda kernel: replace(kernel, parts=each_time_step),),
    "K08": observing(mean_of_means, mean_of_both, mean_of_own_variances),
}
