"""A sample with a known answer: each zygote rehearses it, and it proves that NumPy works behind the lock."""

from typing import Final

import numpy as np

from grader.sandbox.outcome import Returned, Run
from grader.sandbox.program import Limits, Probe, Step, Stream
from grader.sandbox.request import encode_request
from grader.sandbox.zygote.control import Terms

# Code of the kind candidates write, so that what it makes the interpreter and NumPy adapt is what they use.
SOURCE: Final = """
import math
import numpy as np
from typing import Tuple

def batch_norm(x: np.ndarray, gamma, beta, eps: float = 1e-5) -> Tuple[np.ndarray, tuple]:
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    shape = [1 if axis in axes else extent for axis, extent in enumerate(x.shape)]
    mean = x.mean(axis=axes, keepdims=True)
    var = ((x - mean) ** 2).mean(axis=axes, keepdims=True)
    inv_std = 1.0 / np.sqrt(var + eps)
    x_hat = (x - mean) * inv_std
    return gamma.reshape(shape) * x_hat + beta.reshape(shape), (x_hat, inv_std, gamma)

def backward(dout, x, gamma, eps):
    n, d = x.shape
    mu, var = np.mean(x, axis=0), np.var(x, axis=0)
    xhat = (x - mu) / np.sqrt(var + eps)
    dgamma, dbeta = np.sum(dout * xhat, axis=0), dout.sum(0)
    dx = (gamma / np.sqrt(var + eps)) / n * (n * dout - dbeta - xhat * dgamma)
    return dx, dgamma, dbeta

class BatchNorm:
    def __init__(self, n, eps=1e-5, momentum=0.1):
        self.gamma, self.beta = np.ones(n), np.zeros(n)
        self.running_mean = np.zeros(n)
        self.training = True
        self.eps, self.momentum = eps, momentum

    def __call__(self, x):
        if self.training:
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * x.mean(axis=0)
        y, self.cache = batch_norm(x, self.gamma, self.beta, self.eps)
        return y

def stream(batches):
    count, total = 0, 0.0
    for batch in batches:
        count += len(batch)
        total = total + np.asarray(batch, dtype=np.float64).sum(axis=0)
    return total / max(count, 1), math.sqrt(count)

def singular_values(x):
    print("shape", x.shape, f"{x.sum():.3f}")
    return np.linalg.svd(x)[1]
"""
_TERMS: Final = Terms(2**30, 2**20, Limits().recursion, 0)
NAMES: Final = ("batch_norm", "backward", "BatchNorm", "stream", "singular_values")


def probes() -> list[Probe]:
    """Return the sample's probes; the last is the one with the known answer."""
    rng = np.random.default_rng(0)
    x, image, ones = rng.random((6, 4)), rng.random((2, 3, 4, 4)), np.ones(4)
    return [
        Probe("forward", (Step("call", "batch_norm", (x, ones, ones, 1e-5)),)),
        Probe("image", (Step("call", "batch_norm", (image.astype(np.float32), ones[:3], ones[:3])),)),
        Probe("backward", (Step("call", "backward", (x, np.asfortranarray(x), ones, 0.1)),)),
        Probe(
            "layer", (Step("new", "BatchNorm", (4,)), Step("invoke", "__call__", (x,)), Step("get", "gamma"))
        ),
        Probe("stream", (Step("call", "stream", (Stream((x, x[:2])),)),)),
        Probe("known", (Step("call", "singular_values", (np.diag([3.0, 2.0, 1.0]),)),)),
    ]


def request() -> bytes:
    """Return the sample as a child reads it."""
    return _TERMS.pack() + encode_request(SOURCE.encode(), NAMES, probes())


# What every waiting child runs once: the least that has it copy the memory any submission writes to.
_FIRST_STEPS: Final = """
import numpy as np

def f(x, eps):
    mean = x.mean(axis=0)
    return (x - mean) / np.sqrt(x.var(axis=0) + eps) * 2.0
"""


def first_steps() -> bytes:
    """Return the least sample as a child reads it."""
    probe = Probe("p", (Step("call", "f", (np.eye(2), 0.1)),))
    return _TERMS.pack() + encode_request(_FIRST_STEPS.encode(), ["f"], [probe])


def is_right(run: Run) -> bool:
    """Say whether the sample was run as it should be."""
    if not run.results or not all(isinstance(result, Returned) for result in run.results):
        return False
    known = run.results[-1]
    assert isinstance(known, Returned)
    return isinstance(known.values[0], np.ndarray) and np.allclose(known.values[0], [3.0, 2.0, 1.0])
