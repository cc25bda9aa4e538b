import numpy as np


class BatchNorm1d:
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        self.eps = eps
        self.momentum = momentum
        self.gamma = np.ones(num_features)
        self.beta = np.zeros(num_features)
        self.running_mean = np.zeros(num_features)
        self.running_var = np.ones(num_features)
        self.mode = "train"

    def train(self):
        self.mode = "train"

    def eval(self):
        self.mode = "eval"

    def __call__(self, x):
        if self.mode == "train":
            y, self.grad = self._train(x)
        else:
            y, self.grad = self._eval(x)
        return y

    def _train(self, x):
        n = x.shape[0]
        centred = x - x.mean(axis=0)
        var = (centred**2).mean(axis=0)
        self.running_mean *= 1 - self.momentum
        self.running_mean += self.momentum * x.mean(axis=0)
        self.running_var *= 1 - self.momentum
        if n > 1:
            self.running_var += self.momentum * var * n / (n - 1)
        std = np.sqrt(var + self.eps)
        xhat = centred / std
        gamma = self.gamma

        def grad(dout):
            dxhat = dout * gamma
            dvar = -0.5 * (dxhat * centred).sum(axis=0) / std**3
            dmean = -dxhat.sum(axis=0) / std
            dx = dxhat / std + dvar * 2 * centred / n + dmean / n
            return dx, (dout * xhat).sum(axis=0), dout.sum(axis=0)

        return gamma * xhat + self.beta, grad

    def _eval(self, x):
        std = np.sqrt(self.running_var + self.eps)
        xhat = (x - self.running_mean) / std
        gamma = self.gamma
        return gamma * xhat + self.beta, lambda d: (d * gamma / std, (d * xhat).sum(0), d.sum(0))

    def backward(self, dout):
        return self.grad(dout)
