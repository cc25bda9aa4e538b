"""The runs behind the drawings, each with a seed of its own, so that it comes out the same each time."""

import warnings
from functools import cache

import numpy as np

from grader.kernels.backward import batch_norm_backward
from grader.kernels.channels import Array
from grader.kernels.forward import batch_moments
from tests.question_bank.figures.network import EPS, Network, network, normalised, spirals

BATCH = 64
DEPTH, WIDTH, ROWS = 50, 64, 128


@cache
def losses(norm: bool, rate: float, steps: int = 400) -> Array:
    """Return the training loss at each step, smoothed over 20; six hidden layers of 32."""
    x, labels = spirals(np.random.default_rng(0), 2000)
    net = network(np.random.default_rng(1), [2] + 6 * [32], 3, norm=norm)
    raw = _train(net, x, labels, steps=steps, rate=rate)
    return np.convolve(raw, np.full(20, 1 / 20), mode="valid")


@cache
def both_modes(
    momentum: float = 0.1, eps: float = EPS, affine: bool = True, steps: int = 1500
) -> tuple[Array, Array, Array]:
    """Return steps, and the validation accuracy in training and in inference mode; four layers of 32."""
    rng = np.random.default_rng(3)
    x, labels = spirals(rng, 3000)
    held_out, truth = spirals(rng, 1000)
    net = network(np.random.default_rng(1), [2] + 4 * [32], 3, norm=True, momentum=momentum)
    for layer in net.layers:
        layer.eps, layer.affine = eps, affine
    rows = []
    for step in range(100, steps + 1, 100):
        _train(net, 3 * x + 5, labels, steps=100, rate=0.1, seed=step)
        seen = 3 * held_out + 5
        rows.append((step, net.accuracy(seen, truth, training=True), net.accuracy(seen, truth)))
    at, training, inference = np.array(rows).T
    return at, training, inference


@cache
def weight_norms(decay: float, steps: int = 2000) -> tuple[Array, Array]:
    """Return steps and the norm of the second layer's weights; rate 0.5, batch norm behind each layer."""
    x, labels = spirals(np.random.default_rng(3), 3000)
    net = network(np.random.default_rng(1), [2] + 3 * [32], 3, norm=True)
    norms = [np.linalg.norm(net.layers[1].weight)]
    for step in range(0, steps, 20):
        _train(net, x, labels, steps=20, rate=0.5, decay=decay, seed=step)
        norms.append(np.linalg.norm(net.layers[1].weight))
    return np.arange(0, steps + 1, 20), np.array(norms)


def _train(
    net: Network, x: Array, labels: Array, *, steps: int, rate: float, decay: float = 0.0, seed: int = 7
) -> Array:
    rng = np.random.default_rng(seed)
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the run that is meant to diverge
        for _ in range(steps):
            rows = rng.integers(len(x), size=BATCH)
            found.append(net.step(x[rows], labels[rows], rate=rate, decay=decay))
    return np.array(found)


@cache
def gradient_norms(norm: bool, skip: bool = False, gain: float = 2.0) -> Array:
    """Return the gradient's norm after each layer, from the input on, relative to the last; no training yet.

    Linear layers of 64 and ReLUs, batches of 128, a random linear loss. With `skip` each layer's normalised
    output is added to its input.
    """
    rng = np.random.default_rng(1)
    ones = np.ones(WIDTH)
    x, tape = rng.normal(size=(ROWS, WIDTH)), []
    for _ in range(DEPTH):
        weight = rng.normal(size=(WIDTH, WIDTH)) * np.sqrt(gain / WIDTH)
        z = np.maximum(x, 0) @ weight
        tape.append((weight, x > 0, z))
        branch = normalised(z) if norm else z
        x = x + branch if skip else branch
    dout = rng.normal(size=x.shape)
    norms = [np.linalg.norm(dout)]
    for weight, active, z in reversed(tape):
        dz = batch_norm_backward(dout, z, ones, EPS)[0] if norm else dout
        back = (dz @ weight.T) * active
        dout = dout + back if skip else back
        norms.append(np.linalg.norm(dout))
    relative: Array = np.array(norms[::-1]) / norms[0]
    return relative


@cache
def noise(sizes: tuple[int, ...], draws: int = 4000) -> Array:
    """Return how far, in standard deviations, an average row's normalised value moves from batch to batch."""
    rng = np.random.default_rng(0)
    spread = []
    for size in sizes:
        batches = rng.normal(size=(size, draws))
        batches[0] = 0.0  # the same average row in every batch; each column is a batch
        spread.append(normalised(batches)[0].std())
    return np.array(spread)


@cache
def running_means(weights: tuple[float, ...], steps: int = 200, jump: int = 20) -> Array:
    """Return the running mean under each weight of the new batch; the data's mean jumps from 2 to 6."""
    rng = np.random.default_rng(0)
    running = np.full(len(weights), 2.0)
    rows = []
    for step in range(steps):
        batch = rng.normal(2.0 if step < jump else 6.0, 1.5, size=(BATCH, 1))
        running = running + np.array(weights) * (batch_moments(batch)[0][0] - running)
        rows.append(running)
    return np.array(rows).T


@cache
def two_peaks() -> Array:
    """Return the values of one feature in a large batch: two groups of unequal size."""
    rng = np.random.default_rng(0)
    return np.concatenate([rng.normal(3, 0.7, 2600), rng.normal(8, 0.9, 1400)])
