"""A batch norm put together from parts, right unless a part says otherwise: forward and inference."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from grader.kernels.channels import Array
from grader.known_wrong.gradient import GradientRule
from grader.known_wrong.parts import (
    ROOT,
    VARIANCE,
    Affine,
    Grouping,
    Normalised,
    Scale,
    Spread,
    scale_and_shift,
)
from grader.known_wrong.running import RunningRule

Statistics: TypeAlias = tuple[Array, Array]
Source: TypeAlias = Callable[[Statistics, Statistics, Statistics], Statistics]


def of_the_batch(batch: Statistics, old: Statistics, new: Statistics) -> Statistics:
    """Training normalises by the batch's own statistics."""
    return batch


def of_the_population(batch: Statistics, running: Statistics, n: int) -> Statistics:
    """Inference normalises by the running statistics."""
    return running


@dataclass(frozen=True)
class Kernel:
    """The choices that make a batch norm."""

    grouping: Grouping = field(default_factory=Grouping)
    spread: Spread = VARIANCE
    centre: bool = True
    scale: Scale = ROOT
    affine: Affine = scale_and_shift
    training_source: Source = of_the_batch
    scale_at_inference: Scale = ROOT
    affine_at_inference: Affine = scale_and_shift
    inference_source: Callable[[Statistics, Statistics, int], Statistics] = of_the_population
    recorded_grouping: Grouping = field(default_factory=Grouping)
    recorded_spread: Spread = VARIANCE
    running: RunningRule = field(default_factory=RunningRule)
    gradient: GradientRule = field(default_factory=GradientRule)

    def batch_statistics(self, z: Array) -> Statistics:
        """Mean and what is taken for the variance, broadcastable to z."""
        mean = self.grouping.mean(z)
        return mean, self.spread.value(self.grouping, z, z - mean)

    def record(self, x: Array, old: Statistics, momentum: float, eps: float) -> Statistics:
        """The running statistics after x, by the groups and the spread that are recorded."""
        z = self.recorded_grouping.enter.into(x)
        mean = self.recorded_grouping.mean(z)
        variance = self.recorded_spread.value(self.recorded_grouping, z, z - mean)
        n = self.recorded_grouping.count(z)
        return self.running.step((mean, variance), old, momentum, eps, n=n, rows=len(x))

    def normalised(self, z: Array, statistics: Statistics, scale: Scale, eps: float) -> Normalised:
        """z by given statistics."""
        mean, variance = statistics
        centred = z - mean
        sigma = scale.sigma(variance, eps)
        xhat = (centred if self.centre else z) / sigma + scale.added(eps)
        return Normalised(z, centred, mean, variance, sigma, xhat)


def forward(kernel: Kernel, x: Array, gamma: Array, beta: Array, eps: float) -> tuple[Array]:
    """y by batch statistics."""
    grouping = kernel.grouping
    z = grouping.enter.into(x)
    at = kernel.normalised(z, kernel.batch_statistics(z), kernel.scale, eps)
    y = kernel.affine(at, grouping.vector(gamma, z), grouping.vector(beta, z))
    return (grouping.leave.back(y, x),)


def inference(
    kernel: Kernel, x: Array, gamma: Array, beta: Array, running_mean: Array, running_var: Array, eps: float
) -> tuple[Array]:
    """y by running statistics."""
    grouping = kernel.grouping
    z = grouping.enter.into(x)
    running = grouping.vector(running_mean, z), grouping.vector(running_var, z)
    statistics = kernel.inference_source(kernel.batch_statistics(z), running, grouping.count(z))
    at = kernel.normalised(z, statistics, kernel.scale_at_inference, eps)
    y = kernel.affine_at_inference(at, grouping.vector(gamma, z), grouping.vector(beta, z))
    return (grouping.leave.back(y, x),)


def train(
    kernel: Kernel,
    x: Array,
    gamma: Array,
    beta: Array,
    running_mean: Array,
    running_var: Array,
    momentum: float,
    eps: float,
) -> tuple[Array, Array, Array]:
    """y and the running statistics after one step."""
    grouping = kernel.grouping
    z = grouping.enter.into(x)
    batch = kernel.batch_statistics(z)
    new_mean, new_var = kernel.record(x, (running_mean, running_var), momentum, eps)
    old = grouping.vector(running_mean, z), grouping.vector(running_var, z)
    try:
        new = grouping.vector(new_mean, z), grouping.vector(new_var, z)
    except ValueError:  # a wrong grouping leaked axes into the running statistics
        new = old
    at = kernel.normalised(z, kernel.training_source(batch, old, new), kernel.scale, eps)
    y = kernel.affine(at, grouping.vector(gamma, z), grouping.vector(beta, z))
    return grouping.leave.back(y, x), new_mean, new_var


def backward(kernel: Kernel, dout: Array, x: Array, gamma: Array, eps: float) -> tuple[Array, Array, Array]:
    """dx, dgamma, dbeta: the exact gradient of the kernel's own forward, then the gradient's own mistakes."""
    grouping = kernel.grouping
    z, dy = grouping.enter.into(x), grouping.leave.into(dout)
    at = kernel.normalised(z, kernel.batch_statistics(z), kernel.scale, eps)
    dz = kernel.gradient.dx(kernel, at, dy, grouping.vector(gamma, z), eps)
    dgamma, dbeta = kernel.gradient.parameters(grouping, at, dy, gamma)
    return grouping.enter.back(dz, x), dgamma, dbeta


RIGHT = Kernel()
