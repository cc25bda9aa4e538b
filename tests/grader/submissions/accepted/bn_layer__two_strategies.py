import numpy as np


class ByBatch:
    def __init__(self, layer, x):
        self.n = len(x)
        mean = x.mean(axis=0, keepdims=True)
        centred = x - mean
        var = np.mean(centred * centred, axis=0, keepdims=True)
        layer.note(mean[0], var[0], self.n)
        self.std = np.sqrt(var + layer.eps)
        self.xhat = centred / self.std

    def dx(self, g):
        return (g - g.mean(axis=0) - self.xhat * (g * self.xhat).mean(axis=0)) / self.std


class ByBuffers:
    def __init__(self, layer, x):
        self.std = np.sqrt(layer.running_var[None] + layer.eps)
        self.xhat = (x - layer.running_mean[None]) / self.std

    def dx(self, g):
        return g / self.std


class BatchNorm1d:
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        self.eps, self.momentum = eps, momentum
        self.gamma, self.running_var = (np.ones(num_features) for _ in range(2))
        self.beta, self.running_mean = (np.zeros(num_features) for _ in range(2))
        self.train()

    def train(self):
        self.strategy = ByBatch

    def eval(self):
        self.strategy = ByBuffers

    def note(self, mean, var, n):
        m = self.momentum
        self.running_mean = m * mean + (1 - m) * self.running_mean
        if n > 1:
            self.running_var = m * var * (n / (n - 1)) + (1 - m) * self.running_var

    def __call__(self, x):
        self.call, self.gamma_used = self.strategy(self, x), self.gamma
        return self.call.xhat * self.gamma + self.beta

    def backward(self, dout):
        dgamma = np.einsum("nd,nd->d", dout, self.call.xhat)
        return self.call.dx(dout * self.gamma_used), dgamma, dout.sum(axis=0)
