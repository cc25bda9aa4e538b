"""Task bn-fold: fold a batch norm into the layer before it."""

from collections.abc import Mapping

import numpy as np

from grader.batches import signed, telling_eps
from grader.bounds import fold_bounds
from grader.check_lists import edge_check, sample_checks, value_check
from grader.checks import Check, Group
from grader.families import in_other_orders
from grader.kernels.folding import fold_batch_norm
from grader.known_wrong.applicable import FOLDED, changes, inside_norm, lifted
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.folding import FOLDING, Fold, fold
from grader.probes import Draw, Family, Inputs
from grader.results import Severity
from grader.scripts import OneCall, Output
from grader.simpler import OF_A_BATCH
from grader.task import Task

STARTER = '''\
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, running_mean, running_var, eps):
    """Return (weight, bias) of one layer that equals the layer followed by batch norm at inference.

    weight is (O, I) or (O, I, kh, kw); bias is (O,) or None, which means zeros. The bias returned is (O,).
    """
    raise NotImplementedError
'''


def layer(*shape: int, biased: bool = True, spread: float = 1.0) -> Draw:
    """A layer and a batch norm of its outputs, some running variance below eps."""

    def draw(rng: np.random.Generator) -> Inputs:
        outputs, eps = shape[0], telling_eps(rng)
        running_var = rng.uniform(0.8, 4.0, outputs) * spread
        running_var[0] = rng.uniform(0.1, 0.4) * eps
        return {
            "weight": rng.standard_normal(shape),
            "bias": signed(rng, 0.3, 1.5, outputs) if biased else None,
            "gamma": signed(rng, 0.5, 2.0, outputs),
            "beta": signed(rng, 0.3, 1.5, outputs),
            "running_mean": signed(rng, 0.4, 2.0, outputs) * spread,
            "running_var": running_var,
            "eps": eps,
        }

    return draw


def in_float32(draw: Draw) -> Draw:
    """The same layer in float32."""

    def drawn(rng: np.random.Generator) -> Inputs:
        inputs = draw(rng)
        return {n: v.astype(np.float32) if isinstance(v, np.ndarray) else v for n, v in inputs.items()}

    return drawn


CONVOLUTION, LINEAR = Family("convolution", layer(4, 3, 2, 2)), Family("linear", layer(5, 4))
FAMILIES = (
    CONVOLUTION,
    LINEAR,
    Family("square", layer(3, 3)),
    Family("square_convolution", layer(3, 3, 1, 2)),
    Family("no_bias", layer(4, 3, 1, 1, biased=False)),
    Family("one_output", layer(1, 3)),
    Family("tiny_variance", layer(4, 2, spread=1e-3)),
    in_other_orders(CONVOLUTION)[0],
    in_other_orders(LINEAR)[1],
    Family("float32", in_float32(layer(16, 8, 3, 3))),
    Family("float32_wide", in_float32(layer(16, 8, spread=1e4))),
)

SAMPLES: Mapping[str, Inputs] = {
    "sample_linear": {
        "weight": np.array([[1.0, -2.0], [0.5, 3.0]]),
        "bias": np.array([0.5, -1.0]),
        "gamma": np.array([2.0, -1.0]),
        "beta": np.array([0.25, 1.0]),
        "running_mean": np.array([1.5, -0.5]),
        "running_var": np.array([0.95, 0.2]),
        "eps": 0.05,
    },
    "sample_no_bias": {
        "weight": np.array([[[[1.0]], [[4.0]]]]),
        "bias": None,
        "gamma": np.array([2.0]),
        "beta": np.array([0.25]),
        "running_mean": np.array([1.5]),
        "running_var": np.array([3.9]),
        "eps": 0.1,
    },
}

M, L = Severity.M, Severity.L
VALUES = ("convolution", "linear", "square", "square_convolution")
CHECKS = (
    *sample_checks(value_check("sample_linear", 2), edge_check("sample_no_bias")),
    value_check("weight_convolution", 3, "convolution", "square_convolution", outputs=("weight",)),
    value_check("weight_linear", 2, "linear", "square", outputs=("weight",)),
    value_check("bias", 4, *VALUES, outputs=("bias",)),
    Check("edge.no_bias", Group.EDGE, M, 2, ("no_bias",)),
    edge_check("one_output"),
    edge_check("tiny_variance"),
    Check("shape.outputs", Group.SHAPE, M, 1, (*VALUES, "no_bias", "one_output")),
    Check("purity.arguments", Group.PURITY, M, 1, (*VALUES, "no_bias")),
    Check("layout.convolution", Group.LAYOUT, M, 1, ("fortran",), baseline="convolution"),
    Check("layout.linear", Group.LAYOUT, M, 1, ("strided",), baseline="linear"),
    Check("stability.float32", Group.STABILITY, M, 2, ("float32", "float32_wide")),
    Check("precision.float64", Group.PRECISION, L, 1, VALUES),
)

TASK = Task(
    id="bn-fold",
    title="Fold a batch norm into the layer before it",
    script=OneCall(
        "fold_batch_norm",
        ("weight", "bias", "gamma", "beta", "running_mean", "running_var", "eps"),
        (Output("weight"), Output("bias")),
    ),
    reference=fold_batch_norm,
    bounds=fold_bounds,
    sample_inputs=SAMPLES,
    families=FAMILIES,
    checks=CHECKS,
    modules=(__name__,),
    starter_code=STARTER,
    classes=(("E01", "E03"), ("E04", "E05"), ("N01", "N03"), ("A01", "A08")),
    wrong=WrongFamily(
        Fold(), fold, {**lifted(changes(FOLDED)), **FOLDING}, eps_output="weight", of_norm=inside_norm
    ),
    lead="weight",
    axes={
        **OF_A_BATCH,
        **dict.fromkeys(("gamma", "beta", "running_mean", "running_var", "bias"), ("o",)),
        "weight": ("oi", "oihw"),
    },
)
