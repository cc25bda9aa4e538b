"""Mutants of bn-masked."""

from grader.mutants.forward import AFFINE, EPS, NORMALISATION, STATISTICS
from grader.mutants.template import Template, mutants

ROWS = Template(
    """\
import numpy as np


def masked_batch_norm(x, mask, gamma, beta, eps):
    {start}
    whole, x = x, x[mask]
    if not len(x):
        return np.zeros_like(whole)
    mu = {mu}
    centred = x - mu
    var = {var}
    std = {std}
    xhat = {xhat}
    y = {y}
    out = np.zeros_like(whole)
    out[mask] = y
    return {out}
""",
    {
        "start": "pass",
        "mu": "x.mean(axis=0)",
        "var": "(centred ** 2).mean(axis=0)",
        "std": "np.sqrt(var + eps)",
        "xhat": "centred / std",
        "y": "gamma * xhat + beta",
        "out": "out",
    },
)
SUMS = Template(
    """\
import numpy as np


def masked_batch_norm(x, mask, gamma, beta, eps):
    m = mask[:, :, None].astype(x.dtype)
    n, t = mask.shape
    count = {count}
    axes = {axes}
    mu = {mu}
    var = {var}
    y = gamma * (x - mu) / np.sqrt(var + eps) + beta
    return {out}
""",
    {
        "count": "np.maximum(m.sum(), 1)",
        "axes": "(0, 1)",
        "mu": "(x * m).sum(axis=axes, keepdims=True) / count",
        "var": "(m * (x - mu) ** 2).sum(axis=axes, keepdims=True) / count",
        "out": "np.where(mask[:, :, None], y, 0)",
    },
)
BY_SEQUENCE = "np.array([x[i][mask[i]].mean(axis=0) for i in range(n) if mask[i].any()] or [x[0, 0]])"

MUTANTS = [
    *mutants(
        "bn-masked",
        ROWS,
        {
            **STATISTICS,
            **EPS,
            **NORMALISATION,
            **AFFINE,
            "P01": {"start": "x *= mask[:, :, None]"},
        },
    ),
    *mutants(
        "bn-masked",
        SUMS,
        {
            "K01": {"mu": "x.mean(axis=(0, 1))", "var": "x.var(axis=(0, 1))"},
            "K02": {"mu": "(x * m).mean(axis=(0, 1))", "var": "(x * m).var(axis=(0, 1))"},
            "K03": {"var": "((x * m - mu) ** 2).sum(axis=axes, keepdims=True) / count"},
            "K04": {"count": "n * t"},
            "K05": {"out": "y if mask.any() else np.zeros_like(x)"},
            "K05/as it was": {"out": "np.where(mask[:, :, None], y, x)"},
            "K06": {"axes": "(1,)", "count": "np.maximum(m.sum(axis=1, keepdims=True), 1)"},
            "K07": {"axes": "(0,)", "count": "np.maximum(m.sum(axis=0, keepdims=True), 1)"},
            "K08": {"mu": f"{BY_SEQUENCE}.mean(axis=0)"},
        },
    ),
]
