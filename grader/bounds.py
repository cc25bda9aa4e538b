"""How far rounding may move each output of right code: elementwise bounds from the reference's own terms.

Every bound is the sum of the sizes of what is added up to make the output, never the output's own size: a
y near zero that came from cancelling gamma xhat and beta carries their rounding, not its own. kappa =
max|x| / sigma per channel is what the rounding of mean and centring costs in units of xhat (the condition
of the sample variance: Chan, Golub & LeVeque 1983, section 3).
"""

from dataclasses import dataclass

import numpy as np

from grader.kernels.channels import Array, elements_per_channel, per_channel, reduced_axes
from grader.kernels.forward import batch_moments
from grader.kernels.ghost import consecutive_groups
from grader.sandbox.program import Stream


@dataclass(frozen=True)
class Bound:
    """Elementwise: an error of at most t (linear + t quadratic) is allowed at the relative tolerance t."""

    linear: Array
    quadratic: Array | float = 0.0

    def allowance(self, tolerance: float) -> Array:
        """The largest error allowed at `tolerance`, in the shape of the output."""
        allowed: Array = tolerance * (self.linear + tolerance * self.quadratic)
        return allowed

    def needed(self, error: Array) -> float:
        """The smallest tolerance that allows `error` everywhere; infinite if none does."""
        quadratic = np.broadcast_to(np.asarray(self.quadratic, dtype=np.float64), error.shape)
        with np.errstate(all="ignore"):
            root = np.sqrt(self.linear**2 + 4 * quadratic * error)
            tolerance = 2 * error / (self.linear + root)
        tolerance = np.where(error == 0, 0.0, tolerance)
        return float(np.nan_to_num(tolerance, nan=np.inf, posinf=np.inf).max(initial=0.0))


def float64(array: Array) -> Array:
    """The array in float64, so that a bound is not itself rounded to float16."""
    return np.asarray(array, dtype=np.float64)


def output_bound(
    x: Array, gamma: Array, beta: Array, mean: Array, variance: Array, eps: float, y: Array
) -> Bound:
    """|gamma| (|xhat| + kappa) + |beta| + |y| for y normalised by `mean` and `variance`, both (C,)."""
    x = float64(x)
    sigma = per_channel(np.sqrt(variance + eps), x)
    xhat = np.abs(x - per_channel(mean, x)) / sigma
    kappa = np.abs(x).max(axis=reduced_axes(x), keepdims=True) / sigma
    weight, shift = (np.abs(per_channel(float64(v), x)) for v in (gamma, beta))
    return Bound(weight * (xhat + kappa) + shift + np.abs(y))


def forward_bounds(
    x: Array, gamma: Array, beta: Array, eps: float, outputs: tuple[Array, ...]
) -> tuple[Bound, ...]:
    """The bound of y normalised by the batch's own statistics."""
    mean, variance = batch_moments(float64(x))
    return (output_bound(x, gamma, beta, mean, variance, eps, outputs[0]),)


def moment_bounds(largest: Array, variance: Array, between: Array) -> tuple[Bound, Bound]:
    """Bounds of a mean and a variance: M, and V + M S + t M^2 at the relative tolerance t.

    M is the largest absolute value (or mean) that is summed, S the root of the variance that lies between
    what is summed.
    """
    return Bound(largest), Bound(variance + largest * between, largest**2)


def training_bounds(
    x: Array,
    gamma: Array,
    beta: Array,
    running_mean: Array,
    running_var: Array,
    momentum: float,
    eps: float,
    outputs: tuple[Array, ...],
) -> tuple[Bound, ...]:
    """Bounds of y and of the running statistics: (1-m) |old| + m times the batch's own bound."""
    x = float64(x)
    _, variance = batch_moments(x)
    n = elements_per_channel(x)
    largest = np.abs(x).max(axis=reduced_axes(x))
    of_mean, of_variance = moment_bounds(largest, variance, np.sqrt(variance))
    weight = momentum * n / max(n - 1, 1)
    new_mean = Bound((1 - momentum) * np.abs(float64(running_mean)) + momentum * of_mean.linear)
    new_var = Bound(
        (1 - momentum) * np.abs(float64(running_var)) + weight * of_variance.linear,
        weight * of_variance.quadratic,
    )
    return (*forward_bounds(x, gamma, beta, eps, outputs), new_mean, new_var)


def gradient_bounds(
    dout: Array, x: Array, gamma: Array, eps: float, outputs: tuple[Array, ...]
) -> tuple[Bound, ...]:
    """Bounds of dx, dgamma and dbeta.

    dx: |gamma|/sigma (|dy| + mean|dy| + |xhat| mean|dy xhat| + kappa (mean|xhat dy| + |xhat| mean|dy|));
    dgamma: sum |dy| (|xhat| + kappa); dbeta: sum |dy|.
    """
    x, dy = float64(x), np.abs(float64(dout))
    axes = reduced_axes(x)
    mean, variance = batch_moments(x)
    sigma = per_channel(np.sqrt(variance + eps), x)
    xhat = np.abs(x - per_channel(mean, x)) / sigma
    kappa = np.abs(x).max(axis=axes, keepdims=True) / sigma
    mean_dy = dy.mean(axis=axes, keepdims=True)
    mean_dy_xhat = (dy * xhat).mean(axis=axes, keepdims=True)
    terms = dy + mean_dy + xhat * mean_dy_xhat + kappa * (mean_dy_xhat + xhat * mean_dy)
    dx = np.abs(per_channel(float64(gamma), x)) / sigma * terms
    return Bound(dx), Bound((dy * (xhat + kappa)).sum(axis=axes)), Bound(dy.sum(axis=axes))


def fold_bounds(
    weight: Array,
    bias: Array | None,
    gamma: Array,
    beta: Array,
    running_mean: Array,
    running_var: Array,
    eps: float,
    outputs: tuple[Array, ...],
) -> tuple[Bound, ...]:
    """Folded weight |w'|; folded bias |gamma|/sigma (|bias| + |mean|) + |beta|."""
    sigma = np.sqrt(float64(running_var) + eps)
    old = np.abs(float64(running_mean)) + (0.0 if bias is None else np.abs(float64(bias)))
    return Bound(np.abs(outputs[0])), Bound(np.abs(float64(gamma)) / sigma * old + np.abs(float64(beta)))


def combining_bounds(
    counts: Array, means: Array, variances: Array, outputs: tuple[Array, ...]
) -> tuple[Bound, ...]:
    """Bounds of a mean and a variance from parts; S is the root of the variance between the parts."""
    present = float64(means)[counts > 0]
    mean, variance = outputs
    share = (counts[counts > 0] / counts.sum())[:, None]
    between = np.sqrt((share * np.square(present - mean)).sum(axis=0))
    return moment_bounds(np.abs(present).max(axis=0), variance, between)


def streaming_bounds(batches: Stream, outputs: tuple[Array, ...]) -> tuple[Bound, ...]:
    """Bounds of a mean and a variance over all rows."""
    largest = np.max([np.abs(float64(batch)).max(axis=0) for batch in batches.values], axis=0)
    return moment_bounds(largest, outputs[1], np.sqrt(outputs[1]))


def ghost_bounds(
    x: Array, gamma: Array, beta: Array, group_size: int, eps: float, outputs: tuple[Array, ...]
) -> tuple[Bound, ...]:
    """The bound of y, group by group."""
    groups = consecutive_groups(len(x), group_size)
    parts = (forward_bounds(x[rows], gamma, beta, eps, (outputs[0][rows],))[0] for rows in groups)
    return (Bound(np.concatenate([part.linear for part in parts])),)


def masked_bounds(
    x: Array, mask: Array, gamma: Array, beta: Array, eps: float, outputs: tuple[Array, ...]
) -> tuple[Bound, ...]:
    """The bound of y over the marked elements; padding must be exactly zero."""
    linear = np.zeros(x.shape)
    if mask.any():
        linear[mask] = forward_bounds(x[mask], gamma, beta, eps, (outputs[0][mask],))[0].linear
    return (Bound(linear),)
