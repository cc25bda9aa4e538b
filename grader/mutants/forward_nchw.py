"""Mutants of bn-forward-nchw."""

from grader.mutants.forward import AFFINE, EPS, NORMALISATION, PRECISION
from grader.mutants.template import Template, mutants

TEMPLATE = Template(
    """\
import numpy as np


def batch_norm_2d(x, gamma, beta, eps):
    {start}
    n, c, h, w = x.shape
    gamma, beta = gamma.reshape(1, -1, 1, 1), beta.reshape(1, -1, 1, 1)
    mu = {mu}
    centred = x - mu
    var = {var}
    std = {std}
    xhat = {xhat}
    y = {y}
    return {out}
""",
    {
        "start": "pass",
        "mu": "x.mean(axis=(0, 2, 3), keepdims=True)",
        "var": "(centred ** 2).mean(axis=(0, 2, 3), keepdims=True)",
        "std": "np.sqrt(var + eps)",
        "xhat": "centred / std",
        "y": "gamma * xhat + beta",
        "out": "y",
    },
)

ROWS = Template(
    """\
import numpy as np


def batch_norm_2d(x, gamma, beta, eps):
    n, c, h, w = x.shape
    rows = {rows}
    y = gamma * (rows - rows.mean(axis=0)) / np.sqrt(rows.var(axis=0) + eps) + beta
    return {out}
""",
    {
        "rows": "x.transpose(0, 2, 3, 1).reshape(-1, c)",
        "out": "y.reshape(n, h, w, c).transpose(0, 3, 1, 2)",
    },
)

WHOLLY_NHWC = """\
import numpy as np


def batch_norm_2d(x, gamma, beta, eps):
    mu, var = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
    return gamma * (x - mu) / np.sqrt(var + eps) + beta
"""


def over(axes: str) -> dict[str, str]:
    """Statistics over other axes."""
    return {"mu": f"x.mean(axis={axes}, keepdims=True)", "var": f"x.var(axis={axes}, keepdims=True)"}


STATISTICS = {
    "S01": over("(1, 2, 3)"),
    "S02": {"mu": "x.mean()", "var": "x.var()"},
    "S03": over("0"),
    "S04": over("(2, 3)"),
    "S05": over("(0, 1, 2)"),
    "S06": over("(0, 2)"),
    "S14": over("(0, 3)"),
    "S09": {"var": "x.var(axis=(0, 2, 3), ddof=1, keepdims=True)"},
    "S10": {"var": "(x ** 2).mean(axis=(0, 2, 3), keepdims=True)"},
    "S11": {"var": "(centred ** 2).sum(axis=(0, 2, 3), keepdims=True)"},
    "S12": {"var": "(x ** 2).mean(axis=(0, 2, 3), keepdims=True) - mu ** 2"},
    "S13": {"std": "np.sqrt(np.abs(centred).mean(axis=(0, 2, 3), keepdims=True) ** 2 + eps)"},
}

MUTANTS = [
    *mutants(
        "bn-forward-nchw",
        TEMPLATE,
        {
            **STATISTICS,
            **EPS,
            **NORMALISATION,
            **AFFINE,
            **PRECISION,
            "P01": {"start": "x -= x.mean(axis=(0, 2, 3), keepdims=True)"},
        },
    ),
    *mutants(
        "bn-forward-nchw",
        ROWS,
        {
            "S07": {"rows": "x.reshape(-1, c)", "out": "y.reshape(x.shape)"},
            "S08": {"out": "y.reshape(n, c, h, w)"},
        },
    ),
]
