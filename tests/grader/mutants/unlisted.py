"""Wrong submissions that nothing in the catalogue explains, alone or in a pair that is tried: say nothing."""

from collections.abc import Mapping

from grader.mutants import (
    backward,
    combining,
    fold,
    forward,
    forward_nchw,
    ghost,
    inference,
    layer,
    masked,
    train_step,
)
from grader.mutants.template import Mutant, Template

Lines = Mapping[str, str]

SCALES: list[Lines] = [
    {"std": "np.cbrt(var + eps)"},
    {"std": "np.sqrt(var + 2 * eps)"},
    {"std": "np.sqrt(var + eps) * 1.05"},
    {"std": "np.sqrt(var) * (1 + eps)"},
    {"std": "np.log1p(var + eps)"},
    {"std": "np.sqrt(1.1 * var + eps)"},
]
SHIFTS: list[Lines] = [
    {"y": "gamma * xhat + 2 * beta"},
    {"y": "np.abs(gamma) * xhat + beta"},
    {"y": "gamma ** 2 * xhat + beta"},
    {"y": "gamma * np.tanh(xhat) + beta"},
    {"y": "gamma.mean() * xhat + beta"},
    {"y": "gamma * xhat + beta if len(x) > 6 else gamma * xhat"},
]
TWO_MISTAKES: list[Lines] = [
    {"y": "gamma * xhat", "std": "var + eps"},
    {"y": "beta * xhat + gamma", "xhat": "x / std"},
    {"y": "xhat", "std": "np.sqrt(np.sqrt(var) + eps)"},
]
ROW_STATISTICS: list[Lines] = [
    {"mu": "np.median(x, axis=0)"},
    {"mu": "0.9 * x.mean(axis=0)"},
    {"mu": "x.max(axis=0)"},
    {"var": "x.max(axis=0) - x.min(axis=0)"},
    {"var": "(np.abs(centred) ** 3).mean(axis=0)"},
    {"var": "x.var(axis=0, ddof=1) if len(x) > 1 else 0", "y": "gamma * xhat"},
]
OF_A_STEP: list[Lines] = [
    {"new_var": "(1 - momentum) * running_var + 2 * momentum * unbiased"},
    {"new_mean": "(1 - momentum ** 2) * running_mean + momentum ** 2 * x.mean(axis=axes)"},
    {"new_mean": "running_mean - momentum * x.mean(axis=axes)"},
    {"new_mean": "x.mean(axis=axes)", "std": "var + eps"},
    {"new_var": "np.maximum(running_var, unbiased)"},
    {"new_var": "running_var", "y": "gamma * xhat"},
]
GRADIENTS: list[Lines] = [
    {"dx": "direct - 2 * through_mean + through_var"},
    {"dx": "direct - through_mean + 3 * through_var"},
    {"dx": "direct - through_mean.mean() + through_var"},
    {"dx": "2 * (direct - through_mean + through_var)"},
    {"dgamma": "total(dout * xhat ** 2)"},
    {"dgamma": "total(np.abs(dout) * xhat)"},
    {"dbeta": "2 * total(dout)"},
    {"dgamma": "total(dout * x)", "dbeta": "total(dout) / n"},
    {"dx": "direct - through_mean", "dgamma": "total(dout * x)"},
    {"dx": "direct", "dbeta": "total(dout) * gamma_vector"},
    {"std": "np.cbrt(var + eps)"},
]
GIVEN: list[Lines] = [
    {"mu": "0.5 * running_mean.reshape(shape)"},
    {"var": "running_var.mean()"},
    {"std": "np.cbrt(var + eps)"},
    {"xhat": "(x + mu) / std"},
    {"mu": "x.mean(axes, keepdims=True)", "y": "gamma * xhat"},
    {"y": "gamma * xhat + 2 * beta"},
]
FOLDS: list[Lines] = [
    {"scale": "gamma * std"},
    {"b": "2 * (bias - running_mean) * scale + beta"},
    {"b": "(bias + running_mean) * scale"},
    {"w": "weight * scale.mean()"},
    {"std": "np.cbrt(var + eps)"},
    {"w": "weight * gamma.reshape((-1,) + (1,) * (weight.ndim - 1))"},
]
STATISTICS: list[Lines] = [
    {"mean": "np.median(means, axis=0)"},
    {"mean": "(w ** 2 * means).sum(axis=0) / (w ** 2).sum()"},
    {"variance": "variances.max(axis=0)"},
    {"variance": "(w * (variances + 2 * (means - mean) ** 2)).sum(axis=0)"},
    {"variance": "(w * (variances + np.abs(means - mean))).sum(axis=0)"},
    {"mean": "means.max(axis=0)", "variance": "variances.min(axis=0)"},
]
OF_LAYERS: list[Lines] = [
    {"y": "gamma * xhat"},
    {"eval_mu": "0.5 * rm"},
    {"dx": layer.TERMS.format(1, 1, 3)},
    {"dx": layer.TERMS.format(1, 2, 1)},
    {"eval_dx": "gamma * dout"},
    {"new_var": "(1 - m) * rv + 2 * m * unbiased"},
    {"updating": "not self.training"},
    {"dgamma": "(dout * xhat ** 2).sum(axis=0)"},
    {"new_mean": "rm - m * batch_mean"},
    {"eval_y": "gamma * xhat - beta"},
]

IMAGES = {**backward.RIGHT, "name": "batch_norm_2d_backward"}
SHOWN: list[tuple[str, Template, list[Lines]]] = [
    ("bn-forward", forward.TEMPLATE, [*SCALES, *SHIFTS, *TWO_MISTAKES, *ROW_STATISTICS]),
    ("bn-forward-nchw", forward_nchw.TEMPLATE, [*SCALES, *SHIFTS[:-1], *TWO_MISTAKES]),
    ("bn-train-step", train_step.TEMPLATE, [*SCALES, *SHIFTS[:-1], *TWO_MISTAKES, *OF_A_STEP]),
    ("bn-ghost", ghost.TEMPLATE, [*SCALES, *SHIFTS[:-1], *TWO_MISTAKES, *ROW_STATISTICS]),
    ("bn-masked", masked.ROWS, [*SCALES, *SHIFTS[:-1], *TWO_MISTAKES, *ROW_STATISTICS]),
    ("bn-backward", Template(backward.TEXT, backward.RIGHT), GRADIENTS),
    ("bn-backward-nchw", Template(backward.TEXT, IMAGES), GRADIENTS),
    ("bn-inference", inference.TEMPLATE, GIVEN),
    ("bn-fold", fold.TEMPLATE, FOLDS),
    ("bn-sync", combining.SYNC, STATISTICS),
    ("bn-streaming", combining.STREAMING, STATISTICS),
    ("bn-layer", layer.TEMPLATE, OF_LAYERS),
]

UNLISTED = [
    Mutant(task, (), template.source(**lines)) for task, template, changes in SHOWN for lines in changes
]
