import numpy as np


class Moments:
    def __init__(self, data):
        self.count = data.shape[0]
        self.mean = np.add.reduce(data, axis=0, keepdims=True) / self.count
        self.centred = np.subtract(data, self.mean)

    @property
    def variance(self):
        return np.add.reduce(np.multiply(self.centred, self.centred), axis=0, keepdims=True) / self.count


class Normaliser:
    def __init__(self, gamma, beta, eps):
        self.gamma, self.beta, self.eps = gamma, beta, eps

    def __call__(self, data):
        m = Moments(data)
        return m.centred / np.sqrt(m.variance + self.eps) * self.gamma + self.beta


def batch_norm(x, gamma, beta, eps):
    return Normaliser(gamma, beta, eps)(x)
