"""One training step: normalise by the batch and let the running statistics follow it."""

from grader.kernels.channels import Array, elements_per_channel
from grader.kernels.forward import batch_moments, normalise, scale_and_shift


def batch_norm_train(
    x: Array,
    gamma: Array,
    beta: Array,
    running_mean: Array,
    running_var: Array,
    momentum: float,
    eps: float,
) -> tuple[Array, Array, Array]:
    """(y, new_running_mean, new_running_var); x is (N, C) or (N, C, H, W), the vectors are (C,).

    y is normalised by the 1/n variance of the batch. What is recorded is the unbiased one, n/(n-1) times as
    large, since inference needs the population's (Ioffe & Szegedy 2015, Algorithm 2, line 10). The paper
    averages over batches; this is PyTorch's exponential average, in which momentum weighs the new batch:
    new = (1 - momentum) old + momentum batch. The unbiased variance of one value is undefined: NaN.
    """
    mean, variance = batch_moments(x)
    y = scale_and_shift(normalise(x, mean, variance, eps), gamma, beta)
    n = elements_per_channel(x)
    bessel = n / (n - 1) if n > 1 else float("nan")
    new_mean = (1 - momentum) * running_mean + momentum * mean
    new_var = (1 - momentum) * running_var + momentum * (variance * bessel)
    return y, new_mean, new_var
