"""Batch norm as a layer: parameters, running statistics, two modes, and the gradient of the latest call."""

from dataclasses import dataclass, field

import numpy as np

from grader.kernels.backward import batch_norm_backward
from grader.kernels.channels import Array
from grader.kernels.inference import batch_norm_inference
from grader.kernels.training import batch_norm_train


def inference_gradient(
    dout: Array, x: Array, gamma: Array, running_mean: Array, running_var: Array, eps: float
) -> tuple[Array, Array, Array]:
    """(dx, dgamma, dbeta) where the statistics are constants: dx = gamma dout / sqrt(running_var + eps)."""
    sigma = np.sqrt(running_var + eps)
    xhat = (x - running_mean) / sigma
    return gamma * dout / sigma, (dout * xhat).sum(axis=0), dout.sum(axis=0)


@dataclass
class BatchNorm1d:
    """The layer over (N, D); it starts in training mode with gamma 1, beta 0, running mean 0, variance 1."""

    num_features: int
    eps: float = 1e-5
    momentum: float = 0.1
    gamma: Array = field(init=False)
    beta: Array = field(init=False)
    running_mean: Array = field(init=False)
    running_var: Array = field(init=False)
    training: bool = field(default=True, init=False)
    latest: tuple[bool, Array, Array, tuple[Array, Array]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.gamma, self.running_var = np.ones(self.num_features), np.ones(self.num_features)
        self.beta, self.running_mean = np.zeros(self.num_features), np.zeros(self.num_features)

    def train(self) -> None:
        """Normalise by the batch from now on, and let the running statistics follow it."""
        self.training = True

    def eval(self) -> None:
        """Normalise by the running statistics from now on, and leave them alone."""
        self.training = False

    def __call__(self, x: Array) -> Array:
        """y, the shape of x; what a later `backward` needs is kept."""
        before = self.running_mean, self.running_var
        self.latest = self.training, x, self.gamma, before
        if not self.training:
            return batch_norm_inference(x, self.gamma, self.beta, *before, self.eps)
        y, self.running_mean, self.running_var = batch_norm_train(
            x, self.gamma, self.beta, *before, self.momentum, self.eps
        )
        return y

    def backward(self, dout: Array) -> tuple[Array, Array, Array]:
        """(dx, dgamma, dbeta) of the latest call, in the mode it was made in; no buffer changes."""
        training, x, gamma, (mean, variance) = self.latest
        if training:
            return batch_norm_backward(dout, x, gamma, self.eps)
        return inference_gradient(dout, x, gamma, mean, variance, self.eps)
