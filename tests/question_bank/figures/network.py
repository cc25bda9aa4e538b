"""A multilayer perceptron in NumPy, with or without batch norm by the reference kernels."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from grader.kernels.backward import batch_norm_backward
from grader.kernels.channels import Array
from grader.kernels.forward import batch_norm
from grader.kernels.inference import batch_norm_inference
from grader.kernels.training import batch_norm_train

EPS = 1e-5


@dataclass
class Layer:
    """Linear, batch norm or a bias, ReLU. Without `affine`, scale and shift stay 1 and 0."""

    weight: Array
    norm: bool
    momentum: float = 0.1
    eps: float = EPS
    affine: bool = True
    gamma: Array = field(init=False)
    beta: Array = field(init=False)
    running: tuple[Array, Array] = field(init=False)
    tape: tuple[Array, Array, Array] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        width = self.weight.shape[1]
        self.gamma, self.beta = np.ones(width), np.zeros(width)
        self.running = np.zeros(width), np.ones(width)

    def forward(self, x: Array, *, training: bool) -> Array:
        """Return the layer's output; training mode keeps what backward needs and moves the statistics."""
        z = x @ self.weight
        if not self.norm:
            y = z + self.beta
        elif training:
            y, *running = batch_norm_train(z, self.gamma, self.beta, *self.running, self.momentum, self.eps)
            self.running = running[0], running[1]
        else:
            y = batch_norm_inference(z, self.gamma, self.beta, *self.running, self.eps)
        if training:
            self.tape = x, z, y
        active: Array = np.maximum(y, 0)
        return active

    def backward(self, dout: Array, *, rate: float, decay: float = 0.0) -> Array:
        """Return the gradient with respect to the input, and take a step."""
        x, z, y = self.tape
        dy = dout * (y > 0)
        if self.norm:
            dz, dgamma, dbeta = batch_norm_backward(dy, z, self.gamma, self.eps)
            self.gamma = self.gamma - self.affine * rate * dgamma
        else:
            dz, dbeta = dy, dy.sum(axis=0)
        dx: Array = dz @ self.weight.T
        self.weight = self.weight - rate * (x.T @ dz + decay * self.weight)
        self.beta = self.beta - self.affine * rate * dbeta
        return dx


@dataclass
class Network:
    """Layers and a linear read-out to classes, trained on the mean cross-entropy."""

    layers: list[Layer]
    out: Array

    def logits(self, x: Array, *, training: bool) -> Array:
        """Return the logits, (N, K)."""
        for layer in self.layers:
            x = layer.forward(x, training=training)
        self.last = x
        logits: Array = x @ self.out
        return logits

    def step(self, x: Array, labels: Array, *, rate: float, decay: float = 0.0) -> float:
        """Take one step of SGD; return the loss before it."""
        logits = self.logits(x, training=True)
        shares = softmax(logits)
        rows = np.arange(len(x))
        loss = float(-np.log(np.maximum(shares[rows, labels], 1e-300)).mean())
        shares[rows, labels] -= 1
        dlogits = shares / len(x)
        dout = dlogits @ self.out.T
        self.out = self.out - rate * (self.last.T @ dlogits)
        for layer in reversed(self.layers):
            dout = layer.backward(dout, rate=rate, decay=decay)
        return loss

    def accuracy(self, x: Array, labels: Array, *, training: bool = False, batch: int | None = None) -> float:
        """Return the share of rows classified rightly; in training mode the statistics are put back."""
        kept = [layer.running for layer in self.layers]
        size = batch or len(x)
        right = [
            self.logits(x[start : start + size], training=training).argmax(axis=1)
            == labels[start : start + size]
            for start in range(0, len(x), size)
        ]
        for layer, running in zip(self.layers, kept, strict=True):
            layer.running = running
        return float(np.concatenate(right).mean())


def softmax(logits: Array) -> Array:
    """Return the shares of the classes."""
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Array = shifted / shifted.sum(axis=1, keepdims=True)
    return shares


def network(
    rng: np.random.Generator,
    sizes: list[int],
    classes: int,
    *,
    norm: bool,
    gain: float = 2.0,
    momentum: float = 0.1,
) -> Network:
    """Return a network with weights of variance gain / fan-in."""
    layers = [Layer(rng.normal(size=(a, b)) * np.sqrt(gain / a), norm, momentum) for a, b in pairwise(sizes)]
    return Network(layers, rng.normal(size=(sizes[-1], classes)) * np.sqrt(1 / sizes[-1]))


def spirals(
    rng: np.random.Generator, rows: int, classes: int = 3, noise: float = 0.15
) -> tuple[Array, Array]:
    """Return interleaved spirals, (rows, 2), and their labels: no line parts them."""
    labels = rng.integers(classes, size=rows)
    radius = rng.uniform(0.1, 1, rows)
    angle = 4 * radius + labels * 2 * np.pi / classes + rng.normal(size=rows) * noise
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1), labels


def normalised(x: Array) -> Array:
    """Return columns normalised by the reference."""
    return batch_norm(x, np.ones(x.shape[1]), np.zeros(x.shape[1]), EPS)
