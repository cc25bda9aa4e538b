"""Mutants of bn-fold."""

from grader.mutants.template import Template, mutants

TEMPLATE = Template(
    """\
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, running_mean, running_var, eps):
    var = running_var
    if bias is None:
        bias = np.zeros(len(gamma))
    std = {std}
    scale = {scale}
    w = {w}
    b = {b}
    return w, b
""",
    {
        "std": "np.sqrt(var + eps)",
        "scale": "gamma / std",
        "w": "weight * scale.reshape((-1,) + (1,) * (weight.ndim - 1))",
        "b": "(bias - running_mean) * scale + beta",
    },
)

MUTANTS = mutants(
    "bn-fold",
    TEMPLATE,
    {
        "E01": {"std": "np.sqrt(var) + eps"},
        "E03": {"std": "np.sqrt(var) + eps"},
        "E04": {"std": "np.sqrt(var)"},
        "E06": {"std": "np.sqrt(var + 1e-3)"},
        "E06/odd": {"std": "np.sqrt(var + 0.0456)"},
        "E07": {"std": "np.sqrt(var - eps)"},
        "E08": {"std": "np.sqrt(var)", "b": "((bias - running_mean) / std + eps) * gamma + beta"},
        "E09": {"std": "np.sqrt(var + eps ** 2)"},
        "E10": {"std": "np.sqrt(np.maximum(var, eps))"},
        "N01": {"std": "var + eps"},
        "N02": {"std": "np.sqrt(np.sqrt(var) + eps)"},
        "N04": {"b": "bias * scale + beta"},
        "A01": {"scale": "1 / std", "b": "(bias - running_mean) * scale"},
        "A02": {"b": "(bias - running_mean) * scale"},
        "A03": {"scale": "1 / std"},
        "A04": {"scale": "beta / std", "b": "(bias - running_mean) * scale + gamma"},
        "A05": {"b": "(bias - running_mean) * scale + gamma * beta"},
        "A06": {"b": "(bias + beta - running_mean) * scale"},
        "A07": {"b": "(bias - running_mean) * scale - beta"},
        "I04": {"b": "bias * scale + beta - running_mean * gamma"},
        "I05": {"scale": "gamma", "b": "bias * gamma + beta"},
        "F01": {"b": "beta - running_mean * scale"},
        "F02": {"b": "bias + beta - running_mean * scale"},
        "F03": {"w": "np.moveaxis(np.moveaxis(weight, 1, -1) * scale, -1, 1)"},
        "F04": {"b": "(bias + running_mean) * scale + beta"},
        "F05": {"b": "bias * scale - running_mean + beta"},
        "F06": {"w": "weight.copy()"},
        "P03": {"w": "(weight * scale.reshape((-1,) + (1,) * (weight.ndim - 1))).astype(np.float32)"},
        "E04+F02": {"std": "np.sqrt(var)", "b": "bias + beta - running_mean * scale"},
        "E06+A02": {"std": "np.sqrt(var + 0.02)", "b": "(bias - running_mean) * scale"},
    },
)
