"""Mutants of bn-ghost."""

from grader.mutants.forward import AFFINE, EPS, NORMALISATION, PRECISION, STATISTICS
from grader.mutants.template import Template, mutants

TEMPLATE = Template(
    """\
import numpy as np


def normalise(x, gamma, beta, eps, group_size):
    n = len(x)
    mu = {mu}
    centred = x - mu
    var = {var}
    std = {std}
    xhat = {xhat}
    y = {y}
    return y


def ghost_batch_norm(x, gamma, beta, group_size, eps):
    {start}
    n = len(x)
    k = -(-n // group_size)
    groups = {groups}
    y = {left}
    for rows in groups:
        y[rows] = normalise(x[rows], gamma, beta, eps, group_size)
    return {out}
""",
    {
        "start": "pass",
        "mu": "x.mean(axis=0)",
        "var": "(centred ** 2).mean(axis=0)",
        "std": "np.sqrt(var + eps)",
        "xhat": "centred / std",
        "y": "gamma * xhat + beta",
        "groups": "[slice(i, i + group_size) for i in range(0, n, group_size)]",
        "left": "np.zeros_like(x)",
        "out": "y",
    },
)
FULL = "[slice(i, i + group_size) for i in range(0, n - group_size + 1, group_size)]"

MUTANTS = mutants(
    "bn-ghost",
    TEMPLATE,
    {
        **STATISTICS,
        **EPS,
        **NORMALISATION,
        **AFFINE,
        "P01": {"start": "x -= x.mean(axis=0)"},
        "P05": PRECISION["P05"],
        "H01": {"groups": "[slice(0, n)]"},
        "H02": {"groups": FULL, "left": "x.copy()"},
        "H02/zeros": {"groups": FULL},
        "H02/fewer rows": {
            "groups": FULL,
            "out": "y[: n // group_size * group_size]",
        },
        "H03": {"mu": "x.sum(axis=0) / group_size", "var": "(centred ** 2).sum(axis=0) / group_size"},
        "H04": {
            "groups": "[slice(i * group_size, (i + 1) * group_size if (i + 2) * group_size <= n else n) "
            "for i in range(max(n // group_size, 1))]"
        },
        "H05": {"groups": "np.array_split(np.arange(n), k)"},
        "H06": {"groups": "[g for g in np.array_split(np.arange(n), group_size) if len(g)]"},
        "H06/size of the rest": {
            "groups": "[slice(i, i + max(n // group_size, 1)) for i in range(0, n, max(n // group_size, 1))]"
        },
        "H07": {"groups": "[slice(i, None, k) for i in range(k)]"},
        "H07/step": {"groups": "[slice(i, None, group_size) for i in range(min(group_size, n))]"},
        "E06+H04": {
            "std": "np.sqrt(var + 1e-3)",
            "groups": "[slice(i * group_size, (i + 1) * group_size if (i + 2) * group_size <= n else n) "
            "for i in range(max(n // group_size, 1))]",
        },
    },
)
