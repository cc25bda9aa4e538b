"""The reference kernels beside PyTorch's on one thread: for information, they are written to be read."""

import importlib
import importlib.util
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from grader.kernels.backward import batch_norm_backward
from grader.kernels.forward import batch_norm

ROUNDS = 30
SHAPES = ((256, 1024), (32, 64, 28, 28))
DTYPES = ("float32", "float64")
EPS = 1e-5
ORACLE = Path(__file__).parents[1] / ".venv-oracle" / "bin" / "python"


def main() -> None:
    """Print the ratios, by the environment that has PyTorch; `make oracle` makes it."""
    if importlib.util.find_spec("torch"):
        compare(importlib.import_module("torch"))
    elif ORACLE.exists():
        subprocess.run([ORACLE, "-m", "benchmarks", "kernels"], cwd=ORACLE.parents[2], check=True)
    else:
        print(
            "PyTorch is not installed: `make oracle` installs it beside, and this compares the kernels then"
        )


def compare(torch: Any) -> None:
    """Print how many times as long the reference takes."""
    torch.set_num_threads(1)
    print(f"{'reference / PyTorch':20} {'forward':>8} {'backward':>8}")
    for shape in SHAPES:
        for dtype in DTYPES:
            forward, backward = ratios(torch, shape, dtype)
            print(f"{f'{shape} {dtype}':20} {forward:8.2f} {backward:8.2f}")


def ratios(torch: Any, shape: tuple[int, ...], dtype: str) -> tuple[float, float]:
    """Return the ratios of forward and backward."""
    rng = np.random.default_rng(0)
    x, dout = (rng.standard_normal(shape).astype(dtype) for _ in range(2))
    gamma, beta = (rng.standard_normal(shape[1]).astype(dtype) for _ in range(2))
    there = [torch.from_numpy(array).requires_grad_() for array in (x, gamma, beta)]

    def by_torch() -> Any:
        return torch.nn.functional.batch_norm(
            there[0], None, None, there[1], there[2], training=True, eps=EPS
        )

    y, upstream = by_torch(), torch.from_numpy(dout)
    took = medians_s(
        lambda: batch_norm(x, gamma, beta, EPS),
        by_torch,
        lambda: batch_norm_backward(dout, x, gamma, EPS),
        lambda: torch.autograd.grad(y, there, upstream, retain_graph=True),
    )
    return took[0] / took[1], took[2] / took[3]


def medians_s(*acts: Callable[[], object]) -> list[float]:
    """Return the median seconds of each act, all taken in turn."""
    taken: list[list[float]] = [[] for _ in acts]
    for _ in range(ROUNDS):
        for act, times in zip(acts, taken, strict=True):
            began = time.perf_counter()
            act()
            times.append(time.perf_counter() - began)
    return [statistics.median(times) for times in taken]
