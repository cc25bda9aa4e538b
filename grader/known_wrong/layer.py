"""A layer gone wrong: its batch norm, its gradient, or what its modes change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import numpy as np

from grader.kernels.channels import Array
from grader.known_wrong.kernel import RIGHT, Kernel, Statistics, backward, inference, train
from grader.known_wrong.mistakes_forward import Change as NormChange
from grader.layer_script import Act, replay

Change: TypeAlias = Callable[["Layer"], "Layer"]
DEFAULTS = (1e-5, 0.1)


@dataclass(frozen=True)
class Layer:
    """A norm for the forward pass, one for the training gradient and one for the evaluation gradient."""

    norm: Kernel = RIGHT
    training_gradient: Kernel = RIGHT
    evaluation_gradient: Kernel = RIGHT
    updates_in_eval: bool = False
    eval_gradient_of_batch: bool = False
    training_gradient_of_running: bool = False


@dataclass
class Replayed:
    """The layer at work."""

    kernel: Layer
    eps: float
    momentum: float
    gamma: Array
    beta: Array
    running_mean: Array
    running_var: Array
    training: bool = True
    latest: tuple[bool, Array, Array, Statistics] = field(init=False)

    def train(self) -> None:
        """Enter training mode."""
        self.training = True

    def eval(self) -> None:
        """Enter evaluation mode."""
        self.training = False

    def __call__(self, x: Array) -> Array:
        """y."""
        norm, old = self.kernel.norm, (self.running_mean, self.running_var)
        self.latest = self.training, x, self.gamma, old
        y, mean, variance = train(norm, x, self.gamma, self.beta, *old, self.momentum, self.eps)
        if self.training or self.kernel.updates_in_eval:
            self.running_mean, self.running_var = mean, variance
        return y if self.training else inference(norm, x, self.gamma, self.beta, *old, self.eps)[0]

    def backward(self, dout: Array) -> tuple[Array, Array, Array]:
        """dx, dgamma, dbeta."""
        training, x, gamma, running = self.latest
        kernel = self.kernel
        by_batch = not kernel.training_gradient_of_running if training else kernel.eval_gradient_of_batch
        if by_batch:
            return backward(kernel.training_gradient, dout, x, gamma, self.eps)
        return constant_gradient(kernel.evaluation_gradient, dout, x, gamma, running, self.eps)


def constant_gradient(
    norm: Kernel, dout: Array, x: Array, gamma: Array, running: Statistics, eps: float
) -> tuple[Array, Array, Array]:
    """The gradient where the running statistics are constants, by the norm's own scale at inference."""
    at = norm.normalised(x, (running[0][None], running[1][None]), norm.scale_at_inference, eps)
    dgamma, dbeta = norm.gradient.parameters(norm.grouping, at, dout, gamma)
    return gamma * dout / at.sigma, dgamma, dbeta


def replayed(kernel: Layer, construct: tuple[Any, ...], acts: Sequence[Act]) -> tuple[Array, ...]:
    """Every output of the acts on the kernel."""
    eps, momentum = construct[1:] or DEFAULTS
    num_features = construct[0]
    ones, zeros = np.ones(num_features), np.zeros(num_features)
    return replay(Replayed(kernel, eps, momentum, ones, zeros, zeros.copy(), ones.copy()), acts)


def of_forward(change: NormChange) -> tuple[Change, ...]:
    """A mistake of the forward pass: the gradients are exact for it, or right, or exact in one mode."""
    return (
        lambda kernel: replace(
            kernel,
            norm=change(kernel.norm),
            training_gradient=change(kernel.training_gradient),
            evaluation_gradient=change(kernel.evaluation_gradient),
        ),
        lambda kernel: replace(kernel, norm=change(kernel.norm)),
        lambda kernel: replace(
            kernel, norm=change(kernel.norm), training_gradient=change(kernel.training_gradient)
        ),
    )


def everywhere(change: NormChange) -> Change:
    """A mistake of the forward pass with its exact gradients."""
    return of_forward(change)[0]


def of_forward_alone(change: NormChange) -> tuple[Change, ...]:
    """A mistake that no gradient knows of: affine, running statistics, modes."""
    return (lambda kernel: replace(kernel, norm=change(kernel.norm)),)


def of_training_gradient(change: NormChange) -> tuple[Change, ...]:
    """A mistake of dx in training."""
    return (lambda kernel: replace(kernel, training_gradient=change(kernel.training_gradient)),)


def of_gradients(change: NormChange) -> tuple[Change, ...]:
    """A mistake of dgamma and dbeta: in both modes, or in training only."""
    return (
        lambda kernel: replace(
            kernel,
            training_gradient=change(kernel.training_gradient),
            evaluation_gradient=change(kernel.evaluation_gradient),
        ),
        *of_training_gradient(change),
    )


LIFT = {
    "S": of_forward,
    "E": of_forward,
    "N": of_forward,
    "A": of_forward_alone,
    "R": of_forward_alone,
    "T": of_forward_alone,
    "I": of_forward_alone,
    "B": of_training_gradient,
    "G": of_gradients,
}


def in_a_layer(changes: Mapping[str, Sequence[NormChange]]) -> Mapping[str, Sequence[Change]]:
    """Mistakes of a batch norm as mistakes of a layer, by what kind they are."""
    return {
        name: tuple(lifted for change in variants for lifted in LIFT[name[0]](change))
        for name, variants in changes.items()
    }


LAYER: Mapping[str, Sequence[Change]] = {
    "L01": (lambda kernel: replace(kernel, updates_in_eval=True),),
    "L02": (lambda kernel: replace(kernel, eval_gradient_of_batch=True),),
    "L03": (lambda kernel: replace(kernel, training_gradient_of_running=True),),
}
