import numpy as np


class Step:
    def __init__(self, x):
        self.x = x
        self.axes = (0,) + tuple(range(2, x.ndim))
        self.n = int(np.prod([x.shape[a] for a in self.axes]))
        self.mean = np.add.reduce(x, axis=self.axes) / self.n
        self.centred = x - self.per_channel(self.mean)
        self.sum_of_squares = np.add.reduce(self.centred**2, axis=self.axes)

    def per_channel(self, v):
        return np.expand_dims(v, tuple(range(1, self.x.ndim - 1)))

    def output(self, gamma, beta, eps):
        scale = gamma / np.sqrt(self.sum_of_squares / self.n + eps)
        return self.centred * self.per_channel(scale) + self.per_channel(beta)


def batch_norm_train(x, gamma, beta, running_mean, running_var, momentum, eps):
    step = Step(x)
    unbiased = step.sum_of_squares / (step.n - 1) if step.n > 1 else step.sum_of_squares
    return (
        step.output(gamma, beta, eps),
        momentum * step.mean + running_mean * (1 - momentum),
        momentum * unbiased + running_var * (1 - momentum),
    )
