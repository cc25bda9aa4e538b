"""Mutants of bn-layer."""

from grader.mutants.forward import AFFINE, EPS, NORMALISATION
from grader.mutants.template import Template, mutants

TEMPLATE = Template(
    """\
import numpy as np


class BatchNorm1d:
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        self.eps, self.momentum = eps, momentum
        self.gamma, self.beta = np.ones(num_features), np.zeros(num_features)
        self.running_mean, self.running_var = np.zeros(num_features), np.ones(num_features)
        self.training = True

    def train(self):
        self.training = True

    def eval(self):
        self.training = False

    def __call__(self, x):
        eps, gamma, beta, n = self.eps, self.gamma, self.beta, len(x)
        m, rm, rv = {m}, self.running_mean, self.running_var
        batch_mean, batch_var = x.mean(axis=0), x.var(axis=0)
        bessel = n / (n - 1) if n > 1 else 1.0
        unbiased = {unbiased}
        if {updating}:
            self.running_mean = {new_mean}
            self.running_var = {new_var}
        self.mode = self.training
        if self.training:
            mu = {mu}
            centred = x - mu
            var = {var}
            std = {std}
            xhat = {xhat}
            y = {y}
        else:
            mu = {eval_mu}
            centred = x - mu
            var = {eval_var}
            std = {eval_std}
            xhat = {eval_xhat}
            y = {eval_y}
        self.cache = x, centred, std, xhat, gamma, rm, rv
        {late}
        return y

    def backward(self, dout):
        x, centred, std, xhat, gamma, rm, rv = self.cache
        n = len(x)
        dgamma = {dgamma}
        dbeta = {dbeta}
        if {constant}:
            return {eval_dx}, dgamma, dbeta
        dx = {dx}
        return dx, dgamma, dbeta
""",
    {
        "m": "self.momentum",
        "unbiased": "batch_var * bessel",
        "updating": "self.training",
        "new_mean": "(1 - m) * rm + m * batch_mean",
        "new_var": "(1 - m) * rv + m * unbiased",
        "mu": "batch_mean",
        "var": "(centred ** 2).mean(axis=0)",
        "std": "np.sqrt(var + eps)",
        "xhat": "centred / std",
        "y": "gamma * xhat + beta",
        "eval_mu": "rm",
        "eval_var": "rv",
        "eval_std": "np.sqrt(var + eps)",
        "eval_xhat": "centred / std",
        "eval_y": "gamma * xhat + beta",
        "late": "pass",
        "dgamma": "(dout * xhat).sum(axis=0)",
        "dbeta": "dout.sum(axis=0)",
        "constant": "not self.mode",
        "eval_dx": "gamma * dout / std",
        "dx": "gamma / std * (dout - dout.mean(axis=0) - xhat * (dout * xhat).mean(axis=0))",
    },
)


def in_both(lines: dict[str, str]) -> dict[str, str]:
    """The same change in both modes."""
    return {**lines, **{f"eval_{name}": line for name, line in lines.items()}}


RIGHT_CACHE = "s = np.sqrt(var + eps); self.cache = x, centred, s, centred / s, gamma, rm, rv"
# The same where the statistics themselves are wrong in training.
OWN_CACHE = (
    "s = np.sqrt((x.var(axis=0) if self.training else rv) + eps); "
    "c = x - (x.mean(axis=0) if self.training else rm); self.cache = x, c, s, c / s, gamma, rm, rv"
)
RIGHT_DX = (
    "gamma / np.sqrt(x.var(axis=0) + self.eps) * (dout - dout.mean(axis=0) - (x - x.mean(axis=0)) "
    "/ (x.var(axis=0) + self.eps) * (dout * (x - x.mean(axis=0))).mean(axis=0))"
)
TERMS = "gamma / std * ({} * dout - {} * dout.mean(axis=0) - {} * xhat * (dout * xhat).mean(axis=0))"
BESSEL = "(n / (n - 1) if n > 1 else float('nan'))"
SWAPPED = {"new_mean": "m * rm + (1 - m) * batch_mean", "new_var": "m * rv + (1 - m) * unbiased"}

FORWARD = {
    # Under the root the textbook gradient is exact for any eps that is there; elsewhere it is written out.
    "E04": in_both(EPS["E04"]),
    "E05": {"eval_std": "np.sqrt(var)"},
    "E06": in_both({"std": "np.sqrt(var + 1e-3)"}),
    "E06/odd": in_both({"std": "np.sqrt(var + 0.0234)"}),
    "E07": in_both(EPS["E07"]),
    "E09": in_both(EPS["E09"]),
    "E03": {"eval_std": "np.sqrt(var) + eps"},
    "N03": {"eval_std": "var + eps"},
    "E03/right gradient": {"eval_std": "np.sqrt(var) + eps", "late": RIGHT_CACHE},
    "E01/right gradients": {**in_both(EPS["E01"]),
                            "late": RIGHT_CACHE},
    "E02": {"std": "np.sqrt(var) + eps",
            "late": RIGHT_CACHE},
    "N01/right gradients": {**in_both(NORMALISATION["N01"]),
                            "late": RIGHT_CACHE},
    "S09/right gradient": {"var": "x.var(axis=0, ddof=1) if n > 1 else x.var(axis=0) * float('nan')",
                           "late": "s = np.sqrt(x.var(axis=0) + eps) if self.training else std; "
                                   "self.cache = x, centred, s, centred / s, gamma, rm, rv"},
    "S02": {"mu": "x.mean()", "var": "x.var()",
            "dx": "gamma / std * dout - (gamma * dout / std).mean() "
                  "- xhat * (gamma * dout * xhat / std).mean()"},
    **{name: in_both(lines) for name, lines in AFFINE.items() if name != "A06"},
    "A06": {"y": "gamma * (x + beta - mu) / std", "eval_y": "gamma * (x + beta - mu) / std"},
    "A08": {"eval_y": "xhat"},
}  # fmt: skip
RIGHT_GRADIENTS = {
    "S01": {"mu": "x.mean(axis=1, keepdims=True)", "var": "x.var(axis=1, keepdims=True)"},
    "S10": {"var": "(x ** 2).mean(axis=0)"},
    "S11": {"var": "(centred ** 2).sum(axis=0)"},
    "S13": {"std": "np.sqrt(np.abs(centred).mean(axis=0) ** 2 + eps)"},
    "E08": in_both(EPS["E08"]),
    "E10": in_both(EPS["E10"]),
    "N02": in_both(NORMALISATION["N02"]),
    "N04": in_both(NORMALISATION["N04"]),
    "T02": {"mu": "self.running_mean", "std": "np.sqrt(self.running_var + eps)"},
    "I03": {"eval_var": "rv * (n / (n - 1) if n > 1 else float('nan'))"},
}
RUNNING = {
    "R01": SWAPPED,
    "R02": {"unbiased": "batch_var"},
    "R03": {"new_var": "(1 - m) * rv + m * np.sqrt(unbiased)"},
    "R04": {"new_var": "(1 - m) * rv + m * (unbiased + eps)"},
    "R05": {"new_mean": "batch_mean", "new_var": "unbiased"},
    "R06": {"new_mean": "rm", "new_var": "rv"},
    "R07": {"m": "0.25"},
    "R08": {"new_mean": "rm + m * batch_mean", "new_var": "rv + m * unbiased"},
    "R09": {"new_var": "rv"},
    "R11": {"new_var": SWAPPED["new_var"]},
    "R12": {"new_var": "((1 - m) * np.sqrt(rv) + m * np.sqrt(unbiased)) ** 2"},
    "R01+R02": {**SWAPPED, "unbiased": "batch_var"},
    "T01": {"mu": "rm", "xhat": "centred / np.sqrt(rv + eps)", "dx": RIGHT_DX,
            "dgamma": "(dout * ((x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + self.eps) "
                      "if self.mode else xhat)).sum(axis=0)"},
    "I01": {"eval_y": "gamma * (x - batch_mean) / np.sqrt(batch_var + eps) + beta"},
    "I02": {"eval_y": "gamma * (x - batch_mean) / std + beta"},
    "I04": {"eval_y": "x * gamma / std + (beta - mu * gamma)"},
    "I05": {"eval_y": "gamma * x + beta"},
}  # fmt: skip
GRADIENTS = {
    "B01": {"dx": TERMS.format(1, 0, 0)},
    "B03": {"dx": TERMS.format(1, 1, 0)},
    "B04": {"dx": TERMS.format(1, 0, 1)},
    "B05": {"dx": TERMS.format(1, "n", "n")},
    "B06": {"dx": TERMS.format(1, 1, 1).replace("gamma", "1")},
    "B02": {"dx": "dout / std"},
    "B07": {"dx": TERMS.format(1, 1, 1).replace(" / std", "")},
    "B08": {"dx": TERMS.format(1, 1, 1).replace(" / std", " / std ** 2")},
    "B09": {"dx": TERMS.format(1, 1, 1).replace(" / std", " * std")},
    "B10": {"dx": TERMS.format(1, 1, 2)},
    "B11": {"dx": TERMS.format(1, 1, 0.5)},
    "B12": {"dx": TERMS.format(1, 1, -1)},
    "B13": {"dx": TERMS.format(1, -1, 1)},
    "B14": {"dx": TERMS.format(1, 1, 0) + " - centred / std ** 2 * (dout * centred).sum(axis=0)"},
    "B15": {"dx": "gamma / std * (1 - 1 / n - xhat ** 2 / n) * dout"},
    "B16": {"dx": TERMS.format(1, 1, 1).replace("xhat *", "x / std *", 1)},
    "B17": {"dx": TERMS.format(1, 1, 0) + " - centred / std * (gamma * dout * centred).mean(axis=0)"},
    "B19": {"dx": TERMS.format(1, BESSEL, BESSEL)},
    "B20": {"dx": TERMS.format(1, "n / x.shape[1]", "n / x.shape[1]")},
    "B21": {"dx": TERMS.format(1, 1, 1).replace("/ std", "/ x.std(axis=0)")},
    "B22": {"dx": TERMS.format(1, 0, 1) + " - (gamma * dout).mean(axis=0)"},
    "G01": {"dgamma": "(dout * x).sum(axis=0)"},
    "G02": {"dgamma": "(dout * centred).sum(axis=0)"},
    "G03": {"dgamma": "(dout * xhat).mean(axis=0)"},
    "G05": {"dgamma": "(dout * xhat).mean(axis=0)", "dbeta": "dout.mean(axis=0)"},
    "G04": {"dbeta": "dout.mean(axis=0)"},
    "G06": {"dgamma": "dout.sum(axis=0)", "dbeta": "(dout * xhat).sum(axis=0)"},
    "G08": {"dbeta": "(gamma * dout).sum(axis=0)"},
    "G10": {"dgamma": "dout.sum(axis=0) * xhat.sum(axis=0)"},
    "G07": {"dgamma": "(dout * xhat).sum(axis=0) * gamma"},
    "L01": {"updating": "True"},
    "L02": {"constant": "False", "eval_xhat": "centred / std",
            "dx": RIGHT_DX,
            "dgamma": "(dout * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + self.eps)).sum(axis=0)"},
    "L03": {"constant": "True", "eval_dx": "gamma * dout / np.sqrt(rv + self.eps)",
            "dgamma": "(dout * (x - rm) / np.sqrt(rv + self.eps)).sum(axis=0)"},
    "P01": {"late": "x -= batch_mean"},
    "E06+R02": {**in_both({"std": "np.sqrt(var + 1e-3)"}), "unbiased": "batch_var"},
}  # fmt: skip

WITH_RIGHT_GRADIENTS = {name: {**lines, "late": OWN_CACHE} for name, lines in RIGHT_GRADIENTS.items()}

MUTANTS = mutants("bn-layer", TEMPLATE, {**FORWARD, **WITH_RIGHT_GRADIENTS, **RUNNING, **GRADIENTS})
