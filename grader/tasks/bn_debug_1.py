"""Task bn-debug-1: mend a training step with two bugs."""

from dataclasses import replace

from grader.tasks import bn_train_step

# The planted bugs are E01 (eps outside the root) and R11 (the variance weighs the old value by momentum).
STARTER = '''\
import numpy as np


def batch_norm_train(x, gamma, beta, running_mean, running_var, momentum, eps):
    """One training step of batch normalization. Two bugs hide here: find and mend them."""
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    shape = (1, -1) if x.ndim == 2 else (1, -1, 1, 1)
    n = x.size // x.shape[1]

    mean = x.mean(axis=axes)
    var = x.var(axis=axes)
    std = np.sqrt(var) + eps
    xhat = (x - mean.reshape(shape)) / std.reshape(shape)
    y = gamma.reshape(shape) * xhat + beta.reshape(shape)

    unbiased = var * n / max(n - 1, 1)
    new_running_mean = (1 - momentum) * running_mean + momentum * mean
    new_running_var = momentum * running_var + (1 - momentum) * unbiased
    return y, new_running_mean, new_running_var
'''

TASK = replace(
    bn_train_step.TASK,
    id="bn-debug-1",
    title="Mend a training step with two bugs",
    starter_code=STARTER,
    modules=(*bn_train_step.TASK.modules, __name__),
)
