"""What each misconception of training changes: running statistics and where training's own come from."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from grader.kernels.channels import Array
from grader.known_wrong.kernel import Kernel
from grader.known_wrong.mistakes_forward import Change
from grader.known_wrong.running import RunningRule, unbiased


def running(**parts: object) -> Change:
    """The running statistics follow another rule in the parts named."""

    def change(kernel: Kernel) -> Kernel:
        rule: RunningRule = replace(kernel.running, **parts)  # type: ignore[arg-type]
        return replace(kernel, running=rule)

    return change


def biased(n: int, rows: int) -> float:
    """No correction."""
    return 1.0


def either_bias(**parts: object) -> tuple[Change, ...]:
    """With and without Bessel's correction, which these mistakes come with alike."""
    return running(**parts, correction=unbiased), running(**parts, correction=biased)


def swapped(momentum: float) -> float:
    """The batch weighs 1 - momentum."""
    return 1 - momentum


def constant(weight: float) -> Callable[[float], float]:
    """The batch weighs a constant."""
    return lambda momentum: weight


def both(weight: Callable[[float], float]) -> dict[str, object]:
    """The same weight for mean and variance."""
    return {"weight_of_mean": weight, "weight_of_variance": weight}


def weight_hard(weight: float) -> Change:
    """The argument momentum is ignored for a constant."""
    return running(**both(constant(weight)))


def root(variance: Array, eps: float) -> Array:
    """The standard deviation is recorded."""
    deviation: Array = np.sqrt(variance)
    return deviation


RUNNING: Mapping[str, tuple[Change, ...]] = {
    "R01": (running(**both(swapped)),),
    "R02": (running(correction=biased),),
    "R03": either_bias(recorded=root),
    "R04": either_bias(recorded=lambda variance, eps: variance + eps),
    "R05": either_bias(**both(constant(1.0))),
    "R06": (running(**both(constant(0.0))),),
    "R07": tuple(map(weight_hard, (0.1, 0.9, 0.01, 0.99))),
    "R08": (running(keep=lambda weight: 1.0),),
    "R09": (running(weight_of_variance=constant(0.0)),),
    "R10": (running(correction=lambda n, rows: unbiased(rows, rows)),),
    "R11": (running(weight_of_variance=swapped),),
    "R12": either_bias(recorded=root, old_in=np.sqrt, out=np.square),
}

TRAINING: Mapping[str, tuple[Change, ...]] = {
    "T01": (lambda kernel: replace(kernel, training_source=lambda batch, old, new: old),),
    "T02": (lambda kernel: replace(kernel, training_source=lambda batch, old, new: new),),
}
