import numpy as np


def convolve(x, kernel, bias, padding):
    """One channel in one dimension, zero-padded at both ends."""
    return np.convolve(np.pad(x, padding), kernel[::-1], "valid") + bias


def fits(inputs, outputs):
    """Whether one weight vector and bias map every row of inputs to its output."""
    columns = np.column_stack([inputs, np.ones(len(inputs))])
    solution = np.linalg.lstsq(columns, outputs, rcond=None)[0]
    return bool(np.allclose(columns @ solution, outputs, atol=1e-6))


def windows(signals, width, padding):
    """What a convolution sees: every window of every padded signal."""
    padded = np.pad(signals, ((0, 0), (padding, padding)))
    return np.lib.stride_tricks.sliding_window_view(padded, width, axis=1).reshape(-1, width)


def verify(kernels):
    """A case folds if weights and a bias exist that reproduce convolution and BN for all inputs tried."""
    rng = np.random.default_rng(0)
    signals, kernel, bias = rng.normal(size=(40, 9)), np.array([0.7, -1.2, 0.4]), 0.3
    gamma, beta, mean, variance = np.array([-1.5]), np.array([0.8]), np.array([0.6]), np.array([2.0])

    def fixed(values):
        rows = values.reshape(-1, 1)
        return kernels.batch_norm_inference(rows, gamma, beta, mean, variance, 1e-3).reshape(values.shape)

    def by_batch(values):
        return kernels.batch_norm(values.reshape(-1, 1), gamma, beta, 1e-3).reshape(values.shape)

    convolved = np.array([convolve(signal, kernel, bias, 0) for signal in signals])
    seen = windows(signals, 3, 0)
    after = np.array([convolve(fixed(signal), kernel, bias, 1) for signal in signals])
    batches = np.concatenate([by_batch(half) for half in (convolved[:3], convolved[3:])])
    return {
        "b": fits(seen, fixed(convolved).ravel()),
        "a": fits(seen, fixed(np.maximum(convolved, 0)).ravel()),
        "d": fits(signals, fixed(signals) @ rng.normal(size=9) + bias),
        "c": fits(windows(signals, 3, 1), after.ravel()),
        "e": fits(seen, batches.ravel()),
    }
