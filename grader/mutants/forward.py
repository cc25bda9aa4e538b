"""Mutants of bn-forward."""

from grader.mutants.template import Template, mutants

TEMPLATE = Template(
    """\
import numpy as np


def batch_norm(x, gamma, beta, eps):
    {start}
    mu = {mu}
    centred = x - mu
    var = {var}
    std = {std}
    xhat = {xhat}
    y = {y}
    return {out}
""",
    {
        "start": "n, d = x.shape",
        "mu": "x.mean(axis=0)",
        "var": "(centred ** 2).mean(axis=0)",
        "std": "np.sqrt(var + eps)",
        "xhat": "centred / std",
        "y": "gamma * xhat + beta",
        "out": "y",
    },
)

EPS = {
    "E01": {"std": "np.sqrt(var) + eps"},
    "E04": {"std": "np.sqrt(var)"},
    "E06": {"std": "np.sqrt(var + 1e-5)"},
    "E06/odd": {"std": "np.sqrt(var + 0.0123)"},
    "E07": {"std": "np.sqrt(var - eps)"},
    "E08": {"xhat": "centred / np.sqrt(var) + eps"},
    "E09": {"std": "np.sqrt(var + eps * eps)"},
    "E10": {"std": "np.sqrt(np.maximum(var, eps))"},
}
NORMALISATION = {
    "N01": {"std": "var + eps"},
    "N02": {"std": "np.sqrt(np.sqrt(var) + eps)"},
    "N04": {"xhat": "x / std"},
}
AFFINE = {
    "A01": {"y": "xhat"},
    "A02": {"y": "gamma * xhat"},
    "A03": {"y": "xhat + beta"},
    "A04": {"y": "beta * xhat + gamma"},
    "A05": {"y": "gamma * (xhat + beta)"},
    "A06": {"y": "gamma * (x + beta - mu) / std"},
    "A07": {"y": "gamma * xhat - beta"},
}
PRECISION = {
    "P03": {
        "start": "wide = x.dtype; x, gamma, beta = (a.astype(np.float32) for a in (x, gamma, beta))",
        "out": "y.astype(wide)",
    },
    "P03/float32 out": {"out": "y.astype(np.float32)"},
    "P04": {
        "start": "wide = x.dtype; x, gamma, beta = (a.astype(np.float16) for a in (x, gamma, beta))",
        "out": "y.astype(wide)",
    },
    "P05": {"out": "y.astype(np.float64)"},
}
STATISTICS = {
    "S01": {"mu": "x.mean(axis=1, keepdims=True)", "var": "x.var(axis=1, keepdims=True)"},
    "S02": {"mu": "x.mean()", "var": "x.var()"},
    "S09": {"var": "x.var(axis=0, ddof=1)"},
    "S10": {"var": "(x ** 2).mean(axis=0)"},
    "S11": {"var": "(centred ** 2).sum(axis=0)"},
    "S12": {"var": "(x ** 2).mean(axis=0) - mu ** 2"},
    "S13": {"std": "np.sqrt(np.abs(centred).mean(axis=0) ** 2 + eps)"},
}
PAIRS = {
    "E04+A02": {"std": "np.sqrt(var)", "y": "gamma * xhat"},
    "E06+S09": {"std": "np.sqrt(var + 1e-3)", "var": "x.var(axis=0, ddof=1)"},
    "E06+A04": {"std": "np.sqrt(var + 0.02)", "y": "beta * xhat + gamma"},
    "E01+A03": {"std": "np.sqrt(var) + eps", "y": "xhat + beta"},
}

MUTANTS = mutants(
    "bn-forward",
    TEMPLATE,
    {
        **STATISTICS,
        **EPS,
        **NORMALISATION,
        **AFFINE,
        **PRECISION,
        **PAIRS,
        "P01": {"start": "x -= x.mean(axis=0)"},
    },
)
