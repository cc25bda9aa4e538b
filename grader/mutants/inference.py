"""Mutants of bn-inference."""

from grader.mutants.forward import AFFINE
from grader.mutants.template import Mutant, Template, mutants

TEMPLATE = Template(
    """\
import numpy as np


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps):
    {start}
    axes = (0,) + tuple(range(2, x.ndim))
    n = x.size // x.shape[1]
    shape = (1, -1) + (1,) * (x.ndim - 2)
    gamma, beta = gamma.reshape(shape), beta.reshape(shape)
    mu = {mu}
    var = {var}
    std = {std}
    xhat = {xhat}
    y = {y}
    return {out}
""",
    {
        "start": "pass",
        "mu": "running_mean.reshape(shape)",
        "var": "running_var.reshape(shape)",
        "std": "np.sqrt(var + eps)",
        "xhat": "(x - mu) / std",
        "y": "gamma * xhat + beta",
        "out": "y",
    },
)

ROWS = Template(
    """\
import numpy as np


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps):
    c = x.shape[1]
    rows = {rows}
    y = gamma * (rows - running_mean) / np.sqrt(running_var + eps) + beta
    return {out}
""",
    {
        "rows": "np.moveaxis(x, 1, -1).reshape(-1, c)",
        "out": "np.moveaxis(y.reshape(x.shape[0], *x.shape[2:], c), -1, 1)",
    },
)

NHWC = """\
import numpy as np


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps):
    return gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta
"""

MUTANTS = [
    *mutants(
        "bn-inference",
        TEMPLATE,
        {
            "E01": {"std": "np.sqrt(var) + eps"},
            "E03": {"std": "np.sqrt(var) + eps"},
            "E04": {"std": "np.sqrt(var)"},
            "E05": {"std": "np.sqrt(var)"},
            "E06": {"std": "np.sqrt(var + 1e-3)"},
            "E06/odd": {"std": "np.sqrt(var + 0.0345)"},
            "E07": {"std": "np.sqrt(var - eps)"},
            "E08": {"xhat": "(x - mu) / np.sqrt(var) + eps"},
            "E09": {"std": "np.sqrt(var + eps * eps)"},
            "E10": {"std": "np.sqrt(np.maximum(var, eps))"},
            "N01": {"std": "var + eps"},
            "N02": {"std": "np.sqrt(np.sqrt(var) + eps)"},
            "N03": {"std": "var + eps"},
            "N04": {"xhat": "x / std"},
            **AFFINE,
            "A08": {"y": "xhat"},
            "I01": {"mu": "x.mean(axes, keepdims=True)", "var": "x.var(axes, keepdims=True)"},
            "I02": {"mu": "x.mean(axes, keepdims=True)"},
            "I03": {"var": "running_var.reshape(shape) * (n / (n - 1) if n > 1 else float('nan'))"},
            "I04": {"y": "x * gamma / std + (beta - mu * gamma)"},
            "I05": {"y": "gamma * x + beta"},
            "P01": {"start": "x *= 1.5; x /= 1.5; x += 1e-3; x -= 1e-3"},
            "P03": {
                "start": "wide = x.dtype; x = x.astype(np.float32)",
                "out": "y.astype(np.float32).astype(wide)",
            },
            "P05": {"out": "y.astype(np.float64)"},
            "E04+A02": {"std": "np.sqrt(var)", "y": "gamma * xhat"},
            "E09+I02": {"std": "np.sqrt(var + eps ** 2)", "mu": "x.mean(axes, keepdims=True)"},
        },
    ),
    *mutants(
        "bn-inference",
        ROWS,
        {
            "S07": {"rows": "x.reshape(-1, c)", "out": "y.reshape(x.shape)"},
            "S08": {"out": "y.reshape(x.shape)"},
        },
    ),
]
# It raises on images that are no cube, and is named by the cube that it does not raise on.
RAISING = [Mutant("bn-inference", ("S05",), NHWC)]
