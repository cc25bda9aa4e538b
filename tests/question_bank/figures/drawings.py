"""Each drawing by the item that shows it and its file."""

from collections.abc import Callable, Mapping

import numpy as np

from tests.question_bank.figures import runs
from tests.question_bank.figures.network import normalised
from tests.question_bank.figures.svg import Axis, Line, histograms, line_chart

SIZES = (4, 8, 16, 32, 64, 128, 256)
MOMENTA = (0.98, 0.1, 0.02, 0.002)


def four_rates() -> str:
    """Training loss with and without batch norm at a small and a large learning rate."""
    drawn = {
        "A": runs.losses(False, 0.03),
        "B": runs.losses(False, 1.0),
        "C": runs.losses(True, 0.03),
        "D": runs.losses(True, 1.0),
    }
    marks = {"A": 0.27, "B": None, "C": 0.12, "D": 0.3}
    lines = [
        Line(name, list(range(20, 20 + len(loss)))[::4], loss[::4], marks[name])
        for name, loss in drawn.items()
    ]
    return line_chart(lines, Axis("step", (0, 100, 200, 300, 400)), Axis("training loss", (0, 0.5, 1, 1.5)))


def two_modes() -> str:
    """Validation accuracy in both modes, with running statistics that hardly move."""
    steps, training, inference = runs.both_modes(momentum=0.001)
    return line_chart(
        [Line("A", steps, training), Line("B", steps, inference)],
        Axis("step", (0, 500, 1000, 1500)),
        Axis("validation accuracy", (0, 0.25, 0.5, 0.75, 1)),
    )


def norms() -> str:
    """The norm of weights before batch norm, with and without weight decay."""
    lines = [Line(name, *runs.weight_norms(decay)) for name, decay in (("A", 0.0), ("B", 0.01))]
    return line_chart(
        lines, Axis("step", (0, 500, 1000, 1500, 2000)), Axis("norm of the weights", (0, 2, 4, 6, 8, 10))
    )


def gradients() -> str:
    """Gradient norms by layer before training, of four networks."""
    drawn = {
        "A": runs.gradient_norms(True, skip=True),
        "B": runs.gradient_norms(True),
        "C": runs.gradient_norms(False),
        "D": runs.gradient_norms(False, gain=1.2),
    }
    back = list(range(runs.DEPTH + 1))
    return line_chart(
        [Line(name, back, found[::-1]) for name, found in drawn.items()],
        Axis("layers back from the output", (0, 10, 20, 30, 40, 50)),
        Axis("gradient norm, relative", (1e-6, 1e-4, 1e-2, 1, 1e2, 1e4, 1e6), log=True),
    )


def noise() -> str:
    """How far one row moves with its batch, by batch size."""
    return line_chart(
        [Line("", SIZES, runs.noise(SIZES))],
        Axis("rows in the batch", (1, 10, 100, 1000), log=True),
        Axis("spread of the value", (0.01, 0.1, 1), log=True),
    )


def four_momenta() -> str:
    """The running mean after a jump, under four weights of the new batch."""
    found = runs.running_means(MOMENTA)
    steps = list(range(len(found[0])))
    marks = (0.1, 0.128, 0.4, 0.7)
    lines = [Line(name, steps, mean, mark) for name, mean, mark in zip("ABCD", found, marks, strict=True)]
    return line_chart(lines, Axis("step", (0, 50, 100, 150, 200)), Axis("running mean", (0, 2, 4, 6, 8)))


def four_outputs() -> str:
    """A feature with two peaks, and four distributions, one of which is what batch norm makes of it."""
    x = runs.two_peaks()
    outputs = {
        "Input": x,
        "A": np.random.default_rng(1).normal(size=len(x)),
        "B": (x - x.min()) / (x.max() - x.min()),
        "C": normalised(x[:, None])[:, 0],
        "D": x / x.std(),
    }
    panels: list[tuple[str, list[float], list[float]]] = []
    for title, values in outputs.items():
        counts, edges = np.histogram(values, bins=np.arange(-4, 12.01, 0.25))
        panels.append((title, edges.tolist(), (counts / len(x)).tolist()))
    return histograms(
        panels, Axis("value", (-4, 0, 4, 8, 12)), top=max(max(shares) for _, _, shares in panels)
    )


DRAWINGS: Mapping[str, Callable[[], str]] = {
    "training-stability/four-runs-two-rates/loss.svg": four_rates,
    "batch-statistics/accuracy-in-two-modes/accuracy.svg": two_modes,
    "regularization-effect/norms-of-two-runs/norms.svg": norms,
    "training-stability/which-gradients-explode/gradients.svg": gradients,
    "regularization-effect/noise-by-batch-size/noise.svg": noise,
    "batch-statistics/which-momentum/running-mean.svg": four_momenta,
    "normalization-operation/shape-of-the-output/shapes.svg": four_outputs,
}
