import numpy as np


class BatchNorm1d:
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        self.num_features = num_features
        self.eps = eps
        self.momentum = momentum
        self.gamma = np.ones(num_features)
        self.beta = np.zeros(num_features)
        self.running_mean = np.zeros(num_features)
        self.running_var = np.ones(num_features)
        self.is_training = True
        self.last = None

    def train(self, mode=True):
        self.is_training = mode

    def eval(self):
        self.train(False)

    @staticmethod
    def moments(x):
        mu = np.sum(x, axis=0) / len(x)
        return mu, np.sum(np.square(x - mu), axis=0) / len(x)

    def __call__(self, x):
        if self.is_training:
            mu, var = self.moments(x)
            bessel = len(x) / max(len(x) - 1, 1)
            self.running_mean = self.running_mean + self.momentum * (mu - self.running_mean)
            self.running_var = self.running_var + self.momentum * (bessel * var - self.running_var)
            self.last = x.copy(), self.gamma.copy(), None
        else:
            mu, var = self.running_mean, self.running_var
            self.last = x.copy(), self.gamma.copy(), (mu.copy(), var.copy())
        return (x - mu) / np.sqrt(var + self.eps) * self.gamma + self.beta

    def backward(self, dout):
        x, gamma, fixed = self.last
        mu, var = fixed if fixed else self.moments(x)
        std = np.sqrt(var + self.eps)
        centred = x - mu
        dgamma = np.sum(dout * centred, axis=0) / std
        dbeta = np.sum(dout, axis=0)
        dx = dout * gamma / std
        if fixed is None:
            through_var = centred * np.sum(dx * centred, axis=0) / (std**2 * len(x))
            dx = dx - np.sum(dx, axis=0) / len(x) - through_var
        return dx, dgamma, dbeta
