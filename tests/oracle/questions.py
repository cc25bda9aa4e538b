"""Questions to a submission of each task, answered by PyTorch; by the task's definition where it refuses."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import torch
from torch.nn import functional
from torch.nn.utils import fusion

from grader.sandbox.program import Probe, Step, Stream
from tests.oracle.decision import Array, Question, call, in_float32, reordered
from tests.oracle.test_layer import replay

Ask = Callable[[np.random.Generator, str], Iterator[Question]]
ROWS = ((6, 3), (5, 4), (3, 7), (8, 2))
IMAGES = ((3, 2, 4, 5), (2, 4, 3, 3), (4, 3, 1, 2))


def questions(task: str, entry_point: str, seed: int) -> list[Question]:
    """What is asked of a submission to `task`; the same for the same seed."""
    return list(ASKED[task](np.random.default_rng(seed), entry_point))


def tensor(array: Any) -> torch.Tensor:
    return torch.tensor(np.asarray(array), dtype=torch.float64)


def activations(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Channels of unlike spread, one of them small, and unlike means."""
    channel = (1, -1, *(1,) * (len(shape) - 2))
    spread = rng.permutation(np.geomspace(0.05, 3.0, shape[1])).reshape(channel)
    return spread * (rng.standard_normal(shape) + rng.normal(0.0, 2.0, shape[1]).reshape(channel))


def vector(rng: np.random.Generator, size: int) -> Array:
    """Numbers of either sign, none near 0 or 1."""
    return rng.choice([-1.0, 1.0], size) * rng.uniform(1.2, 3.0, size)


def eps_of(rng: np.random.Generator) -> float:
    return float(rng.uniform(0.02, 0.3))


def by_pytorch(x: Array, gamma: Array, beta: Array, eps: float) -> Array:
    """Batch norm in training; one value a channel, which PyTorch refuses, is all mean and gives beta."""
    if x.size == x.shape[1]:
        return np.broadcast_to(beta.reshape(1, -1, *(1,) * (x.ndim - 2)), x.shape).copy()
    y = functional.batch_norm(tensor(x), None, None, tensor(gamma), tensor(beta), True, 0.0, eps)
    return y.numpy()


def odd_batches(rng: np.random.Generator, shape: tuple[int, ...]) -> Iterator[Array]:
    """A constant channel, hardly any spread, one value a channel."""
    x = activations(rng, shape)
    x[:, -1] = rng.uniform(0.5, 2.0)
    yield x
    yield 0.02 * rng.standard_normal(shape) + rng.normal(0.0, 0.5, (1, shape[1], *(1,) * (len(shape) - 2)))
    yield activations(rng, (1, 3, *(1,) * (len(shape) - 2)))


def batches(rng: np.random.Generator, *shapes: tuple[int, ...]) -> Iterator[Array]:
    """Ordinary batches of these shapes, and the odd ones."""
    yield from (activations(rng, shape) for shape in shapes)
    yield from odd_batches(rng, shapes[0])


def with_variations(asked: list[Question]) -> Iterator[Question]:
    """All questions; the first also in other memory orders, the first two in float32."""
    yield from asked
    yield from reordered(asked[0])
    yield from map(in_float32, asked[:2])


def forward(*shapes: tuple[int, ...]) -> Ask:
    def ask(rng: np.random.Generator, name: str) -> Iterator[Question]:
        asked = []
        for x in batches(rng, *shapes):
            args = (x, vector(rng, x.shape[1]), vector(rng, x.shape[1]), eps_of(rng))
            asked.append(call(f"forward of {x.shape}", name, args, (by_pytorch(*args),)))
        yield from with_variations(asked)

    return ask


def backward(*shapes: tuple[int, ...]) -> Ask:
    def ask(rng: np.random.Generator, name: str) -> Iterator[Question]:
        asked = []
        for x in batches(rng, *shapes):
            dout, gamma, eps = rng.standard_normal(x.shape) + 0.4, vector(rng, x.shape[1]), eps_of(rng)
            gradients = by_autograd(dout, x, gamma, eps)
            asked.append(call(f"backward of {x.shape}", name, (dout, x, gamma, eps), gradients))
        yield from with_variations(asked)

    return ask


def by_autograd(dout: Array, x: Array, gamma: Array, eps: float) -> tuple[Array, ...]:
    """dx, dgamma, dbeta; one value a channel moves nothing but beta."""
    if x.size == x.shape[1]:
        return np.zeros(x.shape), np.zeros(len(gamma)), dout.reshape(-1)
    leaves = [tensor(a).requires_grad_() for a in (x, gamma, np.zeros(len(gamma)))]
    y = functional.batch_norm(leaves[0], None, None, leaves[1], leaves[2], True, 0.0, eps)
    return tuple(gradient.numpy() for gradient in torch.autograd.grad(y, leaves, tensor(dout)))


def train_step(rng: np.random.Generator, name: str) -> Iterator[Question]:
    asked = []
    for x in (*batches(rng, *ROWS[:3]), *batches(rng, *IMAGES)):
        c, momentum, eps = x.shape[1], float(rng.uniform(0.12, 0.45)), eps_of(rng)
        gamma, beta, mean, var = vector(rng, c), vector(rng, c), vector(rng, c), np.abs(vector(rng, c))
        args = (x, gamma, beta, mean, var, momentum, eps)
        asked.append(call(f"training step on {x.shape}", name, args, trained(*args)))
    yield from with_variations(asked)
    yield from reordered(asked[len(ROWS[:3]) + 3])


def trained(
    x: Array, gamma: Array, beta: Array, mean: Array, var: Array, momentum: float, eps: float
) -> tuple[Array | None, ...]:
    """y and the running statistics; the variance of one value is nobody's business."""
    if x.size == x.shape[1]:
        return by_pytorch(x, gamma, beta, eps), (1 - momentum) * mean + momentum * x.reshape(-1), None
    running = tensor(mean), tensor(var)
    y = functional.batch_norm(tensor(x), *running, tensor(gamma), tensor(beta), True, momentum, eps)
    return y.numpy(), running[0].numpy(), running[1].numpy()


def inference(rng: np.random.Generator, name: str) -> Iterator[Question]:
    asked = []
    for x in (*batches(rng, *ROWS), *batches(rng, *IMAGES)):
        c, eps = x.shape[1], eps_of(rng)
        gamma, beta, mean, var = vector(rng, c), vector(rng, c), vector(rng, c), np.abs(vector(rng, c))
        var[0] *= 0.01
        y = functional.batch_norm(*map(tensor, (x, mean, var, gamma, beta)), training=False, eps=eps)
        asked.append(call(f"inference on {x.shape}", name, (x, gamma, beta, mean, var, eps), (y.numpy(),)))
    yield from with_variations(asked)
    yield from reordered(asked[len(ROWS) + 3])


def fold(rng: np.random.Generator, name: str) -> Iterator[Question]:
    asked = []
    for shape in ((3, 2, 2, 3), (4, 3), (3, 3), (2, 2, 1, 1), (1, 4)):
        for biased in (True, False):
            o, eps = shape[0], eps_of(rng)
            weight, bias = rng.standard_normal(shape), vector(rng, o) if biased else None
            gamma, beta, mean, var = vector(rng, o), vector(rng, o), vector(rng, o), np.abs(vector(rng, o))
            var[0] *= 0.01
            fuse = fusion.fuse_conv_bn_weights if weight.ndim == 4 else fusion.fuse_linear_bn_weights
            old = None if bias is None else tensor(bias)
            fused = fuse(tensor(weight), old, tensor(mean), tensor(var), eps, tensor(gamma), tensor(beta))
            expected = tuple(part.detach().numpy() for part in fused)
            args = (weight, bias, gamma, beta, mean, var, eps)
            asked.append(call(f"folding {shape}, biased {biased}", name, args, expected))
    yield from with_variations(asked)


def sync(rng: np.random.Generator, name: str) -> Iterator[Question]:
    asked = []
    for counts in ((4, 9, 2), (0, 5, 3), (6, 0, 0, 1), (7,), (2, 3, 0), (1, 1, 1, 1, 1, 1)):
        parts = [activations(rng, (n, 3)) + rng.normal(0.0, 1.0, 3) for n in counts]
        means = np.array([part.mean(axis=0) if len(part) else np.zeros(3) for part in parts])
        variances = np.array([part.var(axis=0) if len(part) else np.zeros(3) for part in parts])
        args = (np.array(counts, dtype=np.int64), means, variances)
        asked.append(call(f"counts {counts}", name, args, moments(np.concatenate(parts))))
    yield from with_variations(asked)


def moments(rows: Array) -> tuple[Array, Array]:
    """The mean and the biased variance of all rows."""
    variance, mean = torch.var_mean(tensor(rows), dim=0, correction=0)
    return mean.numpy(), variance.numpy()


def streaming(rng: np.random.Generator, name: str) -> Iterator[Question]:
    asked = []
    for sizes in ((4, 1, 7, 2), (3,), (1, 1, 1), (1,), (5, 8)):
        parts = tuple(activations(rng, (n, 3)) + rng.normal(0.0, 1.0, 3) for n in sizes)
        asked.append(call(f"batches of {sizes}", name, (Stream(parts),), moments(np.concatenate(parts))))
    yield from with_variations(asked)


def ghost(rng: np.random.Generator, name: str) -> Iterator[Question]:
    asked = []
    for n, size in ((11, 4), (12, 3), (7, 3), (9, 4), (5, 8), (4, 1), (1, 2), (6, 6)):
        x, gamma, beta, eps = activations(rng, (n, 3)), vector(rng, 3), vector(rng, 3), eps_of(rng)
        x[:, 2] = 1.5 if n == 12 else x[:, 2]
        groups = [x[start : start + size] for start in range(0, n, size)]
        y = np.concatenate([by_pytorch(group, gamma, beta, eps) for group in groups])
        asked.append(call(f"{n} rows by {size}", name, (x, gamma, beta, size, eps), (y,)))
    yield from with_variations(asked)


def masked(rng: np.random.Generator, name: str) -> Iterator[Question]:
    asked = []
    for n, t, marked in ((4, 5, 9), (3, 4, 12), (2, 6, 5), (3, 3, 1), (2, 2, 0)):
        d, eps = 3, eps_of(rng)
        mask = (rng.permutation(n * t) < marked).reshape(n, t)
        x, gamma, beta = activations(rng, (n * t, d)).reshape(n, t, d), vector(rng, d), vector(rng, d)
        x[~mask] += 9.0
        y = np.zeros(x.shape)
        if marked:
            y[mask] = by_pytorch(x[mask], gamma, beta, eps)
        asked.append(call(f"{marked} of {n} by {t}", name, (x, mask, gamma, beta, eps), (y,)))
    yield from with_variations(asked)


def layer(rng: np.random.Generator, name: str) -> Iterator[Question]:
    """Random sequences of acts, and one with the constructor's defaults."""
    for number in range(6):
        n, d = int(rng.integers(4, 9)), int(rng.integers(2, 5))
        given = (eps_of(rng), float(rng.uniform(0.12, 0.45))) if number else ()
        acts: list[tuple[Any, ...]] = [("set", attribute, vector(rng, d)) for attribute in ("gamma", "beta")]
        if number % 2:
            acts += [("set", "running_mean", vector(rng, d)), ("set", "running_var", np.abs(vector(rng, d)))]
        for _ in range(5):
            acts += [(str(rng.choice(["train", "eval"])),)] if rng.random() < 0.7 else []
            acts += [("call", activations(rng, (n, d))), ("get", "running_mean"), ("get", "running_var")]
            if rng.random() < 0.7:
                acts += [(str(rng.choice(["train", "eval"])),)] if rng.random() < 0.5 else []
                acts += [("backward", rng.standard_normal((n, d)) + 0.4), ("get", "running_var")]
        yield replayed(f"sequence {number}", name, (d, *given), acts, tuple(replay((d, *given), tuple(acts))))
    yield untouched(name)
    yield one_row(rng, name)


def replayed(
    name: str, entry_point: str, construct: tuple[Any, ...], acts: list[tuple[Any, ...]], expected: Any
) -> Question:
    """The acts as steps of a probe; calls and gradients leave their arguments alone."""
    ops = {"set": "set", "get": "get"}
    steps = [Step("new", entry_point, construct)]
    for kind, *args in acts:
        if kind in ops:
            steps.append(Step("set" if kind == "set" else "get", args[0], tuple(args[1:])))
        else:
            steps.append(Step("invoke", "__call__" if kind == "call" else kind, tuple(args)))
    kept = tuple(place for place, step in enumerate(steps) if step.name in ("__call__", "backward"))
    return Question(Probe(name, tuple(steps)), expected, unchanged=kept)


def untouched(entry_point: str) -> Question:
    """What a new layer holds."""
    acts = [("get", name) for name in ("gamma", "beta", "running_mean", "running_var")]
    held = (np.ones(3), np.zeros(3), np.zeros(3), np.ones(3))
    return replayed("a new layer", entry_point, (3,), acts, held)


def one_row(rng: np.random.Generator, entry_point: str) -> Question:
    """y = beta, no gradient but dbeta, the running mean moves; the running variance is not asked."""
    beta, x, dout = vector(rng, 3), vector(rng, 3)[None], vector(rng, 3)[None]
    acts: list[tuple[Any, ...]] = [("set", "beta", beta), ("call", x), ("backward", dout)]
    acts.append(("get", "running_mean"))
    expected = (beta[None], np.zeros((1, 3)), np.zeros(3), dout[0], 0.3 * x[0])
    return replayed("one row", entry_point, (3, 0.1, 0.3), acts, expected)


ASKED: Mapping[str, Ask] = {
    "bn-forward": forward(*ROWS),
    "bn-train-step": train_step,
    "bn-debug-1": train_step,
    "bn-inference": inference,
    "bn-backward": backward(*ROWS),
    "bn-debug-2": backward(*ROWS),
    "bn-forward-nchw": forward(*IMAGES),
    "bn-backward-nchw": backward(*IMAGES),
    "bn-fold": fold,
    "bn-sync": sync,
    "bn-streaming": streaming,
    "bn-ghost": ghost,
    "bn-masked": masked,
    "bn-layer": layer,
}
