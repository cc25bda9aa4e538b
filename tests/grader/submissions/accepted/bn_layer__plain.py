import numpy as np


class BatchNorm1d:
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        self.eps, self.momentum = eps, momentum
        self.gamma, self.beta = np.ones(num_features), np.zeros(num_features)
        self.running_mean, self.running_var = np.zeros(num_features), np.ones(num_features)
        self.training = True

    def train(self):
        self.training = True
        return self

    def eval(self):
        self.training = False
        return self

    def __call__(self, x):
        if self.training:
            n = len(x)
            mean, var = x.mean(axis=0), x.var(axis=0)
            m = self.momentum
            self.running_mean = (1 - m) * self.running_mean + m * mean
            self.running_var = (1 - m) * self.running_var + m * var * n / max(n - 1, 1)
        else:
            mean, var = self.running_mean, self.running_var
        inverse = 1 / np.sqrt(var + self.eps)
        xhat = (x - mean) * inverse
        self.saved = (self.training, xhat, inverse, self.gamma)
        return self.gamma * xhat + self.beta

    def backward(self, dout):
        training, xhat, inverse, gamma = self.saved
        dgamma, dbeta = (dout * xhat).sum(axis=0), dout.sum(axis=0)
        dx = dout
        if training:
            dx = dout - dbeta / len(dout) - xhat * dgamma / len(dout)
        return gamma * inverse * dx, dgamma, dbeta
