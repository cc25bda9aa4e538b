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
        n = len(x)
        mean, var = self.running_mean, self.running_var
        if self.training:
            m, mean, var = self.momentum, x.mean(axis=0), x.var(axis=0)
            self.running_mean = (1 - m) * self.running_mean + m * mean
            self.running_var = (1 - m) * self.running_var + m * var * n / max(n - 1, 1)
        self.inverse = 1 / np.sqrt(var + self.eps)
        self.xhat = (x - mean) * self.inverse
        return self.gamma * self.xhat + self.beta

    def backward(self, dout):
        dgamma, dbeta = (dout * self.xhat).sum(axis=0), dout.sum(axis=0)
        dx = dout
        if self.training:
            dx = dout - dbeta / len(dout) - self.xhat * dgamma / len(dout)
        return self.gamma * self.inverse * dx, dgamma, dbeta
