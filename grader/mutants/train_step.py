"""Mutants of bn-train-step."""

from grader.mutants.forward import AFFINE, EPS, NORMALISATION, PRECISION
from grader.mutants.template import Template, mutants

TEMPLATE = Template(
    """\
import numpy as np


def batch_norm_train(x, gamma, beta, running_mean, running_var, momentum, eps):
    {start}
    axes = (0,) + tuple(range(2, x.ndim))
    n, rows = x.size // x.shape[1], x.shape[0]
    shape = (1, -1) + (1,) * (x.ndim - 2)
    g, b = gamma, beta
    gamma, beta = gamma.reshape(shape), beta.reshape(shape)
    mu = {mu}
    centred = x - mu
    var = {var}
    std = {std}
    xhat = {xhat}
    y = {y}
    unbiased = {unbiased}
    new_mean = {new_mean}
    new_var = {new_var}
    {late}
    return {out}, new_mean, new_var
""",
    {
        "start": "pass",
        "mu": "x.mean(axis=axes, keepdims=True)",
        "var": "(centred ** 2).mean(axis=axes, keepdims=True)",
        "std": "np.sqrt(var + eps)",
        "xhat": "centred / std",
        "y": "gamma * xhat + beta",
        "unbiased": "x.var(axis=axes) * n / max(n - 1, 1)",
        "new_mean": "(1 - momentum) * running_mean + momentum * x.mean(axis=axes)",
        "new_var": "(1 - momentum) * running_var + momentum * unbiased",
        "late": "pass",
        "out": "y",
    },
)

SWAPPED_MEAN = "momentum * running_mean + (1 - momentum) * x.mean(axis=axes)"
BIASED = "x.var(axis=axes)"
SWAPPED = "momentum * running_var + (1 - momentum) * "
SWAPPED_VAR = SWAPPED + "unbiased"

ROWS = Template(
    """\
import numpy as np


def batch_norm_train(x, gamma, beta, running_mean, running_var, momentum, eps):
    c = x.shape[1]
    right = np.moveaxis(x, 1, -1).reshape(-1, c)
    rows = {rows}
    mean, var, n = rows.mean(axis=0), rows.var(axis=0), len(rows)
    y = gamma * (rows - mean) / np.sqrt(var + eps) + beta
    new_mean = (1 - momentum) * running_mean + momentum * {recorded}.mean(axis=0)
    new_var = (1 - momentum) * running_var + momentum * {recorded}.var(axis=0) * n / max(n - 1, 1)
    return {out}, new_mean, new_var
""",
    {
        "rows": "right",
        "recorded": "right",
        "out": "np.moveaxis(y.reshape(x.shape[0], *x.shape[2:], c), -1, 1)",
    },
)
FLAT = {"rows": "x.reshape(-1, c)", "out": "y.reshape(x.shape)"}
OF_ROWS = {"S07": FLAT, "S07/recorded": {**FLAT, "recorded": "rows"}, "S08": {"out": "y.reshape(x.shape)"}}

STATISTICS = {
    "S01": {"mu": "x.mean(axis=tuple(range(1, x.ndim)), keepdims=True)",
            "var": "x.var(axis=tuple(range(1, x.ndim)), keepdims=True)"},
    "S02": {"mu": "x.mean()", "var": "x.var()"},
    "S09": {"var": "x.var(axis=axes, keepdims=True, ddof=1)"},
    "S09/recorded twice corrected": {
        "var": "x.var(axis=axes, keepdims=True, ddof=1)",
        "unbiased": "var.reshape(-1) * n / max(n - 1, 1)",
    },
    "S10": {"var": "(x ** 2).mean(axis=axes, keepdims=True)"},
    "S10/recorded": {
        "var": "(x ** 2).mean(axis=axes, keepdims=True)",
        "unbiased": "var.reshape(-1) * n / max(n - 1, 1)",
    },
    "S11": {"var": "(centred ** 2).sum(axis=axes, keepdims=True)"},
    "S12": {"var": "(x ** 2).mean(axis=axes, keepdims=True) - mu ** 2"},
    "S13": {"std": "np.sqrt(np.abs(centred).mean(axis=axes, keepdims=True) ** 2 + eps)"},
    "S03": {"mu": "x.mean(axis=0, keepdims=True)", "var": "x.var(axis=0, keepdims=True)"},
    "S04": {
        "mu": "x.mean(axis=axes[1:] or 0, keepdims=True)",
        "var": "x.var(axis=axes[1:] or 0, keepdims=True)",
    },
    "S06": {
        "mu": "x.mean(axis=(0, 2) if x.ndim > 2 else 0, keepdims=True)",
        "var": "x.var(axis=(0, 2) if x.ndim > 2 else 0, keepdims=True)",
    },
    "S14": {
        "mu": "x.mean(axis=(0, 3) if x.ndim > 2 else 0, keepdims=True)",
        "var": "x.var(axis=(0, 3) if x.ndim > 2 else 0, keepdims=True)",
    },
    "S05": {
        "mu": "x.mean(axis=(0, 1, 2) if x.ndim > 2 else 0, keepdims=True)",
        "var": "x.var(axis=(0, 1, 2) if x.ndim > 2 else 0, keepdims=True)",
    },
}  # fmt: skip
RUNNING = {
    "R01": {"new_mean": SWAPPED_MEAN, "new_var": SWAPPED_VAR},
    "R02": {"unbiased": BIASED},
    "R03": {"new_var": "(1 - momentum) * running_var + momentum * np.sqrt(unbiased)"},
    "R03/biased": {"new_var": "(1 - momentum) * running_var + momentum * x.std(axis=axes)"},
    "R04": {"new_var": "(1 - momentum) * running_var + momentum * (unbiased + eps)"},
    "R04/biased": {"new_var": "(1 - momentum) * running_var + momentum * (x.var(axis=axes) + eps)"},
    "R05": {"new_mean": "x.mean(axis=axes)", "new_var": "unbiased"},
    "R05/biased": {"new_mean": "x.mean(axis=axes)", "new_var": BIASED},
    "R06": {"new_mean": "running_mean.copy()", "new_var": "running_var.copy()"},
    "R07": {"late": "m = 0.1; new_mean = (1 - m) * running_mean + m * x.mean(axis=axes); "
                    "new_var = (1 - m) * running_var + m * unbiased"},
    "R07/odd": {"late": "m = 0.237; new_mean = (1 - m) * running_mean + m * x.mean(axis=axes); "
                        "new_var = (1 - m) * running_var + m * unbiased"},
    "R08": {"new_mean": "running_mean + momentum * x.mean(axis=axes)",
            "new_var": "running_var + momentum * unbiased"},
    "R09": {"new_var": "running_var.copy()"},
    "R10": {"unbiased": "x.var(axis=axes) * (rows / max(rows - 1, 1))"},
    "R11": {"new_var": SWAPPED_VAR},
    "R12": {"new_var": "((1 - momentum) * np.sqrt(running_var) + momentum * np.sqrt(unbiased)) ** 2"},
    "R12/biased": {"new_var": "((1 - momentum) * np.sqrt(running_var) + momentum * x.std(axis=axes)) ** 2"},
    "T01": {"xhat": "(x - running_mean.reshape(shape)) / np.sqrt(running_var.reshape(shape) + eps)"},
    "T02": {"late": "xhat = (x - new_mean.reshape(shape)) / np.sqrt(new_var.reshape(shape) + eps); "
                    "y = gamma * xhat + beta"},
}  # fmt: skip
PAIRS = {
    "R01+R02": {"new_mean": SWAPPED_MEAN, "new_var": SWAPPED_VAR, "unbiased": BIASED},
    "R02+R11": {"new_var": SWAPPED_VAR, "unbiased": BIASED},
    "R01+R03": {"new_mean": SWAPPED_MEAN, "new_var": SWAPPED + "np.sqrt(unbiased)"},
    "R01+R04": {"new_mean": SWAPPED_MEAN, "new_var": SWAPPED + "(unbiased + eps)"},
    "R02+R07": {"late": "m = 0.31; new_mean = (1 - m) * running_mean + m * x.mean(axis=axes); "
                        "new_var = (1 - m) * running_var + m * x.var(axis=axes)"},
    "E01+R01": {"std": "np.sqrt(var) + eps", "new_mean": SWAPPED_MEAN, "new_var": SWAPPED_VAR},
    "E06+R02": {"std": "np.sqrt(var + 1e-3)", "unbiased": BIASED},
}  # fmt: skip

OF_A_STEP = mutants(
    "bn-train-step",
    TEMPLATE,
    {
        **STATISTICS,
        **EPS,
        **NORMALISATION,
        **AFFINE,
        **RUNNING,
        **PAIRS,
        "P01": {"late": "x -= mu"},
        "P03": {
            "start": "wide = x.dtype; x, gamma, beta, running_mean, running_var = "
            "(a.astype(np.float32) for a in (x, gamma, beta, running_mean, running_var))",
            "late": "new_mean, new_var = new_mean.astype(wide), new_var.astype(wide)",
            "out": "y.astype(wide)",
        },
        "P05": PRECISION["P05"],
    },
)
MUTANTS = [*OF_A_STEP, *mutants("bn-train-step", ROWS, OF_ROWS)]
