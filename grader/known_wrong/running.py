"""How running statistics follow the batch: new = (1 - momentum) old + momentum batch (PyTorch)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from grader.kernels.channels import Array

Weight: TypeAlias = Callable[[float], float]


def momentum_itself(momentum: float) -> float:
    """The batch weighs `momentum`."""
    return momentum


def unbiased(n: int, rows: int) -> float:
    """Bessel's correction n/(n-1); infinite for one value, where nothing is judged."""
    return n / (n - 1) if n > 1 else float("inf")


@dataclass(frozen=True)
class RunningRule:
    """What is recorded of a batch and how it is blended with the old value."""

    weight_of_mean: Weight = momentum_itself
    weight_of_variance: Weight = momentum_itself
    keep: Callable[[float], float] = lambda weight: 1 - weight
    correction: Callable[[int, int], float] = unbiased
    recorded: Callable[[Array, float], Array] = lambda variance, eps: variance
    old_in: Callable[[Array], Array] = lambda old: old
    out: Callable[[Array], Array] = lambda new: new

    def step(
        self,
        batch: tuple[Array, Array],
        old: tuple[Array, Array],
        momentum: float,
        eps: float,
        *,
        n: int,
        rows: int,
    ) -> tuple[Array, Array]:
        """New running mean and variance; NaN where the batch's statistics do not fit the old ones."""
        mean, variance = (np.squeeze(part) for part in batch)
        try:
            new_mean = self.blend(old[0], mean, self.weight_of_mean(momentum))
            recorded = self.recorded(variance * self.correction(n, rows), eps)
            blended = self.blend(self.old_in(old[1]), recorded, self.weight_of_variance(momentum))
        except ValueError:
            return np.full_like(old[0], np.nan), np.full_like(old[1], np.nan)
        return new_mean, self.out(blended)

    def blend(self, old: Array, new: Array, weight: float) -> Array:
        """keep old + weight new."""
        return self.keep(weight) * old + weight * new
