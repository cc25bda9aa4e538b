"""What each misconception of the backward pass changes: terms of dx, and dgamma and dbeta."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from grader.kernels.channels import Array
from grader.known_wrong.gradient import Parameters, Terms
from grader.known_wrong.kernel import Kernel
from grader.known_wrong.mistakes_forward import Change
from grader.known_wrong.parts import Grouping, Normalised


def dx(combine: Callable[[Terms], Array], *, keeps_gamma: bool = True) -> Change:
    """The terms of dx are put together otherwise."""

    def change(kernel: Kernel) -> Kernel:
        return replace(kernel, gradient=replace(kernel.gradient, combine=combine, keeps_gamma=keeps_gamma))

    return change


def weighted(through_mean: float = 1.0, through_variance: float = 1.0) -> Change:
    """The two corrections enter with other weights."""
    return dx(lambda t: t.direct - through_mean * t.through_mean + through_variance * t.through_variance)


def counted(factor: Callable[[Terms], float]) -> Change:
    """The means are divided by another number than n."""
    return dx(lambda t: t.direct + factor(t) * (t.through_variance - t.through_mean))


def times(factor: Callable[[Terms], Array]) -> Change:
    """All of dx gains or lacks a factor."""
    return dx(lambda t: t.sum * factor(t))


def diagonal(t: Terms) -> Array:
    """Only d y_i / d x_i: the direct term times 1 - 1/n - xhat^2/n."""
    return t.direct * (1 - 1 / t.n - t.at.xhat**2 / t.n)


def bracket(t: Terms) -> Array:
    """The factor gamma / (n sigma) left out of the second term: (x-mu)/sigma^2 sum dy (x-mu) stays bare."""
    second = t.at.centred / t.at.sigma**2 * t.grouping.mean(t.dy * t.at.centred) * t.n
    wrong: Array = t.direct - t.through_mean - second
    return wrong


def x_not_centred(t: Terms) -> Array:
    """x for x - mu outside the mean of the variance term."""
    away = t.at.z / t.at.sigma * t.grouping.mean(t.direct * t.at.xhat)
    return t.direct - t.through_mean - away


def root_without_eps(t: Terms) -> Array:
    """1/sqrt(var) for 1/sqrt(var + eps) in front; xhat is right."""
    return t.sum * t.at.sigma / np.sqrt(t.at.variance)


def without_eps(t: Terms) -> Array:
    """The same with xhat inside the bracket lacking eps too."""
    s = np.sqrt(t.at.variance)
    direct, xhat = t.gamma * t.dy / s, t.at.centred / s
    return direct - t.grouping.mean(direct) - xhat * t.grouping.mean(direct * xhat)


def parameters(rule: Callable[[Grouping, Normalised, Array, Array], Parameters]) -> Change:
    """dgamma and dbeta are made otherwise."""

    def change(kernel: Kernel) -> Kernel:
        return replace(kernel, gradient=replace(kernel.gradient, parameters=rule))

    return change


def altered(
    dgamma: Callable[[Grouping, Normalised, Array, Array], Array] | None = None,
    dbeta: Callable[[Grouping, Normalised, Array, Array], Array] | None = None,
) -> Change:
    """One or both of dgamma and dbeta are made otherwise; the other stays right."""

    def rule(grouping: Grouping, at: Normalised, dy: Array, gamma: Array) -> Parameters:
        right = grouping.total(dy * at.xhat), grouping.total(dy)
        return (
            dgamma(grouping, at, dy, gamma) if dgamma else right[0],
            dbeta(grouping, at, dy, gamma) if dbeta else right[1],
        )

    return parameters(rule)


def averaged_dgamma(g: Grouping, at: Normalised, dy: Array, gamma: Array) -> Array:
    """mean(dy xhat)."""
    return g.total(dy * at.xhat) * len(gamma) / dy.size


def averaged_dbeta(g: Grouping, at: Normalised, dy: Array, gamma: Array) -> Array:
    """mean(dy)."""
    return g.total(dy) * len(gamma) / dy.size


def over_the_batch_alone(g: Grouping, at: Normalised, dy: Array, gamma: Array) -> Parameters:
    """Summed over N only: one value a position."""
    return (dy * at.xhat).sum(axis=0), dy.sum(axis=0)


DX: Mapping[str, tuple[Change, ...]] = {
    "B01": (dx(lambda t: t.direct),),
    "B02": (dx(lambda t: t.direct, keeps_gamma=False),),
    "B03": (weighted(through_variance=0.0),),
    "B04": (weighted(through_mean=0.0),),
    "B05": (counted(lambda t: t.n),),
    "B06": (dx(lambda t: t.sum, keeps_gamma=False),),
    "B07": (times(lambda t: t.at.sigma),),
    "B08": (times(lambda t: 1 / t.at.sigma),),
    "B09": (times(lambda t: t.at.sigma**2),),
    "B10": (weighted(through_variance=2.0),),
    "B11": (weighted(through_variance=0.5),),
    "B12": (weighted(through_variance=-1.0),),
    "B13": (weighted(through_mean=-1.0),),
    "B14": (dx(bracket),),
    "B15": (dx(diagonal),),
    "B16": (dx(x_not_centred),),
    "B17": (dx(lambda t: t.direct - t.through_mean + t.through_variance * t.at.sigma**2),),
    "B18": (counted(lambda t: t.n / t.rows),),
    "B19": (counted(lambda t: t.n / (t.n - 1) if t.n > 1 else float("nan")),),
    "B20": (counted(lambda t: t.n / t.gamma.size),),
    "B21": (dx(root_without_eps), dx(without_eps)),
    "B22": (dx(lambda t: t.direct - t.through_mean * t.at.sigma + t.through_variance),),
}

PARAMETERS: Mapping[str, tuple[Change, ...]] = {
    "G01": (altered(dgamma=lambda g, at, dy, gamma: g.total(dy * at.z)),),
    "G02": (altered(dgamma=lambda g, at, dy, gamma: g.total(dy * at.centred)),),
    "G03": (altered(dgamma=averaged_dgamma),),
    "G04": (altered(dbeta=averaged_dbeta),),
    "G05": (altered(averaged_dgamma, averaged_dbeta),),
    "G06": (parameters(lambda g, at, dy, gamma: (g.total(dy), g.total(dy * at.xhat))),),
    "G07": (altered(dgamma=lambda g, at, dy, gamma: gamma * g.total(dy * at.xhat)),),
    "G08": (altered(dbeta=lambda g, at, dy, gamma: gamma * g.total(dy)),),
    "G09": (parameters(over_the_batch_alone),),
    "G10": (altered(dgamma=lambda g, at, dy, gamma: g.total(dy) * g.total(at.xhat)),),
}
