"""Mutants of bn-backward and bn-backward-nchw: a staged backward pass, written for any number of axes."""

from collections.abc import Mapping

from grader.mutants.template import Template, mutants

TEXT = """\
import numpy as np


def {name}(dout, x, gamma, eps):
    {start}
    axes = {axes}
    c = x.shape[1]
    n = x.size // c
    shape = (1, -1) + (1,) * (x.ndim - 2)
    gamma_vector, gamma = gamma, gamma.reshape(shape)

    def mean(a):
        return a.mean(axis=axes, keepdims=True)

    def total(a):
        return a.sum(axis=(0,) + tuple(range(2, x.ndim)))

    group = mean(np.ones_like(x))
    count = x.size // group.size
    bessel = count / (count - 1) if count > 1 else float("nan")
    mu = mean(x)
    centred = {centred}
    var = {var}
    std = {std}
    xhat = {xhat}
    dgamma = {dgamma}
    dbeta = {dbeta}
    dxhat = {dxhat}
    direct = {direct}
    dstd = {dstd}
    dvar = {dvar}
    through_mean = {through_mean}
    through_var = {through_var}
    dx = {dx}
    {late}
    return dx, dgamma, dbeta
"""
RIGHT = {
    "name": "batch_norm_backward",
    "start": "pass",
    "axes": "(0,) + tuple(range(2, x.ndim))",
    "centred": "x - mu",
    "var": "mean(centred ** 2)",
    "std": "np.sqrt(var + eps)",
    "xhat": "centred / std",
    "dgamma": "total(dout * xhat)",
    "dbeta": "total(dout)",
    "dxhat": "dout * gamma",
    "direct": "dxhat / std",
    "dstd": "-count * mean(dxhat * centred) / std ** 2",
    "dvar": "dstd * 0.5 / std",
    "through_mean": "mean(direct)",
    "through_var": "dvar * 2 * centred / count",
    "dx": "direct - through_mean + through_var",
    "late": "pass",
}

FORWARD_MISTAKES: Mapping[str, Mapping[str, str]] = {
    "S01": {"axes": "tuple(range(1, x.ndim))"},
    "S02": {"axes": "tuple(range(x.ndim))"},
    "S09": {"var": "mean(centred ** 2) * bessel",
            "through_var": "dvar * 2 * centred / count * bessel"},
    "S10": {"var": "mean(x ** 2)", "through_var": "dvar * 2 * x / count"},
    "S11": {"var": "mean(centred ** 2) * count", "through_var": "dvar * 2 * centred"},
    "S12": {"var": "mean(x ** 2) - mu ** 2"},
    "S13": {"var": "mean(np.abs(centred)) ** 2",
            "through_var": "dvar * 2 * mean(np.abs(centred)) / count * "
                           "(np.sign(centred) - mean(np.sign(centred)))"},
    "E01": {"std": "np.sqrt(var) + eps", "dvar": "dstd * 0.5 / np.sqrt(var)"},
    "E04": {"std": "np.sqrt(var)"},
    "E06": {"std": "np.sqrt(var + 1e-5)"},
    "E06/odd": {"std": "np.sqrt(var + 0.0123)"},
    "E07": {"std": "np.sqrt(var - eps)"},
    "E08": {"std": "np.sqrt(var)", "xhat": "centred / std + eps"},
    "E09": {"std": "np.sqrt(var + eps ** 2)"},
    "E10": {"std": "np.sqrt(np.maximum(var, eps))", "dvar": "np.where(var > eps, dstd * 0.5 / std, 0)"},
    "N01": {"std": "var + eps", "dvar": "dstd"},
    "N02": {"std": "np.sqrt(np.sqrt(var) + eps)", "dvar": "dstd * 0.5 / std * 0.5 / np.sqrt(var)"},
    "N04": {"xhat": "x / std", "dstd": "-count * mean(dxhat * x) / std ** 2", "through_mean": "0"},
}  # fmt: skip
DX = {
    "B01": {"dx": "direct"},
    "B02": {"dx": "dout / std"},
    "B03": {"dx": "direct - through_mean"},
    "B04": {"dx": "direct + through_var"},
    "B05": {"dx": "direct - n * through_mean + n * through_var"},
    "B06": {"dxhat": "dout"},
    "B07": {"dx": "gamma * (dout - mean(dout) - xhat * mean(dout * xhat))"},
    "B08": {"dx": "gamma / std ** 2 * (dout - mean(dout) - xhat * mean(dout * xhat))"},
    "B09": {"dx": "gamma * std * (dout - mean(dout) - xhat * mean(dout * xhat))"},
    "B10": {"dvar": "dstd / std"},
    "B11": {"through_var": "dvar * centred / count"},
    "B12": {"dvar": "-dstd * 0.5 / std"},
    "B13": {"dx": "direct + through_mean + through_var"},
    "B14": {"dx": "gamma / (n * std) * (n * dout - n * mean(dout)) "
                  "- centred / std ** 2 * n * mean(dout * centred)"},
    "B15": {"dx": "gamma / std * (1 - 1 / n - xhat ** 2 / n) * dout"},
    "B16": {"dx": "gamma / std * (dout - mean(dout) - x / std * mean(dout * xhat))"},
    "B17": {"dvar": "(dxhat * centred * -0.5 * (var + eps) ** -0.5).sum(axis=axes, keepdims=True)"},
    "B19": {"dx": "direct - (through_mean - through_var) * bessel"},
    "B20": {"dx": "direct - (through_mean - through_var) * n / c"},
    "B21": {"dx": "gamma / np.sqrt(var) * (dout - mean(dout) - xhat * mean(dout * xhat))"},
    "B21/inside too": {"late": "s = np.sqrt(var); h = centred / s; "
                               "dx = gamma / s * (dout - mean(dout) - h * mean(dout * h))"},
    "B22": {"through_mean": "mean(dxhat)"},
}  # fmt: skip
PARAMETERS = {
    "G01": {"dgamma": "total(dout * x)"},
    "G02": {"dgamma": "total(dout * centred)"},
    "G03": {"dgamma": "total(dout * xhat) / n"},
    "G04": {"dbeta": "total(dout) / n"},
    "G05": {"dgamma": "total(dout * xhat) / n", "dbeta": "total(dout) / n"},
    "G06": {"late": "dgamma, dbeta = dbeta, dgamma"},
    "G07": {"dgamma": "total(dout * xhat) * gamma_vector"},
    "G08": {"dbeta": "total(dout) * gamma_vector"},
    "G10": {"dgamma": "total(dout) * total(xhat)"},
}
OTHERS = {
    "P01": {"late": "x -= mu"},
    "P02": {"late": "dout *= gamma"},
    "P03": {
        "start": "wide = x.dtype; dout, x, gamma = (a.astype(np.float32) for a in (dout, x, gamma))",
        "late": "dx, dgamma, dbeta = (a.astype(wide) for a in (dx, dgamma, dbeta))",
    },
    "P05": {"late": "dx = dx.astype(np.float64)"},
    "E04+G03": {"std": "np.sqrt(var)", "dgamma": "total(dout * xhat) / n"},
    "E06+B03": {"std": "np.sqrt(var + 0.001)", "dx": "direct - through_mean"},
}
OF_IMAGES = {
    "S03": {"axes": "(0,)"},
    "S04": {"axes": "(2, 3)"},
    "S05": {"axes": "(0, 1, 2)"},
    "S06": {"axes": "(0, 2)"},
    "S14": {"axes": "(0, 3)"},
    "B18": {"dx": "direct - (through_mean - through_var) * n / len(x)"},
    "G09": {"dgamma": "(dout * xhat).sum(axis=0)", "dbeta": "dout.sum(axis=0)"},
}

ROWS = Template(
    """\
import numpy as np


def batch_norm_2d_backward(dout, x, gamma, eps):
    n, c, h, w = x.shape
    rows = {rows}
    dy = {dy}
    std = np.sqrt(rows.var(axis=0) + eps)
    xhat = (rows - rows.mean(axis=0)) / std
    dgamma, dbeta = (dy * xhat).sum(axis=0), dy.sum(axis=0)
    dx = gamma / std * (dy - dbeta / len(dy) - xhat * dgamma / len(dy))
    return {out}, dgamma, dbeta
""",
    {
        "rows": "x.transpose(0, 2, 3, 1).reshape(-1, c)",
        "dy": "dout.transpose(0, 2, 3, 1).reshape(-1, c)",
        "out": "dx.reshape(n, h, w, c).transpose(0, 3, 1, 2)",
    },
)

SHARED = {**FORWARD_MISTAKES, **DX, **PARAMETERS, **OTHERS}
MUTANTS = [
    *mutants("bn-backward", Template(TEXT, RIGHT), SHARED),
    *mutants(
        "bn-backward-nchw",
        Template(TEXT, {**RIGHT, "name": "batch_norm_2d_backward"}),
        {**SHARED, **OF_IMAGES},
    ),
    *mutants(
        "bn-backward-nchw",
        ROWS,
        {
            "S07": {"rows": "x.reshape(-1, c)", "dy": "dout.reshape(-1, c)", "out": "dx.reshape(x.shape)"},
            "S08": {"dy": "dout.reshape(-1, c)"},
        },
    ),
]
