import numpy as np


class BatchNorm1d:
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        self.eps, self.momentum, self.training = eps, momentum, True
        self.gamma, self.beta = np.ones(num_features), np.zeros(num_features)
        self.running_mean, self.running_var = np.zeros(num_features), np.ones(num_features)
        self.cache = {}

    def train(self):
        self.training = True

    def eval(self):
        self.training = False

    def __call__(self, x):
        n = x.shape[0]
        if self.training:
            mean, var = x.mean(axis=0), x.var(axis=0)
            unbiased = var * n / (n - 1) if n > 1 else var
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * unbiased
        else:
            mean, var = self.running_mean, self.running_var
        inv = 1 / np.sqrt(var + self.eps)
        xhat = (x - mean) * inv
        self.cache = {"xhat": xhat, "inv": inv, "gamma": self.gamma, "training": self.training}
        return self.gamma * xhat + self.beta

    def backward(self, dout):
        xhat, inv, gamma = self.cache["xhat"], self.cache["inv"], self.cache["gamma"]
        dgamma, dbeta = (dout * xhat).sum(axis=0), dout.sum(axis=0)
        dx = gamma * inv * dout
        if self.cache["training"]:
            n = len(dout)
            dx = gamma * inv * (dout - dbeta / n - xhat * dgamma / n)
        return dx, dgamma, dbeta
